import { z } from 'zod'
import { ID_PATTERN, isId } from './ids.ts'

/** Fields that every schema is made of. */

export const Id = z.string().regex(ID_PATTERN, 'An id has 1 to 64 letters, digits, dashes or underlines.').refine(isId, 'This name cannot be an id.')
/** Text of one line that must not be empty. */
export const line = (max: number) => z.string().trim().min(1).max(max)
/** Text that may be empty. */
export const text = (max: number) => z.string().max(max).default('')
/** A note of a round, by its id. */
export const NoteRef = z.object({ round: z.number().int().positive(), note: Id })
export type NoteRef = z.infer<typeof NoteRef>
