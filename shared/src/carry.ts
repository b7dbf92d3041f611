import { z } from 'zod'
import { Id, line, NoteRef } from './fields.ts'
import { LIMITS } from './limits.ts'

/**
 * Carrying forward. While a round is open the facilitator decides, note by note, what becomes of it. A decision has
 * sources (notes of this or of an earlier round) and, if it carries, results: the notes or stimulus lines that the
 * next round starts with. Old notes never change; lineage is the sources of a result, followed back.
 */

export const CarryAction = z.enum(['kept', 'refined', 'merged', 'split', 'answered', 'parked', 'not_carried'])
export type CarryAction = z.infer<typeof CarryAction>

export const CarryResult = z.object({
  /** Id of the note (or stimulus item) in the next round, fixed here so that placing it twice is placing it once. */
  id: Id,
  text: line(LIMITS.stimulusText),
  cell: z.string().max(130).nullable(),
  group: Id.nullable(),
  lang: z.string().max(20).optional(),
  as: z.enum(['note', 'stimulus']),
})
export type CarryResult = z.infer<typeof CarryResult>

export const CarryDecision = z.object({
  id: Id,
  /** The round in which it was decided. */
  round: z.number().int().positive(),
  action: CarryAction,
  sources: z.array(NoteRef).min(1).max(200),
  results: z.array(CarryResult).max(50),
  reason: z.string().max(LIMITS.reason).default(''),
  decidedAt: z.number(),
  /** The round that received the results, once it was opened. */
  placedIn: z.number().int().positive().nullable().default(null),
})
export type CarryDecision = z.infer<typeof CarryDecision>

/** What became of a note. `open`: nothing was decided (yet). */
export const Fate = z.enum(['carried', 'answered', 'parked', 'not_carried', 'withdrawn', 'open'])
export type Fate = z.infer<typeof Fate>

/** Where a note came from: absent for a new one. */
export const Origin = z.object({ action: z.enum(['kept', 'refined', 'merged', 'split']), from: z.array(NoteRef).min(1).max(200) })
export type Origin = z.infer<typeof Origin>
