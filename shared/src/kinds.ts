/** What there is to choose from, by the names that sessions, commands and pages share. No schema library is loaded here. */

/** Kinds of steps. */
export const STEP_KINDS = ['open', 'recap', 'mirror', 'write', 'reveal', 'talk', 'cluster', 'tensions', 'vote', 'carry', 'close'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What of a round can be shown to everybody. */
export const SPOT_KINDS = ['row', 'column', 'cell', 'parking', 'note', 'stimulus'] as const
export type SpotKind = (typeof SPOT_KINDS)[number]

/** `suggest` offers the way, `bring` takes everybody there once, `hold` keeps them there until it is released. */
export const STRENGTHS = ['suggest', 'bring', 'hold'] as const
export type Strength = (typeof STRENGTHS)[number]

/** What stands on the projector; `auto` follows the step. */
export const SCREENS = ['auto', 'join', 'step', 'recap', 'stimulus', 'matrix', 'tensions', 'results'] as const
export type Screen = (typeof SCREENS)[number]
