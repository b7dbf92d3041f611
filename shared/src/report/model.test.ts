import { describe, expect, it } from 'vitest'
import type { Note } from '../board/schema.ts'
import { createStocktake } from '../commands/create.ts'
import { type BoardContent, makeRecord } from '../record.ts'
import type { Member, Round, Session } from '../session.ts'
import { buildModel } from './buildModel.ts'
import type { ModelInput } from './model.ts'
import { themeLabels } from './notes.ts'
import { OTHERS } from './smallGroups.ts'

const OPENED = Date.UTC(2025, 2, 4, 10)
const NOW = Date.UTC(2025, 2, 4, 12, 5)

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, OPENED)
const [groupA, groupB] = base.groups.map((group) => group.id)

const note = (id: string, cell: string | null, more: Partial<Note> = {}): Note => ({
  id,
  text: `text of ${id}`,
  at: { cell, x: 0, y: 0 },
  group: groupA ?? null,
  createdAt: OPENED + 90_000,
  comments: [],
  ...more,
})

const board = (...notes: Note[]): BoardContent => ({
  notes,
  themes: [{ id: 't', label: 'Typing', cell: null, createdAt: 0 }],
  contradictions: [],
  ledger: [],
  drawing: [],
})

const inRound = (change: Partial<Round>, settings: Partial<Session['settings']> = {}): Session => ({
  ...base,
  rounds: base.rounds.map((round) => (round.number === 1 ? { ...round, state: 'open', openedAt: OPENED, ...change } : round)),
  settings: { ...base.settings, ...settings },
})

const modelOf = (input: Partial<ModelInput> & Pick<ModelInput, 'contents'>) =>
  buildModel({ session: inRound({}), records: new Map(), decisions: [], members: [], files: [], now: NOW, rounds: [1], ...input })

describe('the report model', () => {
  it('[X6] puts each note in its cell, says which are empty, and counts once', () => {
    const contents = new Map([
      [1, board(note('a', 'policy/current'), note('b', 'policy/current', { group: groupB ?? null }), note('c', null), note('d', 'gone/away'))],
    ])
    const model = modelOf({ contents })
    const [policy] = model.rounds[0]?.matrix.rows ?? []
    expect(policy?.cells.map(({ cell, words, groups }) => ({ cell, words, groups }))).toEqual([
      { cell: 'policy/current', words: '2 notes from 2 groups', groups: 2 },
      { cell: 'policy/barriers', words: 'Nobody wrote here', groups: 0 },
    ])
    expect(model.rounds[0]?.matrix.unplaced.map((row) => row.ref.note)).toEqual(['c', 'd'])
    expect(model.coverage).toMatchObject({ total: 4, byCell: { 'policy/current': 2 }, unplaced: 2 })
    expect(model.coverage.emptyCells[1]).toHaveLength(7)
  })

  it('[X6] shows a column with notes although the round did not ask for it', () => {
    const model = modelOf({ contents: new Map([[1, board(note('a', 'policy/success'))]]) })
    expect(model.rounds[0]?.matrix.columns.map((column) => column.id)).toEqual(['current', 'barriers', 'success'])
    expect(model.coverage.emptyCells[1]).toHaveLength(8)
  })

  it('[X6] ranks by votes with ties, and leaves ranks out where nobody voted', () => {
    const contents = new Map([[1, board(note('a', null), note('b', null), note('c', null), note('d', null))]])
    const ballots = [{ id: 'x', round: 1, title: 'Votes', votes: { a: 3, b: 5, c: 3 } }]
    const voted = modelOf({ contents, session: { ...inRound({}), ballots } })
    expect(voted.notes.map((row) => [row.votes, row.rank])).toEqual([
      [3, 2],
      [5, 1],
      [3, 2],
      [0, 4],
    ])
    expect(modelOf({ contents }).notes.every((row) => row.votes === null && row.rank === null)).toBe(true)
  })

  it('[X17] tells themes without a name from one another', () => {
    const theme = (id: string, label: string) => ({ id, label, cell: null, createdAt: 0 })
    expect([...themeLabels([theme('a', ''), theme('b', 'Trust')]).values()]).toEqual(['Theme without a name', 'Trust'])
    expect([...themeLabels([theme('a', ''), theme('b', 'Trust'), theme('c', '')]).values()]).toEqual([
      'Theme without a name 1',
      'Trust',
      'Theme without a name 2',
    ])
  })

  it('[X6] says theme, minute and what provoked a note', () => {
    const model = modelOf({ contents: new Map([[1, board(note('a', null, { theme: 't', stimulus: 'nothing', comments: ['Really?'] }))]]) })
    expect(model.notes[0]).toMatchObject({ theme: 'Typing', stimulus: '', minute: 1.5, action: 'new', fate: 'open', comments: ['Really?'], date: '2025-03-04' })
  })

  it('[X8] tells a closed round from its newest record, whatever the session says by now', () => {
    const content = board(note('a', 'policy/current'))
    const record = makeRecord(inRound({ records: 1 }), 1, content, [], [], NOW)
    const closed = inRound({ state: 'closed', closedAt: NOW, records: 2, recordHash: 'f'.repeat(64) })
    const renamed = { ...closed, matrix: { ...closed.matrix, dimensions: closed.matrix.dimensions.map((row) => ({ ...row, label: `New ${row.label}` })) } }
    const model = modelOf({ session: renamed, contents: new Map([[1, content]]), records: new Map([[1, [{ ...record, version: 1 }, record]]]) })
    expect(model.rounds[0]).toMatchObject({ stateWords: 'Closed on 4 March 2025, 12:05 UTC, version 2', version: 2, hash: 'f'.repeat(64) })
    expect(model.notes[0]?.row).toBe('Policy')
  })

  it('[X8] says of an open round when it was looked at', () => {
    expect(modelOf({ contents: new Map([[1, board()]]) }).rounds[0]?.stateWords).toBe('Open, as of 4 March 2025, 12:05 UTC')
  })

  it('[X10] tells no group where notes are anonymous', () => {
    const contents = new Map([[1, board(note('a', 'policy/current'))]])
    const model = modelOf({ contents, session: inRound({}, { attribution: 'anonymous' }) })
    expect(model.notes[0]).toMatchObject({ group: null, anonymous: true })
    expect([model.groups, model.coverage.byGroup, model.coverage.byGroupAndCell]).toEqual([[], {}, {}])
    expect(model.rounds[0]?.matrix.rows[0]?.cells[0]?.words).toBe('1 note')
  })

  it('[X7] writes the way back to the first wording beside each carried note', () => {
    const from = [{ round: 1, note: 'a' }]
    const contents = new Map([
      [1, board(note('a', null, { text: 'I type\nafterwards' }))],
      [2, board(note('b', null, { text: 'Written together', origin: { action: 'refined', from } }))],
    ])
    const model = modelOf({ contents, rounds: [1, 2] })
    expect(model.notes.map((row) => row.lineage)).toEqual(['', '1: I type afterwards → 2 (refined): Written together'])
    expect(model.lineage.map((row) => row.steps.map((step) => step.ref.note))).toEqual([['a', 'b']])
    expect(model.longestLineage).toBe(2)
  })
})

