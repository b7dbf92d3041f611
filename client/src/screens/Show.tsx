import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, Maximize, Minimize } from 'lucide-react'
import { QRCodeSVG } from 'qrcode.react'
import { useEffect, useState } from 'react'
import { StepLine } from '../panels/steps/StepLine.tsx'
import { useSession } from '../session.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SharedObject } from '../ui/SharedObject.tsx'
import { useWords } from '../words/words.ts'
import styles from './Show.module.css'

/** The card for the projector: how to join, what for, and who is here. Nothing private is on it. */
export default function Show() {
  const t = useWords()
  const view = useSession((state) => state.view)
  if (!view) return null
  const address = view.links.participant
  const open = openRound(view)
  return (
    <div className={styles.page}>
      <nav className={styles.bar} aria-label={t('show.title')}>
        <LinkButton size="small" href={`/s/${view.id}`} icon={<ArrowLeft aria-hidden />}>
          {t('common.backToWorkspace')}
        </LinkButton>
        <FullScreen />
      </nav>
      <main className={styles.card}>
        <header className={styles.head}>
          <PageTitle className={styles.title} documentTitle={t('common.titled', { screen: t('show.title'), stocktake: view.title })}>
            {view.title}
          </PageTitle>
          <SharedObject text={view.sharedObject} />
        </header>
        {view.settings.joinOpen ? (
          <div className={styles.doors}>
            <div className={styles.type}>
              <p className={styles.step}>{t('show.goTo')}</p>
              <p className={styles.address}>{shortAddress(address)}</p>
              <p className={styles.step}>{t('show.code')}</p>
              <p className={styles.code}>
                <span aria-hidden="true">{view.joinCode}</span>
                <span className="visually-hidden">{view.joinCode.split('').join(' ')}</span>
              </p>
            </div>
            <div className={styles.scan}>
              <p className={styles.step}>{t('show.scan')}</p>
              <QRCodeSVG value={address} title={t('show.qr', { address })} className={styles.qr} marginSize={3} bgColor="#ffffff" fgColor="#000000" level="M" />
            </div>
          </div>
        ) : (
          <p className={styles.closed}>{t('show.closed')}</p>
        )}
        {open?.live && (
          <section className={styles.now} aria-label={t('workspace.roundTitled', { number: open.number, title: open.title })}>
            <StepLine round={open} />
          </section>
        )}
        <WhoIsHere view={view} />
      </main>
    </div>
  )
}

function WhoIsHere({ view }: { view: SessionView }) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const total = here?.total ?? 0
  const inGroups = view.groups.reduce((sum, group) => sum + (here?.byGroup[group.id] ?? 0), 0)
  return (
    <section className={styles.here} aria-labelledby="here">
      <h2 id="here" className={styles.total}>
        {total ? t('show.here', { count: total }) : t('show.nobody')}
      </h2>
      <ul className={styles.groups}>
        {view.groups.map((group) => (
          <li key={group.id} className={styles.group}>
            <GroupMark group={group} size="1.2em" />
            <span>{group.label}</span>
            <strong className="tabular">{here?.byGroup[group.id] ?? 0}</strong>
          </li>
        ))}
        {total > inGroups && (
          <li className={styles.group}>
            <span>{t('show.team')}</span>
            <strong className="tabular">{total - inGroups}</strong>
          </li>
        )}
      </ul>
    </section>
  )
}

function FullScreen() {
  const t = useWords()
  const [isFull, setFull] = useState(Boolean(document.fullscreenElement))

  useEffect(() => {
    const look = () => setFull(Boolean(document.fullscreenElement))
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])

  if (!document.fullscreenEnabled) return null
  return (
    <Button
      size="small"
      icon={isFull ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
      onPress={() => void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen())}
    >
      {isFull ? t('show.leaveFullScreen') : t('show.fullScreen')}
    </Button>
  )
}

/** What people type into a browser: without `https://` and without the code. */
function shortAddress(address: string): string {
  const { host, pathname } = new URL(address)
  return host + pathname.replace(/\/j\/[^/]*$/, '')
}
