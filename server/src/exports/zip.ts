import { once } from 'node:events'
import { Readable } from 'node:stream'
import ZipStream from 'zip-stream'

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** An archive that is written as it is made: nothing but its table of contents is kept. */
export interface Zip {
  /** @param file whole, where there is nothing to gain by packing it; else in pieces */
  add(path: string, file: Uint8Array | Pieces): Promise<void>
  end(): Promise<void>
}

/** @param madeAt the time that all its files bear */
export function openZip(madeAt: number, put: (bytes: Uint8Array) => Promise<void>): Zip {
  const zip = new ZipStream()
  const date = new Date(madeAt)
  // Nothing is packed any more when nobody takes it, so whoever adds a file waits for either.
  const taken = handOver(zip, put)
  taken.catch(() => {})
  return {
    add: (path, file) => Promise.race([added(zip, path, file, date), taken]),
    async end() {
      zip.finalize()
      await taken
    },
  }
}

async function handOver(zip: AsyncIterable<Uint8Array>, put: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  for await (const bytes of zip) await put(bytes)
}

async function added(zip: ZipStream, name: string, file: Uint8Array | Pieces, date: Date): Promise<void> {
  const isWhole = file instanceof Uint8Array
  const source = isWhole ? Buffer.from(file.buffer, file.byteOffset, file.byteLength) : Readable.from(file)
  await new Promise<void>((resolve, reject) => {
    zip.entry(source, { name, date, store: isWhole }, (error) => (error ? reject(error) : resolve()))
  })
  // What is whole goes in at once, and the next file is not made before it has gone on.
  if (zip.writableNeedDrain) await once(zip, 'drain')
}
