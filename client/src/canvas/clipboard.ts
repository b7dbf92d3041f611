import { fitting } from '@stocktake/shared/board/characters'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'

/** Notes copied on one board and pasted on another keep their line breaks through a format of our own. */
export const NOTES_TYPE = 'application/x-stocktake-notes'

/** As many notes as one paste makes. */
export const MOST_PASTED = 200

export interface Clip {
  plain: string
  notes: string
}

export const clipOf = (texts: readonly string[]): Clip => ({
  // A line in plain text is a note, so a note's own line breaks become spaces there.
  plain: texts.map((text) => text.replace(/\s*\n\s*/g, ' ')).join('\n'),
  notes: JSON.stringify(texts),
})

/** The texts of the notes that a clipboard stands for: ours as they were, plain text line by line without its bullets. */
export function textsFrom(ours: string, plain: string): string[] {
  const own = textList(ours)
  const texts = own ?? plain.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*(?:[-*•‣◦–]\s+)?/, '').trim())
  return texts.filter((text) => text.trim()).map((text) => fitting(text, BOARD_LIMITS.noteText))
}

function textList(json: string): string[] | undefined {
  if (!json) return undefined
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
  } catch {
    return undefined
  }
}

let last: Clip | undefined

/** Copies for a menu, which gets no event of the clipboard. What cannot be given to the system is kept in the page. */
export async function giveToClipboard(clip: Clip): Promise<void> {
  last = clip
  await navigator.clipboard?.writeText(clip.plain).catch(() => {})
}

/** The texts to paste for a menu; undefined where the browser does not let a page look. */
export async function takeFromClipboard(): Promise<string[] | undefined> {
  const plain = await navigator.clipboard?.readText?.().catch(() => undefined)
  if (plain === undefined) return last && textsFrom(last.notes, '')
  // The system's clipboard holds plain text; if that is what was copied here, the notes are known as they were.
  return textsFrom(plain === last?.plain ? last.notes : '', plain)
}
