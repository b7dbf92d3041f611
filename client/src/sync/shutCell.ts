import { signingOf } from '@stocktake/shared/attribution'
import { refusal } from '@stocktake/shared/policy'
import type { Me } from '@stocktake/shared/view'
import type { WordKey, Words } from '../words/words.ts'
import type { BoardRules } from './useRules.ts'

export type Shut = 'cell-full' | 'not-your-table'

/** Why I put no note into a cell where the step would let me: it is full for now, or another table's. */
export function shutCell(me: Me, { live }: BoardRules, cell: string | null): Shut | undefined {
  const reason = refusal(me, 'add-note', live, { ...signingOf(live.attribution, me), cells: [cell] })
  return reason === 'cell-full' || reason === 'not-your-table' ? reason : undefined
}

/** What is said to somebody whose words are meant for a cell that is shut. */
export const shutWords = (t: Words, shut: Shut, cell: string) => t(KEPT[shut], { cell })
const KEPT: Record<Shut, WordKey> = { 'cell-full': 'overview.fullKept', 'not-your-table': 'overview.tableKept' }
