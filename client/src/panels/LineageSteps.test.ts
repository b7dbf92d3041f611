import type { LineageTree } from '@stocktake/shared/report/lineage'
import { expect, it } from 'vitest'
import { type LineagePart, partsOf, roundsIn } from './LineageSteps.ts'

const tree = (round: number, note: string, ...from: LineageTree[]): LineageTree => ({
  note: { round, note },
  text: note,
  group: null,
  cell: null,
  action: from.length > 1 ? 'merged' : from.length ? 'refined' : null,
  from,
  to: [],
})

const names = (parts: readonly LineagePart[]): unknown[] => parts.map((part) => (part.kind === 'step' ? part.tree.text : part.ways.map(names)))

it('[W39] tells a lineage from the first wording to now', () => {
  expect(names(partsOf(tree(3, 'c', tree(2, 'b', tree(1, 'a')))))).toEqual(['a', 'b', 'c'])
})

it('[W39] puts the ways that a merge brings together before it', () => {
  const merged = tree(3, 'trial', tree(2, 'one', tree(1, 'typing'), tree(1, 'lists')))
  expect(names(partsOf(merged))).toEqual([[['typing'], ['lists']], 'one', 'trial'])
  expect(roundsIn(merged)).toBe(3)
})

it('[W39] knows a first wording by its single step', () => {
  expect(names(partsOf(tree(1, 'a')))).toEqual(['a'])
})
