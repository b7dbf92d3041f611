/** Of the header of a websocket frame (RFC 6455, section 5.2): final and binary, and the lengths that say where the real one stands. */
const FINAL_BINARY = 0x82
const LENGTH_16 = 126
const LENGTH_64 = 127

/** A message: in one piece, or in several, of which other messages may have some too. */
export type Message = Uint8Array | readonly Uint8Array[]

/** Messages that leave together. As bytes for the wire they are made once, however many people are sent the same. */
export class Bundle {
  private made: readonly Uint8Array[] | undefined

  /** @param before what goes ahead of these messages, and to others too */
  constructor(
    private readonly own: readonly Message[],
    private readonly before?: Bundle,
  ) {}

  get isEmpty(): boolean {
    return this.own.length === 0 && this.before?.isEmpty !== false
  }

  get messages(): Uint8Array[] {
    return [...(this.before?.messages ?? []), ...this.own.map((message) => (message instanceof Uint8Array ? message : Buffer.concat(message)))]
  }

  /** All of them as frames of the websocket protocol, as a server sends them (not masked): pieces that belong one behind the other. */
  get wire(): readonly Uint8Array[] {
    this.made ??= [...(this.before?.wire ?? []), ...framed(this.own)]
    return this.made
  }
}

/** What is whole comes as one piece with its neighbours; what is in pieces is not copied together. */
function framed(messages: readonly Message[]): Uint8Array[] {
  const wire: Uint8Array[] = []
  let whole: Uint8Array[] = []
  const close = () => {
    if (whole.length) wire.push(whole.length === 1 && whole[0] ? whole[0] : Buffer.concat(whole))
    whole = []
  }
  for (const message of messages) {
    const pieces = message instanceof Uint8Array ? [message] : message
    whole.push(header(pieces.reduce((sum, { length }) => sum + length, 0)))
    if (message instanceof Uint8Array) whole.push(message)
    else {
      close()
      wire.push(...message.filter(({ length }) => length > 0))
    }
  }
  close()
  return wire
}

function header(length: number): Uint8Array {
  if (length < LENGTH_16) return Uint8Array.of(FINAL_BINARY, length)
  const bytes = Buffer.alloc(length < 65_536 ? 4 : 10)
  bytes[0] = FINAL_BINARY
  bytes[1] = length < 65_536 ? LENGTH_16 : LENGTH_64
  if (length < 65_536) bytes.writeUInt16BE(length, 2)
  else bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}
