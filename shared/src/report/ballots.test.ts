import { expect, it } from 'vitest'
import type { ClosedBallot } from '../ballotSchema.ts'
import type { Note } from '../board/schema.ts'
import { createStocktake } from '../commands/create.ts'
import { type BoardContent, makeRecord } from '../record.ts'
import type { Session } from '../session.ts'
import { sessionFor } from '../view.ts'
import { buildModel } from './buildModel.ts'
import { notesTable } from './tables/notes.ts'
import type { Table } from './tables/table.ts'
import { ballotsTable, readinessTable } from './tables/votes.ts'

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, 1)
const [first, second] = base.groups.map(({ id }) => id) as [string, string]
const note = (id: string): Note => ({ id, text: `Text of ${id}`, at: { cell: 'policy/current', x: 0, y: 0 }, group: first, createdAt: 1, comments: [] })
const content: BoardContent = {
  notes: [note('a'), note('b')],
  themes: [{ id: 't', label: 'Typing', cell: null, createdAt: 0 }],
  contradictions: [],
  ledger: [],
  drawing: [],
}
const ballots: ClosedBallot[] = [
  {
    ...{ id: 'x', round: 1, title: 'What matters most?', kind: 'notes', items: ['a', 'b', 'gone'], budget: 2, cap: 2 },
    ...{ votes: { a: 1, b: 5 }, disagree: { b: 2 }, voters: 5, closedAt: Date.UTC(2025, 2, 4, 10) },
    byGroup: { [first]: { groups: [first, second], voters: 3, votes: { b: 3 }, disagree: { b: 1 } } },
  } as ClosedBallot,
  { id: 'y', round: 1, title: 'Themes', kind: 'themes', items: ['t'], votes: { t: 4 }, disagree: {}, voters: 4, byGroup: {} },
  { id: 'z', round: 1, title: 'A mistake', kind: 'notes', items: ['a'], votes: {}, isTakenBack: true },
]
const tally = (inPlace: number, notYet: number) => ({ 'in-place': inPlace, partly: 0, 'not-yet': notYet, 'cannot-say': 0 })
const spread = { at: 5, cells: { 'policy/current': { all: tally(3, 2), byGroup: { [second]: { groups: [second], tally: tally(0, 2) } } } } }

const session = (settings: Partial<Session['settings']> = {}): Session => ({
  ...base,
  ballots,
  settings: { ...base.settings, ...settings },
  rounds: base.rounds.map((round) => (round.number === 1 ? { ...round, state: 'open', openedAt: 1, readiness: { isAsked: true, spread } } : round)),
})
const modelOf = (of: Session) =>
  buildModel({ session: of, contents: new Map([[1, content]]), records: new Map(), decisions: [], members: [], files: [], now: 9, rounds: [1] })
/** The columns that are named, of every row. */
const pick = ({ columns, rows }: Table, ...labels: string[]) =>
  rows.map((row) => labels.map((label) => row[columns.findIndex((column) => column.label === label)]))

it('[V7] [V8] [V10] tells of each item what all gave, and each group that is told, with disagreement beside the votes', () => {
  const [label, other] = base.groups.map((group) => group.label)
  expect(pick(ballotsTable(modelOf(session())), 'ballot', 'state', 'text', 'group', 'votes', 'rank in ballot', 'strongly disagree')).toEqual([
    ['What matters most?', 'closed', 'Text of b', 'All', 5, 1, 2],
    ['What matters most?', 'closed', 'Text of b', `${label} with ${other}`, 3, null, 1],
    ['What matters most?', 'closed', 'Text of b', 'Other groups', 2, null, 1],
    ['What matters most?', 'closed', 'Text of a', 'All', 1, 2, 0],
    ['What matters most?', 'closed', 'Text of a', `${label} with ${other}`, 0, null, 0],
    ['What matters most?', 'closed', 'Text of a', 'Other groups', 1, null, 0],
    ['What matters most?', 'closed', '', 'All', 0, 3, 0],
    ['What matters most?', 'closed', '', `${label} with ${other}`, 0, null, 0],
    ['What matters most?', 'closed', '', 'Other groups', 0, null, 0],
    ['Themes', 'closed', 'Typing', 'All', 4, 1, 0],
    ['A mistake', 'taken back', '', 'All', null, null, null],
  ])
})

it('[V10] a note’s votes are those of ballots on notes that count', () => {
  expect(pick(notesTable(modelOf(session())), 'note id', 'votes', 'rank in round', 'strongly disagree')).toEqual([
    ['a', 1, 2, 0],
    ['b', 5, 1, 2],
  ])
})

it('[V8] [V13] tells how ready people find each cell, by group as far as groups are told', () => {
  const columns = ['column', 'group', 'people', 'in place', 'partly', 'not yet', 'cannot say']
  const rows = [
    ['Current practice', 'All', 5, 3, 0, 2, 0],
    ['Current practice', base.groups[1]?.label, 2, 0, 0, 2, 0],
    ['Current practice', 'Other groups', 3, 3, 0, 0, 0],
  ]
  expect(pick(readinessTable(modelOf(session())), ...columns)).toEqual(rows)
  const record = makeRecord(session(), 1, content, [], [], 9)
  expect(record.readiness).toEqual(spread)
  expect('readiness' in record.round).toBe(false)
})

it('[V8] tells no group once notes are anonymous, also not of what was counted before', () => {
  const anonymous = session({ attribution: 'anonymous' })
  for (const table of [ballotsTable, readinessTable]) expect(new Set(pick(table(modelOf(anonymous)), 'group').flat())).toEqual(new Set(['All']))
  for (const role of ['facilitator', 'participant'] as const) {
    const seen = sessionFor(anonymous, role)
    expect(JSON.stringify([seen.ballots, seen.rounds])).not.toContain(second)
  }
})
