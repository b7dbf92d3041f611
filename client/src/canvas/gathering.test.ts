import { overlap } from '@stocktake/shared/board/layout'
import { FRAME_PAD, type Member, themeFrames } from '@stocktake/shared/board/themeFrames'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { besideSpot } from './beside.ts'

const member = (id: string, x: number, y: number, theme = 't', cell: string | null = 'a/b'): Member => ({ id, theme, cell, box: { x, y, w: 200, h: 100 } })

const somewhere = fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) })
const members = fc
  .array(fc.tuple(somewhere, fc.constantFrom('t', 'u'), fc.constantFrom('a/b', null)), { maxLength: 30, size: 'max' })
  .map((all) => all.map(([{ x, y }, theme, cell], i) => member(`n${i}`, x, y, theme, cell)))

it('[W185] frames each note of a theme once, with others of its theme and cell alone', () => {
  fc.assert(
    fc.property(members, (all) => {
      const frames = themeFrames(all)
      expect(frames.flatMap(({ notes }) => notes).sort()).toEqual(all.map(({ id }) => id).sort())
      for (const frame of frames)
        for (const id of frame.notes) {
          const one = all.find((each) => each.id === id)
          expect([one?.theme, one?.cell]).toEqual([frame.theme, frame.cell])
          expect(one && one.box.x >= frame.x + FRAME_PAD && one.box.y + one.box.h <= frame.y + frame.h - FRAME_PAD).toBe(true)
        }
    }),
  )
})

it('[W185] frames notes that stand together as one, and those far from each other apart', () => {
  const near = [member('a', 0, 0), member('b', 216, 0), member('c', 216, 116)]
  expect(themeFrames(near)).toEqual([{ theme: 't', cell: 'a/b', notes: ['a', 'b', 'c'], x: -8, y: -8, w: 432, h: 232 }])
  expect(themeFrames([...near, member('d', 1200, 0)]).map(({ notes }) => notes)).toEqual([['a', 'b', 'c'], ['d']])
})

it('[W186] a note that is dropped into a theme covers no other', () => {
  fc.assert(
    fc.property(fc.array(somewhere, { minLength: 1, maxLength: 30, size: 'max' }), fc.nat(29), (corners, which) => {
      const taken = corners.map((corner) => ({ ...corner, w: 200, h: 100 }))
      const anchor = taken[which % taken.length]
      const spot = besideSpot(anchor ? [anchor] : [], taken, { w: 200, h: 140 }, { x: 8, y: 44, w: 1400 })
      expect(taken.some((rect) => overlap(rect, { ...spot, w: 200, h: 140 }))).toBe(false)
      expect(spot.x >= 8 && spot.x <= 1208 && spot.y >= 44).toBe(true)
    }),
  )
})
