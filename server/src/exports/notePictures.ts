import { type Note, PICTURE_LIMIT } from '@stocktake/shared/board/schema'
import { imageSize } from 'image-size'
import type { StoredFile } from '../store/store.ts'
import type { ExportSource } from './source.ts'

/** Bytes and pixels of all pictures in one drawing of a canvas, each as often as it is there; of the rest it has the words. */
const MOST = { bytes: 12 * 1024 * 1024, pixels: 120_000_000 }
/** A small file can hold a picture of many gigabytes: what takes more to unpack is left to its words. */
const MOST_PIXELS = 16_000_000
/** What everything that opens a drawing can show, and what makes PNG of it. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
])

/** The pictures on a board's notes as drawings can hold them, by the id of their file: small ones first, as many as fit. */
export async function notePictures(
  { notes }: { notes: readonly Pick<Note, 'picture'>[] },
  files: readonly StoredFile[],
  source: Pick<ExportSource, 'file'>,
): Promise<ReadonlyMap<string, string>> {
  const uses = new Map<string, number>()
  for (const { picture } of notes) if (picture) uses.set(picture.file, (uses.get(picture.file) ?? 0) + 1)
  const known = files.filter(({ id, type, size }) => uses.has(id) && TYPES.has(type) && size <= PICTURE_LIMIT).sort((a, b) => a.size - b.size)
  const found = new Map<string, string>()
  const left = { ...MOST }
  for (const { id, type, size } of known) {
    const times = uses.get(id) ?? 1
    if (size * times > left.bytes) continue
    const picture = Buffer.from(await source.file(id))
    const pixels = pixelsOf(picture, TYPES.get(type)) * times
    if (pixels > left.pixels) continue
    left.bytes -= size * times
    left.pixels -= pixels
    found.set(id, `data:${type};base64,${picture.toString('base64')}`)
  }
  return found
}

/** What has to be unpacked; endless where it is too much, or not what it says it is: whoever sent it may have made it to do harm. */
function pixelsOf(picture: Buffer, kind: string | undefined): number {
  try {
    const { width = 0, height = 0, type } = imageSize(picture)
    const pixels = width * height
    return type === kind && pixels > 0 && pixels <= MOST_PIXELS ? pixels : Number.POSITIVE_INFINITY
  } catch {
    // The library throws for what it cannot read; then there is nothing to draw.
    return Number.POSITIVE_INFINITY
  }
}
