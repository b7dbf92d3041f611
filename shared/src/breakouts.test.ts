import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Breakout } from './breakoutSchema.ts'
import { cellsInWords, countSeats, groupsTold, heldToCells, seatIn, seatSmallest, spread, tablesFor } from './breakouts.ts'
import { DEFAULT_MATRIX } from './matrix.ts'

const people = fc.uniqueArray(fc.record({ memberId: fc.stringMatching(/^[a-z0-9]{3,8}$/), groupId: fc.constantFrom('a', 'b', 'c', null) }), {
  selector: ({ memberId }) => memberId,
  maxLength: 120,
  size: 'max',
})
const tableIds = fc.integer({ min: 1, max: 12 }).map((count) => Array.from({ length: count }, (_, i) => `t${i}`))
const apart = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts)
const sizes = (seats: Record<string, string>, tables: readonly string[], some = (_member: string) => true) =>
  tables.map((table) => Object.entries(seats).filter(([member, at]) => at === table && some(member)).length)

it('[G1] everybody gets one seat; tables, and the people of each group at them, differ by one at most', () => {
  fc.assert(
    fc.property(people, tableIds, fc.string(), (everybody, tables, salt) => {
      const seats = spread(everybody, tables, salt)
      expect(Object.keys(seats).sort()).toEqual(everybody.map(({ memberId }) => memberId).sort())
      expect(apart(sizes(seats, tables))).toBeLessThanOrEqual(1)
      for (const group of ['a', 'b', 'c', null]) {
        const own = new Set(everybody.filter(({ groupId }) => groupId === group).map(({ memberId }) => memberId))
        expect(apart(sizes(seats, tables, (member) => own.has(member)))).toBeLessThanOrEqual(1)
      }
    }),
  )
})

it('[G1] another breakout mixes people anew', () => {
  const everybody = Array.from({ length: 24 }, (_, i) => ({ memberId: `m${i}`, groupId: 'a' }))
  expect(spread(everybody, ['t0', 't1', 't2'], 'one')).not.toEqual(spread(everybody, ['t0', 't1', 't2'], 'two'))
})

it('[G1] latecomers level the tables, and nobody is moved for them', () => {
  fc.assert(
    fc.property(people, people, tableIds, (first, late, tables) => {
      const before = spread(first, tables, 's')
      const after = seatSmallest(
        tables,
        before,
        late.map(({ memberId }) => memberId),
      )
      expect(after).toMatchObject(before)
      expect(new Set(Object.keys(after))).toEqual(new Set([...first, ...late].map(({ memberId }) => memberId)))
      expect(apart(sizes(after, tables))).toBeLessThanOrEqual(1)
    }),
  )
})

const breakout = (change: Partial<Breakout> = {}): Breakout => ({
  id: 'b',
  kind: 'own',
  startedAt: 1,
  endedAt: null,
  ownCellsOnly: true,
  tables: [
    { id: 't1', name: 'Table 1', cells: ['policy/current'], groups: ['g1'] },
    { id: 't2', name: 'Table 2', cells: null, groups: ['g2'] },
  ],
  seats: {},
  ...change,
})
const person = (memberId: string, groupId: string | null, role: 'participant' | 'scribe' = 'participant') => ({ memberId, groupId, role })

it('[G1] people sit with their group, unless they were given another seat; the team where it was put', () => {
  expect(seatIn(breakout(), person('m', 'g2'))?.id).toBe('t2')
  expect(seatIn(breakout({ seats: { m: 't1' } }), person('m', 'g2'))?.id).toBe('t1')
  expect(seatIn(breakout(), person('s', 'g1', 'scribe'))).toBeUndefined()
  expect(seatIn(breakout({ seats: { s: 't1' } }), person('s', null, 'scribe'))?.id).toBe('t1')
  expect(countSeats(breakout(), [person('m', 'g2'), person('n', 'g2'), person('o', null)])).toEqual({ t1: 0, t2: 2 })
})

it('[G5] a table is held to its cells while it sits, if it has some', () => {
  const round = (change: Partial<Breakout>) => ({ state: 'open' as const, breakouts: [breakout(change)] })
  expect(heldToCells(round({}), 't1')).toEqual(['policy/current'])
  expect(heldToCells(round({}), 't2')).toBeNull()
  expect(heldToCells(round({}), null)).toBeNull()
  expect(heldToCells(round({ ownCellsOnly: false }), 't1')).toBeNull()
  expect(heldToCells(round({ endedAt: 5 }), 't1')).toBeNull()
})

it('[G6] a note can say the tables where its writer sits or sat', () => {
  const breakouts = [breakout({ id: 'a', endedAt: 2, tables: [{ id: 't0', name: 'T', cells: null, groups: [] }], seats: { m: 't0' } }), breakout()]
  expect(tablesFor({ breakouts }, person('m', 'g1'))).toEqual(['t0', 't1'])
  expect(tablesFor({ breakouts }, person('n', 'g1'))).toEqual(['t1'])
  expect(tablesFor({ breakouts }, person('s', null, 'scribe'))).toEqual(['t0', 't1', 't2'])
})

it('says what cells are in the fewest words', () => {
  const columns = ['current', 'barriers']
  const words = (cells: string[] | null) => cellsInWords(DEFAULT_MATRIX, columns, cells)
  expect(words(null)).toBeNull()
  expect(words(['practice/current', 'practice/barriers', 'culture/current', 'culture/barriers'])).toEqual(['Practice', 'Culture'])
  expect(words(['policy', 'practice', 'culture', 'technology'].map((row) => `${row}/barriers`))).toEqual(['Barriers'])
  expect(words(['policy/current', 'practice/barriers'])).toEqual(['Policy, Current', 'Practice, Barriers'])
})

it('[G6] what notes say of table and group, and what they leave out, always leaves as many people as are asked for, or a whole group', () => {
  const tables = ['t0', 't1', 't2'].map((id) => ({ id, name: id, cells: null, groups: [] }))
  const seated = fc.record({ groupId: fc.constantFrom('a', 'b', 'c'), at: fc.constantFrom('t0', 't1', 't2', null), isHere: fc.constant(true) })
  fc.assert(
    fc.property(fc.array(seated, { maxLength: 14, size: 'max' }), fc.integer({ min: 2, max: 4 }), (everybody, minimum) => {
      const people = everybody.map(({ groupId, isHere }, i) => ({ memberId: `m${i}`, role: 'participant' as const, groupId, isHere }))
      const seats = Object.fromEntries(everybody.flatMap(({ at }, i) => (at ? [[`m${i}`, at]] : [])))
      const told = groupsTold({ kind: 'picked', tables, seats }, people, minimum)
      for (const group of ['a', 'b', 'c']) {
        const own = everybody.filter(({ groupId }) => groupId === group)
        // Whom a note may be from, for whoever sees its group and, where that is told, its table.
        const crowds = own.map(({ at }) => own.filter((other) => !told.includes(group) || other.at === at).length)
        for (const crowd of crowds) expect(crowd >= minimum || crowd === own.length).toBe(true)
      }
    }),
  )
})
