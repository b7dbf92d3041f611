import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useWords } from '../../words/words.ts'
import styles from './Print.module.css'

/** What every sheet begins with: which stocktake and round it is of, what it is about, and the question. */
export function SheetHead({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  return (
    <header>
      <p dir="auto" className={styles.stocktake}>
        {view.title}
      </p>
      <h2 className={styles.title}>{t('workspace.roundTitled', { number: round.number, title: round.title })}</h2>
      {view.sharedObject && (
        <p>
          <strong>{t('common.sharedObject')}:</strong> <bdi>{view.sharedObject}</bdi>
        </p>
      )}
      {round.question && (
        <p dir="auto" className={styles.question}>
          {round.question}
        </p>
      )}
    </header>
  )
}
