import { PICTURE_LIMIT } from '@stocktake/shared/board/schema'
import { Problem } from '@stocktake/shared/problem'
import { fileTypeFromBuffer } from 'file-type'

const MB = 1024 * 1024
/** What may be uploaded, and how large it may be. */
export const FILE_TYPES: Readonly<Record<string, number>> = {
  'image/png': 25 * MB,
  'image/jpeg': 25 * MB,
  'image/gif': 25 * MB,
  'image/webp': 25 * MB,
  'application/pdf': 25 * MB,
  'video/mp4': 100 * MB,
  'video/webm': 100 * MB,
}
/** What anybody who may write may put on a note: pictures, and small ones, since a board has thousands of notes. */
export const PICTURE_TYPES: Readonly<Record<string, number>> = Object.fromEntries(
  ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].map((type) => [type, PICTURE_LIMIT]),
)
export const LARGEST_FILE = Math.max(...Object.values(FILE_TYPES))

/** Enough of a file to tell what it is. */
const HEAD = 4100

/** The type of a file by its first bytes, if it is one we take. Names and claims of the sender do not count. */
export async function sniff(head: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head.subarray(0, HEAD))
  return found && Object.hasOwn(FILE_TYPES, found.mime) ? found.mime : undefined
}

/** Finds out the type of a stream, refuses one that we do not take, and gives back the whole stream with its limit kept. */
export async function inspect(stream: AsyncIterable<Uint8Array>, types = FILE_TYPES): Promise<{ type: string; chunks: AsyncIterable<Uint8Array> }> {
  const source = stream[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  for (let length = 0; length < HEAD; ) {
    const { value, done } = await source.next()
    if (done) break
    first.push(value)
    length += value.length
  }
  const type = await sniff(Buffer.concat(first))
  if (!type || !Object.hasOwn(types, type)) throw new Problem('file-type-refused')
  const limit = types[type] ?? 0

  async function* whole() {
    let size = 0
    const counted = (chunk: Uint8Array) => {
      size += chunk.length
      if (size > limit) throw new Problem('too-large', { limit })
      return chunk
    }
    for (const chunk of first) yield counted(chunk)
    for (let next = await source.next(); !next.done; next = await source.next()) yield counted(next.value)
  }
  return { type, chunks: whole() }
}

/** The file's name as others will see it: without folders and what cannot be shown. */
export const cleanName = (name: string) =>
  (name.split(/[/\\]/).at(-1) ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .trim()
    .slice(-120) || 'file'

/** A single byte range of a file of that size; `whole` without one we can answer, `none` if it lies outside. */
export function byteRange(header: string | undefined, size: number): { from: number; to: number } | 'whole' | 'none' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (!first && !last)) return 'whole'
  const from = first ? Number(first) : Math.max(0, size - Number(last))
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1
  return from > to || (!first && Number(last) === 0) ? 'none' : { from, to }
}
