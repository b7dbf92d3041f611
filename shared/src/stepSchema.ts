import { z } from 'zod'
import { Id, line } from './fields.ts'
import { STEP_KINDS } from './kinds.ts'
import { LIMITS } from './limits.ts'

/** The forms of the steps of a round, and of where everybody is among them. What can be done with them is in `steps.ts`. */

/** What participants may do in a step; the team is not bound by it. */
export const StepMay = z.object({ add: z.boolean(), edit: z.boolean(), move: z.boolean(), group: z.boolean(), vote: z.boolean() })
export type StepMay = z.infer<typeof StepMay>

/** One step of a round, as the facilitator composed it. */
export const Step = z.object({
  id: Id,
  kind: z.enum(STEP_KINDS),
  title: line(LIMITS.label),
  instruction: z.string().max(LIMITS.question),
  minutes: z.number().int().min(1).max(LIMITS.stepMinutes),
  /** Ids of the cells it is about; null for all that the round uses. */
  cells: z
    .array(z.string().max(130))
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .nullable(),
  may: StepMay,
})
export type Step = z.infer<typeof Step>

/** A clock by the server's time. While it runs `endsAt` says when it is at zero; while it is paused that is null and `left` counts. */
export const Clock = z.object({ full: z.number().nonnegative(), endsAt: z.number().nullable(), left: z.number().nonnegative() })
export type Clock = z.infer<typeof Clock>

/** One reveal: of which cells and groups; null for all. What comes after it is late. */
export const Reveal = z.object({ at: z.number(), cells: z.array(z.string().max(130)).nullable(), groups: z.array(Id).nullable() })
export type Reveal = z.infer<typeof Reveal>

/** Where everybody is in a round that has steps. */
export const Live = z.object({
  step: Id,
  /** When everybody came to this step. */
  since: z.number(),
  clock: Clock.nullable(),
  /** What a move that is taken back restores. */
  before: z.object({ step: Id, clock: Clock.nullable(), reveals: z.array(Reveal).default([]) }).nullable(),
  /** Steps that were left, and until when what people did in them is still accepted. */
  lately: z
    .array(z.object({ step: Id, until: z.number() }))
    .max(20)
    .default([]),
  /** What was revealed since people last began to write alone. */
  reveals: z.array(Reveal).max(500).default([]),
})
export type Live = z.infer<typeof Live>
