import type { LedgerEntry } from '@stocktake/shared/board/schema'
import { dateWords } from '@stocktake/shared/report/words'
import { isOpenEntry } from '@stocktake/shared/standing'

export const KINDS = ['decision', 'action', 'parking'] as const
export type Kind = LedgerEntry['kind']

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Whether a field for dates can show it; a file may say anything. */
export const isDay = (due: string) => DAY.test(due)

/** A day in words that nobody mixes up; what is no day, as it was written. */
export const dueWords = (due: string) => (isDay(due) && dateWords(Date.parse(due))) || due

/** The last day for an open action is over, by the calendar here. */
export function isLate(entry: LedgerEntry, now: number): boolean {
  const { due = '' } = entry
  return entry.kind === 'action' && isOpenEntry(entry) && isDay(due) && due < dayOf(now)
}

function dayOf(time: number): string {
  const date = new Date(time)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
