import type { Round } from '@stocktake/shared/session'
import { aroundLive, liveStep } from '@stocktake/shared/steps'
import { useEffect, useState } from 'react'
import { useWriting } from '../../sync/useWriting.ts'
import { useWords } from '../../words/words.ts'
import { ReadyToggle } from '../attend/ReadyToggle.tsx'
import { StepClock } from './StepClock.tsx'
import styles from './Steps.module.css'

/** Was everybody moved to another step while this screen was open? Who hears the page is told then. */
function useMoved(round: Round): boolean {
  const step = round.live?.step
  const [first] = useState(step)
  const [isMoved, setMoved] = useState(false)
  useEffect(() => {
    if (step !== first) setMoved(true)
  }, [step, first])
  return isMoved
}

/** How far the others are who write alone: how many notes, of how many people, and nothing else. */
function Progress({ round }: { round: Round }) {
  const t = useWords()
  const writing = useWriting(round.number)
  if (!writing?.notes) return null
  const people = t('steps.people', { count: writing.writers })
  return <p className={`${styles.progress} tabular`}>{t('steps.writers', { notes: t('table.notes', { count: writing.notes }), people })}</p>
}

/** Where everybody is: the step, what is asked (unless it is to be brief), the clock. A round that is not led by steps shows its question. */
export function StepLine({ round, isBrief = false }: { round: Round; isBrief?: boolean }) {
  const t = useWords()
  const step = liveStep(round)
  const isNews = useMoved(round)
  if (!step)
    return (
      <p className={styles.line}>
        <span className={styles.label}>{t('workspace.question')}</span>
        <strong dir="auto">{round.question || t('workspace.noQuestion')}</strong>
      </p>
    )
  const place = { place: aroundLive(round).index + 1, count: round.steps.length, title: step.title }
  return (
    <div className={styles.line} data-step="" data-brief={isBrief || undefined}>
      <p className={styles.where}>
        <span className={styles.label}>{t('steps.place', place)}</span> <strong dir="auto">{step.title}</strong>
      </p>
      <Progress round={round} />
      {step.instruction && !isBrief && (
        <p dir="auto" className={styles.instruction}>
          {step.instruction}
        </p>
      )}
      <ReadyToggle round={round} />
      <StepClock clock={round.live?.clock ?? null} hasSwitch={!isBrief} />
      <p role="status" className="visually-hidden">
        {isNews && `${t('steps.nowIn', place)} ${step.instruction}`}
      </p>
    </div>
  )
}
