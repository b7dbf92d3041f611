import { z } from 'zod'
import { SCREENS, SPOT_KINDS, STRENGTHS } from './kinds.ts'

/** The forms of what facilitators have everybody attend to. What can be asked of it is in `attention.ts`. */

/** What facilitators show everybody: where it is, how strongly, and since when. */
export const Spotlight = z.object({
  round: z.number().int().positive(),
  kind: z.enum(SPOT_KINDS),
  id: z.string().max(130),
  strength: z.enum(STRENGTHS),
  at: z.number(),
})
export type Spotlight = z.infer<typeof Spotlight>

/** What facilitators have everybody attend to, beside the step. Of the moment: no record and no export has it. */
export const Attention = z.object({
  /** Since when participants pause, and whether the clock ran until then. */
  paused: z.object({ round: z.number().int().positive(), at: z.number(), clock: z.boolean() }).nullable(),
  spotlight: Spotlight.nullable(),
  screen: z.enum(SCREENS),
})
export type Attention = z.infer<typeof Attention>
