import { cellAt, centreOf, type Layout, type Point } from '@stocktake/shared/board/layout'
import type { Presence } from '../sync/connection.ts'
import type { Scene } from './scene.ts'

/** How long what somebody wrote says where they are. */
const RECENT = 60_000
const MOST = 200

/** What others wrote of late, by note: with the cursors it tells where the group is. */
export interface Traces {
  note(ids: Iterable<string>, now: number): void
  /** Where most others are: the cell, null for the parking lot, undefined when nobody is anywhere. */
  busiest(layout: Layout, scene: Pick<Scene, 'boxes'>, presences: readonly Presence[], now: number): string | null | undefined
}

export function createTraces(): Traces {
  const written = new Map<string, number>()
  return {
    note(ids, now) {
      for (const id of ids) {
        written.delete(id)
        written.set(id, now)
      }
      for (const id of written.keys()) {
        if (written.size <= MOST) break
        written.delete(id)
      }
    },
    busiest(layout, scene, presences, now) {
      const weights = new Map<string | null, number>()
      const boxes = scene.boxes()
      const add = (point: Point | undefined, weight: number) => {
        if (!point) return
        const cell = cellAt(layout, point)
        weights.set(cell, (weights.get(cell) ?? 0) + weight)
      }
      const middle = (id: string) => {
        const box = boxes.get(id)
        return box && centreOf(box)
      }
      for (const { cursor, editing } of presences) add((editing && middle(editing)) || cursor, 1)
      // A cursor says where somebody looks now; what was written may be done with.
      for (const [id, at] of written) if (now - at < RECENT) add(middle(id), 0.5)
      return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0]
    },
  }
}
