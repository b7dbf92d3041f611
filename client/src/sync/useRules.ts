import { type Circumstances, circumstancesOf } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import { liveStep, stepsInForce } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useMemo, useState } from 'react'
import { serverNow } from '../serverTime.ts'

/** What holds on a board: `live` decides what is offered, `inForce` what may still be finished from a step that was just left. */
export interface BoardRules {
  live: Circumstances
  inForce: Circumstances
}

/** The rules of a round now; they change by themselves a moment after a step was left. */
export function useRules({ settings }: Pick<SessionView, 'settings'>, round: Round | undefined): BoardRules | undefined {
  const [era, setEra] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is looked at anew, and so is each end of a step's last moments
  useEffect(() => {
    if (!round) return
    const now = serverNow()
    const { until } = stepsInForce(round, now)
    if (until === Number.POSITIVE_INFINITY) return
    const timer = setTimeout(() => setEra((before) => before + 1), until - now + 50)
    return () => clearTimeout(timer)
  }, [round, era])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of a step's last moments changes the rules and nothing else
  return useMemo(() => {
    if (!round) return undefined
    const inForce = circumstancesOf(settings, round, serverNow())
    const step = liveStep(round)
    return { inForce, live: { ...inForce, steps: step ? [step] : null } }
  }, [settings, round, era])
}
