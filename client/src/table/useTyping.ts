import type { Group } from '@stocktake/shared/session'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection, Presence } from '../sync/connection.ts'
import { useWords } from '../words/words.ts'

/** Who else is writing in which note, in words. Cursors that move meanwhile draw nothing again. */
export function useTyping(connection: BoardConnection, groups: ReadonlyMap<string, Group>): ReadonlyMap<string, string> {
  const t = useWords()
  const key = useStore(connection.presences, editingKey)
  return useMemo(() => {
    const who = new Map<string, string[]>()
    for (const [note, name, group] of JSON.parse(key) as [string, string | null, string | null][]) {
      const words = name ?? groups.get(group ?? '')?.short ?? t('table.someone')
      who.set(note, [...(who.get(note) ?? []), words])
    }
    return new Map([...who].map(([note, names]) => [note, t('table.typing', { who: [...new Set(names)].join(', ') })]))
  }, [key, groups, t])
}

const editingKey = (presences: readonly Presence[]) =>
  JSON.stringify(presences.flatMap(({ editing, name, group }) => (editing ? [[editing, name, group]] : [])))
