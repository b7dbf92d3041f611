import { useUnrevealed } from '../sync/useWriting.ts'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'

/** How many notes people have written alone in a cell: that others write is seen by all, what they write by none. */
export function Unrevealed({ cell }: { cell: string | null }) {
  const t = useWords()
  const { round } = useTable()
  const count = useUnrevealed(round.number, cell)
  return count > 0 && <> {t('steps.unrevealed', { count })}</>
}
