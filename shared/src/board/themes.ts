import { newId } from '../ids.ts'
import { type Board, change, MINE, putTheme, readNote, readNotes, readThemes, removeTheme, setNoteField } from './board.ts'
import { BOARD_LIMITS, type Note, type Theme } from './schema.ts'

/**
 * Gathering: notes are put into a theme and taken out of it. Nothing here moves, changes or deletes a note; each function is
 * one change of the board.
 */

/** The one cell that all of these notes are in; null where they are in several, or in none. */
export function homeOf(notes: readonly Pick<Note, 'at'>[]): string | null {
  const cells = new Set(notes.map(({ at }) => at.cell))
  return cells.size === 1 ? ([...cells][0] ?? null) : null
}

/** The theme that some of these notes are in already, if it is only one: who gathers them means that one. */
export function themeAmong(board: Board, ids: readonly string[]): string | undefined {
  const known = new Set(readThemes(board).map(({ id }) => id))
  const found = new Set(ids.flatMap((id) => readNote(board, id)?.theme ?? []).filter((id) => known.has(id)))
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * Puts notes into a theme, which is made if none is named, and says which. A theme of one cell that takes notes of another
 * belongs to no cell from then on.
 */
export function gather(board: Board, ids: readonly string[], now: number, into?: string, origin: unknown = MINE): string | undefined {
  const notes = ids.flatMap((id) => readNote(board, id) ?? [])
  const theme = readThemes(board).find(({ id }) => id === into)
  if (!notes.length || (into !== undefined && !theme)) return undefined
  const id = theme?.id ?? newId()
  change(
    board,
    () => {
      const home = homeOf(notes)
      if (!theme) putTheme(board, { id, label: '', cell: home, createdAt: now }, origin)
      else if (theme.cell !== null && theme.cell !== home) putTheme(board, { ...theme, cell: null }, origin)
      for (const note of notes) if (note.theme !== id) setNoteField(board, note.id, 'theme', id, origin)
    },
    origin,
  )
  return id
}

/** Takes notes out of their themes. A theme that is left without notes stays, to be seen and removed on purpose. */
export function ungather(board: Board, ids: readonly string[], origin: unknown = MINE): void {
  change(
    board,
    () => {
      for (const id of ids) if (readNote(board, id)?.theme !== undefined) setNoteField(board, id, 'theme', undefined, origin)
    },
    origin,
  )
}

export function renameTheme(board: Board, id: string, label: string, origin: unknown = MINE): void {
  const theme = readThemes(board).find((each) => each.id === id)
  const next = label.trim().slice(0, BOARD_LIMITS.themeLabel)
  if (theme && theme.label !== next) putTheme(board, { ...theme, label: next }, origin)
}

/** Puts the notes of one theme into another, which keeps its name, or takes the other's where it has none. */
export function mergeThemes(board: Board, from: string, into: string, origin: unknown = MINE): void {
  const themes = readThemes(board)
  const gone = themes.find(({ id }) => id === from)
  const kept = themes.find(({ id }) => id === into)
  if (!gone || !kept || from === into) return
  change(
    board,
    () => {
      const merged = { ...kept, label: kept.label || gone.label, cell: kept.cell === gone.cell ? kept.cell : null }
      putTheme(board, merged, origin)
      for (const note of readNotes(board)) if (note.theme === from) setNoteField(board, note.id, 'theme', into, origin)
      removeTheme(board, from, origin)
    },
    origin,
  )
}

export interface Gathered {
  theme: Theme
  notes: readonly Note[]
  /** The cells it has notes in, in the order of the notes. */
  cells: readonly (string | null)[]
}

/** Every theme with its notes, those without notes included. */
export function gatheredIn(notes: readonly Note[], themes: readonly Theme[]): Gathered[] {
  const members = new Map<string, Note[]>(themes.map(({ id }) => [id, []]))
  for (const note of notes) if (note.theme !== undefined) members.get(note.theme)?.push(note)
  return themes.map((theme) => {
    const own = members.get(theme.id) ?? []
    return { theme, notes: own, cells: [...new Set(own.map(({ at }) => at.cell))] }
  })
}
