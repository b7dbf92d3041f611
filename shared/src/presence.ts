/**
 * What people tell each other of themselves while they are on a board, beyond pointer and selection. The server passes on
 * only what is sound here, and clients look again at what they hear.
 */
import { isCell } from './board/schema.ts'
import { isId } from './ids.ts'

/** Where somebody types: two places in the text of a note that stay between the same letters, as short base64. */
export interface Caret {
  note: string
  anchor: string
  head: string
}

/** The part of the canvas that somebody sees, in canvas units. */
export interface Sight {
  x: number
  y: number
  w: number
  h: number
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isSpot = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9+/=]{1,64}$/.test(value)
const isWithin = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 10_000_000

/** A cell, or null for the parking lot. */
export const isPlace = (value: unknown): value is string | null => value === null || isCell(value)

export function soundCaret(value: unknown): Caret | undefined {
  if (!isObject(value) || !isId(value.note) || !isSpot(value.anchor) || !isSpot(value.head)) return undefined
  return { note: value.note, anchor: value.anchor, head: value.head }
}

export function soundView(value: unknown): Sight | undefined {
  if (!isObject(value)) return undefined
  const { x, y, w, h } = value
  return isWithin(x) && isWithin(y) && isWithin(w) && isWithin(h) && w > 0 && h > 0 ? { x, y, w, h } : undefined
}
