import type { Note } from '@stocktake/shared/board/schema'
import type { CarryAction, CarryDecision } from '@stocktake/shared/carry'
import { DEFAULT_MATRIX } from '@stocktake/shared/matrix'
import { describe, expect, it } from 'vitest'
import {
  filterNotes,
  inReadingOrder,
  mergedWords,
  NO_FILTER,
  nextUndecided,
  progressOf,
  splitWords,
  startsWith,
  step,
  targetCells,
  withAnswer,
} from './CarryQueue.ts'

const note = (id: string, more: Partial<Note> & { cell?: string | null } = {}): Note => ({
  id,
  text: `text of ${id}`,
  at: { cell: more.cell === undefined ? 'practice/barriers' : more.cell, x: 0, y: 0 },
  group: 'cmht',
  createdAt: 1,
  comments: [],
  ...more,
})

const decision = (action: CarryAction, ...sources: string[]): CarryDecision => ({
  id: `d-${sources.join('-')}`,
  round: 2,
  action,
  sources: sources.map((id) => ({ round: 2, note: id })),
  results: [],
  reason: '',
  decidedAt: 1,
  placedIn: null,
})

const ids = (notes: readonly Note[]) => notes.map(({ id }) => id)

describe('which notes are in view', () => {
  const notes = [note('a'), note('b', { cell: 'culture/current', theme: 't1' }), note('c', { cell: null, group: null })]

  it('[W30] filters by cell, theme and group, where none means the parking lot, no theme, no group', () => {
    expect(ids(filterNotes(notes, 2, [], { ...NO_FILTER, cell: 'culture/current' }))).toEqual(['b'])
    expect(ids(filterNotes(notes, 2, [], { ...NO_FILTER, cell: 'none' }))).toEqual(['c'])
    expect(ids(filterNotes(notes, 2, [], { ...NO_FILTER, theme: 'none' }))).toEqual(['a', 'c'])
    expect(ids(filterNotes(notes, 2, [], { ...NO_FILTER, group: 'none' }))).toEqual(['c'])
  })

  it('[W30] keeps the note in focus in the list of the undecided after it was decided', () => {
    const filter = { ...NO_FILTER, undecidedOnly: true }
    expect(ids(filterNotes(notes, 2, [decision('kept', 'a')], filter))).toEqual(['b', 'c'])
    expect(ids(filterNotes(notes, 2, [decision('kept', 'a')], filter, 'a'))).toEqual(['a', 'b', 'c'])
  })

  it('[W30] reads row by row, themes together, unknown cells and the parking lot last', () => {
    const mixed = [
      note('lot', { cell: null }),
      note('gone', { cell: 'practice/nowhere', createdAt: 2 }),
      note('loose', { createdAt: 1 }),
      note('themed', { theme: 't1', createdAt: 3 }),
      note('first', { cell: 'policy/current', createdAt: 9 }),
    ]
    const themes = [{ id: 't1', label: 'Time', cell: null, createdAt: 1 }]
    expect(ids(inReadingOrder(mixed, DEFAULT_MATRIX, ['current', 'barriers'], themes))).toEqual(['first', 'themed', 'loose', 'lot', 'gone'])
  })
})

describe('how far it is', () => {
  const notes = [note('a'), note('b'), note('c'), note('d')]

  it('[W31] counts every source of a merge, and nothing of another round', () => {
    const elsewhere: CarryDecision = { ...decision('kept', 'x'), sources: [{ round: 1, note: 'd' }] }
    expect(progressOf(notes, 2, [decision('merged', 'a', 'b'), elsewhere])).toEqual({ decided: 2, total: 4 })
  })

  it('[W31] goes to the next undecided note and round to the start, and says when none is left', () => {
    expect(nextUndecided(notes, 2, [decision('kept', 'c')], 'b')).toBe('d')
    expect(nextUndecided(notes, 2, [decision('kept', 'd'), decision('parked', 'c')], 'c')).toBe('a')
    expect(nextUndecided(notes, 2, [decision('merged', 'a', 'b', 'c', 'd')], 'a')).toBeNull()
    expect(nextUndecided(notes, 2, [decision('merged', 'b', 'c', 'd')], 'a')).toBeNull()
  })

  it('[W31] steps along the list and stops at its ends', () => {
    expect(step(notes, 'b', 1)).toBe('c')
    expect(step(notes, 'd', 1)).toBe('d')
    expect(step(notes, 'a', -1)).toBe('a')
    expect(step(notes, 'gone', 1)).toBe('a')
    expect(step([], null, 1)).toBeNull()
  })

  it('[W32] says what the next round starts with, without what was placed already', () => {
    const result = (id: string, as: 'note' | 'stimulus') => ({ id, text: id, cell: null, group: null, as })
    const decisions: CarryDecision[] = [
      { ...decision('split', 'a'), results: [result('r1', 'note'), result('r2', 'note')] },
      { ...decision('kept', 'b'), results: [result('r3', 'stimulus')] },
      { ...decision('kept', 'c'), results: [result('r4', 'note')], placedIn: 2 },
    ]
    expect(startsWith(decisions)).toEqual({ notes: 2, stimulus: 1 })
  })
})

describe('the words to begin with', () => {
  it('[W33] merges each text once', () => {
    expect(mergedWords(['typing at night ', 'lists', 'typing at night', ' '])).toBe('typing at night\nlists')
  })

  it('[W33] splits by lines, else by sentences, else offers a second empty field', () => {
    expect(splitWords('one\n\ntwo')).toEqual(['one', 'two'])
    expect(splitWords('First thing. Second thing!')).toEqual(['First thing.', 'Second thing!'])
    expect(splitWords('only this')).toEqual(['only this', ''])
  })
})

describe('what the server answers', () => {
  it('[W31] takes from an answer only what was decided here, since others may be further', () => {
    const known = [decision('kept', 'a'), decision('parked', 'b')]
    const answer = [decision('kept', 'a'), { ...decision('refined', 'c'), id: 'new' }]
    expect(withAnswer(known, answer, [{ round: 2, note: 'c' }]).map((d) => d.id)).toEqual(['d-a', 'd-b', 'new'])
  })

  it('[W31] replaces an earlier decision about exactly the same notes', () => {
    const again = { ...decision('merged', 'b', 'a'), id: 'new' }
    expect(withAnswer([decision('merged', 'a', 'b')], [again], again.sources)).toEqual([again])
  })
})

it('[W33] offers the cells of the next round, and the own one though that round does not use it', () => {
  const { cells, ownIsUsed } = targetCells(DEFAULT_MATRIX, ['desired'], 'practice/barriers')
  expect(ownIsUsed).toBe(false)
  expect(cells).toEqual(['practice/barriers', 'policy/desired', 'practice/desired', 'culture/desired', 'technology/desired'])
  expect(targetCells(DEFAULT_MATRIX, undefined, null).cells).toHaveLength(28)
})
