import type { Apart, Note } from '@stocktake/shared/board/schema'
import { type LookAlike, pairKey, pairsOf, plainWords } from '@stocktake/shared/lookalikes'

/** A suggestion as the board now stands. */
export interface LookalikeCard {
  key: string
  notes: readonly Note[]
  /** Ids of those that say the same as another of them. */
  same: ReadonlySet<string>
  isAllSame: boolean
  /** They are in more than one cell. */
  isAcross: boolean
}

/**
 * What of the suggestions still holds: notes that others deleted, gathered or found not alike meanwhile are left out, and a
 * suggestion with fewer than two notes goes.
 */
export function lookalikeCards(suggestions: readonly LookAlike[], notes: readonly Note[], apart: readonly Apart[]): LookalikeCard[] {
  const known = new Map(notes.map((note) => [note.id, note]))
  const parted = new Set(apart.flatMap((found) => pairsOf(found.notes)))
  return suggestions.flatMap((suggestion) => {
    const all = suggestion.notes.flatMap((id) => known.get(id) ?? [])
    const isParted = (note: Note) => all.some((other) => other !== note && parted.has(pairKey(note.id, other.id)))
    // Whoever said that some of these are not alike looked at the others too.
    const members = all.filter((note) => !isParted(note))
    const themes = new Set(members.map(({ theme }) => theme))
    const isDone = members.length < 2 || (themes.size === 1 && !themes.has(undefined)) || themes.size - Number(themes.has(undefined)) > 1
    if (isDone) return []
    const plains = members.map(({ text }) => plainWords(text))
    const same = new Set(members.filter((_, i) => plains.indexOf(plains[i] ?? '') !== plains.lastIndexOf(plains[i] ?? '')).map(({ id }) => id))
    return [
      {
        key: members.map(({ id }) => id).join(' '),
        notes: members,
        same,
        isAllSame: new Set(plains).size === 1,
        isAcross: new Set(members.map(({ at }) => at.cell)).size > 1,
      },
    ]
  })
}
