import { Button } from '../ui/Button.tsx'
import { useVoteOrder } from '../votes.ts'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'
import styles from './VoteOrder.module.css'

/** Says that the notes stand in the order of votes, with the way back. */
export function VoteOrder() {
  const t = useWords()
  const { round } = useTable()
  const { order, set } = useVoteOrder()
  if (order?.round !== round.number) return null
  return (
    <p className={styles.order}>
      <span>{t('vote.ordered')}</span>
      <Button size="small" onPress={() => set(null)}>
        {t('vote.orderUsual')}
      </Button>
    </p>
  )
}
