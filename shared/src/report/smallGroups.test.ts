import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROUP_LOOKS } from '../commands/create.ts'
import type { Group, Settings } from '../session.ts'
import { countShown, OTHERS, peopleByGroup, shownGroups } from './smallGroups.ts'

const group = (id: string): Group => ({ id, label: `Group ${id}`, short: id, driver: '', ...(GROUP_LOOKS[0] as Pick<Group, 'colour' | 'shape'>) })
const groupsOf = (people: Readonly<Record<string, number>>) => Object.keys(people).map(group)

/** How each group is told, as `own`, the groups it is told with, or null for those that are told together. */
function told(people: Record<string, number>, choices: Settings['smallGroups'] = {}, minimum = 2) {
  const shown = shownGroups(groupsOf(people), people, minimum, choices)
  return Object.fromEntries(Object.keys(people).map((id) => [id, shown.get(id)?.id === OTHERS ? null : shown.get(id)?.groups.join(' ')]))
}

describe('small groups', () => {
  it('[X20] shows groups that are large enough, and those that nobody joined', () => {
    expect(told({ a: 2, b: 9, c: 0 })).toEqual({ a: 'a', b: 'b', c: 'c' })
  })

  it('[X20] hides a small one with the smallest of the others, so that it cannot be worked out', () => {
    expect(told({ a: 1, b: 9, c: 4, d: 0 })).toEqual({ a: null, b: 'b', c: null, d: 'd' })
    expect(told({ a: 1, b: 9, c: 1 })).toEqual({ a: null, b: 'b', c: null })
  })

  it('[X20] shows a small one where the facilitator says so', () => {
    expect(told({ a: 1, b: 9, c: 4 }, { a: { as: 'shown' } })).toEqual({ a: 'a', b: 'b', c: 'c' })
  })

  it('[X20] tells a small one as part of another, whose name says so', () => {
    const people = { a: 1, b: 9, c: 4 }
    expect(told(people, { a: { as: 'merged', into: 'c' } })).toEqual({ a: 'a c', b: 'b', c: 'a c' })
    const merged = shownGroups(groupsOf(people), people, 2, { a: { as: 'merged', into: 'c' } }).get('a')
    expect(merged).toMatchObject({ id: 'c', kind: 'merged', label: 'Group c with Group a', short: 'c +', people: 5 })
  })

  it('[X20] follows merges on, and hides what was merged in a circle or into nothing', () => {
    expect(told({ a: 1, b: 1, c: 4 }, { a: { as: 'merged', into: 'b' }, b: { as: 'merged', into: 'c' } })).toEqual({ a: 'a b c', b: 'a b c', c: 'a b c' })
    expect(told({ a: 1, b: 1, c: 4 }, { a: { as: 'merged', into: 'b' }, b: { as: 'merged', into: 'a' } })).toEqual({ a: null, b: null, c: 'c' })
    expect(told({ a: 1, b: 3, c: 4 }, { a: { as: 'merged', into: 'gone' } })).toEqual({ a: null, b: null, c: 'c' })
  })

  it('[X20] keeps to what was said of a group only while it is small', () => {
    expect(told({ a: 2, b: 9 }, { a: { as: 'hidden' } })).toEqual({ a: 'a', b: 'b' })
  })

  it('[X20] tells no group where there is no other way', () => {
    expect(told({ a: 1, b: 1 }, {}, 3)).toEqual({ a: null, b: null })
    expect(shownGroups([group('a')], { a: 1 }, 2, {}).get('a')).toMatchObject({ id: OTHERS, label: 'Other groups' })
  })

  it('[X20] counts participants alone', () => {
    const member = (role: 'participant' | 'scribe', groupId: string | null) => ({ role, groupId })
    expect(peopleByGroup([member('participant', 'a'), member('participant', 'a'), member('scribe', null), member('scribe', 'b')])).toEqual({ a: 2 })
  })

  const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
  const choice = (shows: boolean) =>
    fc.oneof(
      fc.constant({ as: 'hidden' as const }),
      fc.constantFrom(...IDS, 'gone').map((into) => ({ as: 'merged' as const, into })),
      ...(shows ? [fc.constant({ as: 'shown' as const })] : []),
    )
  const world = (shows: boolean) =>
    fc.record({
      people: fc
        .uniqueArray(fc.tuple(fc.constantFrom(...IDS), fc.nat(5)), { minLength: 1, maxLength: IDS.length, size: 'max', selector: ([id]) => id })
        .map(Object.fromEntries),
      minimum: fc.integer({ min: 1, max: 5 }),
      choices: fc.dictionary(fc.constantFrom(...IDS), choice(shows)),
      notes: fc.record(Object.fromEntries(IDS.map((id) => [id, fc.nat(9)]))),
    })

  it('[X20] loses no note and counts none twice, whatever is chosen', () => {
    fc.assert(
      fc.property(world(true), ({ people, minimum, choices, notes }) => {
        const shown = shownGroups(groupsOf(people), people, minimum, choices)
        const counts = countShown(shown, notes)
        expect([...shown.keys()].sort()).toEqual(Object.keys(people).sort())
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(Object.keys(people).reduce((sum, id) => sum + (notes[id] ?? 0), 0))
        expect(counts.flatMap((row) => row.group.groups).sort()).toEqual(Object.keys(people).sort())
      }),
    )
  })

  it('[X20] leaves no way to work out a group that is not told: wherever it is small, others share its row', () => {
    fc.assert(
      fc.property(world(false), ({ people, minimum, choices }) => {
        const groups = groupsOf(people)
        const rows = new Set(shownGroups(groups, people, minimum, choices).values())
        for (const row of rows) {
          const isAll = row.groups.length === groups.length
          const alone = row.groups.length === 1 && row.people === 0 && !(row.groups[0] && choices[row.groups[0]])
          // Every number that is published is a sum over rows. A row of enough people, of all, or of nobody tells of no few.
          expect(row.people >= minimum || isAll || alone).toBe(true)
          if (row.id === OTHERS) expect(row.groups.length > 1 || isAll).toBe(true)
        }
      }),
    )
  })
})
