/** The work of carrying forward as plain functions: which notes are in view, how far it is, what comes next. */
import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import { sameNote } from '@stocktake/shared/fate'
import type { NoteRef } from '@stocktake/shared/fields'
import { columnsOf } from '@stocktake/shared/matrix'
import type { Matrix } from '@stocktake/shared/session'

/** `null` lets everything through; `none` stands for the parking lot, no theme, no group. */
export interface CarryFilter {
  cell: string | null
  theme: string | null
  group: string | null
  undecidedOnly: boolean
}

export const NO_FILTER: CarryFilter = { cell: null, theme: null, group: null, undecidedOnly: false }
export const NONE = 'none'

/** The decision that has this note among its sources. */
export const decisionAbout = (decisions: readonly CarryDecision[], note: NoteRef) =>
  decisions.find((decision) => decision.sources.some((source) => sameNote(source, note)))

const matches = (wanted: string | null, value: string | null | undefined) => wanted === null || wanted === (value ?? NONE)

/** The notes that pass the filter. One that is in focus stays in the list when it has just been decided. */
export function filterNotes(
  notes: readonly Note[],
  round: number,
  decisions: readonly CarryDecision[],
  filter: CarryFilter,
  inFocus: string | null = null,
): Note[] {
  return notes.filter(
    (note) =>
      matches(filter.cell, note.at.cell) &&
      matches(filter.theme, note.theme) &&
      matches(filter.group, note.group) &&
      (!filter.undecidedOnly || note.id === inFocus || !decisionAbout(decisions, { round, note: note.id })),
  )
}

/** Notes as the matrix is read: row by row, cell by cell, those of one theme together, the parking lot last. */
export function inReadingOrder(notes: readonly Note[], matrix: Matrix, columns: readonly string[], themes: readonly Theme[]): Note[] {
  const cells = matrix.dimensions.flatMap((dimension) => columnsOf(matrix, columns).map((type) => `${dimension.id}/${type.id}`))
  const place = (cell: string | null) => (cell === null || !cells.includes(cell) ? cells.length : cells.indexOf(cell))
  const themePlace = (theme: string | undefined) => {
    const index = themes.findIndex((candidate) => candidate.id === theme)
    return index < 0 ? themes.length : index
  }
  const keyed = notes.map((note) => ({ note, cell: place(note.at.cell), theme: themePlace(note.theme) }))
  keyed.sort((a, b) => a.cell - b.cell || a.theme - b.theme || a.note.createdAt - b.note.createdAt || (a.note.id < b.note.id ? -1 : 1))
  return keyed.map(({ note }) => note)
}

export interface Progress {
  decided: number
  total: number
}

export function progressOf(notes: readonly Note[], round: number, decisions: readonly CarryDecision[]): Progress {
  const decided = new Set(decisions.flatMap((d) => d.sources.filter((source) => source.round === round).map((source) => source.note)))
  return { decided: notes.filter((note) => decided.has(note.id)).length, total: notes.length }
}

/** The next undecided note after this one, going round to the start; null when there is none left. */
export function nextUndecided(list: readonly Note[], round: number, decisions: readonly CarryDecision[], after: string | null): string | null {
  const at = list.findIndex((note) => note.id === after)
  const turned = [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))]
  return turned.find((note) => !decisionAbout(decisions, { round, note: note.id }))?.id ?? null
}

/** One step along the list; it stops at the ends. */
export function step(list: readonly Note[], from: string | null, by: 1 | -1): string | null {
  const at = list.findIndex((note) => note.id === from)
  if (at < 0) return list[0]?.id ?? null
  return list[Math.max(0, Math.min(list.length - 1, at + by))]?.id ?? null
}

/** What the next round starts with because of these decisions. */
export function startsWith(decisions: readonly CarryDecision[]): { notes: number; stimulus: number } {
  const results = decisions.filter((decision) => decision.placedIn === null).flatMap((decision) => decision.results)
  return { notes: results.filter((r) => r.as === 'note').length, stimulus: results.filter((r) => r.as === 'stimulus').length }
}

/** The words a merge begins with: each text once, a line each. */
export const mergedWords = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()).filter(Boolean))].join('\n')

/** The fields a split begins with: the lines of a note of several lines, else its sentences, and always two or more. */
export function splitWords(text: string): string[] {
  const pieces = (by: RegExp) =>
    text
      .split(by)
      .map((piece) => piece.trim())
      .filter(Boolean)
  const lines = pieces(/\n+/)
  const parts = lines.length > 1 ? lines : pieces(/(?<=[.!?;。])\s+/u)
  return parts.length > 1 ? parts : [text.trim(), '']
}

const sameSources = (a: CarryDecision, b: CarryDecision) =>
  a.sources.length === b.sources.length && a.sources.every((source) => b.sources.some((other) => sameNote(source, other)))

/**
 * The decisions with the ones just made. Only these are taken from the server's answer: by the time it arrives,
 * something newer may have been pushed about the others.
 */
export function withAnswer(known: readonly CarryDecision[], answer: readonly CarryDecision[], sources: readonly NoteRef[]): CarryDecision[] {
  const made = answer.filter((decision) => decision.sources.length === sources.length && decision.sources.every((s) => sources.some((t) => sameNote(s, t))))
  return [...known.filter((decision) => !made.some((mine) => mine.id === decision.id || sameSources(mine, decision))), ...made]
}

/** The cells a carried note may go to: those of the next round, with its own first where that round does not use it. */
export function targetCells(matrix: Matrix, columns: readonly string[] | undefined, own: string | null): { cells: string[]; ownIsUsed: boolean } {
  const inUse = columns ?? matrix.intelligenceTypes.map((type) => type.id)
  const cells = matrix.dimensions.flatMap((dimension) => columnsOf(matrix, inUse).map((type) => `${dimension.id}/${type.id}`))
  const ownIsUsed = own === null || cells.includes(own)
  return { cells: ownIsUsed || own === null ? cells : [own, ...cells], ownIsUsed }
}
