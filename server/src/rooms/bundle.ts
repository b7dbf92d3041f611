/** Of the header of a websocket frame (RFC 6455, section 5.2): final and binary, and the lengths that say where the real one stands. */
const FINAL_BINARY = 0x82
const LENGTH_16 = 126
const LENGTH_64 = 127

/** Messages that leave together. As bytes for the wire they are made once, however many people are sent the same. */
export class Bundle {
  private made: Uint8Array | undefined

  constructor(readonly messages: readonly Uint8Array[]) {}

  /** All of them as frames of the websocket protocol, as a server sends them (not masked), in one piece. */
  get wire(): Uint8Array {
    this.made ??= framed(this.messages)
    return this.made
  }
}

function framed(messages: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(messages.reduce((sum, { length }) => sum + headerLength(length) + length, 0))
  let at = 0
  for (const message of messages) {
    bytes[at] = FINAL_BINARY
    const header = headerLength(message.length)
    if (header === 2) bytes[at + 1] = message.length
    else if (header === 4) {
      bytes[at + 1] = LENGTH_16
      bytes.writeUInt16BE(message.length, at + 2)
    } else {
      bytes[at + 1] = LENGTH_64
      bytes.writeBigUInt64BE(BigInt(message.length), at + 2)
    }
    bytes.set(message, at + header)
    at += header + message.length
  }
  return bytes
}

const headerLength = (length: number) => (length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10)
