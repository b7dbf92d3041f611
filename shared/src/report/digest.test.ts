import { expect, it } from 'vitest'
import { ClosedBallot } from '../ballotSchema.ts'
import type { Note } from '../board/schema.ts'
import { createStocktake } from '../commands/create.ts'
import { LIMITS } from '../limits.ts'
import type { Member, Session } from '../session.ts'
import { buildModel } from './buildModel.ts'
import { digestOf } from './digest.ts'
import type { ModelInput } from './model.ts'

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, 1)
const [large, other, small] = base.groups as [Session['groups'][number], Session['groups'][number], Session['groups'][number]]
const note = (id: string, cell: string | null, group: string, text = `words of ${id}`): Note => ({
  id,
  text,
  at: { cell, x: 0, y: 0 },
  group,
  createdAt: Number(id.slice(1)),
  comments: [],
})
const members = [large, large, large, other, other, small].map(
  ({ id }, i): Member => ({ id: `m${i}`, role: 'participant', groupId: id, name: null, joinedAt: 1, attended: [1], removed: null }),
)
const NOTES = [
  note('n1', 'policy/current', large.id),
  note('n2', 'policy/current', large.id),
  note('n3', 'policy/current', other.id),
  note('n4', 'practice/barriers', small.id, 'A\nlong  story'),
  note('n5', null, large.id),
  note('n6', 'culture/current', large.id, ''),
]
const tension = {
  id: 'k',
  title: '',
  poleA: 'One plan',
  poleB: 'Two audits',
  level: '',
  manifestation: '',
  nodes: [],
  betweenGroups: [],
  evidence: [],
  addressedBy: [],
  cue: '',
  status: 'partly',
}
const input = (change: Partial<Session> = {}, notes = NOTES): ModelInput => ({
  session: { ...base, rounds: base.rounds.map((round) => (round.number === 1 ? { ...round, state: 'open', openedAt: 1 } : round)), ...change },
  contents: new Map([[1, { notes, themes: [], contradictions: [tension], ledger: [], drawing: [] }]]),
  records: new Map(),
  decisions: [],
  members,
  files: [],
  now: 1,
  rounds: [1],
})
const lines = (of: ModelInput) => digestOf(of, 1).text.split('\n')

it('[O6] tells counts by cell, empty cells, what is contested, and notes in their own words', () => {
  const text = lines(input())
  expect(text[0]).toBe('Round 1, Where we are now: 6 notes in 3 of 8 cells.')
  for (const line of [
    'Policy, Current: 3 notes from 2 groups',
    'Parking lot: 1 note',
    'Policy, Barriers; Practice, Current; Culture, Barriers; Technology, Current; Technology, Barriers',
    'One plan, against: Two audits (addressed in part)',
    '“A long story”',
  ])
    expect(text).toContain(line)
  expect(text).not.toContain('Strongest')
  expect(digestOf(input(), 1).fromNotes).toEqual(['n1', 'n4', 'n5'].map((id) => ({ round: 1, note: id })))
  expect(digestOf(input(), 1).quotations).toHaveLength(5)
})

it('[O6] [X20] tells a group that is too small as results do, and none where notes are anonymous', () => {
  const text = lines(input())
  expect(text).toContain(`${large.label}: 4 notes`)
  expect(text).toContain('Other groups: 2 notes')
  expect(text.join()).not.toContain(small.label)
  const anonymous = lines(input({ settings: { ...base.settings, attribution: 'anonymous' } })).join('\n')
  for (const { label } of base.groups) expect(anonymous).not.toContain(label)
  expect(anonymous).not.toContain('By group')
})

it('[O6] names the strongest by votes, and no more than fit', () => {
  const voted = (votes: Record<string, number>) => lines(input({ ballots: [{ id: 'b', round: 1, title: 'Votes', votes }] }))
  const text = voted({ n2: 3, n4: 5, n1: 1 })
  expect(text.slice(text.indexOf('Strongest') + 1, text.indexOf('Strongest') + 4)).toEqual([
    '“A long story”: 5 votes',
    `“words of n2” (${large.label}): 3 votes`,
    `“words of n1” (${large.label}): 1 vote`,
  ])
})

it('[O6] names who disagrees beside the tensions, and the themes that got votes', () => {
  const ballots = [
    { id: 'b', round: 1, title: 'Votes', votes: { n1: 1 }, disagree: { n2: 2, n3: 1 } },
    { id: 'c', round: 1, title: 'Themes', kind: 'themes' as const, items: ['t'], votes: { t: 4 }, voters: 4, disagree: {}, byGroup: {} },
  ].map((ballot) => ClosedBallot.parse(ballot))
  const of = input({ ballots })
  const board = of.contents.get(1)
  if (board) board.themes.push({ id: 't', label: 'Typing', cell: null, createdAt: 0 })
  const text = lines(of)
  expect(text).toContain('Theme “Typing”: 4 votes')
  const contested = text.slice(text.indexOf('Contested') + 1, text.indexOf('Contested') + 4)
  expect(contested).toEqual([
    `“words of n2” (${large.label}): 2 people strongly disagree`,
    '“words of n3”: 1 person strongly disagrees',
    'One plan, against: Two audits (addressed in part)',
  ])
  expect(digestOf(of, 1).fromNotes).toContainEqual({ round: 1, note: 'n2' })
})

it('[O1] [O6] counts as the exports do', () => {
  const { coverage } = buildModel(input())
  for (const [cell, count] of Object.entries(coverage.byCell)) {
    const name = cell
      .split('/')
      .map((part) => part[0]?.toUpperCase() + part.slice(1))
      .join(', ')
    expect(lines(input()).some((line) => line.startsWith(`${name}: ${count} note`))).toBe(true)
  }
})

it('[O6] stays within what a stimulus may be, whatever people wrote', () => {
  const many = Array.from({ length: 500 }, (_, i) => note(`n${i}`, 'policy/current', large.id, 'x'.repeat(2000)))
  const digest = digestOf(input({}, many), 1)
  expect(digest.text.length).toBeLessThanOrEqual(LIMITS.stimulusText)
  expect(digest.fromNotes.length).toBeLessThanOrEqual(500)
})
