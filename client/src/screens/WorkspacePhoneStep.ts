import type { StepKind } from '@stocktake/shared/kinds'
import { isTeam } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect } from 'react'
import { isBusy } from '../sync/showing.ts'

type StepTab = 'write' | 'board' | 'mirror'

/** Where that is which a step is about; other steps leave people where they are, or have a panel come by itself. */
const STEP_TABS: Partial<Record<StepKind, StepTab>> = { mirror: 'mirror', write: 'write', reveal: 'board', cluster: 'board' }

/** Goes to what a step is about when it begins, and when somebody comes in its middle; who writes or has a dialog open stays there. */
export function useStepTab({ me }: SessionView, round: Round | undefined, go: (tab: StepTab) => void): void {
  const step = round && liveStep(round)
  const { id, kind } = step ?? {}
  const isLed = !isTeam(me.role)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is gone to once, also the second of a kind
  useEffect(() => {
    const to = kind && STEP_TABS[kind]
    if (to && isLed && !isBusy()) go(to)
  }, [id, kind, isLed])
}
