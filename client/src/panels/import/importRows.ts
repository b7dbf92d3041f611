import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import type { GuessedNote } from '@stocktake/shared/sheet/guess'
import { type Repeat, repeatsIn } from '@stocktake/shared/sheet/repeats'

/** A note of a sheet as the preview has it. */
export interface ImportRow {
  number: number
  text: string
  /** Null is the parking lot; undefined is not chosen yet. */
  cell: string | null | undefined
  group: string | null
  lang?: string
  goesOn: boolean
  /** What somebody chose; else repeated words are left out. */
  wanted?: boolean
}

/** What the preview says of a row. */
export interface JudgedRow extends ImportRow {
  repeat: Repeat | undefined
  isKept: boolean
  /** No note can be put into its cell now. */
  isShut: boolean
  /** It will be added, and nothing says where. */
  isMissing: boolean
}

export interface Written {
  text: string
  cell: string | null
}

export const rowsToShow = (notes: readonly GuessedNote[]): ImportRow[] =>
  notes.map(({ group = null, goesOn = false, ...note }, i) => ({ ...note, number: i + 1, cell: note.cell, group, goesOn }))

/** @param takes a cell that takes no notes now is asked for anew */
export function judged(rows: readonly ImportRow[], board: readonly Written[], takes: (cell: string | null) => boolean): JudgedRow[] {
  const repeats = repeatsIn(rows, board)
  return rows.map((row, i) => {
    const repeat = repeats[i]
    const isKept = row.text.trim() !== '' && (row.wanted ?? (repeat === undefined || repeat.isElsewhere))
    const isShut = row.cell !== undefined && !takes(row.cell)
    return { ...row, repeat, isKept, isShut, isMissing: isKept && (row.cell === undefined || isShut) }
  })
}

export type Which = 'all' | 'no-cell' | 'marked' | 'out'

/** Which rows each choice shows. */
export const shownBy: Readonly<Record<Which, (row: JudgedRow) => boolean>> = {
  all: () => true,
  'no-cell': ({ isMissing }) => isMissing,
  marked: ({ repeat, goesOn }) => repeat !== undefined || goesOn,
  out: ({ isKept }) => !isKept,
}

/** For how many more notes a round has room. */
export const roomFor = (notes: number) => Math.max(0, BOARD_LIMITS.notesPerRound - notes)
