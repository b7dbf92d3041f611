/**
 * The shapes on a board and their limits. Anything read from a shared document may have been written by a stranger's
 * program, so every reader here answers with a sound value or `undefined`; it never throws and never trusts a type.
 */
import type { Origin } from '../carry.ts'
import { isId } from '../ids.ts'
import { isLanguageTag } from '../languages.ts'

export const BOARD_VERSION = 1

export const BOARD_LIMITS = {
  noteText: 2000,
  notesPerRound: 6000,
  themeLabel: 120,
  /** What a picture shows, in words. */
  pictureAlt: 300,
  /** Farthest place from a cell's corner, in canvas units (pixels at 100 %). */
  reach: 100_000,
  drawingRecords: 5000,
  /** Characters of one drawing record as JSON. */
  drawingRecord: 200_000,
  themes: 500,
  /** Sets of notes that people found not alike, and notes in one of them. */
  apart: 2000,
  apartNotes: 50,
  contradictions: 500,
  ledger: 2000,
  /** Characters, as JSON, of a theme, contradiction or ledger entry, or of the plain fields of a note. */
  record: 50_000,
} as const

/** The size of a note on the canvas, in canvas units; height grows with the text. */
export const NOTE_WIDTH = 200
export const NOTE_MIN_HEIGHT = 96

/** Where a note is: its home cell (none is the parking lot) and its place from that cell's corner. Replaced whole. */
export interface Place {
  cell: string | null
  x: number
  y: number
  /** Higher lies above. */
  z?: number
}

export interface Note {
  id: string
  text: string
  at: Place
  group: string | null
  /** Milliseconds since 1970, from the writer's clock. */
  createdAt: number
  /** BCP 47 language of the text, where it differs from the page's. */
  lang?: string
  theme?: string
  /** The stimulus item that provoked it. */
  stimulus?: string
  /** For barriers: has anybody tested it, or is it believed? */
  tested?: 'tested' | 'believed'
  origin?: Origin
  comments: string[]
  /** The name shown with it where notes are named. */
  author?: string
  /** The team keeps it in its place: no hand moves or deletes it until this is taken off. */
  locked?: true
  picture?: Picture
  /** It was published after the notes of its cell and group were revealed. */
  late?: true
  /** The table of a breakout where it was written. */
  table?: string
  /** Its writer was promised that it tells neither name nor group. */
  anonymous?: true
  /** The team typed it for somebody without a device. */
  typedFor?: true
  /** In a draft: its writer was told that a facilitator may read it before the reveal, without learning whose it is. */
  mayBeRead?: true
  /** In a draft: a facilitator held it back when it read like this. Reworded it is held back no more. */
  held?: string
  /** In records alone: it was taken back after its round was closed. Its place is counted, its words are nowhere. */
  withdrawn?: true
}

/** Is a note of a draft held back? It is as long as it reads as it did then. */
export const isHeld = ({ held, text }: Pick<Note, 'held' | 'text'>) => held !== undefined && inOneSpace(held) === inOneSpace(text)
const inOneSpace = (words: string) => words.replace(/\s+/g, ' ').trim()

/** A picture on a note: an uploaded file, and what it shows in words. */
export interface Picture {
  file: string
  alt: string
}

export interface Theme {
  id: string
  label: string
  cell: string | null
  createdAt: number
}

/** What was named in an earlier round and is still on show: the round in which it was first named, and its id there. */
export interface Since {
  round: number
  id: string
}

/** Notes that look alike and are not, as somebody found: they are not offered together again. */
export interface Apart {
  id: string
  notes: string[]
}

export interface Contradiction {
  id: string
  title: string
  poleA: string
  poleB: string
  level: string
  manifestation: string
  nodes: string[]
  betweenGroups: string[]
  evidence: { round: number; note: string }[]
  addressedBy: { round: number; note: string }[]
  cue: string
  status: string
  /** Milliseconds since 1970, from the writer's clock; absent in what files say. */
  createdAt?: number
  /** Absent for one that was named in this round. */
  since?: Since
}

