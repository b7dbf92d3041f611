import { expect, it } from 'vitest'
import { liveBreakout } from '../breakouts.ts'
import { makeRecord } from '../record.ts'
import type { Member, Role, Session } from '../session.ts'
import { sessionFor } from '../view.ts'
import { endBreakout, StartBreakout, seat, seatLate, startBreakout, tellAnew } from './breakouts.ts'
import { markFull } from './cells.ts'
import { createStocktake } from './create.ts'
import { closeRound, openRoundCommand } from './rounds.ts'

const open = openRoundCommand(createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1), 1, 10)
const [nurses = '', doctors = ''] = open.groups.map(({ id }) => id)
const member = (id: string, groupId: string | null, role: Role = 'participant'): Member => ({
  id,
  role,
  groupId,
  name: id,
  joinedAt: 1,
  attended: [],
  removed: null,
})
const MEMBERS = [member('ana', nurses), member('ben', nurses), member('cleo', doctors), member('dee', doctors), member('fay', null, 'facilitator')]
const HERE = new Set(['ana', 'ben', 'cleo', 'fay'])
const refused = (code: string) => expect.objectContaining({ code })

const start = (input: Parameters<typeof StartBreakout.parse>[0], session: Session = open) =>
  startBreakout(session, 1, StartBreakout.parse(input), MEMBERS, HERE, 20)
const live = (session: Session) => session.rounds[0] && liveBreakout(session.rounds[0])
const TWO = [{ name: 'Table 1', cells: ['policy/current'] }, { name: 'Table 2' }]

it('[G1] those who are here are spread over mixed tables, and who comes later is seated', () => {
  const mixed = start({ kind: 'mixed', tables: TWO })
  expect(Object.keys(live(mixed)?.seats ?? {}).sort()).toEqual(['ana', 'ben', 'cleo'])
  const after = seatLate(mixed, MEMBERS, MEMBERS)
  expect(Object.keys(live(after)?.seats ?? {}).sort()).toEqual(['ana', 'ben', 'cleo', 'dee'])
  expect(seatLate(after, MEMBERS, MEMBERS)).toBe(after)
})

it('[G1] where each group sits for itself, or people were picked, nobody is seated by chance', () => {
  const own = start({ kind: 'own', tables: [{ name: 'Nurses', groups: [nurses] }] })
  expect(live(own)?.seats).toEqual({})
  expect(seatLate(own, MEMBERS, MEMBERS)).toBe(own)
  const picked = start({ kind: 'picked', tables: [{ name: 'One', members: ['ana', 'cleo'] }, { name: 'Two' }] })
  const [one, two] = live(picked)?.tables ?? []
  expect(live(picked)?.seats).toEqual({ ana: one?.id, cleo: one?.id })
  const moved = seat(picked, 1, { member: 'ana', table: two?.id ?? '' }, MEMBERS)
  expect(live(moved)?.seats).toEqual({ ana: two?.id, cleo: one?.id })
})

it('[G6] notes of a group say their table only while that points at nobody', () => {
  const many = [...MEMBERS, member('eve', nurses), member('gil', nurses), member('hal', doctors)]
  const here = new Set(['ana', 'ben', 'eve', 'gil', 'cleo', 'dee', 'hal'])
  const mixed = startBreakout(open, 1, StartBreakout.parse({ kind: 'mixed', tables: TWO }), many, here, 20)
  // Two nurses at each table; of three doctors one sits alone.
  expect(live(mixed)?.told).toEqual([nurses])
  const [one = '', two = ''] = live(mixed)?.tables.map(({ id }) => id) ?? []
  const alone = Object.entries(live(mixed)?.seats ?? {}).find(([id, at]) => at === one && ['ana', 'ben', 'eve', 'gil'].includes(id))?.[0] ?? ''
  expect(live(seat(mixed, 1, { member: alone, table: two }, many))?.told).toEqual([])
  expect(live(tellAnew(mixed, [...many.filter(({ id }) => id !== alone), member(alone, doctors)]))?.told).not.toContain(nurses)
  expect(tellAnew(mixed, many)).toBe(mixed)
  // Where each group sits for itself a table says no more than the group does.
  const own = startBreakout(open, 1, StartBreakout.parse({ kind: 'own', tables: [{ name: 'N', groups: [nurses] }] }), MEMBERS, HERE, 20)
  expect(live(own)?.told).toEqual([nurses])
})

