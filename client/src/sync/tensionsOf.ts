import type { Contradiction } from '@stocktake/shared/board/schema'
import { isOpenTension } from '@stocktake/shared/standing'
import { useStore } from 'zustand'
import { viewOf } from './boardStore.ts'
import type { BoardConnection } from './connection.ts'

const NONE: readonly Contradiction[] = []
const found = new WeakMap<readonly Contradiction[], ReadonlyMap<string, readonly Contradiction[]>>()

/** The open tensions of each note of a round, by note id. */
function byNote(tensions: readonly Contradiction[], round: number): ReadonlyMap<string, readonly Contradiction[]> {
  const known = found.get(tensions)
  if (known) return known
  const map = new Map<string, Contradiction[]>()
  for (const tension of tensions.filter(isOpenTension)) {
    for (const id of notesHere(tension, round)) {
      const own = map.get(id)
      if (own) own.push(tension)
      else map.set(id, [tension])
    }
  }
  found.set(tensions, map)
  return map
}

/** The notes of this round between which a tension is. */
export const notesHere = ({ evidence }: Pick<Contradiction, 'evidence'>, round: number): string[] => [
  ...new Set(evidence.filter((ref) => ref.round === round).map(({ note }) => note)),
]

export const useTensionsOf = (connection: BoardConnection, round: number, note: string): readonly Contradiction[] =>
  useStore(viewOf(connection), ({ contradictions }) => (contradictions.length ? (byNote(contradictions, round).get(note) ?? NONE) : NONE))
