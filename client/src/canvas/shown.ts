import type { Point } from '@stocktake/shared/board/layout'
import { type Atom, atom } from '@tldraw/tldraw'

/**
 * How the notes are on the screen: which are shapes, which are painted, and what the painted ones must show. Read by the
 * painter and the minimap, written by the binding.
 */
export interface Shown {
  /** Notes that are shapes; all others are painted. */
  readonly live: Atom<ReadonlySet<string>>
  /** Selected notes that are painted: a selection of thousands is not made of shapes. */
  readonly more: Atom<ReadonlySet<string>>
  /** How far the hand has carried them. */
  readonly carried: Atom<Point>
  /** How far notes are from their place for the moment: in others' hands, or fanned out. */
  readonly away: Atom<ReadonlyMap<string, Point>>
  /** The note under the pointer. */
  readonly hovered: Atom<string | undefined>
  /** Notes of a pile that is fanned out. */
  readonly fan: Atom<ReadonlyMap<string, Point>>
  /** Paints now what changed: in the very frame in which shapes come and go, or notes would blink. Set by the painter. */
  paint(): void
}

export const NOWHERE: Point = { x: 0, y: 0 }

export const createShown = (): Shown => ({
  live: atom<ReadonlySet<string>>('live', new Set()),
  more: atom<ReadonlySet<string>>('more', new Set()),
  carried: atom<Point>('carried', NOWHERE),
  away: atom<ReadonlyMap<string, Point>>('away', new Map()),
  hovered: atom<string | undefined>('hovered', undefined),
  fan: atom<ReadonlyMap<string, Point>>('fan', new Map()),
  paint: () => {},
})
