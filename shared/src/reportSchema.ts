import { z } from 'zod'
import { Id, NoteRef } from './fields.ts'
import { LIMITS } from './limits.ts'

/** The forms of what facilitators write into reports. */

/** What a round's pack or the report of the series says first: a title, a paragraph, a question it leaves open, and what it rests on. */
export const KeyMessage = z.object({
  id: Id,
  /** The round whose pack has it; null for the report of the series. */
  round: z.number().int().positive().nullable(),
  title: z.string().max(LIMITS.title),
  paragraph: z.string().max(LIMITS.reportText),
  question: z.string().max(LIMITS.question),
  notes: z.array(NoteRef).max(LIMITS.messageNotes),
  groups: z.array(Id).max(LIMITS.groups),
})
export type KeyMessage = z.infer<typeof KeyMessage>

/** What facilitators write into reports, by the name of the field; reports are made anew around it. */
export const ReportWords = z.object({
  fields: z.record(z.string().min(1).max(200), z.string().max(LIMITS.reportText)),
  messages: z.array(KeyMessage).max(LIMITS.messages),
})
export type ReportWords = z.infer<typeof ReportWords>
