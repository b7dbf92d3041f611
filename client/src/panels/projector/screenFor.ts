import { spotlightIn } from '@stocktake/shared/attention'
import type { Screen, StepKind } from '@stocktake/shared/kinds'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { shownOn } from '../MirrorShelf.ts'

/** What a step asks for. */
const BY_KIND: Readonly<Record<StepKind, Exclude<Screen, 'auto'>>> = {
  open: 'join',
  recap: 'recap',
  mirror: 'stimulus',
  write: 'step',
  reveal: 'matrix',
  talk: 'matrix',
  cluster: 'matrix',
  tensions: 'tensions',
  vote: 'results',
  carry: 'matrix',
  close: 'step',
}

/** What stands on the projector: what facilitators chose, else what they show everybody, else what the step asks for. */
export function screenFor({ attention, stimulus }: Pick<SessionView, 'attention' | 'stimulus'>, round: Round | undefined): Exclude<Screen, 'auto'> {
  if (!round) return 'join'
  if (attention.screen !== 'auto') return attention.screen
  const spot = spotlightIn(attention, round.number)
  if (spot) return spot.kind === 'stimulus' ? 'stimulus' : 'matrix'
  const step = liveStep(round)
  if (!step) return 'join'
  // Without anything to look at, what is asked stands there.
  if (step.kind === 'mirror' && !shownOn(stimulus, round, false).length) return 'step'
  return BY_KIND[step.kind]
}
