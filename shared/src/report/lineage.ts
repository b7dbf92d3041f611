import type { Note } from '../board/schema.ts'
import type { CarryAction, CarryDecision, Origin } from '../carry.ts'
import { carries, sameNote } from '../fate.ts'
import type { NoteRef } from '../fields.ts'
import type { BoardContent } from '../record.ts'

/**
 * Where a note came from and what became of it. Boards may have been written by a stranger's program, so a source counts
 * only when it exists in an earlier round: that alone rules out walking in circles.
 */

export interface LineageTree {
  note: NoteRef
  text: string
  group: string | null
  cell: string | null
  /** How it came from its sources; null for a first wording. */
  action: Origin['action'] | null
  from: LineageTree[]
  /** Every later wording, in the order of rounds. Filled for the note that was asked about alone. */
  to: LaterWording[]
}

export interface LaterWording extends NoteRef {
  text: string
  action: CarryAction
}

export interface LineageInput {
  contents: ReadonlyMap<number, BoardContent>
  decisions: readonly CarryDecision[]
}

/** One way from a first wording to a note, first wording first. */
export type LineagePath = { ref: NoteRef; note: Note }[]

/** More ways than these to one note are not listed: merges of merges multiply. */
export const MAX_PATHS = 100

/** Finds notes by round and id without walking a board each time. */
export function indexNotes(contents: ReadonlyMap<number, BoardContent>): (ref: NoteRef) => Note | undefined {
  const byRound = new Map([...contents].map(([round, content]) => [round, new Map(content.notes.map((note) => [note.id, note]))]))
  return (ref) => byRound.get(ref.round)?.get(ref.note)
}

/** The family of one note, or undefined if there is no such note. A source that two branches share is opened in the first. */
export function lineageOf({ contents, decisions }: LineageInput, ref: NoteRef): LineageTree | undefined {
  const find = indexNotes(contents)
  const opened = new Set<string>()
  const grow = (at: NoteRef): LineageTree | undefined => {
    const note = find(at)
    if (!note) return undefined
    const first = !opened.has(keyOf(at))
    opened.add(keyOf(at))
    const from = first ? sourcesOf(at, note, find).flatMap((source) => grow(source.ref) ?? []) : []
    return { note: at, text: note.text, group: note.group, cell: note.at.cell, action: note.origin?.action ?? null, from, to: [] }
  }
  const tree = grow({ round: ref.round, note: ref.note })
  return tree && { ...tree, to: laterWordings(decisions, ref, find) }
}

function laterWordings(decisions: readonly CarryDecision[], ref: NoteRef, find: (ref: NoteRef) => Note | undefined): LaterWording[] {
  const found = new Map<string, LaterWording>()
  const waiting: NoteRef[] = [ref]
  for (let from = waiting.shift(); from; from = waiting.shift()) {
    const at = from
    for (const decision of decisions) {
      if (decision.placedIn === null || decision.placedIn <= at.round || !carries(decision.action)) continue
      if (!decision.sources.some((source) => sameNote(source, at))) continue
      for (const result of decision.results) {
        const next = { round: decision.placedIn, note: result.id }
        const note = result.as === 'note' ? find(next) : undefined
        if (!note || found.has(keyOf(next))) continue
        found.set(keyOf(next), { ...next, text: note.text, action: decision.action })
        waiting.push(next)
      }
    }
  }
  return [...found.values()].sort((a, b) => a.round - b.round)
}

/** The sources of a note that exist and are of an earlier round. */
function sourcesOf(ref: NoteRef, note: Note, find: (ref: NoteRef) => Note | undefined): LineagePath {
  return (note.origin?.from ?? []).flatMap((source) => {
    const earlier = source.round < ref.round ? find(source) : undefined
    return earlier ? { ref: source, note: earlier } : []
  })
}

/** All ways from a first wording to a note, first wording first; a note that came from nowhere is its own first wording. */
export function lineagePaths(find: (ref: NoteRef) => Note | undefined, ref: NoteRef, limit = MAX_PATHS): LineagePath[] {
  const paths: LineagePath[] = []
  const walk = (at: NoteRef, note: Note, after: LineagePath) => {
    if (paths.length >= limit) return
    const path = [{ ref: at, note }, ...after]
    const sources = sourcesOf(at, note, find)
    if (!sources.length) paths.push(path)
    for (const source of sources) walk(source.ref, source.note, path)
  }
  const note = find(ref)
  if (note) walk(ref, note, [])
  return paths
}

/** How many notes stand in the longest chain: 0 without notes, 1 where nothing was carried. */
export function longestLineage(contents: ReadonlyMap<number, BoardContent>): number {
  const find = indexNotes(contents)
  const lengths = new Map<string, number>()
  let longest = 0
  // Earlier rounds first, so the length of every source is known when it is asked for.
  for (const round of [...contents.keys()].sort((a, b) => a - b)) {
    for (const note of contents.get(round)?.notes ?? []) {
      const ref = { round, note: note.id }
      const before = sourcesOf(ref, note, find).map((source) => lengths.get(keyOf(source.ref)) ?? 0)
      const length = 1 + Math.max(0, ...before)
      lengths.set(keyOf(ref), length)
      longest = Math.max(longest, length)
    }
  }
  return longest
}

/** A note as exports write it: its round, a colon, its id. */
export const keyOf = (ref: NoteRef) => `${ref.round}:${ref.note}`
