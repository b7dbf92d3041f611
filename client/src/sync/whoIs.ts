import type { Group } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { words } from '../words/words.ts'
import type { Presence } from './connection.ts'

export interface Who {
  group?: Group | undefined
  /** Absent where this stocktake shows nobody's. */
  name?: string | undefined
}

/** Who somebody is, as far as this stocktake shows it: the group's mark, and the name or else the group's label. */
export function whoIs({ settings, groups }: Pick<SessionView, 'settings' | 'groups'>, { group: groupId, name }: Pick<Presence, 'group' | 'name'>): Who {
  if (settings.attribution === 'anonymous') return {}
  const group = groups.find((one) => one.id === groupId)
  return { group, name: name ?? group?.short ?? words('canvas.team') }
}
