import { setImmediate as nextTurn } from 'node:timers/promises'
import { findLookalikes, type LookAlike, pairsOf } from '@stocktake/shared/lookalikes'
import { circumstancesOf, refusal } from '@stocktake/shared/policy'
import { Problem } from '@stocktake/shared/problem'
import type { Member } from '@stocktake/shared/session'
import { readableRound } from './report.ts'
import { readSession, type Workshop } from './workshop.ts'

export interface LookAlikes {
  suggestions: LookAlike[]
  /** How many notes were compared. */
  compared: number
}

/** Milliseconds of comparing after which others have a turn. */
const SLICE = 8

/** Suggests which notes of a round look alike, to whoever may gather them. Who asks while somebody else's answer is being made gets that. */
export function createLookalikes(workshop: Workshop) {
  const running = new Map<string, Promise<LookAlikes>>()

  async function compare(stocktakeId: string, round: number): Promise<LookAlikes> {
    // The board alone: what people have not shown is in drafts.
    const { notes, apart = [] } = await workshop.rooms.read(stocktakeId, round)
    const steps = findLookalikes(notes, new Set(apart.flatMap((found) => pairsOf(found.notes))))
    for (let began = performance.now(); ; ) {
      const step = steps.next()
      if (step.done) return { suggestions: step.value, compared: notes.length }
      if (performance.now() - began < SLICE) continue
      await nextTurn()
      began = performance.now()
    }
  }

  return async (stocktakeId: string, number: number, member: Member): Promise<LookAlikes> => {
    const session = await readSession(workshop, stocktakeId)
    const round = readableRound(session, number, member.role)
    const reason = refusal({ ...member, memberId: member.id }, 'theme', circumstancesOf(session.settings, round, session.attention, workshop.now(), null))
    if (reason === 'round-closed') throw new Problem('round-closed', { round: number })
    if (reason) throw new Problem(reason === 'not-in-step' || reason === 'paused' ? 'no-gathering-now' : 'wrong-role', { round: number })
    const key = `${stocktakeId} ${number}`
    const known = running.get(key)
    if (known) return known
    const answer = compare(stocktakeId, number).finally(() => running.delete(key))
    running.set(key, answer)
    return answer
  }
}
