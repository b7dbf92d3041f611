import type { Attention } from './attentionSchema.ts'

/**
 * What facilitators have everybody attend to beside the step: a place that is shown to all, a pause, and what stands on the
 * projector. No schema library is loaded here: every page asks this.
 */

/** How long words that were on their way when everybody was paused are still accepted. */
export const PAUSE_GRACE = 5000

export const NO_ATTENTION: Attention = { paused: null, spotlight: null, screen: 'auto' }

type Attended = Pick<Attention, 'paused' | 'spotlight'>

/** Whether a facilitator has everybody pause in this round. */
export const isPaused = ({ paused }: Attended, round: number) => paused?.round === round

/** The same as the server enforces it, a moment later, and when that changes by itself. */
export function pauseInForce({ paused }: Attended, round: number, now: number): { isInForce: boolean; until: number } {
  if (paused?.round !== round) return { isInForce: false, until: Number.POSITIVE_INFINITY }
  const from = paused.at + PAUSE_GRACE
  return { isInForce: now >= from, until: now >= from ? Number.POSITIVE_INFINITY : from }
}

/** What facilitators show everybody in this round, if anything. */
export const spotlightIn = ({ spotlight }: Attended, round: number | undefined) => (spotlight?.round === round ? spotlight : null)

/** A step that people are in: they are ready for it to be over, and with the next move it starts anew. */
export const readyMark = (round: number, live: { step: string; since: number }) => `${round}/${live.step}/${live.since}`

export interface GroupReady {
  group: string
  ready: number
  of: number
}

/**
 * Who is ready, by group, so that nobody can be told from it: groups of fewer than `minimum` people are left out, and so
 * many others with them that what is missing from the total is never one small group.
 */
export function readyByGroup(people: readonly { groupId: string | null; isReady: boolean }[], minimum: number): GroupReady[] {
  const groups = new Map<string, GroupReady>()
  for (const { groupId, isReady } of people) {
    if (groupId === null) continue
    const group = groups.get(groupId) ?? { group: groupId, ready: 0, of: 0 }
    groups.set(groupId, { ...group, of: group.of + 1, ready: group.ready + Number(isReady) })
  }
  const bySize = [...groups.values()].sort((a, b) => a.of - b.of || (a.group < b.group ? -1 : 1))
  let apart = bySize.filter(({ of }) => of < minimum).length
  const together = () => bySize.slice(0, apart).reduce((sum, { of }) => sum + of, 0) + people.filter(({ groupId }) => groupId === null).length
  if (apart > 0) while (apart < bySize.length && together() < minimum) apart++
  return bySize.slice(apart).sort((a, b) => (a.group < b.group ? -1 : 1))
}
