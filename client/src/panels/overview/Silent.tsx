import { type Silence, silentGroups } from '@stocktake/shared/report/coverage'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { serverNow } from '../../serverTime.ts'
import { useSession } from '../../session.ts'
import { useWriting } from '../../sync/useWriting.ts'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { hourOf } from '../../words/language.ts'
import { useWords } from '../../words/words.ts'
import styles from './Coverage.module.css'

/** Groups with people here of whom nobody has written yet, told only after there was time for it. */
export function Silent({ view, round, wrote }: { view: SessionView; round: Round; wrote: Readonly<Record<string, number>> }) {
  const t = useWords()
  const here = useSession((state) => state.here?.byGroup) ?? {}
  const alone = useWriting(round.number)?.groups ?? []
  const { groups, settings } = view
  const silence = silentGroups({ round, settings, here, wrote: new Set([...Object.keys(wrote), ...alone]), groups, now: serverNow() })
  useLater(silence)
  if (round.state !== 'open') return null
  return (
    <section aria-label={t('overview.silent')}>
      <h3 className={styles.title}>{t('overview.silent')}</h3>
      {silence.kind === 'not-asked' && <p>{t(settings.attribution === 'anonymous' ? 'overview.anonymous' : 'overview.silentNotAsked')}</p>}
      {silence.kind === 'early' && <p>{t('overview.silentEarly', { time: hourOf(silence.until) })}</p>}
      {silence.kind === 'told' && (
        <>
          <p>{t(silence.groups.length ? 'overview.silentText' : 'overview.silentNone')}</p>
          <ul className={styles.groups}>
            {groups
              .filter(({ id }) => silence.groups.includes(id))
              .map((group) => (
                <li key={group.id} className={styles.group}>
                  <GroupMark group={group} />
                  <span>{group.label}</span>
                </li>
              ))}
          </ul>
        </>
      )}
      {silence.kind === 'told' && settings.minimumGroup > 1 && <p className={styles.quiet}>{t('overview.silentFew', { count: settings.minimumGroup })}</p>}
    </section>
  )
}

/** Looks again when it is late enough to say. */
function useLater(silence: Silence) {
  const [, redraw] = useState(0)
  const until = silence.kind === 'early' ? silence.until : null
  useEffect(() => {
    if (until === null) return
    const timer = setTimeout(() => redraw((count) => count + 1), until - serverNow() + 50)
    return () => clearTimeout(timer)
  }, [until])
}
