import { z } from 'zod'
import { Id, line } from './fields.ts'
import { LIMITS } from './limits.ts'

/** The forms of people at several tables. What can be done with them is in `breakouts.ts`. */

/** One small group of people in a breakout. Its cells are what it looks at first; null for all that the round uses. */
export const BreakoutTable = z.object({
  id: Id,
  name: line(LIMITS.label),
  cells: z
    .array(z.string().max(130))
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .nullable(),
  /** Groups whose people all sit here, as where each group works for itself. */
  groups: z.array(Id).max(LIMITS.groups).default([]),
})
export type BreakoutTable = z.infer<typeof BreakoutTable>

/** People at several tables: each group for itself, mixed, or as the facilitator picked. All work on the one board. */
export const Breakout = z.object({
  id: Id,
  kind: z.enum(['own', 'mixed', 'picked']),
  startedAt: z.number(),
  /** Null while people sit there. */
  endedAt: z.number().nullable(),
  /** Participants put notes into the cells of their own table alone. */
  ownCellsOnly: z.boolean().default(false),
  tables: z.array(BreakoutTable).min(1).max(LIMITS.tables),
  /** Who sits where, table by member. Leaves the server for facilitators alone; everybody else hears their own. */
  seats: z.record(Id, Id).default({}),
  /** Groups whose notes say at which table they were written: those of whom enough sit together wherever they sit. None where absent. */
  told: z.array(Id).max(LIMITS.groups).optional(),
})
export type Breakout = z.infer<typeof Breakout>
