import type { Note, Theme } from '@stocktake/shared/board/schema'
import { expect, it } from 'vitest'
import { arrange, PARKING } from './arrange.ts'

const note = (id: string, cell: string | null, theme?: string): Note => ({
  id,
  text: id,
  at: { cell, x: 0, y: 0 },
  group: null,
  createdAt: 1,
  comments: [],
  ...(theme ? { theme } : {}),
})
const theme: Theme = { id: 't', label: 'Paper', cell: 'a/b', createdAt: 1 }
const ids = (notes: readonly Note[] | undefined) => notes?.map(({ id }) => id)

it('[W12] shows every note once: under its theme, in its cell, or in the parking lot', () => {
  const cells = arrange([note('1', 'a/b', 't'), note('2', 'a/b'), note('3', null), note('4', 'not/shown'), note('5', 'a/b', 'gone')], [theme], ['a/b', 'a/c'])

  expect(ids(cells.get('a/b')?.themes[0]?.notes)).toEqual(['1'])
  expect(ids(cells.get('a/b')?.loose)).toEqual(['2', '5'])
  expect(ids(cells.get(PARKING)?.loose)).toEqual(['3', '4'])
  expect([...cells.values()].map(({ count }) => count)).toEqual([3, 0, 2])
})

it('[W13] a note that is being read or edited here stays where it is when others move it', () => {
  const cells = arrange([note('1', 'a/c')], [theme], ['a/b', 'a/c'], { id: '1', cell: 'a/b', theme: 't' })

  expect(ids(cells.get('a/b')?.themes[0]?.notes)).toEqual(['1'])
  expect(cells.get('a/c')?.count).toBe(0)
})

it('[G7] notes of the table where one sits come before the others in their cell', () => {
  const notes = [note('1', 'a/b'), { ...note('2', 'a/b'), table: 'mine' }, { ...note('3', 'a/b'), table: 'other' }, { ...note('4', 'a/b'), table: 'mine' }]
  expect(ids(arrange(notes, [], ['a/b'], undefined, 'mine').get('a/b')?.loose)).toEqual(['2', '4', '1', '3'])
  expect(ids(arrange(notes, [], ['a/b']).get('a/b')?.loose)).toEqual(['1', '2', '3', '4'])
})