it('[G6] says at which table a note was written, also when people are back in the plenary', () => {
  const tables = [{ id: 'w', name: 'Window', cells: null, groups: [] }]
  const breakouts = [{ id: 'b', kind: 'mixed' as const, startedAt: 1, endedAt: 2, ownCellsOnly: false, tables, seats: {} }]
  const contents = new Map([[1, board(note('a', null, { table: 'w' }), note('b', null), note('c', null, { table: 'gone' }))]])
  const named = (settings: Partial<Session['settings']>) => modelOf({ contents, session: inRound({ breakouts }, settings) }).notes.map(({ table }) => table)
  expect(named({})).toEqual(['Window', '', ''])
  expect(named({ attribution: 'anonymous' })).toEqual(['', '', ''])
})

describe('groups that are too small', () => {
  const [large, other, small] = base.groups.map((group) => group.id) as [string, string, string]
  const people = (ids: readonly string[], attended = [1]): Member[] =>
    ids.map((groupId, i) => ({ id: `${groupId}${i}`, role: 'participant', groupId, name: null, joinedAt: 1, attended, removed: null }))
  const members = people([large, large, large, large, other, other, other, small])
  const notes = [note('a', 'policy/current', { group: large }), note('b', 'policy/current', { group: other }), note('c', 'policy/current', { group: small })]
  const contents = new Map([[1, board(...notes, note('d', null, { group: small }))]])
  const told = (model: ReturnType<typeof modelOf>) => model.notes.map((row) => row.group?.label)

  it('[X20] are told together with another, in rows, counts and attendance alike', () => {
    const model = modelOf({ contents, members })
    const own = base.groups[0]?.label
    expect(told(model)).toEqual([own, 'Other groups', 'Other groups', 'Other groups'])
    expect(model.coverage.byGroup).toEqual({ [large]: 1, [OTHERS]: 3 })
    expect(model.rounds[0]?.matrix.rows[0]?.cells[0]?.words).toBe('3 notes from 2 groups')
    expect(model.groups.slice(0, 2).map(({ label, people, notes }) => [label, people, notes])).toEqual([
      [own, 4, 1],
      ['Other groups', 4, 3],
    ])
    expect(model.attendance.slice(0, 2).map(({ group, people }) => [group, people])).toEqual([
      [own, 4],
      ['Other groups', 4],
    ])
    expect(JSON.stringify([model.notes, model.groups, model.attendance, model.coverage, model.lineage])).not.toContain(small)
  })

  it('[X20] are shown, or told as part of another, where the facilitator says so', () => {
    const choose = (smallGroups: Session['settings']['smallGroups']) => told(modelOf({ contents, members, session: inRound({}, { smallGroups }) }))
    const [first, second, third] = base.groups.map(({ label }) => label)
    expect(choose({ [small]: { as: 'shown' } })).toEqual([first, second, third, third])
    expect(choose({ [small]: { as: 'merged', into: large } })).toEqual([`${first} with ${third}`, second, `${first} with ${third}`, `${first} with ${third}`])
  })

  it('[X20] counts who took part in a round: of a group that came with one person, all notes would be theirs', () => {
    const came = [...people([large, large, other, other, small, small]), ...people([large, other], [2]).map((one) => ({ ...one, id: `${one.id}-2` }))]
    const round = (number: number) => ({ ...(base.rounds[number - 1] as Round), state: 'open' as const, openedAt: OPENED })
    const session = { ...base, rounds: [round(1), round(2)] }
    const model = modelOf({ session, members: came, contents: new Map([...contents, [2, board(note('e', null, { group: large }))]]), rounds: [1, 2] })
    expect(model.notes.map(({ ref, group }) => [ref.note, group?.id])).toEqual([
      ['a', large],
      ['b', other],
      ['c', small],
      ['d', small],
      ['e', OTHERS],
    ])
  })

  it('[X10] [P20] says of each note whether it is anonymous', () => {
    const mixed = new Map([[1, board(note('a', null, { group: null, anonymous: true }), note('b', null, { group: large, typedFor: true }))]])
    expect(modelOf({ contents: mixed }).notes.map(({ anonymous, group, typedFor }) => [anonymous, group?.id, typedFor])).toEqual([
      [true, undefined, false],
      [false, large, true],
    ])
  })
})
