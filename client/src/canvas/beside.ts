import { overlap, type Point, type Rect } from '@stocktake/shared/board/layout'
import { GAP } from '@stocktake/shared/board/place'

/**
 * A free spot for a rectangle next to one of the anchors, the first first: below it, to its right, to its left, above it; else
 * under all that stands in the first one's way. `area` is where it may be; downwards it has no end.
 */
export function besideSpot(anchors: readonly Rect[], taken: readonly Rect[], { w, h }: Pick<Rect, 'w' | 'h'>, area: Omit<Rect, 'h'>): Point {
  const isFree = ({ x, y }: Point) =>
    x >= area.x &&
    y >= area.y &&
    x + w <= area.x + area.w &&
    !taken.some((rect) => overlap(rect, { x: x - GAP / 4, y: y - GAP / 4, w: w + GAP / 2, h: h + GAP / 2 }))
  for (const anchor of anchors) {
    const spots = [
      { x: anchor.x, y: anchor.y + anchor.h + GAP },
      { x: anchor.x + anchor.w + GAP, y: anchor.y },
      { x: anchor.x - w - GAP, y: anchor.y },
      { x: anchor.x, y: anchor.y - h - GAP },
    ]
    const free = spots.find(isFree)
    if (free) return free
  }
  const x = Math.max(area.x, Math.min(anchors[0]?.x ?? area.x, area.x + area.w - w))
  const inTheWay = taken.filter((rect) => rect.x < x + w + GAP / 2 && x < rect.x + rect.w + GAP / 2)
  return { x, y: Math.max(area.y, ...inTheWay.map((rect) => rect.y + rect.h + GAP)) }
}