export interface LedgerEntry {
  id: string
  kind: 'decision' | 'action' | 'parking'
  text: string
  fromNotes: { round: number; note: string }[]
  ownerGroup?: string
  due?: string
  status?: string
  outcome?: string
  createdAt?: number
  /** Absent for one that was entered in this round. */
  since?: Since
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const clamp = (value: number) => Math.max(-BOARD_LIMITS.reach, Math.min(BOARD_LIMITS.reach, value))
const str = (value: unknown, max: number) => (typeof value === 'string' ? value.slice(0, max) : '')
const strings = (value: unknown, max: number) =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string').map((v) => v.slice(0, max)) : []
const refs = (value: unknown) =>
  Array.isArray(value)
    ? value
        .filter((v): v is { round: number; note: string } => isObject(v) && Number.isInteger(v.round) && isId(v.note))
        .map(({ round, note }) => ({ round, note }))
    : []

const soundBeginning = (value: Record<string, unknown>): { createdAt?: number; since?: Since } => ({
  ...(isNumber(value.createdAt) ? { createdAt: value.createdAt } : {}),
  ...soundSince(value.since),
})

const soundSince = (value: unknown): { since?: Since } =>
  isObject(value) && Number.isInteger(value.round) && Number(value.round) > 0 && isId(value.id) ? { since: { round: Number(value.round), id: value.id } } : {}

export const isCell = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 130 && value.split('/').length === 2 && value.split('/').every(isId)

export function soundPlace(value: unknown): Place | undefined {
  if (!isObject(value) || !isNumber(value.x) || !isNumber(value.y)) return undefined
  if (value.cell !== null && !isCell(value.cell)) return undefined
  return { cell: value.cell, x: clamp(value.x), y: clamp(value.y), ...(isNumber(value.z) ? { z: value.z } : {}) }
}

function soundOrigin(value: unknown): Origin | undefined {
  if (!isObject(value)) return undefined
  const from = refs(value.from)
  const action = value.action
  const known = action === 'kept' || action === 'refined' || action === 'merged' || action === 'split'
  return known && from.length ? { action, from } : undefined
}

/** A note from the plain values of its map; `text` has been read from its Y.Text by the caller. */
export function soundNote(id: string, text: string | undefined, fields: Readonly<Record<string, unknown>>): Note | undefined {
  const at = soundPlace(fields.at)
  if (!isId(id) || text === undefined || !at) return undefined
  const origin = soundOrigin(fields.origin)
  const picture = soundPicture(fields.picture)
  return {
    id,
    text,
    at,
    group: isId(fields.group) ? fields.group : null,
    createdAt: isNumber(fields.createdAt) ? fields.createdAt : 0,
    comments: strings(fields.comments, 500),
    ...(isLanguageTag(fields.lang) ? { lang: fields.lang } : {}),
    ...(isId(fields.theme) ? { theme: fields.theme } : {}),
    ...(isId(fields.stimulus) ? { stimulus: fields.stimulus } : {}),
    ...(fields.tested === 'tested' || fields.tested === 'believed' ? { tested: fields.tested } : {}),
    ...(typeof fields.author === 'string' && fields.author ? { author: fields.author.slice(0, 80) } : {}),
    ...(origin ? { origin } : {}),
    ...(fields.locked === true ? { locked: true } : {}),
    ...(picture ? { picture } : {}),
    ...(fields.late === true ? { late: true as const } : {}),
    ...(isId(fields.table) ? { table: fields.table } : {}),
    ...(fields.anonymous === true ? { anonymous: true as const } : {}),
    ...(fields.typedFor === true ? { typedFor: true as const } : {}),
    ...(fields.mayBeRead === true ? { mayBeRead: true as const } : {}),
    ...(typeof fields.held === 'string' ? { held: fields.held.slice(0, BOARD_LIMITS.noteText) } : {}),
  }
}

/** Bytes of the largest picture on a note. */
export const PICTURE_LIMIT = 5 * 1024 * 1024
export const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** Files for notes are told from all others by their ids, so that a note can point to nothing else. */
export const PICTURE_PREFIX = 'picture-'
export const isPictureFile = (id: unknown): id is string => isId(id) && id.startsWith(PICTURE_PREFIX)

function soundPicture(value: unknown): Picture | undefined {
  if (!isObject(value) || !isPictureFile(value.file) || typeof value.alt !== 'string') return undefined
  return { file: value.file, alt: value.alt.slice(0, BOARD_LIMITS.pictureAlt) }
}

export function soundTheme(id: string, value: unknown): Theme | undefined {
  if (!isId(id) || !isObject(value)) return undefined
  return {
    id,
    label: str(value.label, BOARD_LIMITS.themeLabel),
    cell: isCell(value.cell) ? value.cell : null,
    createdAt: isNumber(value.createdAt) ? value.createdAt : 0,
  }
}

export function soundApart(id: string, value: unknown): Apart | undefined {
  if (!isId(id) || !isObject(value) || !Array.isArray(value.notes)) return undefined
  const notes = value.notes.filter(isId).slice(0, BOARD_LIMITS.apartNotes)
  return notes.length > 1 ? { id, notes } : undefined
}

export function soundContradiction(id: string, value: unknown): Contradiction | undefined {
  if (!isId(id) || !isObject(value)) return undefined
  return {
    id,
    title: str(value.title, 200),
    poleA: str(value.poleA, 500),
    poleB: str(value.poleB, 500),
    level: str(value.level, 40),
    manifestation: str(value.manifestation, 40),
    nodes: strings(value.nodes, 40),
    betweenGroups: strings(value.betweenGroups, 64),
    evidence: refs(value.evidence),
    addressedBy: refs(value.addressedBy),
    cue: str(value.cue, 500),
    status: str(value.status, 40),
    ...soundBeginning(value),
  }
}

export function soundLedgerEntry(id: string, value: unknown): LedgerEntry | undefined {
  if (!isId(id) || !isObject(value)) return undefined
  const kind = value.kind
  if (kind !== 'decision' && kind !== 'action' && kind !== 'parking') return undefined
  const entry: LedgerEntry = { id, kind, text: str(value.text, 2000), fromNotes: refs(value.fromNotes), ...soundBeginning(value) }
  for (const field of ['ownerGroup', 'due', 'status', 'outcome'] as const) if (typeof value[field] === 'string') entry[field] = value[field].slice(0, 500)
  return entry
}
