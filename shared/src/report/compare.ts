import { keyOf } from './lineage.ts'
import type { ExportModel, NoteRow } from './model.ts'

/** What one round made of another: every note of both is in exactly one of the lists of its side. */
export interface Comparison {
  from: { round: number; notes: number; votes: number | null }
  to: { round: number; notes: number; votes: number | null }
  /** Notes of the earlier round by what the later one has of them; they add up to its notes. */
  before: Record<Kept, NoteRow[]> & { dropped: NoteRow[] }
  /** Notes of the later round by where they come from; they add up to its notes. */
  after: Record<Kept, NoteRow[]> & { added: NoteRow[]; brought: NoteRow[] }
  /** For each note of the later round that came from the earlier one: the votes of its sources there, and its own. */
  shifts: VoteShift[]
}

const KEPT = ['unchanged', 'reworded', 'merged', 'split'] as const
export type Kept = (typeof KEPT)[number]

export interface VoteShift {
  note: NoteRow
  from: NoteRow[]
  before: number
  after: number
}

/** Compares two rounds, the earlier one first. Undefined where the model does not tell of both. */
export function compareRounds(model: ExportModel, earlier: number, later: number): Comparison | undefined {
  const [a, b] = [earlier, later].map((number) => model.rounds.find((round) => round.number === number))
  if (!a || !b) return undefined
  const old = model.notes.filter((note) => note.ref.round === earlier)
  const young = model.notes.filter((note) => note.ref.round === later)
  const known = new Map(old.map((note) => [keyOf(note.ref), note]))
  const sources = new Map(young.map((note) => [note, [...new Set(note.from.map(keyOf))].flatMap((key) => known.get(key) ?? [])]))
  const results = new Map<NoteRow, NoteRow[]>()
  for (const [note, from] of sources) for (const source of from) results.set(source, [...(results.get(source) ?? []), note])

  const hasVotes = (notes: readonly NoteRow[]) => notes.some((note) => note.votes !== null)
  const kindOf = (note: NoteRow): Kept | 'added' | 'brought' => {
    const from = sources.get(note) ?? []
    if (!from.length) return note.from.length ? 'brought' : 'added'
    return wayOf(note, from)
  }
  const fateOf = (note: NoteRow): Kept | 'dropped' => {
    const ways = (results.get(note) ?? []).map((result) => wayOf(result, sources.get(result) ?? []))
    // Several notes from one say more than how each of them is worded.
    return ways.length > 1 && !ways.includes('merged') ? 'split' : (KEPT.findLast((way) => ways.includes(way)) ?? 'dropped')
  }
  return {
    from: { round: earlier, notes: old.length, votes: hasVotes(old) ? a.votes : null },
    to: { round: later, notes: young.length, votes: hasVotes(young) ? b.votes : null },
    before: sorted(['dropped', ...KEPT], old, fateOf),
    after: sorted(['added', 'brought', ...KEPT], young, kindOf),
    shifts:
      hasVotes(old) && hasVotes(young)
        ? [...sources].flatMap(([note, from]) =>
            from.length ? [{ note, from, before: from.reduce((sum, source) => sum + (source.votes ?? 0), 0), after: note.votes ?? 0 }] : [],
          )
        : [],
  }
}

/** How a note came from its sources: by its words, where it has one source, since people may mend a kept note. */
function wayOf({ action, text }: NoteRow, from: readonly NoteRow[]): Kept {
  if (action === 'split') return 'split'
  if (from.length > 1 || action === 'merged') return 'merged'
  return from[0]?.text.trim() === text.trim() ? 'unchanged' : 'reworded'
}

function sorted<K extends string>(kinds: readonly K[], notes: readonly NoteRow[], kindOf: (note: NoteRow) => K): Record<K, NoteRow[]> {
  const found = Object.fromEntries(kinds.map((kind) => [kind, [] as NoteRow[]])) as Record<K, NoteRow[]>
  for (const note of notes) found[kindOf(note)].push(note)
  return found
}
