import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Contradiction, LedgerEntry } from './board/schema.ts'
import { isOpenEntry, isOpenTension, lastStanding, notThereYet, standingFor, tensionStatus, withCarried } from './standing.ts'

const tension = (id: string, status = 'open', more: Partial<Contradiction> = {}): Contradiction => ({
  ...{ id, title: id, poleA: '', poleB: '', level: '', manifestation: '', nodes: [], betweenGroups: [], evidence: [], addressedBy: [], cue: '', status },
  ...more,
})
const entry = (kind: LedgerEntry['kind'], more: Partial<LedgerEntry> = {}): LedgerEntry => ({ id: kind, kind, text: 'x', fromNotes: [], ...more })
const numbered = () => {
  let count = 0
  return () => `new${++count}`
}

it('[R7] what is not addressed, not done, or has no outcome stands open', () => {
  expect(['', 'open', 'partly', 'Addressed ', 'set_aside', 'whatever'].filter((status) => isOpenTension({ status }))).toEqual([
    '',
    'open',
    'partly',
    'whatever',
  ])
  expect(tensionStatus({ status: 'ADDRESSED' })).toBe('addressed')
  const entries = [
    entry('action'),
    entry('action', { status: 'started' }),
    entry('action', { status: 'done' }),
    entry('action', { status: 'dropped' }),
    entry('parking'),
    entry('parking', { outcome: 'Passed on' }),
    entry('decision'),
  ]
  expect(entries.map(isOpenEntry)).toEqual([true, true, false, false, true, false, false])
})

it('[R7] [X11] brought from round to round, each stays one and ends once, as somebody left it last', () => {
  /** In each round: how many are named, and which of those on show are addressed. */
  const rounds = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(fc.nat({ max: 5 }), { maxLength: 3 })), { maxLength: 8, size: 'max' })
  fc.assert(
    fc.property(rounds, (played) => {
      const boards = new Map<number, { contradictions: Contradiction[]; ledger: LedgerEntry[] }>()
      const newId = numbered()
      let named = 0
      const addressed = new Set<string>()
      played.forEach(([count, ending], i) => {
        const number = i + 1
        // Ids are of one board: the same one names another thing in another round.
        const own = Array.from({ length: count }, (_, n) => tension(`t${n}`, 'open', { title: `${number}-${n}` }))
        named += count
        const there = [...own, ...notThereYet(standingFor(number, boards).contradictions, own, newId)]
        expect(notThereYet(standingFor(number, boards).contradictions, there, newId)).toEqual([])
        const left = there.map((one, n) => {
          if (!ending.includes(n)) return one
          addressed.add(one.title)
          return { ...one, status: 'addressed' }
        })
        expect(new Set(left.map(({ id }) => id)).size).toBe(left.length)
        boards.set(number, { contradictions: left, ledger: [] })
      })
      const last = lastStanding([...boards].map(([round, { contradictions }]) => [round, contradictions] as const))
      expect(last).toHaveLength(named)
      expect(last.map(({ root, entry: { title } }) => `${root.round}-${root.id.slice(1)}` === title)).not.toContain(false)
      expect(new Set(last.filter(({ entry: { status } }) => status === 'addressed').map(({ entry: { title } }) => title))).toEqual(addressed)
      expect(standingFor(played.length + 1, boards).contradictions).toHaveLength(named - addressed.size)
    }),
  )
})

it('[X11] what says to come from its own or a later round began where it stands', () => {
  const odd = tension('a', 'open', { since: { round: 2, id: 'b' } })
  expect(
    lastStanding([
      [2, [odd]],
      [1, [odd]],
    ]).map(({ root }) => root),
  ).toEqual([
    { round: 1, id: 'a' },
    { round: 2, id: 'a' },
  ])
})

it('[R7] what was made of its notes and carried goes along with a tension, once', () => {
  const evidence = [
    { round: 1, note: 'a' },
    { round: 2, note: 'c' },
  ]
  const notes = [
    { id: 'b', origin: { action: 'kept' as const, from: [{ round: 1, note: 'a' }] } },
    { id: 'c', origin: { action: 'kept' as const, from: [{ round: 1, note: 'a' }] } },
    { id: 'd', origin: { action: 'kept' as const, from: [{ round: 1, note: 'other' }] } },
    { id: 'e' },
  ]
  expect(withCarried(tension('t', 'open', { evidence }), notes, 2).evidence).toEqual([...evidence, { round: 2, note: 'b' }])

  const between = { notes: [{ id: 'x', origin: { action: 'refined' as const, from: [{ round: 1, note: 'a' }] } }] }
  const later = [{ id: 'y', origin: { action: 'kept' as const, from: [{ round: 2, note: 'x' }] } }]
  expect(withCarried(tension('t', 'open', { evidence }), later, 3).evidence).toEqual(evidence)
  expect(withCarried(tension('t', 'open', { evidence }), later, 3, [[2, between]]).evidence).toEqual([...evidence, { round: 3, note: 'y' }])
})
