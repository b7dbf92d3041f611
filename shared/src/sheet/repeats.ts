import { alike } from '../board/lines.ts'

interface Placed {
  text: string
  /** Null is the parking lot; undefined is not known yet. */
  cell: string | null | undefined
}

/** Where the words of a row stand already. */
export interface Repeat {
  on: 'sheet' | 'board'
  /** The row of the sheet that has them first, counted from 0. */
  row?: number
  cell: string | null | undefined
  /** In another cell the same words may be meant: then the row is marked, and stays. */
  isElsewhere: boolean
}

/** Which rows say what an earlier row, or a note of the board, says in the same words, and where. */
export function repeatsIn(rows: readonly Placed[], board: readonly Placed[]): (Repeat | undefined)[] {
  const known = new Map<string, Omit<Repeat, 'isElsewhere'>[]>()
  const add = (text: string, found: Omit<Repeat, 'isElsewhere'>) => {
    const key = alike(text)
    known.set(key, [...(known.get(key) ?? []), found])
  }
  for (const { text, cell } of board) if (text.trim()) add(text, { on: 'board', cell })
  return rows.map(({ text, cell }, row) => {
    const found = known.get(alike(text)) ?? []
    const here = found.find((one) => cell === undefined || one.cell === undefined || one.cell === cell)
    add(text, { on: 'sheet', row, cell })
    const repeat = here ?? found[0]
    return repeat && { ...repeat, isElsewhere: here === undefined }
  })
}
