import { type AddMessage, addMessage, type EditMessage, editMessage, removeMessage, type WriteReport, writeReport } from '@stocktake/shared/commands/report'
import type { z } from 'zod'
import { command, type Workshop } from './workshop.ts'

export const writeReportCommand = (workshop: Workshop, id: string, input: z.infer<typeof WriteReport>) =>
  command(workshop, id, (session) => writeReport(session, input))

export const addMessageCommand = (workshop: Workshop, id: string, input: z.infer<typeof AddMessage>) =>
  command(workshop, id, (session) => addMessage(session, input))

export const editMessageCommand = (workshop: Workshop, id: string, message: string, input: z.infer<typeof EditMessage>) =>
  command(workshop, id, (session) => editMessage(session, message, input))

export const removeMessageCommand = (workshop: Workshop, id: string, message: string) => command(workshop, id, (session) => removeMessage(session, message))
