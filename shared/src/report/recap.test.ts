import { expect, it } from 'vitest'
import type { Contradiction, LedgerEntry, Note } from '../board/schema.ts'
import type { CarryDecision } from '../carry.ts'
import { createStocktake } from '../commands/create.ts'
import type { BoardContent } from '../record.ts'
import type { Session } from '../session.ts'
import type { StimulusItem } from '../stimulusSchema.ts'
import { recapOf } from './recap.ts'

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, 1)
const [group = ''] = base.groups.map(({ id }) => id)
const note = (id: string, text: string, origin?: Note['origin']): Note => ({
  id,
  text,
  at: { cell: 'practice/current', x: 0, y: 0 },
  group,
  createdAt: 1,
  comments: [],
  ...(origin ? { origin } : {}),
})
const board = (notes: Note[], more: Partial<BoardContent> = {}): BoardContent => ({ notes, themes: [], contradictions: [], ledger: [], drawing: [], ...more })

const ref = (round: number, id: string) => ({ round, note: id })
const decision = (id: string, round: number, change: Partial<CarryDecision>): CarryDecision => ({
  id,
  round,
  action: 'kept',
  sources: [],
  results: [],
  reason: '',
  decidedAt: 1,
  placedIn: null,
  ...change,
})
const result = (id: string, text: string) => ({ id, text, cell: 'practice/current', group, as: 'note' as const })

const DECISIONS = [
  decision('d1', 1, { action: 'merged', sources: [ref(1, 'a'), ref(1, 'b')], results: [result('m', 'Typing twice')], placedIn: 2 }),
  decision('d2', 2, { action: 'refined', sources: [ref(2, 'm')], results: [result('r', 'Typed once, with the person')], placedIn: 3 }),
  decision('d3', 2, { action: 'kept', sources: [ref(2, 'n')], results: [result('k', 'Kept as it is')], placedIn: 3 }),
  decision('d4', 2, { action: 'parked', sources: [ref(2, 'p')], reason: 'For another group' }),
  decision('d5', 2, { action: 'not_carried', sources: [ref(2, 'gone')], reason: 'Withdrawn' }),
  decision('d6', 1, { action: 'answered', sources: [ref(1, 'old')], reason: 'Long ago' }),
  decision('d7', 3, { action: 'parked', sources: [ref(3, 'r')], reason: 'Not yet' }),
]
const tension = (id: string, change: Partial<Contradiction>): Contradiction => ({
  id,
  title: id,
  poleA: 'A',
  poleB: 'B',
  level: '',
  manifestation: '',
  nodes: [],
  betweenGroups: [],
  evidence: [],
  addressedBy: [],
  cue: '',
  status: 'open',
  ...change,
})
const entry = (id: string, change: Partial<LedgerEntry>): LedgerEntry => ({ id, kind: 'action', text: id, fromNotes: [], ...change })
const CONTENTS = new Map([
  [1, board([note('a', 'I type at night'), note('b', 'Fifty minutes of typing'), note('old', 'Old')])],
  [
    2,
    board([
      note('m', 'Typing twice', { action: 'merged', from: [ref(1, 'a'), ref(1, 'b')] }),
      note('n', 'Kept as it is'),
      note('p', 'The car park'),
      note('gone', ''),
    ]),
  ],
  [
    3,
    board([], {
      contradictions: [
        tension('old', { since: { round: 1, id: 'x' } }),
        tension('new', {}),
        tension('over', { since: { round: 1, id: 'y' }, status: 'addressed' }),
      ],
      ledger: [
        entry('todo', { since: { round: 2, id: 't' }, ownerGroup: group, due: 'May' }),
        entry('done', { since: { round: 2, id: 'u' }, status: 'done' }),
        entry('lot', { kind: 'parking', since: { round: 2, id: 'v' } }),
      ],
    }),
  ],
])

const item = (id: string, versions: { changeNote: string; fromNotes?: number }[]): StimulusItem => ({
  id,
  kind: 'text',
  kindLabel: '',
  title: id,
  source: '',
  sensitivity: '',
  versions: versions.map(({ changeNote, fromNotes = 0 }, i) => ({
    version: i + 1,
    round: 1,
    text: 't',
    alt: '',
    changeNote,
    fromNotes: Array.from({ length: fromNotes }, (_, n) => ref(1, `n${n}`)),
    createdAt: 1,
  })),
})
const shelf = (...items: [string, number, boolean?][]) => items.map(([id, version, hidden = false]) => ({ id, version, hidden }))

const session = (settings: Partial<Session['settings']> = {}): Session => ({
  ...base,
  settings: { ...base.settings, ...settings },
  stimulus: [
    item('case', [{ changeNote: '' }, { changeNote: 'Now with a carer', fromNotes: 2 }, { changeNote: 'Shorter', fromNotes: 1 }]),
    item('same', [{ changeNote: '' }]),
    item('fresh', [{ changeNote: '' }]),
    item('secret', [{ changeNote: '' }]),
  ],
  rounds: base.rounds.map((round) => ({
    ...round,
    ...(round.number <= 2 ? { state: 'closed' as const, records: 1, shelf: shelf(['case', 1], ['same', 1]) } : {}),
    ...(round.number === 3
      ? { state: 'open' as const, question: 'What next?', shelf: shelf(['case', 3], ['same', 1], ['fresh', 1], ['secret', 1, true]) }
      : {}),
  })),
})
const recap = (settings: Partial<Session['settings']> = {}, number = 3) =>
  recapOf({ session: session(settings), contents: CONTENTS, decisions: DECISIONS }, number)

it('[O5] tells what came along, how, and from which first wordings', () => {
  expect(recap()).toMatchObject({ round: 3, question: 'What next?', from: { number: 2 } })
  expect(recap().brought.map(({ note: id, action, first, group: of }) => [id, action, first.map(({ round, text }) => `${round}: ${text}`), of])).toEqual([
    ['r', 'refined', ['1: I type at night', '1: Fifty minutes of typing'], group],
    ['k', 'kept', [], group],
  ])
})

it('[O5] tells what the round before left, with the reason, and no words that were taken away', () => {
  expect(recap().left).toEqual([{ text: 'The car park', action: 'parked', reason: 'For another group' }])
})

it('[O5] tells which stimulus is new or changed since it was last shown, and how', () => {
  expect(recap().stimulus).toEqual([
    { id: 'case', title: 'case', version: 3, isNew: false, changes: ['Now with a carer', 'Shorter'], fromNotes: 2 },
    { id: 'fresh', title: 'fresh', version: 1, isNew: true, changes: [], fromNotes: 0 },
  ])
})

it('[O5] tells the tensions and actions that rounds before left open', () => {
  expect(recap().tensions.map(({ id, since }) => [id, since])).toEqual([['old', 1]])
  expect(recap().actions).toMatchObject([{ text: 'todo', owner: base.groups[0]?.label, due: 'May', since: 2 }])
})

it('[O5] names no group where notes are anonymous, and has nothing to tell in a first round', () => {
  expect(recap({ attribution: 'anonymous' }).brought.map((brought) => brought.group)).toEqual([null, null])
  expect(recap({}, 1)).toMatchObject({ from: null, brought: [], left: [], tensions: [], actions: [] })
})
