import type { Round } from '@stocktake/shared/session'
import { aroundLive, liveStep } from '@stocktake/shared/steps'
import { useWriting } from '../../sync/useWriting.ts'
import { useWords } from '../../words/words.ts'
import { useReady } from '../attend/ReadyToggle.tsx'
import styles from './Projector.module.css'

/** What is asked now, to be read from the back row, and how far everybody is. */
export function StepScreen({ round }: { round: Round }) {
  const t = useWords()
  const step = liveStep(round)
  const writing = useWriting(round.number)
  const ready = useReady(round)
  return (
    <div className={styles.asked}>
      {step && <p className={styles.step}>{t('steps.place', { place: aroundLive(round).index + 1, count: round.steps.length })}</p>}
      <h2 dir="auto" className={styles.askedTitle}>
        {step?.title ?? round.title}
      </h2>
      <p className={styles.instruction}>{step ? step.instruction : round.question || t('workspace.noQuestion')}</p>
      <p className={`${styles.counts} tabular`}>
        {step?.kind === 'write' && writing && (
          <span>{t('steps.writers', { notes: t('table.notes', { count: writing.notes }), people: t('steps.people', { count: writing.writers }) })}</span>
        )}
        {ready && ready.of > 0 && <span>{t('attend.readyCount', { ready: ready.ready, of: ready.of })}</span>}
      </p>
    </div>
  )
}
