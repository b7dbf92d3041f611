import { MESSAGE, WIRE_LIMITS } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'

const FORMAT = 'deflate-raw'

/** Can this browser unpack what the server packs? */
export function canUnpack(): boolean {
  try {
    return Boolean(new DecompressionStream(FORMAT))
  } catch {
    return false
  }
}

export const isPacked = (message: ArrayBuffer) => new Uint8Array(message)[0] === MESSAGE.packed

/** The message inside a packed one. Rejects what is damaged, packed twice, or would become larger than `most` bytes. */
export async function unpack(message: ArrayBuffer, most: number = WIRE_LIMITS.unpacked): Promise<ArrayBuffer> {
  const decoder = decoding.createDecoder(new Uint8Array(message))
  if (decoding.readVarUint(decoder) !== MESSAGE.packed) throw new Error('not packed')
  const inner = await inflate(decoding.readVarUint8Array(decoder).slice(), most)
  if (inner.byteLength === 0 || isPacked(inner)) throw new Error('no message inside')
  return inner
}

async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<ArrayBuffer> {
  const { readable, writable } = new DecompressionStream(FORMAT)
  const writer = writable.getWriter()
  // What goes wrong on this end goes wrong on the other as well, where it is caught.
  for (const written of [writer.write(bytes), writer.close()]) written.catch(() => undefined)

  const parts: Uint8Array[] = []
  let size = 0
  const reader = readable.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joined(parts, size)
    parts.push(value)
    size += value.length
    if (size <= most) continue
    await reader.cancel().catch(() => undefined)
    throw new Error('too large')
  }
}

function joined(parts: readonly Uint8Array[], size: number): ArrayBuffer {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.buffer
}
