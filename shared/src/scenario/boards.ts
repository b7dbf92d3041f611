import { freePlace } from '../board/place.ts'
import type { Contradiction, LedgerEntry, Note, Theme } from '../board/schema.ts'
import type { NoteRef } from '../fields.ts'
import { cellId } from '../matrix.ts'
import type { BoardContent } from '../record.ts'
import type { Scenario, ScenarioNote } from './schema.ts'

const MINUTE = 60_000

export const refOf = (scenario: Scenario) => {
  const rounds = new Map(scenario.notes.map((note) => [note.id, note.round]))
  return (note: string): NoteRef => ({ round: rounds.get(note) ?? 0, note })
}

/** The board of one round as it was when everybody had written. */
export function boardOf(scenario: Scenario, round: number, openedAt: number): BoardContent {
  const toRef = refOf(scenario)
  const own = scenario.notes.filter((note) => note.round === round).sort((a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1))
  const themes = scenario.clusters.filter((cluster) => cluster.round === round).map((cluster) => themeOf(cluster, own, openedAt))
  const places = placesOf(own, themes)
  return {
    notes: own.map(
      (note): Note => ({
        id: note.id,
        text: textOf(note),
        at: places.get(note.id) ?? { cell: null, x: 0, y: 0 },
        group: note.group,
        createdAt: openedAt + Math.round(note.minute * MINUTE),
        comments: note.comments,
        ...(note.lang ? { lang: note.lang } : {}),
        ...(note.cluster ? { theme: note.cluster } : {}),
        ...(note.stimulus ? { stimulus: note.stimulus } : {}),
        ...(note.carry === 'new' ? {} : { origin: { action: note.carry, from: note.derived_from.map(toRef) } }),
      }),
    ),
    themes: themes.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    contradictions: byId(contradictionsOf(scenario, round, toRef)),
    ledger: byId(ledgerOf(scenario, round, toRef)),
    drawing: [],
  }
}

/** What was withdrawn is no longer there to read; its place in the count stays. */
const textOf = (note: ScenarioNote) => (note.fate === 'withdrawn' ? '' : note.text)

const cellOf = (note: ScenarioNote) => (note.dimension !== null && note.type !== null ? cellId(note.dimension, note.type) : null)

/** A theme stands in the cell of its notes, or over the matrix if they are in several. */
function themeOf({ id, label }: { id: string; label: string }, notes: readonly ScenarioNote[], openedAt: number): Theme {
  const own = notes.filter((note) => note.cluster === id)
  const cells = new Set(own.map(cellOf))
  const [cell = null] = cells
  const first = own[0]
  return { id, label, cell: cells.size === 1 ? cell : null, createdAt: first ? openedAt + Math.round(first.minute * MINUTE) : openedAt }
}

/** Notes of one theme stand next to each other, themes in the order of their first note, notes without one last. */
function placesOf(notes: readonly ScenarioNote[], themes: readonly Theme[]): Map<string, Note['at']> {
  const order = new Map([...themes].sort((a, b) => a.createdAt - b.createdAt).map((theme, i) => [theme.id, i]))
  const rank = (note: ScenarioNote) => (note.cluster ? (order.get(note.cluster) ?? themes.length) : themes.length)
  const placed: Pick<Note, 'at' | 'text'>[] = []
  const places = new Map<string, Note['at']>()
  for (const note of [...notes].sort((a, b) => rank(a) - rank(b))) {
    const at = freePlace(placed, cellOf(note), textOf(note))
    placed.push({ at, text: textOf(note) })
    places.set(note.id, at)
  }
  return places
}

const contradictionsOf = (scenario: Scenario, round: number, toRef: (note: string) => NoteRef): Contradiction[] =>
  scenario.contradictions
    .filter((found) => found.round === round)
    .map((found) => ({
      id: found.id,
      title: found.title,
      poleA: found.pole_a,
      poleB: found.pole_b,
      level: found.level ?? '',
      manifestation: found.manifestation ?? '',
      nodes: found.nodes,
      betweenGroups: found.between_groups,
      evidence: found.evidence_notes.map(toRef),
      addressedBy: found.addressed_by.map(toRef),
      cue: found.cue ?? '',
      status: found.status ?? '',
    }))

function ledgerOf(scenario: Scenario, round: number, toRef: (note: string) => NoteRef): LedgerEntry[] {
  const here = <T extends { round: number }>(entries: readonly T[]) => entries.filter((entry) => entry.round === round)
  return [
    ...here(scenario.decisions).map((entry): LedgerEntry => ({ id: entry.id, kind: 'decision', text: entry.text, fromNotes: entry.from_notes.map(toRef) })),
    ...here(scenario.actions).map(
      (entry): LedgerEntry => ({
        id: entry.id,
        kind: 'action',
        text: entry.text,
        fromNotes: entry.from_notes.map(toRef),
        ...(entry.owner_group ? { ownerGroup: entry.owner_group } : {}),
        ...(entry.due ? { due: entry.due } : {}),
        ...(entry.status ? { status: entry.status } : {}),
      }),
    ),
    ...here(scenario.parking_lot).map(
      (entry): LedgerEntry => ({
        id: entry.id,
        kind: 'parking',
        text: entry.text,
        fromNotes: entry.from_note ? [toRef(entry.from_note)] : [],
        ...(entry.outcome ? { outcome: entry.outcome } : {}),
      }),
    ),
  ]
}

const byId = <T extends { id: string }>(items: readonly T[]) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
