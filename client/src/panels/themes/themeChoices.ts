import type { Note, Theme } from '@stocktake/shared/board/schema'
import { gatheredIn, homeOf } from '@stocktake/shared/board/themes'

/** One thing that notes can be put together with. */
export type ThemeChoice =
  | { kind: 'theme'; theme: Theme; count: number; cells: readonly (string | null)[] }
  | { kind: 'note'; note: Note; theme: Theme | undefined }

export interface ThemeChoices {
  themesHere: ThemeChoice[]
  notesHere: ThemeChoice[]
  themes: ThemeChoice[]
  notes: ThemeChoice[]
  /** There are more notes than are listed. */
  more: boolean
}

/** So many notes of each kind are listed; letters find the others. */
export const MOST_LISTED = 40

/** What some notes can be grouped with, those of their own cell first; `words` leaves those that have all of them. */
export function themeChoices(notes: readonly Note[], themes: readonly Theme[], chosen: readonly string[], words = ''): ThemeChoices {
  const own = new Set(chosen)
  const mine = notes.filter(({ id }) => own.has(id))
  const home = mine.length ? homeOf(mine) : undefined
  const wanted = plain(words).split(/\s+/).filter(Boolean)
  const fits = (text: string) => {
    const all = plain(text)
    return wanted.every((word) => all.includes(word))
  }
  const found = gatheredIn(notes, themes)
    .filter(({ theme, notes: members }) => !(members.length && mine.length && mine.every((note) => note.theme === theme.id)) && fits(theme.label))
    .map(({ theme, notes: members, cells }): ThemeChoice & { kind: 'theme' } => ({ kind: 'theme', theme, count: members.length, cells }))
  const isHere = ({ theme, cells }: { theme: Theme; cells: readonly (string | null)[] }) => theme.cell === home || cells.includes(home ?? null)
  const labels = new Map(themes.map((theme) => [theme.id, theme]))
  const others = notes
    .filter((note) => !own.has(note.id) && note.text && fits(note.text))
    // A note that stands in a theme is listed when somebody looks for it: the theme itself stands above.
    .filter((note) => wanted.length > 0 || !labels.has(note.theme ?? ''))
    .map((note): ThemeChoice & { kind: 'note' } => ({ kind: 'note', note, theme: labels.get(note.theme ?? '') }))
  const notesHere = others.filter(({ note }) => note.at.cell === home)
  const notesThere = others.filter(({ note }) => note.at.cell !== home)
  return {
    themesHere: found.filter(isHere),
    notesHere: notesHere.slice(0, MOST_LISTED),
    themes: found.filter((choice) => !isHere(choice)),
    notes: notesThere.slice(0, MOST_LISTED),
    more: notesHere.length > MOST_LISTED || notesThere.length > MOST_LISTED,
  }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
