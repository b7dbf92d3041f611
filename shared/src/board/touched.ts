import * as Y from 'yjs'
import { isId } from '../ids.ts'
import { canonical } from '../record.ts'
import { type Board, ROOTS } from './board.ts'
import {
  BOARD_LIMITS,
  BOARD_VERSION,
  type Contradiction,
  type LedgerEntry,
  soundApart,
  soundContradiction,
  soundLedgerEntry,
  soundNote,
  soundPlace,
  soundTheme,
} from './schema.ts'

/**
 * What a change did to a board, in the board's own words, and whether that is still a board of ours. For the gate, which
 * must trust nothing: names are found from the document's structure, never from what a client says.
 */

const NOTE_FIELDS = [
  'text',
  'at',
  'group',
  'createdAt',
  'lang',
  'theme',
  'stimulus',
  'tested',
  'comments',
  'origin',
  'author',
  'locked',
  'picture',
  'late',
  'table',
  'anonymous',
  'typedFor',
  'mayBeRead',
  'held',
] as const
export type NoteField = (typeof NOTE_FIELDS)[number]

/** Kinds of things on a board beside notes: one plain value each, or a map of plain fields. */
export type RecordKind = 'themes' | 'apart' | 'contradictions' | 'ledger' | 'drawing'
export const RECORD_KINDS: readonly RecordKind[] = ['themes', 'apart', 'contradictions', 'ledger', 'drawing']

/** The kinds that may be a map, and the fields it may have. */
const RECORD_FIELDS: { readonly [K in RecordKind]?: readonly string[] } = {
  contradictions: [
    'title',
    'poleA',
    'poleB',
    'level',
    'manifestation',
    'nodes',
    'betweenGroups',
    'evidence',
    'addressedBy',
    'cue',
    'status',
    'createdAt',
    'since',
  ] satisfies (keyof Contradiction)[],
  ledger: ['kind', 'text', 'fromNotes', 'ownerGroup', 'due', 'status', 'outcome', 'createdAt', 'since'] satisfies (keyof LedgerEntry)[],
}

export interface Touched {
  /** The fields that changed; `whole` where the note itself came, went or was put in the place of another. */
  notes: Map<string, 'whole' | Set<NoteField>>
  records: Record<RecordKind, Set<string>>
  meta: boolean
}

/** What a transaction touched; undefined if it put anything into the document that is no part of a board. Call it before garbage is collected. */
export function touched(board: Board, transaction: Y.Transaction): Touched | undefined {
  if (board.doc.share.size !== ROOTS.length || !onlyBoardStructs(board, transaction)) return undefined
  const found: Touched = {
    notes: new Map(),
    records: { themes: new Set(), apart: new Set(), contradictions: new Set(), ledger: new Set(), drawing: new Set() },
    meta: false,
  }
  for (const [changed, keys] of transaction.changed) {
    const type: unknown = changed
    const kind = RECORD_KINDS.find((name) => board[name] === type)
    for (const key of keys) {
      if (type === board.meta) found.meta = true
      else if (type === board.notes && key !== null) found.notes.set(key, 'whole')
      else if (kind && key !== null) found.records[kind].add(key)
      else if (!touchedInRecord(board, found, changed as Y.AbstractType<unknown>, key) && !touchedInNote(board, found, changed as Y.AbstractType<unknown>, key))
        return undefined
    }
  }
  return found
}

function touchedInRecord(board: Board, found: Touched, type: Y.AbstractType<unknown>, key: string | null): boolean {
  const kind = RECORD_KINDS.find((name) => board[name] === type.parent)
  const id = type._item?.parentSub
  if (!kind || typeof id !== 'string' || key === null || !RECORD_FIELDS[kind]?.includes(key)) return false
  found.records[kind].add(id)
  return true
}

function touchedInNote(board: Board, found: Touched, type: Y.AbstractType<unknown>, key: string | null): boolean {
  const isNote = type.parent === board.notes
  const id = isNote ? type._item?.parentSub : type.parent?._item?.parentSub
  const field = isNote ? key : key === null && type.parent?.parent === board.notes ? type._item?.parentSub : undefined
  if (typeof id !== 'string' || !isNoteField(field)) return false
  const fields = found.notes.get(id) ?? new Set()
  if (fields !== 'whole') found.notes.set(id, fields.add(field))
  return true
}

export const isNoteField = (value: unknown): value is NoteField => NOTE_FIELDS.includes(value as NoteField)

/** Record ids of the canvas look like `shape:V1StGXR8_Z5jdHi6B-myT`. */
const isDrawingId = (key: string) => /^[a-z]{1,20}:[A-Za-z0-9_-]{1,64}$/.test(key) || isId(key)

/** Is each new struct where a board has such a thing, and of the kind it has there? What was deleted again in the same change leaves no content. */
function onlyBoardStructs(board: Board, { doc, beforeState, afterState }: Y.Transaction): boolean {
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (after === before) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const struct = structs[i]
      if (struct instanceof Y.Item && !isBoardItem(board, struct)) return false
    }
  }
  return true
}

