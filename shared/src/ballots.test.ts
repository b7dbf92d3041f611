import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenBallot } from './ballotSchema.ts'
import {
  ballotItems,
  ballotLines,
  castVote,
  closeBallotWith,
  defaultBudget,
  noVotes,
  ownOrder,
  restOf,
  type TellRules,
  toldGroups,
  votesUsed,
  wholeBallot,
} from './ballots.ts'
import type { Note } from './board/schema.ts'
import { RATINGS, type Ratings, raters, spreadOf } from './readiness.ts'

const ITEMS = ['a', 'b', 'c', 'd']
const ballot = (more: Partial<OpenBallot> = {}): OpenBallot => ({
  id: 'x',
  round: 1,
  title: 'What matters most?',
  kind: 'notes',
  items: ITEMS,
  budget: 5,
  cap: 3,
  isShown: false,
  inAnyStep: false,
  teamVotes: false,
  openedAt: 1,
  ...more,
})
const refused = (code: string) => expect.objectContaining({ code })
const rules = (minimumGroup: number, attribution: 'group' | 'anonymous' = 'group', smallGroups: TellRules['settings']['smallGroups'] = {}): TellRules => ({
  groups: ['g1', 'g2', 'g3', 'g4'].map((id) => ({ id, label: `Group ${id}`, short: id, colour: '#000000', shape: 'circle', driver: '' })),
  settings: { minimumGroup, attribution, smallGroups },
})
const person = fc.record({
  group: fc.constantFrom(null, 'g1', 'g2', 'g3', 'g4'),
  votes: fc.dictionary(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 3 })),
  disagree: fc.uniqueArray(fc.constantFrom(...ITEMS)),
})
const people = fc.array(person, { size: 'max', maxLength: 40 })
const minimum = fc.integer({ min: 1, max: 6 })

describe('what one person gives', () => {
  it('[V2] the budget is the square root of the number of items', () => {
    expect([1, 2, 9, 12, 13, 40].map(defaultBudget)).toEqual([1, 1, 3, 3, 4, 6])
  })

  it('[V2] [V4] never goes beyond budget and cap, whatever is asked for in whatever order', () => {
    const cast = fc.record({ item: fc.constantFrom(...ITEMS, 'other'), votes: fc.integer({ min: 0, max: 6 }), disagree: fc.boolean() })
    const limits = fc.record({ budget: fc.integer({ min: 1, max: 6 }), cap: fc.integer({ min: 1, max: 6 }) })
    fc.assert(
      fc.property(limits, fc.array(cast, { size: 'max', maxLength: 40 }), (limit, casts) => {
        let mine = noVotes()
        for (const each of casts) {
          const before = structuredClone(mine)
          try {
            const after = castVote(ballot(limit), mine, each)
            expect(mine).toEqual(before)
            mine = after
            // What was asked for is what there is, and nothing else changed.
            expect([mine.votes[each.item] ?? 0, mine.disagree.includes(each.item)]).toEqual([each.votes, each.disagree])
            const { [each.item]: _own, ...others } = mine.votes
            const { [each.item]: _was, ...before2 } = before.votes
            expect(others).toEqual(before2)
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(votes-used-up|votes-over-cap|not-on-ballot|bad-request)$/) })
          }
          expect(votesUsed(mine)).toBeLessThanOrEqual(limit.budget)
          for (const count of Object.values(mine.votes)) expect(count).toBeLessThanOrEqual(limit.cap)
        }
      }),
    )
  })

  it('[V7] strong disagreement costs no vote, and is given instead of votes', () => {
    const full = castVote(ballot({ budget: 2 }), noVotes(), { item: 'a', votes: 2, disagree: false })
    const marked = castVote(ballot({ budget: 2 }), full, { item: 'b', votes: 0, disagree: true })
    expect(marked).toEqual({ votes: { a: 2 }, disagree: ['b'] })
    expect(() => castVote(ballot(), marked, { item: 'b', votes: 1, disagree: true })).toThrow(refused('bad-request'))
    expect(castVote(ballot(), marked, { item: 'b', votes: 1, disagree: false })).toEqual({ votes: { a: 2, b: 1 }, disagree: [] })
    expect(() => castVote(ballot({ budget: 2 }), marked, { item: 'b', votes: 1, disagree: false })).toThrow(refused('votes-used-up'))
  })
})

