import { addNote, type Board, createBoard, noteText } from '@stocktake/shared/board/board'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

/** Marks in what is typed: their way through a server is followed by looking for them in the bytes that arrive. */
const MARK = '~'
const MARK_LENGTH = 7
let marks = 0
export const sentAt = new Map<string, number>()

const AWARENESS = 1
const EMPTY_STATE = Uint8Array.of(0)

/**
 * One person: a socket that writes like the y-websocket client and reads only what is measured, so that the load costs
 * less than the servers. `reads` follows marks and cursors; the others count bytes.
 */
export class Person {
  readonly board: Board = createBoard()
  readonly socket: WebSocket
  readonly arrivals = new Map<string, number>()
  bytes = 0
  synced: (() => void) | undefined
  echo = false
  private clock = 0
  private note: string | undefined

  constructor(
    url: string,
    private readonly dialect: 'y-websocket' | 'hocuspocus',
    private readonly reads: boolean,
    private readonly group: string | null,
  ) {
    this.socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('message', (data: Buffer) => this.received(data))
    this.socket.on('error', () => {})
    this.board.doc.on('update', (update: Uint8Array) => this.sync(2, update))
  }

  /** Resolves when the socket is open and the server was asked for what it has. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('error', reject)
      this.socket.once('open', () => {
        if (this.dialect === 'hocuspocus')
          this.send((e) => {
            encoding.writeVarUint(e, 2)
            encoding.writeVarUint(e, 0)
            encoding.writeVarString(e, 'bench')
          })
        this.sync(0, EMPTY_STATE)
        resolve()
      })
    })
  }

  whenSynced(): Promise<void> {
    return new Promise((resolve) => {
      this.synced = resolve
    })
  }

  addNote(): void {
    this.note = addNote(this.board, { text: this.mark(), at: { cell: 'practice/current', x: 0, y: 0 }, group: this.group, createdAt: Date.now() })
  }

  type(): void {
    if (!this.note) this.addNote()
    else noteText(this.board, this.note)?.insert(0, this.mark())
  }

  point(): void {
    const json = JSON.stringify({ cursor: { x: Math.round(Math.random() * 2000), y: Math.round(Math.random() * 2000) } })
    this.awareness([[this.board.doc.clientID, ++this.clock, json]])
  }

  private mark(): string {
    const mark = MARK + (++marks).toString(36).padStart(MARK_LENGTH - 1, '0')
    sentAt.set(mark, performance.now())
    return mark
  }

  private awareness(states: [number, number, string][]) {
    this.send((e) => {
      encoding.writeVarUint(e, AWARENESS)
      const inner = encoding.encode((i) => {
        encoding.writeVarUint(i, states.length)
        for (const [client, clock, json] of states) {
          encoding.writeVarUint(i, client)
          encoding.writeVarUint(i, clock)
          encoding.writeVarString(i, json)
        }
      })
      encoding.writeVarUint8Array(e, inner)
    })
  }

  sync(step: number, bytes: Uint8Array): void {
    this.send((e) => {
      encoding.writeVarUint(e, 0)
      encoding.writeVarUint(e, step)
      encoding.writeVarUint8Array(e, bytes)
    })
  }

  private send(write: (encoder: encoding.Encoder) => void) {
    if (this.socket.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    if (this.dialect === 'hocuspocus') encoding.writeVarString(encoder, 'room')
    write(encoder)
    this.socket.send(encoding.toUint8Array(encoder))
  }

  private received(data: Buffer) {
    this.bytes += data.length
    const isSync = this.dialect === 'hocuspocus' ? data[5] === 0 : data[0] === 0
    const step = this.dialect === 'hocuspocus' ? data[6] : data[1]
    if (isSync && step === 1) this.synced?.()
    // What the server lacks; an honest client answers, or it would be asked again and again.
    if (isSync && step === 0) this.sync(1, Y.encodeStateAsUpdate(this.board.doc))
    if (this.echo && !isSync && data[0] === AWARENESS) this.echoed(data)
    if (!this.reads || !isSync) return
    const now = performance.now()
    for (let at = data.indexOf(MARK); at !== -1; at = data.indexOf(MARK, at + 1)) {
      // A number in the bytes may look like the sign of a mark; what follows it is no mark of ours then, and hides none.
      const mark = data.toString('latin1', at, at + MARK_LENGTH)
      if (!this.arrivals.has(mark)) this.arrivals.set(mark, now)
    }
  }

  /** The stock client hears of others' states and sends them back. */
  private echoed(data: Buffer) {
    const decoder = decoding.createDecoder(data)
    decoding.readVarUint(decoder)
    const states = decoding.readVarUint8Array(decoder)
    this.send((e) => {
      encoding.writeVarUint(e, AWARENESS)
      encoding.writeVarUint8Array(e, states)
    })
  }

  close(): void {
    this.socket.terminate()
  }
}