it('[G1] tables are refused that name what there is not, or somebody twice', () => {
  expect(() => start({ kind: 'mixed', tables: [{ name: 'T', cells: ['no/where'] }] })).toThrow(refused('bad-request'))
  expect(() => start({ kind: 'own', tables: [{ name: 'T', groups: ['nobody'] }] })).toThrow(refused('group-not-found'))
  expect(() =>
    start({
      kind: 'own',
      tables: [
        { name: 'T', groups: [nurses] },
        { name: 'U', groups: [nurses] },
      ],
    }),
  ).toThrow(refused('bad-request'))
  expect(() => start({ kind: 'picked', tables: [{ name: 'T', members: ['ghost'] }] })).toThrow(refused('member-not-found'))
  expect(() => start({ kind: 'picked', tables: [{ name: 'T', members: ['ana', 'ana'] }] })).toThrow(refused('bad-request'))
  expect(() => seat(start({ kind: 'mixed', tables: TWO }), 1, { member: 'ana', table: 'nowhere' }, MEMBERS)).toThrow(refused('breakout-not-found'))
})

it('[G4] one breakout is on at a time, two who end it end one, and closing the round ends it', () => {
  const first = start({ kind: 'mixed', tables: TWO })
  expect(() => start({ kind: 'mixed', tables: TWO }, first)).toThrow(refused('breakout-live'))
  const id = live(first)?.id ?? ''
  const ended = endBreakout(first, 1, { breakout: id }, 30)
  expect(live(ended)).toBeUndefined()
  const second = start({ kind: 'mixed', tables: TWO }, ended)
  expect(live(endBreakout(second, 1, { breakout: id }, 40))?.id).toBe(live(second)?.id)
  const closed = closeRound(markFull(second, 1, { cell: 'policy/current', isFull: true }), 1, 50, 'hash').rounds[0]
  expect(closed?.breakouts.map(({ endedAt, seats }) => [endedAt, seats])).toEqual([
    [30, {}],
    [50, {}],
  ])
  expect(closed?.full).toEqual([])
})

it('[G2] who sits where is told to facilitators alone, and stands in no record', () => {
  const mixed = start({ kind: 'mixed', tables: TWO })
  const seatsFor = (role: Role) => Object.keys(sessionFor(mixed, role).rounds[0]?.breakouts[0]?.seats ?? {}).length
  expect([seatsFor('facilitator'), seatsFor('scribe'), seatsFor('participant'), seatsFor('observer')]).toEqual([3, 0, 0, 0])
  const record = makeRecord(mixed, 1, { notes: [], themes: [], contradictions: [], ledger: [], drawing: [] }, [], MEMBERS, 60)
  expect(record.round.breakouts?.[0]).toMatchObject({ endedAt: 60, seats: {}, tables: [{ name: 'Table 1' }, { name: 'Table 2' }] })
})

it('[O4] a cell of the round is marked as full and lifted again, however often it is pressed', () => {
  const full = markFull(markFull(open, 1, { cell: 'policy/current', isFull: true }), 1, { cell: 'policy/current', isFull: true })
  expect(full.rounds[0]?.full).toEqual(['policy/current'])
  expect(markFull(full, 1, { cell: 'policy/current', isFull: false }).rounds[0]?.full).toEqual([])
  expect(() => markFull(open, 1, { cell: 'no/where', isFull: true })).toThrow(refused('bad-request'))
  expect(() => markFull(open, 2, { cell: 'policy/current', isFull: true })).toThrow(refused('round-not-open'))
})
