/** The shelf of a round as people may see it, and what its labels mean. */
import type { CarryDecision, CarryResult } from '@stocktake/shared/carry'
import type { Round } from '@stocktake/shared/session'
import type { StimulusItem, StimulusKind, StimulusVersion } from '@stocktake/shared/stimulusSchema'

export interface Shown {
  item: StimulusItem
  version: StimulusVersion
  /** The versions before this one, newest first. */
  earlier: StimulusVersion[]
  hidden: boolean
}

/** The items on a round's shelf, in its order; hidden ones only for the team. */
export function shownOn(stimulus: readonly StimulusItem[], round: Pick<Round, 'shelf'>, team: boolean): Shown[] {
  return round.shelf.flatMap((place) => {
    const item = stimulus.find((candidate) => candidate.id === place.id)
    const version = item?.versions.find((candidate) => candidate.version === place.version)
    if (!item || !version || (place.hidden && !team)) return []
    const earlier = item.versions.filter((candidate) => candidate.version < version.version).sort((a, b) => b.version - a.version)
    return [{ item, version, earlier, hidden: place.hidden }]
  })
}

const CONTENT_NOTE = /^\s*content (?:note|warning)\s*:?\s*/i

/** What the content note warns of; undefined where the label is no content note. */
export function contentNoteOf(sensitivity: string): string | undefined {
  return CONTENT_NOTE.test(sensitivity) ? sensitivity.replace(CONTENT_NOTE, '').trim() : undefined
}

/** A sensitivity label that is, or is not, a content note to be read before the content. */
export function asSensitivity(words: string, contentNote: boolean): string {
  const bare = words.replace(CONTENT_NOTE, '').trim()
  return contentNote ? `Content note: ${bare}`.trim() : bare
}

const FILE_KINDS = ['image', 'pdf', 'video'] as const
export type FileKind = (typeof FILE_KINDS)[number]
export const isFileKind = (kind: StimulusKind): kind is FileKind => (FILE_KINDS as readonly string[]).includes(kind)

const MB = 1024 * 1024
/** What may be uploaded for a kind; the server looks at the content and has the last word. */
export const FILE_RULES: Readonly<Record<FileKind, { types: readonly string[]; limit: number }>> = {
  image: { types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'], limit: 25 * MB },
  pdf: { types: ['application/pdf'], limit: 25 * MB },
  video: { types: ['video/mp4', 'video/webm'], limit: 100 * MB },
}

export type FileFault = 'wrong-type' | 'too-large' | 'empty'

/** What is wrong with a chosen file, before anything is sent. */
export function fileFault(kind: FileKind, file: { type: string; size: number }): FileFault | undefined {
  if (!FILE_RULES[kind].types.includes(file.type)) return 'wrong-type'
  if (file.size > FILE_RULES[kind].limit) return 'too-large'
  return file.size === 0 ? 'empty' : undefined
}

/** Moves one place of a list up or down; at the ends nothing moves. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list]
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return copy
  const [taken] = copy.splice(from, 1)
  if (taken !== undefined) copy.splice(to, 0, taken)
  return copy
}

/** What was carried into a round to be worked on: the words as carried, with where each came from. */
export function carriedInto(decisions: readonly CarryDecision[], round: number): { result: CarryResult; decision: CarryDecision }[] {
  return decisions
    .filter((decision) => decision.placedIn === round)
    .flatMap((decision) => decision.results.filter((result) => result.as === 'note').map((result) => ({ result, decision })))
}

/** The bare name of a web address, for people to see where a link goes. */
export function siteOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    return address
  }
}
