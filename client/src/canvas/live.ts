import { overlap, type Rect } from '@stocktake/shared/board/layout'

/** Notes near the view are live shapes up to this many; beyond it all of them are painted. */
export const MOST_LIVE = 400
/** So few are shapes even where nobody could read them; a board of no more is never painted. */
export const FEW_LIVE = 150
/** Below this zoom the words of a note cannot be read, and a shape is not worth its price. */
const LEGIBLE = 0.36
/** A painted view becomes live again only well within its limits, so that nothing flickers at the edge of one. */
const BACK = { zoom: 0.42, part: 0.75 } as const
/** How far around the view notes become shapes, and how far around it they stay shapes, in views. */
const NEAR = 0.25
const STILL_NEAR = 0.6
/** Shapes made and given up in one frame: a hundred at once is a jolt that everybody feels. */
const MADE = 24
const GIVEN_UP = 80

export interface Choice {
  live: ReadonlySet<string>
  /** The view holds too many notes, so none is a shape that need not be. */
  painting: boolean
  /** Nothing is left for the next frame. */
  settled: boolean
}

export const NOTHING_LIVE: Choice = { live: new Set(), painting: false, settled: true }

export interface Looking {
  boxes: ReadonlyMap<string, Rect>
  view: Rect
  zoom: number
  /** In hand, selected, typed in, pointed at, held by an arrow: shapes whatever the view. */
  must: Iterable<string>
  /** The view moves: nobody can touch a note now, and making shapes is what would hold it up. */
  moving?: boolean
}

/** Which notes are shapes now. The others are painted, so a note is on the screen from the first frame either way. */
export function chooseLive({ boxes, view, zoom, must, moving = false }: Looking, before: Choice): Choice {
  if (boxes.size <= FEW_LIVE) return { live: new Set(boxes.keys()), painting: false, settled: true }
  const live = new Set<string>()
  for (const id of must) if (boxes.has(id)) live.add(id)

  if (moving) {
    for (const id of before.live) if (boxes.has(id)) live.add(id)
    return { live, painting: before.painting, settled: true }
  }

  const near = grown(view, NEAR)
  const stillNear = grown(view, STILL_NEAR)
  const wanted: string[] = []
  const staying: string[] = []
  const leaving: string[] = []
  let visible = 0
  for (const [id, box] of boxes) {
    const isNear = overlap(box, near)
    if (isNear) visible++
    if (live.has(id)) continue
    if (before.live.has(id)) (isNear || overlap(box, stillNear) ? staying : leaving).push(id)
    else if (isNear) wanted.push(id)
  }

  const most = zoom < (before.painting ? BACK.zoom : LEGIBLE) ? FEW_LIVE : MOST_LIVE
  const painting = visible > (before.painting ? most * BACK.part : most)
  if (painting) leaving.push(...staying.splice(0))
  for (const id of staying) live.add(id)
  for (const id of leaving.slice(GIVEN_UP)) live.add(id)
  const made = painting ? [] : nearest(wanted, boxes, view).slice(0, MADE)
  for (const id of made) live.add(id)
  return { live, painting, settled: leaving.length <= GIVEN_UP && (painting || wanted.length <= MADE) }
}

function nearest(ids: string[], boxes: ReadonlyMap<string, Rect>, view: Rect): string[] {
  if (ids.length <= MADE) return ids
  const far = (id: string) => {
    const box = boxes.get(id)
    return box ? Math.abs(box.x + box.w / 2 - view.x - view.w / 2) + Math.abs(box.y + box.h / 2 - view.y - view.h / 2) : 0
  }
  return ids
    .map((id) => [far(id), id] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, id]) => id)
}

export const grown = ({ x, y, w, h }: Rect, by: number): Rect => ({ x: x - w * by, y: y - h * by, w: w * (1 + 2 * by), h: h * (1 + 2 * by) })
