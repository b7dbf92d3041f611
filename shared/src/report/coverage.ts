import type { Round, Settings } from '../session.ts'
import { liveStep } from '../steps.ts'

/**
 * Where people wrote: notes by cell and by group. The one count of it, for exports, for the digest of a round, and for
 * the facilitator while people write.
 */

/** What counts of a note: its cell, none for the parking lot, and its group, where one may be told. */
export interface CountedNote {
  cell: string | null
  group: string | null
}

export interface Coverage {
  total: number
  /** Cells with notes alone. */
  byCell: Record<string, number>
  byGroup: Record<string, number>
  /** Group id, then cell; the parking lot is the cell `''`. */
  byGroupAndCell: Record<string, Record<string, number>>
  unplaced: number
}

export function countCoverage(notes: readonly CountedNote[]): Coverage {
  const groups = [...new Set(notes.flatMap((note) => note.group ?? []))]
  return {
    total: notes.length,
    byCell: tally(notes.flatMap((note) => note.cell ?? [])),
    byGroup: tally(notes.flatMap((note) => note.group ?? [])),
    byGroupAndCell: Object.fromEntries(groups.map((group) => [group, tally(notes.flatMap((note) => (note.group === group ? (note.cell ?? '') : [])))])),
    unplaced: notes.filter((note) => note.cell === null).length,
  }
}

/** The cells without a note, of those that were asked for. */
export const emptyCells = (asked: readonly string[], byCell: Readonly<Record<string, number>>) => asked.filter((cell) => !byCell[cell])

/** How often each word occurs. Words come from boards and may be any, so they are counted in a Map: it inherits no keys. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** How warm a count is beside the largest one: 0 for none, up to 4. */
export const heat = (count: number, largest: number): 0 | 1 | 2 | 3 | 4 =>
  count <= 0 || largest <= 0 ? 0 : (Math.min(4, Math.max(1, Math.ceil((4 * count) / largest))) as 1 | 2 | 3 | 4)

/** For so long after people began to write nobody is called silent: they think. */
export const SILENT_AFTER = 3 * 60_000

export type Silence =
  /** Nobody writes in this step, so nobody can be silent. */
  | { kind: 'not-asked' }
  /** People have written for too short a time. */
  | { kind: 'early'; until: number }
  /** Ids of the groups with people here of whom nobody has written. */
  | { kind: 'told'; groups: string[] }

export interface SilenceInput {
  round: Pick<Round, 'steps' | 'live' | 'openedAt' | 'state'>
  settings: Pick<Settings, 'minimumGroup' | 'attribution'>
  /** People who are here, by group. */
  here: Readonly<Record<string, number>>
  /** Groups that have a note of this round, shown or not. */
  wrote: ReadonlySet<string>
  groups: readonly { id: string }[]
  now: number
}

/** Which groups are silent: never who. A group of fewer people than are told of in reports is passed over, for it would be a person. */
export function silentGroups({ round, settings, here, wrote, groups, now }: SilenceInput): Silence {
  const step = liveStep(round)
  if (round.state !== 'open' || settings.attribution === 'anonymous' || (step && !step.may.add)) return { kind: 'not-asked' }
  const until = (step ? (round.live?.since ?? 0) : (round.openedAt ?? 0)) + SILENT_AFTER
  if (now < until) return { kind: 'early', until }
  const silent = groups.filter(({ id }) => (here[id] ?? 0) >= Math.max(1, settings.minimumGroup) && !wrote.has(id))
  return { kind: 'told', groups: silent.map(({ id }) => id) }
}
