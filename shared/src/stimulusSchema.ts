import { z } from 'zod'
import { Id, line, NoteRef, text } from './fields.ts'
import { LIMITS } from './limits.ts'

/** The forms of what rounds show people: items in their versions, and the shelf of a round. */

export const StimulusKind = z.enum(['text', 'quotation', 'link', 'image', 'pdf', 'video', 'case', 'note'])
export type StimulusKind = z.infer<typeof StimulusKind>

/** A web address that the page may offer as a link; never fetched by us. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000)

export const StimulusVersion = z.object({
  version: z.number().int().positive(),
  /** The round for which this version was made. */
  round: z.number().int().positive(),
  text: text(LIMITS.stimulusText),
  url: WebAddress.optional(),
  /** Id of an uploaded file. */
  file: Id.optional(),
  /** Alternative text of a picture, transcript of a video, or summary of a document. */
  alt: text(LIMITS.stimulusText),
  /** What changed and why. */
  changeNote: text(1000),
  fromNotes: z.array(NoteRef).max(500).default([]),
  createdAt: z.number(),
})
export type StimulusVersion = z.infer<typeof StimulusVersion>

export const StimulusItem = z.object({
  id: Id,
  kind: StimulusKind,
  /** The facilitator's own word for the kind, such as "clinical vignette". */
  kindLabel: text(LIMITS.label),
  title: line(LIMITS.title),
  source: text(LIMITS.title),
  sensitivity: text(LIMITS.title),
  versions: z.array(StimulusVersion).min(1).max(LIMITS.stimulusVersions),
})
export type StimulusItem = z.infer<typeof StimulusItem>

/** One place on a round's shelf. A hidden one is seen by facilitators and scribes alone. */
export const ShelfItem = z.object({ id: Id, version: z.number().int().positive(), hidden: z.boolean().default(false) })
export type ShelfItem = z.infer<typeof ShelfItem>
