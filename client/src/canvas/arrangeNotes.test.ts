import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arrangeNotes, type Boxed } from './arrangeNotes.ts'

const note = (id: string, x: number, y: number, h = 96): Boxed => ({ id, x, y, w: 200, h })
const three = [note('a', 300, 10, 120), note('b', 0, 50), note('c', 150, 400)]

it('[W146] notes are aligned at their outermost edge, and those that are there already are left alone', () => {
  expect([...arrangeNotes('alignLeft', three)]).toEqual([
    ['a', { x: 0, y: 10 }],
    ['c', { x: 0, y: 400 }],
  ])
  expect([...arrangeNotes('alignTop', three).values()]).toEqual([
    { x: 0, y: 10 },
    { x: 150, y: 10 },
  ])
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

it('[W146] stacked and distributed notes never cover one another on their way', () => {
  const some = fc.array(fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 900 }), h: fc.integer({ min: 96, max: 300 }) }), {
    minLength: 2,
    maxLength: 8,
  })
  fc.assert(
    fc.property(some, (boxes) => {
      const notes = boxes.map(({ x, y, h }, index) => note(`n${index}`, x, y, h))
      const stacked = notes.map((one) => ({ ...one, ...arrangeNotes('stack', notes).get(one.id) })).sort((a, b) => a.y - b.y)
      for (const [index, one] of stacked.slice(1).entries()) expect(one.y).toBeGreaterThanOrEqual((stacked[index]?.y ?? 0) + (stacked[index]?.h ?? 0))
    }),
  )
})
