import { type OnBehalf, type Signing, signingOf } from '@stocktake/shared/attribution'
import { isTeam } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** For whom this person of the team writes at the moment, by stocktake; null for the team itself. */
const chosen = new Map<string, StoreApi<{ behalf: OnBehalf | null }>>()

export function onBehalfOf(stocktakeId: string): StoreApi<{ behalf: OnBehalf | null }> {
  const known = chosen.get(stocktakeId) ?? createStore<{ behalf: OnBehalf | null }>(() => ({ behalf: null }))
  chosen.set(stocktakeId, known)
  return known
}

/** What a note that this person writes now says of whose it is. */
export function mySigning({ id, me, settings, groups }: Pick<SessionView, 'id' | 'me' | 'settings' | 'groups'>): Signing {
  const behalf = isTeam(me.role) ? onBehalfOf(id).getState().behalf : null
  // A group that was taken away meanwhile is nobody's.
  const sound = behalf && (behalf.group === null || groups.some((group) => group.id === behalf.group)) ? behalf : undefined
  return signingOf(settings.attribution, me, sound)
}
