import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawTension } from './tensionLines.ts'

const box = (x: number, y: number) => ({ x, y, w: 200, h: 100 })

it('[W161] a tension between two notes is a line between their edges, with its name in the middle', () => {
  expect(drawTension([box(0, 0), box(500, 0)])).toEqual({
    lines: [{ from: { x: 200, y: 50 }, to: { x: 500, y: 50 } }],
    name: { x: 350, y: 50 },
    anchor: 'middle',
  })
})

it('[W161] where notes stand close the name is above or beside them, and covers no words', () => {
  expect(drawTension([box(0, 0), box(212, 20)])).toMatchObject({ name: { y: 0 }, anchor: 'bottom' })
  expect(drawTension([box(0, 0), box(10, 112)])).toMatchObject({ name: { x: 210 }, anchor: 'left' })
})

it('[W161] one between more notes is a star around its name; of one note, or none, nothing is drawn', () => {
  const drawn = drawTension([box(0, 0), box(600, 0), box(300, 600)])
  expect(drawn?.name).toEqual({ x: 400, y: 250 })
  expect(drawn?.lines.map(({ to }) => to)).toEqual([drawn?.name, drawn?.name, drawn?.name])
  expect([drawTension([box(0, 0)]), drawTension([])]).toEqual([undefined, undefined])
})

it('[W161] wherever the notes are, on top of one another too, all of it has a place', () => {
  const rect = fc.record({ x: fc.integer(), y: fc.integer(), w: fc.integer({ min: 1, max: 500 }), h: fc.integer({ min: 1, max: 500 }) })
  fc.assert(
    fc.property(fc.array(rect, { minLength: 2, maxLength: 6 }), (boxes) => {
      const drawn = drawTension(boxes)
      const points = [drawn?.name, ...(drawn?.lines ?? []).flatMap(({ from, to }) => [from, to])]
      expect(points.every((point) => Number.isFinite(point?.x) && Number.isFinite(point?.y))).toBe(true)
    }),
  )
})
