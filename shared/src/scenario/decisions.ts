import type { CarryDecision, CarryResult } from '../carry.ts'
import { cellId } from '../matrix.ts'
import { refOf } from './boards.ts'
import type { Scenario, ScenarioNote } from './schema.ts'

const NO_REASON = 'No reason was recorded'
const WITHDRAWN = 'Withdrawn'

/**
 * The carry decisions that the notes of a scenario tell of. They were taken in the round before the one that received the
 * results; what went nowhere was decided in its own round. Notes split from the same sources are one decision.
 */
export function decisionsOf(scenario: Scenario, decidedAt: (round: number) => number): CarryDecision[] {
  const toRef = refOf(scenario)
  const numbers = scenario.rounds.map((round) => round.number)
  const before = (round: number) => numbers[numbers.indexOf(round) - 1] ?? round
  const found = new Map<string, CarryDecision>()
  for (const note of scenario.notes) {
    if (note.carry !== 'new') {
      const key = note.carry === 'split' ? `split ${note.round} ${[...note.derived_from].sort().join(' ')}` : note.id
      const round = before(note.round)
      const decision = found.get(key) ?? {
        id: `c${found.size + 1}`,
        round,
        action: note.carry,
        sources: note.derived_from.map(toRef),
        results: [],
        reason: '',
        decidedAt: decidedAt(round),
        placedIn: note.round,
      }
      found.set(key, { ...decision, results: [...decision.results, resultOf(note)] })
    }
    const end = endOf(note)
    if (end) {
      const { id, round } = note
      const sources = [{ round, note: id }]
      found.set(`end ${id}`, { id: `c${found.size + 1}`, round, sources, results: [], decidedAt: decidedAt(round), placedIn: null, ...end })
    }
  }
  return [...found.values()].sort((a, b) => a.round - b.round)
}

const resultOf = (note: ScenarioNote): CarryResult => ({
  id: note.id,
  text: note.fate === 'withdrawn' ? WITHDRAWN : note.text,
  cell: note.dimension !== null && note.type !== null ? cellId(note.dimension, note.type) : null,
  group: note.group,
  as: 'note',
  ...(note.lang ? { lang: note.lang } : {}),
})

function endOf(note: ScenarioNote): Pick<CarryDecision, 'action' | 'reason'> | undefined {
  if (note.fate === 'withdrawn') return { action: 'not_carried', reason: note.fate_note || WITHDRAWN }
  if (note.fate === 'carried' || note.fate === 'open') return undefined
  return { action: note.fate, reason: note.fate_note || NO_REASON }
}