function isBoardItem(board: Board, { parent, parentSub: key, content, deleted }: Y.Item): boolean {
  if (!(parent instanceof Y.AbstractType)) return false
  const root: unknown = parent
  const is = (fits: boolean) => deleted || fits
  if (key !== null) {
    if (root === board.notes) return isId(key) && is(holds(content, Y.Map, Y.XmlHook))
    if (root === board.drawing) return isDrawingId(key) && is(isPlain(content))
    if (root === board.meta) return key === 'version' && is(isPlain(content))
    const kind = RECORD_KINDS.find((name) => board[name] === root)
    if (kind) return isId(key) && is(isPlain(content) || (kind in RECORD_FIELDS && holds(content, Y.Map, Y.XmlHook)))
    const within = RECORD_KINDS.find((name) => board[name] === parent.parent)
    if (within) return RECORD_FIELDS[within]?.includes(key) === true && is(isPlain(content))
    if (parent.parent !== board.notes || !isNoteField(key)) return false
    return is(key === 'text' ? holds(content, Y.Text, Y.XmlText) : isPlain(content))
  }
  // Letters of a note: no formats, no embedded objects, nothing a reader would not see.
  return parent.parent?.parent === board.notes && parent._item?.parentSub === 'text' && is(content instanceof Y.ContentString)
}

const isPlain = (content: unknown) => content instanceof Y.ContentAny && content.arr.length === 1
const holds = (content: unknown, Kind: typeof Y.Map | typeof Y.Text, not: typeof Y.XmlHook | typeof Y.XmlText) =>
  content instanceof Y.ContentType && content.type instanceof Kind && !(content.type instanceof not)

/** What of a note the gate must know to judge a change of it, as it stands in the document. */
export interface NoteFacts {
  /** The cell it is in, null for the parking lot. */
  cell: string | null
  group: unknown
  createdAt: unknown
  origin: unknown
  author: unknown
  locked: unknown
  late: unknown
  table: unknown
  theme: unknown
  anonymous: unknown
  typedFor: unknown
  mayBeRead: unknown
  held: unknown
}

export function noteFacts(board: Board, id: string): NoteFacts | undefined {
  const map = board.notes.get(id)
  if (!(map instanceof Y.Map)) return undefined
  return {
    cell: cellOf(map.get('at')),
    group: map.get('group') ?? null,
    createdAt: map.get('createdAt'),
    origin: map.get('origin'),
    author: map.get('author'),
    locked: map.get('locked'),
    late: map.get('late'),
    table: map.get('table'),
    theme: map.get('theme'),
    anonymous: map.get('anonymous'),
    typedFor: map.get('typedFor'),
    mayBeRead: map.get('mayBeRead'),
    held: map.get('held'),
  }
}

/** The cell that a place names; none for the parking lot, and for what is no place. */
export const cellOf = (at: unknown): string | null => soundPlace(at)?.cell ?? null

export type Fault = 'not-ours' | 'too-long'

/** What is wrong with a note's text: missing, or longer than it may be. */
export function textFault(board: Board, id: string): Fault | undefined {
  const map = board.notes.get(id)
  const text = map instanceof Y.Map ? map.get('text') : undefined
  if (!(text instanceof Y.Text)) return 'not-ours'
  return text.length > BOARD_LIMITS.noteText ? 'too-long' : undefined
}

/** What is wrong with a note, or with some fields of it: each must read back exactly as it was written. */
export function noteFault(board: Board, id: string, only?: ReadonlySet<NoteField>): Fault | undefined {
  const map = board.notes.get(id)
  if (!(map instanceof Y.Map)) return 'not-ours'
  const { text, ...fields } = map.toJSON()
  const written = only ? Object.fromEntries(Object.entries(fields).filter(([field]) => only.has(field as NoteField))) : fields
  return textFault(board, id) ?? asWritten(written, soundNote(id, typeof text === 'string' ? text : undefined, fields), BOARD_LIMITS.record)
}

/** What is wrong with a theme, contradiction, ledger entry or drawing record. */
export function recordFault(board: Board, kind: RecordKind, id: string): Fault | undefined {
  const held = board[kind].get(id)
  const value: unknown = held instanceof Y.Map ? held.toJSON() : held
  if (typeof value !== 'object' || value === null) return 'not-ours'
  if (kind === 'drawing') {
    if ((value as { id?: unknown }).id !== id) return 'not-ours'
    return JSON.stringify(value).length > BOARD_LIMITS.drawingRecord ? 'too-long' : undefined
  }
  const sound = { themes: soundTheme, apart: soundApart, contradictions: soundContradiction, ledger: soundLedgerEntry }[kind]
  return asWritten(value as Record<string, unknown>, sound(id, value), BOARD_LIMITS.record)
}

/** What a contradiction or ledger entry says of where it comes from; undefined for nothing, and for what is not there. */
export function sinceOf(board: Board, kind: RecordKind, id: string): unknown {
  const held = board[kind].get(id)
  return held instanceof Y.Map ? held.get('since') : typeof held === 'object' && held !== null ? (held as { since?: unknown }).since : undefined
}

/** The home cell of a theme as it stands in the document; null where it has none, undefined where there is no such theme. */
export function themeCell(board: Board, id: string): string | null | undefined {
  const value = board.themes.get(id)
  return value === undefined ? undefined : (soundTheme(id, value)?.cell ?? null)
}

/** The team keeps this drawing in its place. */
export function isLockedDrawing(board: Board, id: string): boolean {
  const value = board.drawing.get(id)
  return typeof value === 'object' && value !== null && (value as { isLocked?: unknown }).isLocked === true
}

export const metaFault = (board: Board): Fault | undefined => (board.meta.get('version') === BOARD_VERSION ? undefined : 'not-ours')

function asWritten(written: Record<string, unknown>, sound: object | undefined, max: number): Fault | undefined {
  if (!sound) return 'not-ours'
  const read = sound as Record<string, unknown>
  const same = Object.keys(written).every((key) => isSame(written[key], read[key]))
  if (!same) return 'not-ours'
  return canonical(written).length > max ? 'too-long' : undefined
}

/** Equal as the values they would be in a file. */
export const isSame = (a: unknown, b: unknown) => a === b || canonical(a) === canonical(b)
