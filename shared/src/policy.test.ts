import { describe, expect, it } from 'vitest'
import { STEP_KINDS, type StepKind } from './kinds.ts'
import { type Actor, type BoardAction, type Circumstances, may, mayRead, rateRefusal, refusal, type StepRule, voteRefusal } from './policy.ts'
import { newStep } from './steps.ts'

const ACTIONS: BoardAction[] = ['add-note', 'edit-note', 'move-note', 'delete-note', 'lock', 'theme', 'draw', 'name-contradiction', 'keep-ledger']
const actor = (role: Actor['role']): Actor => ({ memberId: 'm1', role, groupId: role === 'participant' ? 'g1' : null })
const open: Circumstances = { round: 'open', notesEditableBy: 'author' }

it.each(ACTIONS)('[P1] an observer may not %s', (action) => {
  expect(may(actor('observer'), action, open, { owner: 'm1', group: null })).toBe(false)
})

it.each(ACTIONS)('[P2] nobody may %s in a closed round', (action) => {
  for (const role of ['facilitator', 'scribe', 'participant'] as const)
    expect(refusal(actor(role), action, { ...open, round: 'closed' }, { owner: 'm1', group: 'g1' })).toBe('round-closed')
})

it('[P3] a participant adds notes in the name of their own group alone', () => {
  expect(may(actor('participant'), 'add-note', open, { group: 'g1' })).toBe(true)
  expect(refusal(actor('participant'), 'add-note', open, { group: 'g2' })).toBe('not-your-group')
  expect(refusal(actor('participant'), 'add-note', open, { group: null })).toBe('not-your-group')
  expect(may(actor('scribe'), 'add-note', open, { group: 'g2' })).toBe(true)
})

it('[P20] a new note tells no more of its writer than is promised; less it may', () => {
  const all = ['anonymous', 'group', 'named'] as const
  const says = { anonymous: { group: null, anonymous: true as const }, group: { group: 'g1' }, named: { group: 'g1', author: 'Ana' } }
  for (const draft of [null, { owner: 'm1', cells: null }])
    for (const [i, attribution] of all.entries())
      expect(all.map((one) => refusal(actor('participant'), 'add-note', { ...open, attribution, draft }, says[one]))).toEqual(
        all.map((_, j) => (j <= i ? undefined : 'tells-too-much')),
      )
})

it.each(['edit-note', 'move-note', 'delete-note'] as const)('[P4] a participant may %s of their own alone, unless everyone may', (action) => {
  expect(may(actor('participant'), action, open, { owner: 'm1' })).toBe(true)
  expect(refusal(actor('participant'), action, open, { owner: 'm2' })).toBe('not-your-note')
  expect(refusal(actor('participant'), action, open, { owner: null })).toBe('not-your-note')
  expect(may(actor('participant'), action, { ...open, notesEditableBy: 'everyone' }, { owner: 'm2' })).toBe(true)
})

it.each(ACTIONS)('[P5] facilitators and scribes may %s in open and draft rounds', (action) => {
  for (const role of ['facilitator', 'scribe'] as const)
    for (const round of ['open', 'draft'] as const) expect(may(actor(role), action, { ...open, round }, { owner: 'm2', group: 'g9' })).toBe(true)
})

it.each(ACTIONS)('[L34] while everybody pauses a participant may not %s, also not alone, and the team may', (action) => {
  const paused: Circumstances = { ...open, paused: true }
  expect(refusal(actor('participant'), action, paused, { owner: 'm1', group: 'g1' })).toBe('paused')
  expect(refusal(actor('participant'), action, { ...paused, draft: { owner: 'm1', cells: null } }, { group: 'g1' })).toBe('paused')
  for (const role of ['facilitator', 'scribe'] as const) expect(may(actor(role), action, paused, { owner: 'm1', group: 'g1' })).toBe(true)
  expect(refusal(actor('observer'), action, open)).toBe('read-only-role')
})

it('[W145] what the team has locked stays in its place, and its writer may still mend the words', () => {
  const mine = { owner: 'm1', locked: true }
  expect(refusal(actor('participant'), 'move-note', open, mine)).toBe('locked')
  expect(refusal(actor('participant'), 'delete-note', open, mine)).toBe('locked')
  expect(refusal(actor('participant'), 'draw', open, { locked: true })).toBe('locked')
  expect(refusal(actor('participant'), 'lock', open, mine)).toBe('team-only')
  expect(may(actor('participant'), 'edit-note', open, mine)).toBe(true)
  expect(may(actor('scribe'), 'move-note', open, mine)).toBe(true)
})

