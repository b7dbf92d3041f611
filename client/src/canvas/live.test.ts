import { overlap, type Rect } from '@stocktake/shared/board/layout'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choice, chooseLive, FEW_LIVE, MOST_LIVE, NOTHING_LIVE } from './live.ts'

/** Notes in a square, one every 220 by 120 units. */
const board = (count: number) => {
  const side = Math.ceil(Math.sqrt(count))
  return new Map<string, Rect>(
    Array.from({ length: count }, (_, i) => [`n${i}`, { x: (i % side) * 220, y: Math.floor(i / side) * 120, w: 200, h: 96 }] as const),
  )
}

/** Goes on choosing until nothing is left for the next frame; counts the frames. */
function settle(looking: Parameters<typeof chooseLive>[0], before: Choice = NOTHING_LIVE): Choice & { frames: number } {
  let choice = before
  for (let frames = 1; frames < 100; frames++) {
    choice = chooseLive(looking, choice)
    if (choice.settled) return { ...choice, frames }
  }
  throw new Error('never settles')
}

describe('which notes are shapes', () => {
  it('[W122] on a small board all notes are shapes, wherever one looks', () => {
    const boxes = board(FEW_LIVE)
    expect(chooseLive({ boxes, view: { x: 1e5, y: 0, w: 10, h: 10 }, zoom: 0.1, must: [] }, NOTHING_LIVE).live.size).toBe(FEW_LIVE)
  })

  it('[W122] of many notes those in the view are shapes, up to the budget, and always those in use', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 0, max: 7000 }), fc.double({ min: 0.02, max: 2, noNaN: true }), (x, y, zoom) => {
        const boxes = board(3000)
        const view = { x, y, w: 1280 / zoom, h: 800 / zoom }
        const { live, painting } = settle({ boxes, view, zoom, must: ['n0', 'n2999', 'gone'] })
        expect(live.size).toBeLessThanOrEqual(MOST_LIVE + 2)
        expect(live.has('n0') && live.has('n2999') && !live.has('gone')).toBe(true)
        if (!painting) for (const [id, box] of boxes) if (overlap(box, view)) expect(live.has(id)).toBe(true)
        if (painting) expect(live.size).toBe(2)
      }),
      { numRuns: 60 },
    )
  })

  it('[W123] shapes are made a few at a time, and a view at the edge of the budget does not flicker', () => {
    const boxes = board(3000)
    const near = { boxes, view: { x: 0, y: 0, w: 2200, h: 1400 }, zoom: 0.6, must: [] }
    const first = chooseLive(near, NOTHING_LIVE)
    expect(first.live.size).toBeLessThan(30)
    const all = settle(near)
    expect(all.frames).toBeGreaterThan(3)
    // A little back and forth changes nothing that is in sight.
    const moved = settle({ ...near, view: { ...near.view, x: 300 } }, all)
    const back = settle(near, moved)
    for (const id of all.live) expect(moved.live.has(id) || !overlap(boxes.get(id) ?? near.view, { ...near.view, x: 300 })).toBe(true)
    for (const id of all.live) expect(back.live.has(id)).toBe(true)

    const far = settle({ ...near, view: { x: 0, y: 0, w: 6000, h: 4000 }, zoom: 0.3 }, all)
    expect(far.painting).toBe(true)
    const limit = { ...near, view: { x: 0, y: 0, w: 2600, h: 1600 }, zoom: 0.4 }
    expect(settle(limit, far).painting).toBe(true)
    expect(settle({ ...near, view: { x: 0, y: 0, w: 2000, h: 1000 }, zoom: 0.6 }, far).painting).toBe(false)
  })

  it('[W157] while the view moves shapes stay as they are, but for those in use', () => {
    const boxes = board(3000)
    const near = { boxes, view: { x: 0, y: 0, w: 2200, h: 1400 }, zoom: 0.6, must: [] }
    const before = settle(near)
    const elsewhere = { ...near, view: { x: 9000, y: 4000, w: 60_000, h: 40_000 }, zoom: 0.05, must: ['n2999'] }
    const moving = chooseLive({ ...elsewhere, moving: true }, before)
    expect(moving.live).toEqual(new Set([...before.live, 'n2999']))
    expect(settle(elsewhere, moving).live).toEqual(new Set(['n2999']))
  })
})
