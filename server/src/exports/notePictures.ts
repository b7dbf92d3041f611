import { PICTURE_LIMIT } from '@stocktake/shared/board/schema'
import type { BoardContent } from '@stocktake/shared/record'
import { imageSize } from 'image-size'
import type { StoredFile } from '../store/store.ts'
import type { ExportSource } from './source.ts'

/** Bytes of all pictures in one drawing of a canvas; of the rest it has the words. */
const MOST_BYTES = 12 * 1024 * 1024
/** A small file can hold a picture of many gigabytes: what takes more to unpack is left to its words. */
const MOST_PIXELS = 16_000_000
/** What everything that opens a drawing can show, and what makes PNG of it. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
])

/** The pictures on a board's notes as drawings can hold them, by the id of their file: small ones first, as many as fit. */
export async function notePictures(
  { notes }: Pick<BoardContent, 'notes'>,
  files: readonly StoredFile[],
  source: Pick<ExportSource, 'file'>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(notes.flatMap(({ picture }) => picture?.file ?? []))
  const known = files.filter(({ id, type, size }) => wanted.has(id) && TYPES.has(type) && size <= PICTURE_LIMIT).sort((a, b) => a.size - b.size)
  const found = new Map<string, string>()
  let bytes = 0
  for (const { id, type, size } of known) {
    bytes += size
    if (bytes > MOST_BYTES) break
    const picture = Buffer.from(await source.file(id))
    if (canBeDrawn(picture, TYPES.get(type))) found.set(id, `data:${type};base64,${picture.toString('base64')}`)
  }
  return found
}

/** Is it what it says it is, and of a size that can be unpacked? Whoever sent it may have made it to do harm. */
function canBeDrawn(picture: Buffer, kind: string | undefined): boolean {
  try {
    const { width = 0, height = 0, type } = imageSize(picture)
    return type === kind && width > 0 && height > 0 && width * height <= MOST_PIXELS
  } catch {
    // The library throws for what it cannot read; then there is nothing to draw.
    return false
  }
}
