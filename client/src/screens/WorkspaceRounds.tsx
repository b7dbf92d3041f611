import type { Round } from '@stocktake/shared/session'
import { Check, CircleDashed, CircleDot } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceRounds.module.css'

const icons = { closed: Check, open: CircleDot, draft: CircleDashed }

export interface WorkspaceRoundsProps {
  rounds: readonly Round[]
  shown: number | undefined
  onShow: (number: number) => void
}

/** All rounds of the stocktake with their state; the one that is shown has its title in full. */
export function WorkspaceRounds({ rounds, shown, onShow }: WorkspaceRoundsProps) {
  const t = useWords()
  return (
    <nav className={styles.rounds} aria-label={t('workspace.rounds')}>
      <ol>
        {rounds.map((round) => {
          const Icon = icons[round.state]
          const state = t(`workspace.roundState.${round.state}`)
          const isShown = round.number === shown
          return (
            <li key={round.number} className={isShown ? styles.shown : styles.other}>
              <Button
                size="small"
                className={styles.round ?? ''}
                aria-current={isShown ? 'page' : undefined}
                aria-label={`${t('workspace.roundTitled', { number: round.number, title: round.title })}, ${state}`}
                icon={<Icon aria-hidden />}
                onPress={() => onShow(round.number)}
              >
                <span className={styles.number}>{round.number}</span>
                <span dir="auto" className={styles.title}>
                  {round.title}
                </span>
                <span className={styles.state}>{state}</span>
              </Button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
