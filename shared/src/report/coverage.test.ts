import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newStep } from '../steps.ts'
import { countCoverage, emptyCells, heat, SILENT_AFTER, type SilenceInput, silentGroups } from './coverage.ts'

const note = fc.record({ cell: fc.constantFrom('a/x', 'a/y', 'b/x', null), group: fc.constantFrom('g', 'h', null) })
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0)

it('[O1] every note is counted once by cell and once by group, and both ways add up', () => {
  fc.assert(
    fc.property(fc.array(note, { size: 'max', maxLength: 200 }), (notes) => {
      const { total, byCell, byGroup, byGroupAndCell, unplaced } = countCoverage(notes)
      expect(sum(byCell) + unplaced).toBe(total)
      expect(sum(byGroup)).toBe(notes.filter(({ group }) => group !== null).length)
      for (const [group, count] of Object.entries(byGroup)) expect(sum(byGroupAndCell[group] ?? {})).toBe(count)
      expect(emptyCells(['a/x', 'a/y', 'b/x', 'b/y'], byCell)).toEqual(['a/x', 'a/y', 'b/x', 'b/y'].filter((cell) => !notes.some((one) => one.cell === cell)))
    }),
  )
})

it('[O1] warmth follows the count', () => {
  expect([0, 1, 2, 3, 4, 8].map((count) => heat(count, 8))).toEqual([0, 1, 1, 2, 2, 4])
  expect(heat(0, 0)).toBe(0)
})

const write = newStep('w', 'write')
const input = (change: Partial<SilenceInput> = {}): SilenceInput => ({
  round: { state: 'open', steps: [write], live: { step: 'w', since: 1000, clock: null, before: null, lately: [], reveals: [] }, openedAt: 0 },
  settings: { minimumGroup: 2, attribution: 'group' },
  here: { g: 3, h: 2, i: 1, team: 1 },
  wrote: new Set(['g']),
  groups: [{ id: 'g' }, { id: 'h' }, { id: 'i' }, { id: 'j' }],
  now: 1000 + SILENT_AFTER,
  ...change,
})

it('[O2] groups with people here of whom nobody wrote are silent, once there was time to write', () => {
  expect(silentGroups(input())).toEqual({ kind: 'told', groups: ['h'] })
  expect(silentGroups(input({ now: 999 + SILENT_AFTER }))).toEqual({ kind: 'early', until: 1000 + SILENT_AFTER })
  expect(silentGroups(input({ settings: { minimumGroup: 1, attribution: 'group' } }))).toEqual({ kind: 'told', groups: ['h', 'i'] })
})

it('[O2] nobody is silent where nobody is asked to write, or where no group may be told', () => {
  const round = { ...input().round, steps: [newStep('w', 'vote')] }
  expect(silentGroups(input({ round }))).toEqual({ kind: 'not-asked' })
  expect(silentGroups(input({ settings: { minimumGroup: 2, attribution: 'anonymous' } }))).toEqual({ kind: 'not-asked' })
})
