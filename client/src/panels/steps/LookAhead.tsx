import type { Round } from '@stocktake/shared/session'
import type { Step } from '@stocktake/shared/stepSchema'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Steps.module.css'

interface LookAheadProps {
  round: Round
  /** What the press that moves everybody says. */
  moveWords: (step: Step) => string
  onMove: (step: Step) => void
  onClose: () => void
}

/** All steps of a round, for the facilitator alone: looking moves nobody, each press says whom it moves. */
export function LookAhead({ round, moveWords, onMove, onClose }: LookAheadProps) {
  const t = useWords()
  return (
    <Dialog title={t('steps.allTitle')} isOpen onClose={onClose}>
      <p className={styles.label}>{t('steps.allText')}</p>
      <ol className={styles.steps}>
        {round.steps.map((step, index) => {
          const isLive = step.id === round.live?.step
          return (
            <li key={step.id} className={styles.step} aria-current={isLive ? 'step' : undefined}>
              <p>
                <span className="tabular">{index + 1}.</span> <strong>{step.title}</strong>{' '}
                <span className={styles.label}>
                  {t('steps.minutes', { count: step.minutes })}
                  {isLive && `, ${t('steps.now')}`}
                </span>
              </p>
              {step.instruction && <p>{step.instruction}</p>}
              {!isLive && (
                <Button size="small" onPress={() => onMove(step)}>
                  {moveWords(step)}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}
