import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { caretSpot, caretsIn, spotIndex } from './caretSpots.ts'

function pair(text: string) {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  here.getText('t').insert(0, text)
  const exchange = () => {
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
  }
  exchange()
  return { mine: here.getText('t'), theirs: there.getText('t'), exchange }
}

it('[W142] a caret stands between the same letters for everybody, whatever was typed meanwhile', () => {
  const { mine, theirs, exchange } = pair('one three')
  const spot = caretSpot(theirs, 4)
  mine.insert(0, 'zero ')
  exchange()
  expect(spotIndex(mine, spot)).toBe(9)
  theirs.insert(9, 'two ')
  exchange()
  expect(spotIndex(mine, spot)).toBe(9)
})

it('[W142] the ends of a text are places too, and an empty text has one', () => {
  const { mine } = pair('ab')
  expect([0, 1, 2].map((index) => spotIndex(mine, caretSpot(mine, index)))).toEqual([0, 1, 2])
  const { mine: empty } = pair('')
  expect(spotIndex(empty, caretSpot(empty, 0))).toBe(0)
})

it('[W142] whatever somebody says of their caret, it is a place of this text or none', () => {
  const { mine } = pair('abc')
  const other = pair('xyz').mine
  const spot = fc.oneof(fc.base64String({ maxLength: 40 }), fc.string(), fc.constant(caretSpot(other, 2)))
  fc.assert(
    fc.property(spot, spot, (anchor, head) => {
      const presence = { client: 1, name: null, group: null, role: 'participant', caret: { note: 'n1', anchor, head } }
      for (const caret of caretsIn(mine, 'n1', [presence])) {
        for (const index of [caret.anchor, caret.head]) expect(index >= 0 && index <= 3 && Number.isInteger(index)).toBe(true)
      }
      expect(caretsIn(mine, 'n2', [presence])).toEqual([])
      expect(caretsIn(undefined, 'n1', [presence])).toEqual([])
    }),
  )
})