it('[R5] a draft board is read and written by the team alone', () => {
  expect(mayRead({ role: 'participant' }, 'draft')).toBe(false)
  expect(mayRead({ role: 'scribe' }, 'draft')).toBe(true)
  expect(refusal(actor('participant'), 'add-note', { ...open, round: 'draft' }, { group: 'g1' })).toBe('round-not-open')
})

const step = (kind: StepKind, change: Partial<StepRule> = {}): StepRule => ({ ...newStep('s', kind), ...change })
const during = (...steps: StepRule[]): Circumstances => ({ ...open, steps })

/** What participants may do on the board, by kind of step and without further settings: own notes, in its cells. */
const BY_KIND: Record<StepKind, BoardAction[]> = {
  open: [],
  recap: [],
  mirror: [],
  write: [],
  reveal: ['edit-note', 'move-note', 'delete-note', 'draw'],
  talk: ['add-note', 'edit-note', 'move-note', 'delete-note', 'draw'],
  cluster: ['add-note', 'edit-note', 'move-note', 'delete-note', 'theme', 'draw'],
  tensions: ['edit-note', 'delete-note', 'draw', 'name-contradiction'],
  vote: [],
  carry: [],
  close: [],
}

it.each(STEP_KINDS)('[L7] in a step of the kind %s participants do what it says, and the team what it wants', (kind) => {
  const target = { owner: 'm1', group: 'g1', cells: ['practice/barriers'] }
  expect(ACTIONS.filter((action) => may(actor('participant'), action, during(step(kind)), target))).toEqual(BY_KIND[kind])
  for (const role of ['facilitator', 'scribe'] as const)
    expect(ACTIONS.filter((action) => may(actor(role), action, during(step(kind)), target))).toEqual(ACTIONS)
  expect(ACTIONS.filter((action) => may(actor('observer'), action, during(step(kind)), target))).toEqual([])
})

it('[P14] in a step of naming tensions participants name them, whatever else it allows, and leave those of earlier rounds to the team', () => {
  const nothing = { add: false, edit: false, move: false, group: false, vote: false }
  const naming = during(step('tensions', { may: nothing, cells: ['policy/current'] }))
  expect(may(actor('participant'), 'name-contradiction', naming)).toBe(true)
  expect(refusal(actor('participant'), 'name-contradiction', naming, { isEarlier: true })).toBe('team-only')
  expect(refusal(actor('participant'), 'name-contradiction', open)).toBe('team-only')
  expect(refusal(actor('observer'), 'name-contradiction', naming)).toBe('read-only-role')
  expect(may(actor('scribe'), 'name-contradiction', open, { isEarlier: true })).toBe(true)
})

it('[L7] a step that names cells is about these, and the parking lot', () => {
  const talk = during(step('talk', { cells: ['policy/current'] }))
  const move = (...cells: (string | null)[]) => refusal(actor('participant'), 'move-note', talk, { owner: 'm1', cells })
  expect(move('policy/current', null)).toBeUndefined()
  expect(move('policy/current', 'policy/barriers')).toBe('not-in-step')
})

it('[L5] one of the steps in force that allows it is enough', () => {
  expect(refusal(actor('participant'), 'add-note', during(step('vote')), { group: 'g1' })).toBe('not-in-step')
  expect(refusal(actor('participant'), 'add-note', during(step('vote'), step('talk')), { group: 'g1' })).toBeUndefined()
  expect(refusal(actor('participant'), 'edit-note', during(step('talk')), { owner: 'm2' })).toBe('not-your-note')
})

const FULL: Circumstances = { ...open, full: ['practice/barriers'] }

