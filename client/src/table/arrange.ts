import type { Note, Theme } from '@stocktake/shared/board/schema'
import { useRef } from 'react'

/** The notes of one cell in reading order: themes first, each with its notes, then the others. A theme that lost its notes stands in its cell without any. */
export interface CellNotes {
  themes: readonly { theme: Theme; notes: readonly Note[] }[]
  loose: readonly Note[]
  count: number
}

/** A note that somebody here is reading or editing: it stays where it is until they are done, wherever others move it. */
export interface Held {
  id: string
  cell: string | null
  theme: string | undefined
}

/** The parking lot's key: notes without a cell, and those in a cell that this round does not show. */
export const PARKING = ''

/** @param table the table where the reader sits: in each cell its notes come before the others */
export function arrange(notes: readonly Note[], themes: readonly Theme[], cells: readonly string[], held?: Held, table?: string): Map<string, CellNotes> {
  const shown = new Set(cells)
  const byCell = new Map<string, Note[]>([...cells, PARKING].map((cell) => [cell, []]))
  for (const note of notes) {
    const cell = note.id === held?.id ? held.cell : note.at.cell
    byCell.get(cell !== null && shown.has(cell) ? cell : PARKING)?.push(note)
  }
  const themeOf = (note: Note) => (note.id === held?.id ? held.theme : note.theme)
  const used = new Set(notes.map(themeOf))
  const isEmptyIn = ({ id, cell: home }: Theme, cell: string) => !used.has(id) && (home !== null && shown.has(home) ? home : PARKING) === cell
  const out = new Map<string, CellNotes>()
  for (const [cell, inCell] of byCell) {
    const grouped = themes.flatMap((theme) => {
      const members = inCell.filter((note) => themeOf(note) === theme.id)
      return members.length || isEmptyIn(theme, cell) ? [{ theme, notes: members }] : []
    })
    const known = new Set(grouped.map(({ theme }) => theme.id))
    const loose = inCell.filter((note) => !known.has(themeOf(note) ?? ''))
    const ours = table === undefined ? [] : loose.filter((note) => note.table === table)
    const inOrder = ours.length ? [...ours, ...loose.filter((note) => note.table !== table)] : loose
    out.set(cell, { themes: grouped, loose: inOrder, count: inCell.length })
  }
  return out
}

/** The same, but a cell in which nothing changed keeps its identity, so that it is not drawn again. */
export function useArranged(notes: readonly Note[], themes: readonly Theme[], cells: readonly string[], held?: Held, table?: string): Map<string, CellNotes> {
  const last = useRef(new Map<string, CellNotes>())
  const next = arrange(notes, themes, cells, held, table)
  for (const [cell, content] of next) {
    const before = last.current.get(cell)
    if (before && sameContent(before, content)) next.set(cell, before)
  }
  last.current = next
  return next
}

const sameList = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, i) => item === b[i])
const sameContent = (a: CellNotes, b: CellNotes) =>
  sameList(a.loose, b.loose) &&
  a.themes.length === b.themes.length &&
  a.themes.every(({ theme, notes }, i) => theme === b.themes[i]?.theme && sameList(notes, b.themes[i].notes))
