import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPlacer, freePlace, noteHeight } from './place.ts'
import { NOTE_WIDTH, type Place } from './schema.ts'

interface Placed {
  at: Place
  text: string
}
const apart = (a: Placed, b: Placed) =>
  a.at.cell !== b.at.cell ||
  a.at.x + NOTE_WIDTH <= b.at.x ||
  b.at.x + NOTE_WIDTH <= a.at.x ||
  a.at.y + noteHeight(a.text) <= b.at.y ||
  b.at.y + noteHeight(b.text) <= a.at.y

it('[B8] many notes that come at once cover no other, wherever those that were there stand', () => {
  const length = fc.integer({ min: 0, max: 400 })
  const cell = fc.constantFrom('policy/current', null)
  const there = fc.record({ cell, x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 900 }), length })
  fc.assert(
    fc.property(fc.array(there, { maxLength: 10 }), fc.array(fc.record({ cell, length }), { maxLength: 40 }), (before, coming) => {
      const old = before.map(({ length: letters, ...at }) => ({ at, text: 'x'.repeat(letters) }))
      const place = createPlacer(old)
      const fresh: Placed[] = []
      for (const note of coming) {
        const text = 'x'.repeat(note.length)
        fresh.push({ at: place(note.cell, text), text })
      }
      for (const [i, note] of fresh.entries()) for (const other of [...old, ...fresh.slice(i + 1)]) expect(apart(note, other)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

it('[B8] notes that come at once stand in reading order, where the first alone would stand', () => {
  const place = createPlacer([])
  const places = ['a', 'b', 'c', 'd'].map((text) => place('policy/current', text))
  expect(places[0]).toEqual(freePlace([], 'policy/current', 'a'))
  expect([...places].sort((a, b) => a.y - b.y || a.x - b.x)).toEqual(places)
})
