/**
 * What rounds leave open for the next: tensions that are not addressed, actions that are not done, parked items without
 * an outcome. They go onto the board of the round that opens, and say there since when they are on show, so that a
 * report over several rounds counts each once, as it stood last.
 */
import type { Contradiction, LedgerEntry, Note, Since } from './board/schema.ts'
import type { NoteRef } from './fields.ts'

/** In words of the file formats; anything else that an import says counts as open. */
export const TENSION_STATUSES = ['open', 'partly', 'addressed', 'set_aside'] as const
export type TensionStatus = (typeof TENSION_STATUSES)[number]

export const ACTION_STATUSES = ['open', 'started', 'done', 'dropped'] as const
export type ActionStatus = (typeof ACTION_STATUSES)[number]

const known = <T extends string>(statuses: readonly T[], status: string | undefined, otherwise: T): T =>
  statuses.find((one) => one === status?.trim().toLowerCase()) ?? otherwise

export const tensionStatus = ({ status }: Pick<Contradiction, 'status'>): TensionStatus => known(TENSION_STATUSES, status, 'open')
export const actionStatus = ({ status }: Pick<LedgerEntry, 'status'>): ActionStatus => known(ACTION_STATUSES, status, 'open')

/** Does a tension still ask for something? One that is addressed in part does. */
export const isOpenTension = (tension: Pick<Contradiction, 'status'>): boolean => ['open', 'partly'].includes(tensionStatus(tension))

/** Is an action to be done, or a parked item without an outcome? A decision asks for nothing more. */
export function isOpenEntry(entry: Pick<LedgerEntry, 'kind' | 'status' | 'outcome'>): boolean {
  if (entry.kind === 'action') return ['open', 'started'].includes(actionStatus(entry))
  return entry.kind === 'parking' && !entry.outcome?.trim()
}

type Kept = { id: string; since?: Since }
export type Stood<T> = { round: number; root: Since; entry: T }

/**
 * Each thing once, as it stood in the last of the rounds given, with the round and id it began with. A board may say
 * anything: what it says to have come from the same or a later round began where it stands.
 */
export function lastStanding<T extends Kept>(boards: Iterable<readonly [number, readonly T[]]>): Stood<T>[] {
  const found = new Map<string, Stood<T>>()
  for (const [round, entries] of [...boards].sort(([a], [b]) => a - b)) {
    for (const entry of entries) {
      const root = entry.since && entry.since.round < round ? entry.since : { round, id: entry.id }
      found.set(`${root.round} ${root.id}`, { round, root, entry })
    }
  }
  return [...found.values()]
}

/** What is brought onto the board of a round, from the boards of those before it: each with where it began. */
export function standingFor(number: number, boards: Iterable<readonly [number, { contradictions: readonly Contradiction[]; ledger: readonly LedgerEntry[] }]>) {
  const before = [...boards].filter(([round]) => round < number)
  const bring = <T extends Kept>({ root, entry }: Stood<T>): T & { since: Since } => ({ ...entry, since: root })
  return {
    contradictions: lastStanding(before.map(([round, { contradictions }]) => [round, contradictions] as const))
      .filter(({ entry }) => isOpenTension(entry))
      .map(bring),
    ledger: lastStanding(before.map(([round, { ledger }]) => [round, ledger] as const))
      .filter(({ entry }) => isOpenEntry(entry))
      .map(bring),
  }
}

/** Those that are not there yet, each under its old id or, where that is taken, a new one: bringing twice is bringing once. */
export function notThereYet<T extends Kept & { since: Since }>(arriving: readonly T[], there: readonly Kept[], newId: () => string): T[] {
  const taken = new Set(there.map(({ id }) => id))
  const roots = new Set(there.flatMap(({ since }) => (since ? [`${since.round} ${since.id}`] : [])))
  return arriving
    .filter(({ since }) => !roots.has(`${since.round} ${since.id}`))
    .map((entry) => {
      const id = taken.has(entry.since.id) ? newId() : entry.since.id
      taken.add(id)
      return { ...entry, id }
    })
}

type Carried = Pick<Note, 'id' | 'origin'>

/** What was made of the notes of a tension, and carried into this round, belongs to it too; `before` are the rounds on the way. */
export function withCarried<T extends Contradiction>(
  tension: T,
  notes: readonly Carried[],
  round: number,
  before: Iterable<readonly [number, { notes: readonly Carried[] }]> = [],
): T {
  const keyOf = (ref: NoteRef) => `${ref.round} ${ref.note}`
  const own = new Set(tension.evidence.map(keyOf))
  const way = new Set(own)
  const comesFrom = ({ origin }: Carried) => origin?.from.some((from) => way.has(keyOf(from))) ?? false
  for (const [number, { notes: passed }] of [...before].sort(([a], [b]) => a - b))
    for (const note of passed) if (number < round && comesFrom(note)) way.add(keyOf({ round: number, note: note.id }))
  const carried = notes.filter(comesFrom).map(({ id }) => ({ round, note: id }))
  const more = carried.filter((ref) => !own.has(keyOf(ref)))
  return more.length ? { ...tension, evidence: [...tension.evidence, ...more].slice(0, MOST_NOTES) } : tension
}

/** As many notes as a tension may name in a file. */
const MOST_NOTES = 1000
