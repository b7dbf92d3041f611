import { type MarkFull, markFull } from '@stocktake/shared/commands/cells'
import type { z } from 'zod'
import { command, type Workshop } from './workshop.ts'

export const markFullCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof MarkFull>) =>
  command(workshop, id, (session) => markFull(session, number, input))
