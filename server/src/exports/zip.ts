import { crc32, createDeflateRaw } from 'node:zlib'

/** An archive that is written as it is made: nothing but its table of contents is kept. */
export interface Zip {
  /** @param file whole, where there is nothing to gain by packing it; else in pieces */
  add(path: string, file: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  end(): Promise<void>
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** Names are UTF-8. */
const UTF8 = 0x0800
/** Sizes come after the bytes. */
const SIZES_AFTER = 0x0008
const STORED = 0
const DEFLATED = 8
const VERSION = 20
/** The format's old form, which everything reads, counts to here. */
const MOST = 0xffff_ffff

interface Entry {
  name: Buffer
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  /** Where in the archive it begins. */
  at: number
}

/** What stands before an entry's bytes, without its sizes where they come after. */
const localHead = ({ name, flags, method, crc, packed, size }: Entry, { date, time }: Moment) =>
  Buffer.concat([
    numbers([4, LOCAL], [2, VERSION], [2, flags], [2, method], [2, time], [2, date], [4, crc], [4, packed], [4, size], [2, name.length], [2, 0]),
    name,
  ])

const line = ({ name, flags, method, crc, packed, size, at }: Entry, { date, time }: Moment) =>
  Buffer.concat([
    numbers([4, CENTRAL], [2, VERSION], [2, VERSION], [2, flags], [2, method], [2, time], [2, date], [4, crc], [4, packed], [4, size]),
    numbers([2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
    name,
  ])

const lastOf = (count: number, bytes: number, at: number) => numbers([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, bytes], [4, at], [2, 0])

/** @param madeAt the time that all its files bear */
export function openZip(madeAt: number, put: (bytes: Uint8Array) => Promise<void>): Zip {
  const entries: Entry[] = []
  const moment = dosTime(madeAt)
  let at = 0
  const write = async (bytes: Uint8Array) => {
    at += bytes.length
    if (at > MOST) throw new Error('the archive is larger than its format allows')
    await put(bytes)
  }
  const begin = (path: string, about: Omit<Entry, 'name' | 'at'>): Entry => {
    const entry = { name: Buffer.from(path), at, ...about }
    entries.push(entry)
    return entry
  }

  return {
    async add(path, file) {
      if (file instanceof Uint8Array) {
        await write(localHead(begin(path, { flags: UTF8, method: STORED, crc: crc32(file), packed: file.length, size: file.length }), moment))
        await write(file)
        return
      }
      const entry = begin(path, { flags: UTF8 | SIZES_AFTER, method: DEFLATED, crc: 0, packed: 0, size: 0 })
      await write(localHead(entry, moment))
      const from = at
      const deflate = createDeflateRaw()
      const feed = async () => {
        for await (const piece of file) {
          entry.crc = crc32(piece, entry.crc)
          entry.size += piece.length
          if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve))
        }
        deflate.end()
      }
      const feeding = feed().catch((error) => deflate.destroy(error))
      for await (const chunk of deflate) await write(chunk)
      await feeding
      entry.packed = at - from
      await write(numbers([4, DESCRIPTOR], [4, entry.crc], [4, entry.packed], [4, entry.size]))
    },
    async end() {
      const from = at
      for (const entry of entries) await write(line(entry, moment))
      await write(lastOf(entries.length, at - from, from))
    },
  }
}

interface Moment {
  date: number
  time: number
}

/** Numbers in so many bytes each, the lowest byte first. */
function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const out = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) at = bytes === 2 ? out.writeUInt16LE(value, at) : out.writeUInt32LE(value, at)
  return out
}

/** Counts from 1980, in steps of two seconds. */
function dosTime(at: number): Moment {
  const when = new Date(at)
  const years = Math.max(0, when.getUTCFullYear() - 1980)
  return {
    date: (years << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  }
}
