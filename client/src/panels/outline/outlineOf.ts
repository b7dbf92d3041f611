import type { Note, Theme } from '@stocktake/shared/board/schema'
import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { Matrix } from '@stocktake/shared/session'

/** A cell of the outline: its themes with their notes, then the notes of none. */
export interface OutlineCell {
  /** Empty for the parking lot. */
  id: string
  label: string
  count: number
  themes: { theme: Theme; notes: Note[] }[]
  loose: Note[]
}
export interface OutlineRow {
  id: string
  label: string
  cells: OutlineCell[]
}

/** Where the note that somebody reads stood when they came to it: it stays there until they leave it. */
export type Held = Pick<Note, 'id' | 'theme'> & { cell: string | null }

/** The board as rows, columns, themes and notes, in the order in which it is read. What no column shows is in the parking lot. */
export function outlineOf(
  matrix: Matrix,
  columns: readonly string[],
  notes: readonly Note[],
  themes: readonly Theme[],
  parking: string,
  held?: Held,
): OutlineRow[] {
  const inUse = columnsOf(matrix, columns)
  const byCell = new Map<string, Note[]>()
  const isShown = new Set(matrix.dimensions.flatMap(({ id }) => inUse.map((type) => cellId(id, type.id))))
  const themeOf = (note: Note) => (note.id === held?.id ? held.theme : note.theme)
  for (const note of notes) {
    const at = note.id === held?.id ? held.cell : note.at.cell
    const cell = at !== null && isShown.has(at) ? at : ''
    const inCell = byCell.get(cell)
    if (inCell) inCell.push(note)
    else byCell.set(cell, [note])
  }
  const cellOf = (id: string, label: string): OutlineCell => {
    const inCell = byCell.get(id) ?? []
    const known = new Map(themes.map((theme) => [theme.id, { theme, notes: [] as Note[] }]))
    const loose = inCell.filter((note) => {
      const group = known.get(themeOf(note) ?? '')
      group?.notes.push(note)
      return group === undefined
    })
    return { id, label, count: inCell.length, themes: [...known.values()].filter((group) => group.notes.length > 0), loose }
  }
  return [
    ...matrix.dimensions.map(({ id, label }) => ({ id, label, cells: inUse.map((type) => cellOf(cellId(id, type.id), type.label)) })),
    { id: '', label: parking, cells: [cellOf('', parking)] },
  ]
}
