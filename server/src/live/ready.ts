import { readyByGroup, readyMark } from '@stocktake/shared/attention'
import { openRound } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import type { Ready } from '@stocktake/shared/wire'
import type { Presence } from '../bus/bus.ts'

/** A step that people may be ready for, and below what size a group is not told by itself. */
export interface Asked {
  round: number
  step: string
  mark: string
  minimum: number
}

/** The step that everybody is in; undefined where the open round is not led by steps. */
export function askedOf(session: Session): Asked | undefined {
  const round = openRound(session)
  if (!round?.live) return undefined
  const { number, live } = round
  return { round: number, step: live.step, mark: readyMark(number, live), minimum: Math.max(2, session.settings.minimumGroup) }
}

/** How many of the participants who are here are ready, as one person hears it. */
export function readyOf(
  { round, step, minimum }: Asked,
  people: readonly Presence[],
  marked: ReadonlySet<string>,
  { mine, isLeading }: { mine: boolean; isLeading: boolean },
): Ready {
  const asked = people.filter(({ role }) => role === 'participant').map(({ memberId, groupId }) => ({ groupId, isReady: marked.has(memberId) }))
  const count = { round, step, ready: asked.filter(({ isReady }) => isReady).length, of: asked.length, mine }
  return isLeading ? { ...count, byGroup: readyByGroup(asked, minimum) } : count
}
