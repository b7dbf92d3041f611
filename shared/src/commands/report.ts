import { z } from 'zod'
import { Id, NoteRef } from '../fields.ts'
import { newId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { cellsOf } from '../matrix.ts'
import { Problem } from '../problem.ts'
import { fieldPlace } from '../report/ownFields.ts'
import type { KeyMessage } from '../reportSchema.ts'
import { roundOf } from '../rounds.ts'
import type { Session } from '../session.ts'

/**
 * One text of a report. `before` is what its writer began with: of two people who write in one field the second is told,
 * and neither loses a word. The field of a key message is `message/<id>/title`, `paragraph` or `question`.
 */
export const WriteReport = z.object({
  field: z.string().min(1).max(200),
  before: z.string().max(LIMITS.reportText),
  text: z.string().max(LIMITS.reportText),
})

export function writeReport(session: Session, { field, before, text }: z.infer<typeof WriteReport>): Session {
  const inMessage = /^message\/([^/]+)\/(title|paragraph|question)$/.exec(field)
  if (inMessage) return writeMessage(session, inMessage[1] ?? '', inMessage[2] as 'title', before, text)
  if (!isField(session, field)) throw new Problem('report-field-not-found', { field })
  const { fields, messages } = session.report
  const now = Object.hasOwn(fields, field) ? (fields[field] ?? '') : ''
  if (now !== before) throw new Problem('changed-meanwhile', { field })
  const { [field]: _old, ...others } = fields
  return fitting({ ...session, report: { messages, fields: text ? { ...others, [field]: text } : others } })
}

function writeMessage(session: Session, id: string, part: 'title' | 'paragraph' | 'question', before: string, text: string): Session {
  const found = messageOf(session, id)
  if (found[part] !== before) throw new Problem('changed-meanwhile', { message: id })
  const most = part === 'title' ? LIMITS.title : part === 'question' ? LIMITS.question : LIMITS.reportText
  if (text.length > most) throw new Problem('bad-request', { errors: [{ path: 'text', message: `It can have ${most} characters.` }] })
  return fitting(withMessages(session, (messages) => messages.map((one) => (one === found ? { ...one, [part]: text } : one))))
}

export const AddMessage = z.object({ round: z.number().int().positive().nullable(), notes: z.array(NoteRef).max(LIMITS.messageNotes).default([]) })

/** A new key message at the end of its report, for its texts to be written. */
export function addMessage(session: Session, { round, notes }: z.infer<typeof AddMessage>, id = newId()): Session {
  if (round !== null && !roundOf(session, round)) throw new Problem('round-not-found', { round })
  if (session.report.messages.length >= LIMITS.messages)
    throw new Problem('bad-request', { errors: [{ path: '', message: `A stocktake has at most ${LIMITS.messages} key messages.` }] })
  return withMessages(session, (messages) => [...messages, { id, round, title: '', paragraph: '', question: '', notes, groups: [] }])
}

/** What a key message rests on, and its place among those of its report, from 0; what is not named stays. */
export const EditMessage = z.object({
  notes: z.array(NoteRef).max(LIMITS.messageNotes).optional(),
  groups: z.array(Id).max(LIMITS.groups).optional(),
  place: z.number().int().nonnegative().max(LIMITS.messages).optional(),
})

export function editMessage(session: Session, id: string, { notes, groups, place }: z.infer<typeof EditMessage>): Session {
  const found = messageOf(session, id)
  for (const group of groups ?? []) if (!session.groups.some((one) => one.id === group)) throw new Problem('group-not-found', { group })
  const changed = { ...found, notes: notes ?? found.notes, groups: groups ?? found.groups }
  return withMessages(session, (messages) => {
    if (place === undefined) return messages.map((one) => (one === found ? changed : one))
    const mine = messages.filter((one) => one.round === found.round && one !== found)
    mine.splice(Math.min(place, mine.length), 0, changed)
    return [...messages.filter((one) => one.round !== found.round), ...mine]
  })
}

export const removeMessage = (session: Session, id: string): Session => {
  const found = messageOf(session, id)
  return withMessages(session, (messages) => messages.filter((one) => one !== found))
}

function messageOf({ report }: Session, id: string): KeyMessage {
  const found = report.messages.find((one) => one.id === id)
  if (!found) throw new Problem('report-field-not-found', { message: id })
  return found
}

const withMessages = (session: Session, change: (messages: KeyMessage[]) => KeyMessage[]): Session => ({
  ...session,
  report: { ...session.report, messages: change(session.report.messages) },
})

/** Is this a field that some report of the stocktake shows? */
function isField(session: Session, field: string): boolean {
  const place = fieldPlace(field)
  if (!place) return false
  if (place.round !== null && !roundOf(session, place.round)) return false
  if (place.kind === 'cell')
    return cellsOf(
      session.matrix,
      session.matrix.intelligenceTypes.map(({ id }) => id),
    ).includes(place.id)
  if (place.kind === 'row') return session.matrix.dimensions.some(({ id }) => id === place.id)
  return true
}

function fitting(session: Session): Session {
  const { fields, messages } = session.report
  const size = [...Object.values(fields), ...messages.flatMap(({ title, paragraph, question }) => [title, paragraph, question])].reduce(
    (sum, text) => sum + text.length,
    0,
  )
  if (size > LIMITS.reportAll)
    throw new Problem('bad-request', { errors: [{ path: 'text', message: `The texts of all reports together can have ${LIMITS.reportAll} characters.` }] })
  return session
}
