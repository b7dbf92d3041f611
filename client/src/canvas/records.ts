import type { Note } from '@stocktake/shared/board/schema'
import { createShapeId, type IndexKey, type TLBaseShape, type TLShapeId } from '@tldraw/tldraw'

/** A note on the canvas. Its words are not in it: the component reads them from the board. */
export type StickyShape = TLBaseShape<'sticky', { w: number; h: number }>

const PREFIX = 'note-'

export const shapeIdOf = (noteId: string) => createShapeId(PREFIX + noteId)

/** The note a shape stands for; undefined for drawings. */
export const noteIdOf = (shapeId: string): string | undefined => (shapeId.startsWith(`shape:${PREFIX}`) ? shapeId.slice(`shape:${PREFIX}`.length) : undefined)

export const noteIdsOf = (ids: readonly TLShapeId[]) => ids.flatMap((id) => noteIdOf(id) ?? [])

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function digits(value: number, length: number): string {
  let rest = Math.max(0, Math.min(62 ** length - 1, Math.floor(value)))
  let out = ''
  for (let i = 0; i < length; i++) {
    out = DIGITS[rest % 62] + out
    rest = Math.floor(rest / 62)
  }
  return out
}

/** Depths count both ways from here: what was sent to the back lies below the notes that nobody ever moved. */
const GROUND = 62 ** 4 / 2

/**
 * Where a note lies in the pile, as tldraw's fractional index: by `z`, then age. The id makes it unique, since equal
 * indexes are not ordered and devices would disagree. `k` announces eleven digits before the fraction.
 */
export const indexOf = (note: Pick<Note, 'id' | 'createdAt' | 'at'>) =>
  `k${digits((note.at.z ?? 0) + GROUND, 4)}${digits(note.createdAt, 7)}V${note.id.replace(/_/g, 'yy').replace(/-/g, 'zz')}V` as IndexKey
