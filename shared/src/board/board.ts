import * as Y from 'yjs'
import { newId } from '../ids.ts'
import { cutsCharacter, fitting } from './characters.ts'
import {
  type Apart,
  BOARD_LIMITS,
  BOARD_VERSION,
  type Contradiction,
  type LedgerEntry,
  type Note,
  type Picture,
  type Place,
  soundApart,
  soundContradiction,
  soundLedgerEntry,
  soundNote,
  soundPlace,
  soundTheme,
  type Theme,
} from './schema.ts'

/**
 * A board: the shared document of one round. This file alone names its Yjs keys. Everything read is checked
 * (`schema.ts`); a record that cannot be read is skipped by readers and kept in the document.
 */
export interface Board {
  readonly doc: Y.Doc
  readonly notes: Y.Map<unknown>
  readonly themes: Y.Map<unknown>
  readonly apart: Y.Map<unknown>
  readonly contradictions: Y.Map<unknown>
  readonly ledger: Y.Map<unknown>
  readonly drawing: Y.Map<unknown>
  readonly meta: Y.Map<unknown>
}

/** Origin of changes that a person made here. Undo tracks these and nothing else. */
export const MINE = Symbol('mine')
/** Origin of changes that the canvas wrote from its own shapes, so that it can skip its echo. Also tracked by undo. */
export const FROM_CANVAS = Symbol('from canvas')
/** Origin of changes the server makes: carried notes, imports. */
export const FROM_SERVER = Symbol('from server')

/** Root types must be declared before any update is applied, so this is the only way to make a board. */
export function createBoard(doc = new Y.Doc()): Board {
  return {
    doc,
    notes: doc.getMap('notes'),
    themes: doc.getMap('themes'),
    apart: doc.getMap('apart'),
    contradictions: doc.getMap('contradictions'),
    ledger: doc.getMap('ledger'),
    drawing: doc.getMap('drawing'),
    meta: doc.getMap('meta'),
  }
}

/** The names of the root types; an update that touches any other root is not ours. */
export const ROOTS = ['notes', 'themes', 'apart', 'contradictions', 'ledger', 'drawing', 'meta'] as const

export const change = <T>(board: Board, effect: () => T, origin: unknown = MINE): T => board.doc.transact(effect, origin)

// Reading

export function readNote(board: Board, id: string): Note | undefined {
  const map = board.notes.get(id)
  if (!(map instanceof Y.Map)) return undefined
  const text = map.get('text')
  return soundNote(id, text instanceof Y.Text ? text.toString() : undefined, map.toJSON())
}

/** All readable notes, oldest first; equal times are ordered by id, so every device agrees. */
export function readNotes(board: Board): Note[] {
  const notes: Note[] = []
  for (const id of board.notes.keys()) {
    const note = readNote(board, id)
    if (note) notes.push(note)
  }
  return notes.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

/** The shared text of a note, for an editor that merges character by character. */
export function noteText(board: Board, id: string): Y.Text | undefined {
  const map = board.notes.get(id)
  const text = map instanceof Y.Map ? map.get('text') : undefined
  return text instanceof Y.Text ? text : undefined
}

const readAll = <T>(map: Y.Map<unknown>, sound: (id: string, value: unknown) => T | undefined): T[] =>
  [...map.entries()].flatMap(([id, value]) => sound(id, value instanceof Y.Map ? value.toJSON() : value) ?? [])

export const readThemes = (board: Board): Theme[] => readAll(board.themes, soundTheme).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
export const readApart = (board: Board): Apart[] => readAll(board.apart, soundApart).sort((a, b) => (a.id < b.id ? -1 : 1))
/** In the order in which they were made; equal times, and none, are ordered by id, so every device agrees. */
const oldestFirst = <T extends { id: string; createdAt?: number }>(items: T[]): T[] =>
  items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1))

export const readContradictions = (board: Board): Contradiction[] => oldestFirst(readAll(board.contradictions, soundContradiction))
export const readLedger = (board: Board): LedgerEntry[] => oldestFirst(readAll(board.ledger, soundLedgerEntry))

/** Drawing records (freehand, arrows, labels) as the canvas stored them; the canvas checks them again. */
export const readDrawing = (board: Board): Record<string, unknown>[] =>
  [...board.drawing.keys()].map((id) => readDrawingRecord(board, id)).filter((record) => record !== undefined)

export function readDrawingRecord(board: Board, id: string): Record<string, unknown> | undefined {
  const value = board.drawing.get(id)
  return typeof value === 'object' && value !== null && (value as { id?: unknown }).id === id ? (value as Record<string, unknown>) : undefined
}

// Writing

export interface NewNote {
  id?: string
  text?: string
  at: Place
  group: string | null
  createdAt: number
  lang?: string
  theme?: string
  stimulus?: string
  tested?: 'tested' | 'believed'
  origin?: Note['origin']
  comments?: string[]
  author?: string
  picture?: Picture
  late?: true
  table?: string
  anonymous?: true
  typedFor?: true
  mayBeRead?: true
}

const WRITTEN_WITH = ['lang', 'theme', 'stimulus', 'tested', 'origin', 'author', 'picture', 'late', 'table', 'anonymous', 'typedFor', 'mayBeRead'] as const