describe('what is voted on', () => {
  const note = (id: string, cell: string | null, more: Partial<Note> = {}): Note => ({
    id,
    text: `Note ${id}`,
    at: { cell, x: 0, y: 0 },
    group: null,
    createdAt: 1,
    comments: [],
    ...more,
  })
  const content = {
    notes: [note('a', 'p/c', { theme: 't' }), note('b', 'p/d'), note('c', null), note('d', 'p/c', { text: ' ' })],
    themes: [
      { id: 't', label: 'T', cell: null, createdAt: 1 },
      { id: 'empty', label: 'E', cell: null, createdAt: 1 },
    ],
  }

  it('[V1] notes with words of the cells named, chosen notes, or themes that hold notes', () => {
    expect(ballotItems(content, { on: 'cells', cells: null })).toEqual(['a', 'b'])
    expect(ballotItems(content, { on: 'cells', cells: ['p/d'] })).toEqual(['b'])
    expect(ballotItems(content, { on: 'notes', notes: ['c', 'gone', 'a', 'd'] })).toEqual(['a', 'c'])
    expect(ballotItems(content, { on: 'themes' })).toEqual(['t'])
  })
})

describe('what remains', () => {
  it('[V6] [V7] is what was given, item by item, with disagreement beside it', () => {
    fc.assert(
      fc.property(people, (given) => {
        const closed = closeBallotWith(ballot(), given, rules(2), 9)
        for (const item of ITEMS) {
          expect(closed.votes[item] ?? 0).toBe(given.reduce((sum, { votes }) => sum + (votes[item] ?? 0), 0))
          expect(closed.disagree?.[item] ?? 0).toBe(given.filter(({ disagree }) => disagree.includes(item)).length)
        }
        expect(closed.voters).toBe(given.filter(({ votes, disagree }) => Object.keys(votes).length || disagree.length).length)
      }),
    )
  })

  it('[V8] tells no group that is too small, and leaves no rest that is too small to hide in', () => {
    fc.assert(
      fc.property(people, minimum, (given, minimumGroup) => {
        const voters = given.filter(({ votes, disagree }) => Object.keys(votes).length || disagree.length)
        const closed = wholeBallot(closeBallotWith(ballot(), given, rules(minimumGroup), 9))
        const told = Object.keys(closed.byGroup)
        for (const id of told) {
          const own = voters.filter(({ group }) => group === id)
          expect(own.length).toBeGreaterThanOrEqual(minimumGroup)
          expect(closed.byGroup[id]?.voters).toBe(own.length)
          for (const item of ITEMS) expect(closed.byGroup[id]?.votes[item] ?? 0).toBe(own.reduce((sum, { votes }) => sum + (votes[item] ?? 0), 0))
        }
        const rest = voters.filter(({ group }) => group === null || !told.includes(group))
        if (told.length && rest.length) expect(rest.length).toBeGreaterThanOrEqual(minimumGroup)
        for (const item of ITEMS)
          expect(restOf(closed, item)).toEqual({
            votes: rest.reduce((sum, { votes }) => sum + (votes[item] ?? 0), 0),
            disagree: rest.filter(({ disagree }) => disagree.includes(item)).length,
          })
      }),
    )
  })

  it('[V8] a group of one is in nobody’s numbers, nor the difference, unless the facilitator said so', () => {
    const told = (counts: Record<string, number>, small: TellRules['settings']['smallGroups'] = {}) => {
      const voters = Object.entries(counts).flatMap(([group, count]) => Array.from({ length: count }, () => ({ group: group === 'team' ? null : group })))
      return toldGroups(voters, rules(2, 'group', small)).map(({ groups }) => groups.join('+'))
    }
    expect(told({ g1: 4, g2: 3, g3: 1 })).toEqual(['g1'])
    expect(told({ g1: 4, g2: 3, g3: 1, g4: 1 })).toEqual(['g1', 'g2'])
    expect(told({ g1: 4, g2: 3, team: 1 })).toEqual(['g1'])
    expect(told({ g1: 4, g2: 3, team: 2 })).toEqual(['g1', 'g2'])
    expect(told({ g1: 4, g3: 1 })).toEqual([])
    expect(told({ g1: 4, g2: 3, g3: 1 }, { g3: { as: 'merged', into: 'g1' } })).toEqual(['g1+g3', 'g2'])
    expect(told({ g1: 4, g3: 1 }, { g3: { as: 'shown' } })).toEqual(['g1', 'g3'])
  })

  it('[V8] tells no group at all where notes are anonymous', () => {
    fc.assert(
      fc.property(people, (given) => {
        expect(closeBallotWith(ballot(), given, rules(1, 'anonymous'), 9).byGroup).toEqual({})
      }),
    )
  })

  it('[V8] [V13] the spread of a cell adds up, and its rest is none or enough people', () => {
    const rated = fc.record({
      group: fc.constantFrom(null, 'g1', 'g2', 'g3'),
      ratings: fc.dictionary(fc.constantFrom('p/c', 'p/d'), fc.constantFrom(...RATINGS)),
    })
    fc.assert(
      fc.property(fc.array(rated, { size: 'max', maxLength: 30 }), minimum, (given, minimumGroup) => {
        const { cells } = spreadOf(given, rules(minimumGroup), 9)
        for (const cell of ['p/c', 'p/d']) {
          const own = given.filter(({ ratings }: { ratings: Ratings }) => ratings[cell])
          expect(own.length).toBe(cells[cell] ? raters(cells[cell].all) : 0)
          const groups = Object.entries(cells[cell]?.byGroup ?? {})
          for (const [group, { tally }] of groups) {
            expect(raters(tally)).toBeGreaterThanOrEqual(minimumGroup)
            for (const rating of RATINGS) expect(tally[rating]).toBe(own.filter((one) => one.group === group && one.ratings[cell] === rating).length)
          }
          const rest = own.length - groups.reduce((sum, [, { tally }]) => sum + raters(tally), 0)
          if (groups.length && rest) expect(rest).toBeGreaterThanOrEqual(minimumGroup)
        }
      }),
    )
  })

  it('[V10] a ballot of an older record has its items and no more than it says', () => {
    expect(wholeBallot({ id: 'x', round: 1, title: 'T', votes: { a: 2 } })).toMatchObject({
      kind: 'notes',
      items: ['a'],
      disagree: {},
      voters: null,
      byGroup: {},
    })
  })

  it('[V15] lines stand by votes, equal ones share a rank, and nobody’s item is left out', () => {
    const lines = ballotLines({ items: ITEMS, votes: { b: 3, c: 3, d: 1 }, disagree: { b: 2 } })
    expect(lines.map(({ item, rank }) => [item, rank])).toEqual([
      ['c', 1],
      ['b', 1],
      ['d', 3],
      ['a', 4],
    ])
  })
})

it('[V15] the order of items is one’s own, whole, and always the same', () => {
  const items = Array.from({ length: 12 }, (_, i) => `item${i}`)
  const orders = Array.from({ length: 50 }, (_, i) => ownOrder(items, `member${i}`))
  for (const [i, order] of orders.entries()) {
    expect([...order].sort()).toEqual([...items].sort())
    expect(ownOrder([...items].reverse(), `member${i}`)).toEqual(order)
  }
  // No item stands first for many.
  const first = items.map((item) => orders.filter(([top]) => top === item).length)
  expect(Math.max(...first)).toBeLessThan(20)
})
