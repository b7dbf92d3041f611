import { overlap, type Rect } from '@stocktake/shared/board/layout'
import type { Note } from '@stocktake/shared/board/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type TidyBy, tidy, type Untidy } from './tidy.ts'

const order = {
  themes: ['t1', 't2'],
  groups: ['g1', 'g2'],
  votes: new Map([
    ['c', 2],
    ['d', 5],
  ]),
}
const untidy = (id: string, more: Partial<Note> & { x?: number; y?: number; h?: number; mayMove?: boolean } = {}): Untidy => {
  const { x = 40, y = 70, h = 96, mayMove = true, ...fields } = more
  return { note: { id, text: id, at: { cell: 'a/b', x, y }, group: null, createdAt: 0, comments: [], ...fields }, box: { x, y, w: 200, h }, mayMove }
}
const after = (notes: readonly Untidy[], by: TidyBy) => {
  const moves = new Map(tidy('a/b', notes, by, order).map(({ id, at }) => [id, at]))
  return new Map<string, Rect>(notes.map(({ note, box }) => [note.id, { ...box, ...moves.get(note.id) }]))
}

it('[W127] tidies by theme, group, time or votes, each theme and group in lines of its own', () => {
  const notes = [
    untidy('a', { theme: 't2', group: 'g1', createdAt: 3 }),
    untidy('b', { theme: 't1', group: 'g2', createdAt: 2 }),
    untidy('c', { createdAt: 1 }),
    untidy('d', { theme: 't1', createdAt: 4 }),
  ]
  const byTheme = after(notes, 'theme')
  expect([...byTheme].sort(([, a], [, b]) => a.y - b.y || a.x - b.x).map(([id]) => id)).toEqual(['b', 'd', 'a', 'c'])
  expect(byTheme.get('b')?.y).toBe(byTheme.get('d')?.y)
  expect(byTheme.get('a')?.y).not.toBe(byTheme.get('d')?.y)
  const inOrder = (by: TidyBy) => [...after(notes, by)].sort(([, a], [, b]) => a.y - b.y || a.x - b.x).map(([id]) => id)
  expect(inOrder('group')).toEqual(['a', 'b', 'c', 'd'])
  expect(inOrder('time')).toEqual(['c', 'b', 'a', 'd'])
  expect(inOrder('votes')).toEqual(['d', 'c', 'a', 'b'])
})

it('[W127] tidied notes cover no other, and notes that may not be moved stay where they are', () => {
  const one = fc.record({
    x: fc.integer({ min: 8, max: 1700 }),
    y: fc.integer({ min: 44, max: 900 }),
    h: fc.integer({ min: 96, max: 300 }),
    mayMove: fc.boolean(),
    theme: fc.constantFrom('t1', 't2', 'gone'),
    createdAt: fc.nat(9),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60, size: 'max' }), fc.constantFrom('theme', 'group', 'time'), (list, by) => {
      const notes = list.map((fields, i) => untidy(`n${i}`, fields))
      const boxes = after(notes, by)
      for (const { note, box, mayMove } of notes) if (!mayMove) expect(boxes.get(note.id)).toMatchObject({ x: box.x, y: box.y })
      const moved = notes.filter(({ mayMove }) => mayMove).map(({ note }) => note.id)
      for (const id of moved) {
        const box = boxes.get(id)
        for (const [other, there] of boxes) if (box && other !== id) expect(overlap(box, there)).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})