/** Adds a note and returns its id. Adding an id that exists changes nothing, so a repeated carry places a note once. */
export function addNote(board: Board, note: NewNote, origin: unknown = MINE): string {
  const id = note.id ?? newId()
  change(
    board,
    () => {
      if (board.notes.has(id)) return
      const map = new Y.Map<unknown>()
      const text = new Y.Text()
      if (note.text) text.insert(0, fitting(note.text, BOARD_LIMITS.noteText))
      map.set('text', text)
      map.set('at', note.at)
      map.set('group', note.group)
      map.set('createdAt', note.createdAt)
      for (const field of WRITTEN_WITH) if (note[field] !== undefined) map.set(field, note[field])
      if (note.comments?.length) map.set('comments', note.comments)
      board.notes.set(id, map)
      if (!board.meta.has('version')) board.meta.set('version', BOARD_VERSION)
    },
    origin,
  )
  return id
}

/** Moves notes; a place that is not sound and a note that is gone are passed over. */
export function moveNotes(board: Board, moves: readonly { id: string; at: Place }[], origin: unknown = MINE): void {
  change(
    board,
    () => {
      for (const { id, at } of moves) {
        const map = board.notes.get(id)
        const place = soundPlace(at)
        if (map instanceof Y.Map && place) map.set('at', place)
      }
    },
    origin,
  )
}

/** Sets or clears (with `undefined`) one plain field of a note. */
export function setNoteField(
  board: Board,
  id: string,
  field: 'theme' | 'lang' | 'stimulus' | 'tested' | 'locked' | 'picture' | 'held',
  value: string | true | Picture | undefined,
  origin: unknown = MINE,
): void {
  const map = board.notes.get(id)
  if (!(map instanceof Y.Map)) return
  change(board, () => (value === undefined ? map.delete(field) : map.set(field, value)), origin)
}

export function deleteNotes(board: Board, ids: readonly string[], origin: unknown = MINE): void {
  change(
    board,
    () => {
      for (const id of ids) board.notes.delete(id)
    },
    origin,
  )
}

/**
 * The smallest single change that turns `before` into `next`, never half a character. `caret` is the end of the edit in
 * `next` where known: it chooses among repeated letters.
 */
export function spliceBetween(before: string, next: string, caret = next.length): { start: number; gone: number; added: string } {
  const tail = next.length - caret
  let end = 0
  const maxEnd = Math.min(before.length, next.length)
  while (end < maxEnd && end < tail && before[before.length - 1 - end] === next[next.length - 1 - end]) end++
  let start = 0
  while (start < maxEnd - end && before[start] === next[start]) start++
  while (end < maxEnd - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end++
  while (cutsCharacter(before, start) || cutsCharacter(next, start)) start--
  while (cutsCharacter(before, before.length - end) || cutsCharacter(next, next.length - end)) end--
  return { start, gone: before.length - end - start, added: next.slice(start, next.length - end) }
}

/** Makes a shared text read `next` by the smallest single splice, so that what others type meanwhile stays. */
export function spliceText(shared: Y.Text, next: string, caret = next.length, origin: unknown = MINE): void {
  const { start, gone, added } = spliceBetween(shared.toString(), next, caret)
  if (!gone && !added) return
  shared.doc?.transact(() => {
    if (gone > 0) shared.delete(start, gone)
    if (added) shared.insert(start, added)
  }, origin)
}

export function putTheme(board: Board, theme: Theme, origin: unknown = MINE): void {
  const { id, ...rest } = theme
  change(board, () => board.themes.set(id, rest), origin)
}

/** Removes a theme and lets its notes go; the notes stay. */
export function removeTheme(board: Board, id: string, origin: unknown = MINE): void {
  change(
    board,
    () => {
      for (const map of board.notes.values()) if (map instanceof Y.Map && map.get('theme') === id) map.delete('theme')
      board.themes.delete(id)
    },
    origin,
  )
}

export function putApart(board: Board, { id, ...rest }: Apart, origin: unknown = MINE): void {
  change(board, () => board.apart.set(id, rest), origin)
}

/** Stores and removes drawing records in one change. A record too large to be a drawing is passed over. */
export function changeDrawing(board: Board, put: readonly { id: string }[], remove: readonly string[], origin: unknown = FROM_CANVAS): void {
  change(
    board,
    () => {
      for (const record of put) if (JSON.stringify(record).length <= BOARD_LIMITS.drawingRecord) board.drawing.set(record.id, record)
      for (const id of remove) board.drawing.delete(id)
    },
    origin,
  )
}

// Watching

export interface BoardChange {
  /** Ids of notes that came, went, or changed in a plain field; a change of text alone is in `texts`. */
  notes: Set<string>
  texts: Set<string>
  drawing: Set<string>
  /** Themes, what was found not alike, contradictions, ledger or meta changed. */
  other: boolean
  origin: unknown
}

/** Calls back once per transaction that changed the board. Returns the function that stops it. */
export function watch(board: Board, callback: (change: BoardChange) => void): () => void {
  const listener = (transaction: Y.Transaction) => {
    const found: BoardChange = { notes: new Set(), texts: new Set(), drawing: new Set(), other: false, origin: transaction.origin }
    for (const [type, keys] of transaction.changed) {
      const changedType = type as unknown as Y.AbstractType<unknown>
      if (changedType === board.notes) for (const key of keys) key !== null && found.notes.add(key)
      else if (changedType === board.drawing) for (const key of keys) key !== null && found.drawing.add(key)
      else if (changedType.parent === board.notes) found.notes.add(keyInParent(changedType))
      else if (changedType.parent && changedType.parent.parent === board.notes) found.texts.add(keyInParent(changedType.parent))
      else found.other = true
    }
    if (found.notes.size || found.texts.size || found.drawing.size || found.other) callback(found)
  }
  board.doc.on('afterTransaction', listener)
  return () => board.doc.off('afterTransaction', listener)
}

const keyInParent = (type: Y.AbstractType<unknown>) => type._item?.parentSub ?? ''
