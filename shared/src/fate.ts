/**
 * What became of a note, from carry decisions. Apart from `carry.ts` so that a page can ask without loading the
 * schemas, which only the server needs.
 */
import type { CarryAction, CarryDecision, Fate } from './carry.ts'
import type { NoteRef } from './fields.ts'

const CARRYING: readonly CarryAction[] = ['kept', 'refined', 'merged', 'split']
export const carries = (action: CarryAction) => CARRYING.includes(action)

export const sameNote = (a: NoteRef, b: NoteRef) => a.round === b.round && a.note === b.note

export interface NoteFate {
  fate: Fate
  reason: string
  carriedTo: NoteRef[]
}

/**
 * What became of one note, over all decisions of the stocktake. A note that was carried by any decision is carried,
 * even if an earlier round had parked it.
 */
export function fateOf(decisions: readonly CarryDecision[], note: NoteRef): NoteFate {
  const about = decisions.filter((decision) => decision.sources.some((source) => sameNote(source, note)))
  const carried = about.filter((decision) => carries(decision.action))
  const last = about.at(-1)
  if (!last) return { fate: 'open', reason: '', carriedTo: [] }
  if (!carried.length) return { fate: last.action as Fate, reason: last.reason, carriedTo: [] }
  return {
    fate: 'carried',
    reason: carried.at(-1)?.reason ?? '',
    carriedTo: carried.flatMap((d) =>
      d.placedIn === null ? [] : d.results.filter((r) => r.as === 'note').map((r) => ({ round: d.placedIn as number, note: r.id })),
    ),
  }
}
