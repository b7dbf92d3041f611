import type { Note } from '@stocktake/shared/board/schema'
import { expect, it } from 'vitest'
import { lookalikeCards } from './lookalikeCards.ts'

const note = (id: string, text: string, more: Partial<Note> = {}): Note => ({
  id,
  text,
  at: { cell: 'x/y', x: 0, y: 0 },
  group: null,
  createdAt: 1,
  comments: [],
  ...more,
})
const suggestion = (...notes: string[]) => ({ notes, likeness: 0.9, same: false })
const shown = (...args: Parameters<typeof lookalikeCards>) => lookalikeCards(...args).map(({ key }) => key)

it('[W182] leaves out what others deleted, gathered or found not alike since the notes were compared', () => {
  const [a, b, c] = [note('a', 'Time'), note('b', 'time!'), note('c', 'No time')]
  expect(shown([suggestion('a', 'b', 'c')], [a, b, c], [])).toEqual(['a b c'])
  expect(shown([suggestion('a', 'b', 'c')], [a, c], [])).toEqual(['a c'])
  expect(shown([suggestion('a', 'b')], [a], [])).toEqual([])
  expect(shown([suggestion('a', 'b')], [a, b], [{ id: 'x', notes: ['b', 'a'] }])).toEqual([])
  const [inT, alsoInT, inU] = [note('a', 'Time', { theme: 't' }), note('b', 'time!', { theme: 't' }), note('b', 'time!', { theme: 'u' })]
  expect(shown([suggestion('a', 'b')], [inT, alsoInT], [])).toEqual([])
  expect(shown([suggestion('a', 'b')], [inT, inU], [])).toEqual([])
  expect(shown([suggestion('a', 'b')], [inT, b], [])).toEqual(['a b'])
})

it('[W181] tells which of them say the same, and that they are in several cells', () => {
  const [card] = lookalikeCards(
    [suggestion('a', 'b', 'c')],
    [note('a', 'Time'), note('b', 'time!', { at: { cell: null, x: 0, y: 0 } }), note('c', 'No time')],
    [],
  )
  expect(card).toMatchObject({ isAllSame: false, isAcross: true })
  expect([...(card?.same ?? [])]).toEqual(['a', 'b'])
})
