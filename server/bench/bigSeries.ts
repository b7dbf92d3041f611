import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The main scenario made large: so many rounds of so many notes, all of them carried on from the round before. */
export async function bigSeries(rounds: number, notes: number): Promise<unknown> {
  const scenario = JSON.parse(await readFile(join(import.meta.dirname, '../examples/pcsp-mental-health-ics.json'), 'utf8'))
  const rows: string[] = scenario.matrix.dimensions.map(({ id }: { id: string }) => id)
  const columns: string[] = scenario.matrix.intelligence_types.map(({ id }: { id: string }) => id)
  const groups: string[] = scenario.stakeholder_groups.map(({ id }: { id: string }) => id)
  const words: string[] = scenario.notes.map(({ text }: { text: string }) => text)
  const at = <T>(list: readonly T[], i: number) => list[i % list.length] as T
  const id = (round: number, i: number) => `n${round}-${i}`
  const day = (round: number) => new Date(Date.UTC(2025, 0, 7 * round)).toISOString().slice(0, 10)
  const within = ({ round }: { round: number }) => round <= rounds
  return {
    ...scenario,
    stimulus: scenario.stimulus.map((item: { versions: { round: number }[] }) => ({
      ...item,
      versions: item.versions
        .filter((version, i) => i === 0 || within(version))
        .map((version) => ({ ...version, round: Math.min(version.round, rounds), from_notes: [] })),
    })),
    contradictions: scenario.contradictions
      .filter(within)
      .map((found: { round: number }) => ({ ...found, evidence_notes: [id(found.round, 0)], addressed_by: [] })),
    decisions: scenario.decisions.filter(within).map((entry: { round: number }) => ({ ...entry, from_notes: [id(entry.round, 1)] })),
    actions: scenario.actions.filter(within).map((entry: { round: number }) => ({ ...entry, from_notes: [id(entry.round, 2)] })),
    parking_lot: [],
    participants: scenario.participants.map((person: object) => ({ ...person, rounds_attended: Array.from({ length: rounds }, (_, i) => i + 1) })),
    rounds: Array.from({ length: rounds }, (_, i) => ({ ...scenario.rounds[0], number: i + 1, title: `Round of week ${i + 1}`, date: day(i + 1), columns })),
    clusters: Array.from({ length: rounds }, (_, i) => rows.map((row) => ({ id: `c${i + 1}-${row}`, round: i + 1, label: `What ${row} needs` }))).flat(),
    notes: Array.from({ length: rounds }, (_, r) =>
      Array.from({ length: notes }, (_, i) => {
        const came = r > 0 && i % 3 !== 0
        return {
          ...scenario.notes[0],
          id: id(r + 1, i),
          round: r + 1,
          minute: 10 + (i % 50),
          dimension: at(rows, i),
          type: at(columns, Math.floor(i / rows.length)),
          text: `${at(words, i * 7 + r)} (${i + 1})`,
          group: at(groups, i * 5 + r),
          participant: null,
          cluster: i % 4 === 0 ? `c${r + 1}-${at(rows, i)}` : null,
          votes: i % 9 === 0 ? 1 + (i % 5) : 0,
          carry: came ? 'kept' : 'new',
          derived_from: came ? [id(r, i)] : [],
          fate: r + 1 < rounds && i % 3 !== 0 ? 'carried' : 'not_carried',
          fate_note: null,
        }
      }),
    ).flat(),
  }
}
