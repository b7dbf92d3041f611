import { createBoard } from '@stocktake/shared/board/board'
import { MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { presenceFrame, SYNC, step1Frame, step2Frame, updateFrame } from '../src/rooms/frames.ts'
import type { Seat } from './seats.ts'

/** What Hocuspocus puts before each message: which document it is about. Nothing for others. */
export const prefixOf = ({ document }: Seat) => (document === undefined ? new Uint8Array() : encoding.encode((e) => encoding.writeVarString(e, document)))

/** What Hocuspocus wants to hear first. */
export const authFrame = encoding.encode((e) => {
  encoding.writeVarUint(e, MESSAGE.auth)
  encoding.writeVarUint(e, 0)
  encoding.writeVarString(e, 'bench')
})

const NOTHING_KNOWN = Uint8Array.of(0)

/**
 * A y-websocket client on a raw socket: it does what the stock one does for a board, and everything it hears or is told
 * can be waited for.
 */
export class Client {
  readonly board = createBoard()
  readonly socket: WebSocket
  /** The close code, once it is over. */
  readonly closed: Promise<number>
  isSynced = false
  /** How many sync messages it sent, and how many of them are on disk, as the server says with `ext=1`. */
  sent = 0
  saved = 0
  readonly refusals: Refusal[] = []
  /** Whose presence it has heard of, and of whom last that they are gone. */
  readonly present = new Map<number, boolean>()
  bytes = 0
  private code: number | undefined
  private readonly prefix: Uint8Array
  private readonly waiting = new Set<() => void>()
  private clock = 0
  private readonly answers: boolean

  constructor(seat: Seat, { ext = false, asks = true, answers = true }: { ext?: boolean; asks?: boolean; answers?: boolean } = {}) {
    this.prefix = prefixOf(seat)
    this.answers = answers
    this.socket = new WebSocket(ext ? `${seat.url}&ext=1` : seat.url, { perMessageDeflate: false })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('error', () => {})
    this.socket.on('open', () => {
      if (seat.document !== undefined) this.send(authFrame)
      if (asks) this.send(step1Frame(NOTHING_KNOWN))
    })
    this.socket.on('message', (data: Buffer) => this.received(data))
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code) => {
        this.code = code
        this.look()
        resolve(code)
      }),
    )
    this.board.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(updateFrame(update))
    })
  }

  /** Resolves when this is so; it is looked at after each message. Rejects when the socket closes before. */
  until(check: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (check()) resolve()
        else if (this.code !== undefined) reject(new Error(`closed with ${this.code} before it came`))
        else return
        this.waiting.delete(look)
      }
      this.waiting.add(look)
      look()
    })
  }

  opened(): Promise<void> {
    return this.socket.readyState === WebSocket.OPEN
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          this.socket.once('open', resolve)
          this.socket.once('close', (code) => reject(new Error(`closed with ${code} before it opened`)))
        })
  }

  synced(): Promise<void> {
    return this.until(() => this.isSynced)
  }

  /** Says where it is, under its own id. */
  point(state: unknown = { cursor: { x: 1, y: 2 } }): void {
    this.send(presenceFrame([{ client: this.board.doc.clientID, clock: ++this.clock, json: JSON.stringify(state) }]))
  }

  /** Sends a message of the protocol as it is. */
  send(frame: Uint8Array): void {
    if (this.socket.readyState !== WebSocket.OPEN) return
    if (frame[0] === MESSAGE.sync && frame[1] !== SYNC.step1) this.sent++
    this.socket.send(this.prefix.length ? Buffer.concat([this.prefix, frame]) : frame)
  }

  /** Leaves without a word. */
  drop(): void {
    this.socket.terminate()
  }

  private received(data: Buffer) {
    this.bytes += data.length
    try {
      this.read(decoding.createDecoder(data.subarray(this.prefix.length)))
    } catch {
      // What no client can read ends the connection, as it would anybody's.
      this.drop()
    }
    this.look()
  }

  private look() {
    for (const look of [...this.waiting]) look()
  }

  private read(decoder: decoding.Decoder) {
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.sync) {
      const step = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (step === SYNC.step1) return this.answers && this.send(step2Frame(Y.encodeStateAsUpdate(this.board.doc, bytes)))
      Y.applyUpdate(this.board.doc, bytes, this)
      this.isSynced ||= step === SYNC.step2
    } else if (kind === MESSAGE.awareness) {
      const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
      for (let left = decoding.readVarUint(states); left > 0; left--) {
        const client = decoding.readVarUint(states)
        decoding.readVarUint(states)
        this.present.set(client, decoding.readVarString(states) !== 'null')
      }
    } else if (kind === MESSAGE.saved) this.saved = decoding.readVarUint(decoder)
    else if (kind === MESSAGE.refused) this.refusals.push(JSON.parse(decoding.readVarString(decoder)))
  }
}
