import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Note } from '../board/schema.ts'
import { createStocktake } from '../commands/create.ts'
import type { BoardContent } from '../record.ts'
import { buildModel } from './buildModel.ts'
import { compareRounds } from './compare.ts'

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, 1)
const note = (id: string, text: string, origin?: Note['origin']): Note => ({
  id,
  text,
  at: { cell: 'practice/current', x: 0, y: 0 },
  group: null,
  createdAt: 1,
  comments: [],
  ...(origin ? { origin } : {}),
})
const board = (notes: Note[]): BoardContent => ({ notes, themes: [], contradictions: [], ledger: [], drawing: [] })
const from = (action: 'kept' | 'refined' | 'merged' | 'split', ...ids: string[]) => ({ action, from: ids.map((id) => ({ round: Number(id[1]), note: id })) })

function compared(first: Note[], second: Note[], votes?: [Record<string, number>, Record<string, number>]) {
  const session = {
    ...base,
    rounds: base.rounds.map((round) => (round.number < 3 ? { ...round, state: 'open' as const, openedAt: 1 } : round)),
    ballots: (votes ?? []).map((given, i) => ({ id: `b${i}`, round: i + 1, title: 'Votes', votes: given })) as never,
  }
  const contents = new Map([
    [1, board(first)],
    [2, board(second)],
  ])
  const found = compareRounds(buildModel({ session, contents, records: new Map(), decisions: [], members: [], files: [], now: 1, rounds: [1, 2] }), 1, 2)
  if (!found) throw new Error('nothing to compare')
  return found
}
const ids = (lists: object) =>
  Object.fromEntries(Object.entries(lists).map(([kind, notes]) => [kind, notes.map(({ ref }: { ref: { note: string } }) => ref.note)]))

describe('two rounds side by side', () => {
  it('[X12] say of each note of both what became of it or where it comes from', () => {
    const { before, after } = compared(
      [note('a1', 'same'), note('b1', 'old words'), note('c1', 'one'), note('d1', 'two'), note('e1', 'long'), note('f1', 'gone'), note('g1', 'mended')],
      [
        note('a2', 'same', from('kept', 'a1')),
        note('b2', 'new words', from('refined', 'b1')),
        note('m2', 'both', from('merged', 'c1', 'd1')),
        note('e2', 'half', from('split', 'e1')),
        note('h2', 'other half', from('split', 'e1')),
        note('g2', 'Mended', from('kept', 'g1')),
        note('n2', 'new'),
        note('o2', 'older', from('kept', 'x0')),
      ],
    )
    expect(ids(before)).toEqual({ unchanged: ['a1'], reworded: ['b1', 'g1'], merged: ['c1', 'd1'], split: ['e1'], dropped: ['f1'] })
    expect(ids(after)).toEqual({ unchanged: ['a2'], reworded: ['b2', 'g2'], merged: ['m2'], split: ['e2', 'h2'], added: ['n2'], brought: ['o2'] })
  })

  it('[X12] tell how votes moved, where both rounds had a ballot', () => {
    const notes = [note('a1', 'x'), note('b1', 'y')] as const
    const later = [note('m2', 'xy', from('merged', 'a1', 'b1')), note('n2', 'new')]
    expect(compared([...notes], later).shifts).toEqual([])
    const {
      shifts,
      from: first,
      to,
    } = compared([...notes], later, [
      { a1: 2, b1: 3 },
      { m2: 4, n2: 1 },
    ])
    expect(shifts.map(({ note: { ref }, before, after }) => [ref.note, before, after])).toEqual([['m2', 5, 4]])
    expect([first.votes, to.votes]).toEqual([5, 5])
  })

  it('[X12] add up to the notes of each round, whatever boards say of origins', () => {
    const origin = fc.option(
      fc.record({
        action: fc.constantFrom('kept' as const, 'refined' as const, 'merged' as const, 'split' as const),
        from: fc.array(fc.record({ round: fc.integer({ min: 0, max: 3 }), note: fc.constantFrom('a', 'b', 'c', 'd', 'zz') }), { minLength: 1, maxLength: 4 }),
      }),
      { nil: undefined },
    )
    const notes = fc.array(fc.record({ text: fc.constantFrom('x', 'y', ' x '), origin }), { maxLength: 60, size: 'max' })
    const named = (list: { text: string; origin: Note['origin'] | undefined }[]) => list.map((one, i) => note('abcd'[i] ?? `n${i}`, one.text, one.origin))
    fc.assert(
      fc.property(notes, notes, (first, second) => {
        const { before, after, from: earlier, to } = compared(named(first), named(second))
        const all = (lists: object) => Object.values(lists).flat()
        expect(all(before)).toHaveLength(first.length)
        expect(new Set(all(before)).size).toBe(first.length)
        expect(all(after)).toHaveLength(second.length)
        expect(new Set(all(after)).size).toBe(second.length)
        expect([earlier.notes, to.notes]).toEqual([first.length, second.length])
        // Whatever the later round has from the earlier one, the earlier one has lost to it.
        expect(all(before).length - before.dropped.length > 0).toBe(all(after).length - after.added.length - after.brought.length > 0)
      }),
    )
  })
})
