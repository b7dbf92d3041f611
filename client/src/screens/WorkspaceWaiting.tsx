import type { Round } from '@stocktake/shared/session'
import { Hourglass } from 'lucide-react'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceWaiting.module.css'

/** In place of a board that cannot be read yet. */
export function WorkspaceWaiting({ round }: { round: Round | undefined }) {
  const t = useWords()
  return (
    <div className={styles.waiting}>
      <Hourglass aria-hidden className={styles.icon} />
      <h2>{round ? t('workspace.waitingTitle', { number: round.number }) : t('workspace.noRounds')}</h2>
      {round && (
        <p dir="auto" className={styles.title}>
          {round.title}
        </p>
      )}
      <p>{t(round ? 'workspace.waitingText' : 'workspace.noRoundsText')}</p>
    </div>
  )
}
