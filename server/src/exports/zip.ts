import { crc32, createDeflateRaw } from 'node:zlib'

/** An archive that is written as it is made: nothing but its table of contents is kept. */
export interface Zip {
  add(path: string, pieces: AsyncIterable<Uint8Array>, isPacked?: boolean): Promise<void>
  end(): Promise<void>
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** Sizes come after the bytes, and names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** The format's old form, which everything reads, counts to here. */
const MOST = 0xffff_ffff

/** @param madeAt the time that all its files bear */
export function openZip(madeAt: number, put: (bytes: Uint8Array) => Promise<void>): Zip {
  const entries: { name: Buffer; crc: number; packed: number; size: number; at: number }[] = []
  const { date, time } = dosTime(madeAt)
  let at = 0
  const write = async (bytes: Uint8Array) => {
    at += bytes.length
    if (at > MOST) throw new Error('the archive is larger than its format allows')
    await put(bytes)
  }

  return {
    async add(path, pieces, isPacked = false) {
      const entry = { name: Buffer.from(path), crc: 0, packed: 0, size: 0, at }
      await write(
        Buffer.concat([
          numbers([4, LOCAL], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, time], [2, date], [4, 0], [4, 0], [4, 0], [2, entry.name.length], [2, 0]),
          entry.name,
        ]),
      )
      const begin = at
      const deflate = createDeflateRaw({ level: isPacked ? 1 : 6 })
      const feed = async () => {
        for await (const piece of pieces) {
          entry.crc = crc32(piece, entry.crc)
          entry.size += piece.length
          if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve))
        }
        deflate.end()
      }
      const feeding = feed().catch((error) => deflate.destroy(error))
      for await (const chunk of deflate) await write(chunk)
      await feeding
      entry.packed = at - begin
      await write(numbers([4, DESCRIPTOR], [4, entry.crc], [4, entry.packed], [4, entry.size]))
      entries.push(entry)
    },
    async end() {
      const begin = at
      for (const { name, crc, packed, size, at: local } of entries)
        await write(
          Buffer.concat([
            numbers([4, CENTRAL], [2, VERSION], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, time], [2, date], [4, crc], [4, packed], [4, size]),
            numbers([2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, local]),
            name,
          ]),
        )
      await write(numbers([4, END], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, at - begin], [4, begin], [2, 0]))
    },
  }
}

/** Numbers in so many bytes each, the lowest byte first. */
function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const out = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) at = bytes === 2 ? out.writeUInt16LE(value, at) : out.writeUInt32LE(value, at)
  return out
}

/** Counts from 1980, in steps of two seconds. */
function dosTime(at: number): { date: number; time: number } {
  const when = new Date(at)
  const years = Math.max(0, when.getUTCFullYear() - 1980)
  return {
    date: (years << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  }
}
