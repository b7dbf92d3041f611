import type { CarryDecision } from '@stocktake/shared/carry'
import { useCallback } from 'react'
import { readCarry } from '../api.ts'
import { useSession } from '../session.ts'
import { type Loaded, useLoaded } from '../ui/useLoaded.ts'

const NOTHING: readonly CarryDecision[] = []

/**
 * The carry decisions of a round, live: read once for each connection, since what others decided while this device
 * was away is not pushed again, and kept up to date by what is pushed to the team.
 */
export function useCarryDecisions(stocktakeId: string, round: number): Loaded<readonly CarryDecision[]> & { again: () => void } {
  const decisions = useSession((state) => state.carry[round])
  const online = useSession((state) => state.live === 'online')
  const read = useLoaded(
    // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection is a reason to read again
    useCallback(async () => {
      const answer = await readCarry(stocktakeId, round)
      changeDecisions(round, () => answer.decisions)
    }, [stocktakeId, round, online]),
  )
  if (decisions) return { state: 'ready', value: decisions, again: read.again }
  return read.state === 'failed' ? read : { state: 'loading', again: read.again }
}

/** Changes what this tab knows of a round's decisions; the server's next push has the last word. */
export function changeDecisions(round: number, change: (decisions: readonly CarryDecision[]) => readonly CarryDecision[]) {
  useSession.setState(({ carry }) => ({ carry: { ...carry, [round]: [...change(carry[round] ?? NOTHING)] } }))
}
