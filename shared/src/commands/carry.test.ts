import { expect, it } from 'vitest'
import type { Note } from '../board/schema.ts'
import type { CarryDecision } from '../carry.ts'
import { fateOf } from '../fate.ts'
import { Decide, decide, undecide } from './carry.ts'
import { createStocktake } from './create.ts'
import { openRoundCommand } from './rounds.ts'

const session = openRoundCommand(createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1), 1, 2)
const notes: Record<string, Note> = Object.fromEntries(
  ['a', 'b', 'c', 'empty'].map((id) => [
    id,
    { id, text: id === 'empty' ? '' : `text ${id}`, at: { cell: 'policy/current', x: 0, y: 0 }, group: id === 'c' ? 'g2' : 'g1', createdAt: 1, comments: [] },
  ]),
)
const read = ({ note }: { note: string }) => notes[note]
const ref = (note: string) => ({ round: 1, note })
const say = (decisions: readonly CarryDecision[], input: object) => decide(session, 1, decisions, Decide.parse(input), read, 9)

it('[C2] keeps the words as they are, refines into new ones, and never names the old note again', () => {
  const [kept] = say([], { sources: [ref('a')], action: 'kept' })
  expect(kept?.results).toMatchObject([{ text: 'text a', cell: 'policy/current', group: 'g1', as: 'note' }])
  const [refined] = say([], { sources: [ref('a')], action: 'refined', texts: ['better'], as: 'stimulus' })
  expect(refined?.results).toMatchObject([{ text: 'better', as: 'stimulus' }])
  expect(kept?.results[0]?.id).not.toBe('a')
})

it('[C3] replaces a decision about the same notes and refuses one that shares some', () => {
  const merged = say([], { sources: [ref('a'), ref('b')], action: 'merged', texts: ['both'] })
  const again = say(merged, { sources: [ref('b'), ref('a')], action: 'merged', texts: ['both, better'] })
  expect(again).toHaveLength(1)
  expect(() => say(again, { sources: [ref('a')], action: 'kept' })).toThrow(expect.objectContaining({ code: 'note-already-decided' }))
  expect(undecide(session, 1, again, again[0]?.id ?? '')).toEqual([])
})

it('merges notes of several groups into one of none, and takes the group it is given', () => {
  expect(say([], { sources: [ref('a'), ref('c')], action: 'merged', texts: ['x'] })[0]?.results[0]?.group).toBeNull()
  expect(say([], { sources: [ref('a'), ref('c')], action: 'merged', texts: ['x'], group: 'g2' })[0]?.results[0]?.group).toBe('g2')
})

it('[C5] asks for a reason where a note goes no further', () => {
  for (const action of ['answered', 'parked', 'not_carried']) {
    expect(() => say([], { sources: [ref('a')], action })).toThrow(expect.objectContaining({ code: 'bad-request' }))
    expect(fateOf(say([], { sources: [ref('a')], action, reason: 'because' }), ref('a'))).toMatchObject({ fate: action, reason: 'because' })
  }
})

it.each([
  ['one note to merge', { sources: [ref('a')], action: 'merged', texts: ['x'] }],
  ['no words to refine', { sources: [ref('a')], action: 'refined' }],
  ['one word to split', { sources: [ref('a')], action: 'split', texts: ['x'] }],
  ['two notes to keep', { sources: [ref('a'), ref('b')], action: 'kept' }],
  ['an empty note', { sources: [ref('empty')], action: 'kept' }],
  ['a note twice', { sources: [ref('a'), ref('a')], action: 'merged', texts: ['x'] }],
  ['a later round', { sources: [{ round: 2, note: 'a' }], action: 'kept' }],
])('refuses %s', (_what, input) => {
  expect(() => say([], input)).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

it('refuses a note that is gone, and a round that is not open', () => {
  expect(() => say([], { sources: [ref('gone')], action: 'kept' })).toThrow(expect.objectContaining({ code: 'note-not-found' }))
  expect(() => decide(session, 2, [], Decide.parse({ sources: [ref('a')], action: 'kept' }), read, 9)).toThrow(
    expect.objectContaining({ code: 'round-not-open' }),
  )
})

it('says of a note that any decision carried that it was carried, and where to once it is placed', () => {
  const parked = say([], { sources: [ref('a')], action: 'parked', reason: 'later' })
  const later: CarryDecision = {
    id: 'd',
    round: 3,
    action: 'refined',
    sources: [ref('a')],
    results: [{ id: 'r', text: 't', cell: null, group: null, as: 'note' }],
    reason: '',
    decidedAt: 1,
    placedIn: 4,
  }
  expect(fateOf([...parked, later], ref('a'))).toEqual({ fate: 'carried', reason: '', carriedTo: [{ round: 4, note: 'r' }] })
  expect(fateOf([], ref('a')).fate).toBe('open')
})
