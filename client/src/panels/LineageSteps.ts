import type { LineageTree } from '@stocktake/shared/report/lineage'

/** The way to a note, first wording first: single steps, and places where several ways come together. */
export type LineagePart = { kind: 'step'; tree: LineageTree } | { kind: 'branches'; key: string; ways: LineagePart[][] }

/** A lineage as it is read aloud: the oldest first, a merge after all the ways that lead to it. */
export function partsOf(tree: LineageTree): LineagePart[] {
  const step: LineagePart = { kind: 'step', tree }
  const [only] = tree.from
  if (!only) return [step]
  if (tree.from.length === 1) return [...partsOf(only), step]
  return [{ kind: 'branches', key: stepKey(tree), ways: tree.from.map(partsOf) }, step]
}

/** How many rounds the story goes through. */
export function roundsIn(tree: LineageTree): number {
  const rounds = new Set<number>()
  const collect = (at: LineageTree) => {
    rounds.add(at.note.round)
    at.from.forEach(collect)
  }
  collect(tree)
  return rounds.size
}

export const stepKey = (tree: LineageTree) => `${tree.note.round}:${tree.note.note}`
