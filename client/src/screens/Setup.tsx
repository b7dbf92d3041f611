import type { SessionView } from '@stocktake/shared/view'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { readMembers } from '../api.ts'
import { About } from '../panels/setup/About.tsx'
import { ExportSetup } from '../panels/setup/ExportSetup.tsx'
import { GroupsSetup } from '../panels/setup/GroupsSetup.tsx'
import { MatrixSetup } from '../panels/setup/MatrixSetup.tsx'
import { People } from '../panels/setup/People.tsx'
import { RoundsSetup } from '../panels/setup/RoundsSetup.tsx'
import { SmallGroupsSetup } from '../panels/setup/SmallGroupsSetup.tsx'
import { useUnsaved } from '../panels/setup/unsaved.ts'
import { useSession } from '../session.ts'
import { useLeaveGuard, useLocation } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Link } from '../ui/Link.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'
import styles from './Setup.module.css'

const SECTIONS = ['about', 'matrix', 'groups', 'rounds', 'people', 'export'] as const
type Section = (typeof SECTIONS)[number]

/** Everything a facilitator prepares. One section at a time where there is room, all in a row with jump links on a phone. */
export default function Setup() {
  const t = useWords()
  const view = useSession((state) => state.view)
  const isOffline = useSession((state) => state.live === 'offline')
  if (!view) return null
  return (
    <div className={styles.page}>
      <PageHeader view={view} title={t('setup.setup')} here="setup" isOffline={isOffline} />
      {view.me.role === 'facilitator' ? (
        <Sections view={view} />
      ) : (
        <main>
          <Notice live={false} title={t('setup.notYoursTitle')}>
            {t('setup.notYoursText')}
          </Notice>
        </main>
      )}
    </div>
  )
}

function Sections({ view }: { view: SessionView }) {
  const t = useWords()
  const { hash } = useLocation()
  const current = SECTIONS.find((section) => `#${section}` === hash) ?? 'about'
  const id = view.id
  const members = useLoaded(useCallback(async () => (await readMembers(id)).members, [id]))
  const known = useMemo(() => (members.state === 'ready' ? members.value : []), [members])
  const here = useSession((state) => state.here?.total)
  const { again } = members

  // Somebody came or went: the list of people may have changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of people here is the reason to ask
  useEffect(again, [here, again])

  useEffect(() => {
    // On a phone all sections stand in one column, and the address says where to begin.
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [hash])

  const content: Record<Section, ReactNode> = {
    about: <About view={view} />,
    matrix: <MatrixSetup view={view} />,
    groups: (
      <>
        <GroupsSetup view={view} members={known} />
        <SmallGroupsSetup view={view} members={known} />
      </>
    ),
    rounds: <RoundsSetup view={view} />,
    people: <People view={view} members={members} />,
    export: <ExportSetup view={view} />,
  }
  return (
    <div className={styles.columns}>
      <nav className={styles.nav} aria-label={t('setup.sections')}>
        {SECTIONS.map((section) => (
          <Link key={section} href={`#${section}`} className={styles.jump ?? ''} {...(section === current ? { 'aria-current': 'true' as const } : {})}>
            {t(`setup.${section}`)}
          </Link>
        ))}
      </nav>
      <main>
        {SECTIONS.map((section) => (
          <section key={section} id={section} className={`${styles.section} ${section === current ? styles.current : ''}`} aria-labelledby={`${section}-title`}>
            <h2 id={`${section}-title`} className={styles.heading}>
              {t(`setup.${section}`)}
            </h2>
            <p className={styles.intro}>{t(`setup.intro.${section}`)}</p>
            {content[section]}
          </section>
        ))}
      </main>
      <LeaveGuard />
    </div>
  )
}

/** Asks before unsaved changes would be lost by going elsewhere. */
function LeaveGuard() {
  const t = useWords()
  const isUnsaved = useUnsaved((state) => state.names.size > 0)
  const leaving = useLeaveGuard(isUnsaved)
  if (!leaving) return null
  return (
    <Dialog
      title={t('setup.leaveTitle')}
      isOpen
      onClose={() => leaving.stay()}
      role="alertdialog"
      size="small"
      actions={
        <>
          <Button variant="danger" onPress={() => leaving.leave()}>
            {t('setup.leaveAnyway')}
          </Button>
          <Button variant="primary" onPress={() => leaving.stay()}>
            {t('setup.stay')}
          </Button>
        </>
      }
    >
      <p>{t('setup.leaveText')}</p>
    </Dialog>
  )
}
