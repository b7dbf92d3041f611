import { overlap } from '@stocktake/shared/board/layout'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Arranging, arrangeNotes, type Boxed } from './arrangeNotes.ts'

const note = (id: string, x: number, y: number, h = 96): Boxed => ({ id, x, y, w: 200, h })
const three = [note('a', 300, 10, 120), note('b', 0, 50), note('c', 150, 400)]

it('[W146] notes are aligned at their outermost edge, those that are there already are left alone, and what would be covered moves on', () => {
  expect([...arrangeNotes('alignLeft', three)]).toEqual([
    ['a', { x: 0, y: 10 }],
    ['b', { x: 0, y: 138 }],
    ['c', { x: 0, y: 400 }],
  ])
  expect([...arrangeNotes('alignTop', three)]).toEqual([
    ['b', { x: 0, y: 10 }],
    ['c', { x: 208, y: 10 }],
    ['a', { x: 416, y: 10 }],
  ])
  expect([...arrangeNotes('alignLeft', [note('a', 0, 0), note('b', 90, 200)])]).toEqual([['b', { x: 0, y: 200 }]])
})

it('[W146] a stack keeps the order from top to bottom, each note under the last', () => {
  expect([...arrangeNotes('stack', three)]).toEqual([
    ['a', { x: 0, y: 10 }],
    ['b', { x: 0, y: 138 }],
    ['c', { x: 0, y: 242 }],
  ])
})

it('[W146] distributed notes have equal gaps, along the way in which they lie farther apart', () => {
  expect(arrangeNotes('distribute', [note('a', 0, 0), note('b', 210, 30), note('c', 800, 10)]).get('b')).toEqual({ x: 400, y: 30 })
})

it('[W146] notes of one height that are aligned by their tops stand beside one another, and below where the line is full', () => {
  expect([...arrangeNotes('alignTop', [note('a', 0, 30), note('b', 100, 0), note('c', 150, 60)], 500)]).toEqual([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 208, y: 0 }],
    ['c', { x: 0, y: 104 }],
  ])
})

it('[W146] however many notes are put in order, in whatever way, none comes to lie on another, and none leaves the cell', () => {
  const right = 1400
  const some = fc.array(fc.record({ x: fc.integer({ min: 0, max: right - 200 }), y: fc.integer({ min: 0, max: 900 }), h: fc.integer({ min: 96, max: 300 }) }), {
    minLength: 2,
    maxLength: 300,
    size: 'max',
  })
  fc.assert(
    fc.property(some, fc.constantFrom<Arranging[]>('alignLeft', 'alignTop', 'distribute', 'stack'), (boxes, how) => {
      const notes = boxes.map(({ x, y, h }, index) => note(`n${index}`, x, y, h))
      const places = arrangeNotes(how, notes, right)
      const now = notes.map((one) => ({ ...one, ...places.get(one.id) }))
      for (const [index, one] of now.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(0)
        expect(one.x + one.w).toBeLessThanOrEqual(right)
        for (const other of now.slice(index + 1)) if (overlap(one, other)) expect.fail(`${how}: ${JSON.stringify([one, other])}`)
      }
    }),
    { numRuns: 60 },
  )
})