it('[O3] no participant’s note comes into a full cell; what is there is changed and moved away, and the team goes on', () => {
  const own = { owner: 'm1', group: 'g1' }
  const ask = (action: BoardAction, target: object) => refusal(actor('participant'), action, FULL, { ...own, ...target })
  expect(ask('add-note', { cells: ['practice/barriers'] })).toBe('cell-full')
  expect(ask('add-note', { cells: ['policy/current'] })).toBeUndefined()
  expect(ask('add-note', { cells: [null] })).toBeUndefined()
  expect(ask('move-note', { cells: ['policy/current', 'practice/barriers'], enters: 'practice/barriers' })).toBe('cell-full')
  expect(ask('move-note', { cells: ['practice/barriers', null], enters: null })).toBeUndefined()
  expect(ask('move-note', { cells: ['practice/barriers'] })).toBeUndefined()
  expect(ask('edit-note', { cells: ['practice/barriers'] })).toBeUndefined()
  expect(ask('delete-note', { cells: ['practice/barriers'] })).toBeUndefined()
  expect(refusal(actor('scribe'), 'add-note', FULL, { cells: ['practice/barriers'] })).toBeUndefined()
})

it('[O3] [G5] what is full, or another table’s, is so for what is written alone too', () => {
  const draft = { owner: 'm1', cells: null }
  const add = (circumstances: Circumstances, cell: string | null) =>
    refusal(actor('participant'), 'add-note', { ...circumstances, draft }, { group: 'g1', cells: [cell] })
  expect(add(FULL, 'practice/barriers')).toBe('cell-full')
  expect(add({ ...open, tableCells: ['policy/current'] }, 'practice/barriers')).toBe('not-your-table')
  expect(add({ ...open, tableCells: ['policy/current'] }, null)).toBeUndefined()
})

it('[G5] where tables write in their own cells alone, participants’ notes come into no other', () => {
  const table: Circumstances = { ...open, tableCells: ['policy/current'] }
  const own = { owner: 'm1', group: 'g1' }
  expect(refusal(actor('participant'), 'add-note', table, { ...own, cells: ['practice/barriers'] })).toBe('not-your-table')
  expect(refusal(actor('participant'), 'add-note', table, { ...own, cells: ['policy/current'] })).toBeUndefined()
  expect(refusal(actor('participant'), 'move-note', table, { ...own, cells: ['policy/current', null], enters: null })).toBeUndefined()
  expect(refusal(actor('participant'), 'edit-note', table, { ...own, cells: ['practice/barriers'] })).toBeUndefined()
  expect(refusal(actor('facilitator'), 'add-note', table, { cells: ['practice/barriers'] })).toBeUndefined()
})

describe('voting and rating', () => {
  const ballot = { inAnyStep: false, teamVotes: false }
  const step = (vote: boolean) => ({ kind: 'vote' as const, cells: null, may: { add: false, edit: false, move: false, group: false, vote } })
  const refusals = (circumstances: Parameters<typeof voteRefusal>[1], more = {}) =>
    (['participant', 'scribe', 'facilitator', 'observer'] as const).map((role) => voteRefusal({ role }, circumstances, { ...ballot, ...more }))

  it('[V3] participants vote where a step in force lets them, the team where the ballot says so, observers never', () => {
    const team = 'team-does-not-vote'
    expect(refusals({ round: 'open', steps: null })).toEqual([undefined, team, team, 'read-only-role'])
    expect(refusals({ round: 'open', steps: [step(false), step(true)] })).toEqual([undefined, team, team, 'read-only-role'])
    expect(refusals({ round: 'open', steps: [step(false)] })).toEqual(['not-in-step', team, team, 'read-only-role'])
    expect(refusals({ round: 'open', steps: [step(false)] }, { inAnyStep: true, teamVotes: true })).toEqual([undefined, undefined, undefined, 'read-only-role'])
    expect(refusals({ round: 'open', steps: null, paused: true }, { teamVotes: true })).toEqual(['paused', undefined, undefined, 'read-only-role'])
    expect(new Set(refusals({ round: 'closed', steps: null }, { teamVotes: true }))).toEqual(new Set(['round-closed']))
  })

  it('[V12] participants rate while they are asked and nobody pauses', () => {
    const open = { round: 'open' as const }
    expect(rateRefusal({ role: 'participant' }, open, true)).toBeUndefined()
    expect(rateRefusal({ role: 'participant' }, open, false)).toBe('not-asked')
    expect(rateRefusal({ role: 'participant' }, { ...open, paused: true }, true)).toBe('paused')
    expect(rateRefusal({ role: 'participant' }, { round: 'closed' }, true)).toBe('round-closed')
    expect((['scribe', 'facilitator', 'observer'] as const).map((role) => rateRefusal({ role }, open, true) !== undefined)).toEqual([true, true, true])
  })
})
