import { isPaused, pauseInForce } from '@stocktake/shared/attention'
import { type Circumstances, circumstancesOf } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import { draftCells, liveStep, stepsInForce } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useMemo, useState } from 'react'
import { serverNow } from '../serverTime.ts'

/** What holds on a board: `live` decides what is offered, `inForce` what may still be finished from a step that was just left. */
export interface BoardRules {
  live: Circumstances
  inForce: Circumstances
}

export interface RoundRules extends BoardRules {
  /** The rules of one's own draft, where this round has people write alone; the team's is open for what they wrote before they belonged to it. */
  draft: BoardRules | undefined
  /** I write alone now: notes go to the draft. */
  isWriting: boolean
  /** I did so a moment ago: a note that was begun there may be finished there. */
  wasWriting: boolean
}

/** In a draft the cells of the live step are offered; what was written elsewhere may stay there. */
function draftRules(board: Circumstances, paused: boolean, round: Round, owner: string): BoardRules | undefined {
  const cells = draftCells(round)
  if (cells === undefined) return undefined
  const step = liveStep(round)
  return {
    inForce: { ...board, draft: { owner, cells } },
    live: { ...board, paused, draft: { owner, cells: step?.kind === 'write' ? step.cells : cells } },
  }
}

/** The rules of a round now; they change by themselves a moment after a step was left. */
export function useRules(
  { settings, attention, me, myTable }: Pick<SessionView, 'settings' | 'attention' | 'me' | 'myTable'>,
  round: Round | undefined,
): RoundRules | undefined {
  const [era, setEra] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is looked at anew, and so is each end of a step's last moments
  useEffect(() => {
    if (!round) return
    const now = serverNow()
    const until = Math.min(stepsInForce(round, now).until, pauseInForce(attention, round.number, now).until)
    if (until === Number.POSITIVE_INFINITY) return
    const timer = setTimeout(() => setEra((before) => before + 1), until - now + 50)
    return () => clearTimeout(timer)
  }, [round, attention, era])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of a step's last moments changes the rules and nothing else
  return useMemo(() => {
    if (!round) return undefined
    const inForce = circumstancesOf(settings, round, attention, serverNow(), myTable)
    const step = liveStep(round)
    const live = { ...inForce, steps: step ? [step] : null, paused: isPaused(attention, round.number) }
    return {
      inForce,
      live,
      // Who joined the team in the middle still has what they wrote before.
      draft: me.role === 'observer' ? undefined : draftRules(inForce, live.paused, round, me.memberId),
      isWriting: me.role === 'participant' && step?.kind === 'write',
      wasWriting: me.role === 'participant' && (inForce.steps?.some(({ kind }) => kind === 'write') ?? false),
    }
  }, [settings, round, attention, era, me.role, me.memberId, myTable])
}
