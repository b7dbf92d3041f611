import { type Board, createBoard } from '@stocktake/shared/board/board'
import { CLOSE, MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

/** The other side of a board's socket, by hand: nothing moves and nothing is on disk before the test says so. */

/** Looks to the provider like a browser's socket, handlers included: they are accessors of the class there, too. */
export class TestSocket {
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  /** What the client sent and the server has not read yet. */
  readonly outgoing: Uint8Array[] = []
  /** All that it ever sent. */
  readonly sent: Uint8Array[] = []
  private handlers: { message: ((event: { data: ArrayBuffer }) => void) | null; close: ((event: { code: number }) => void) | null } = {
    message: null,
    close: null,
  }
  constructor(readonly url: string) {}
  get onmessage() {
    return this.handlers.message
  }
  set onmessage(handler) {
    this.handlers.message = handler
  }
  get onclose() {
    return this.handlers.close
  }
  set onclose(handler) {
    this.handlers.close = handler
  }

  send(bytes: Uint8Array) {
    if (this.readyState !== 1) return
    this.outgoing.push(bytes)
    this.sent.push(bytes)
  }
  close() {
    this.readyState = 3
  }

  // The server's hand

  open() {
    this.readyState = 1
    this.onopen?.()
  }
  deliver(bytes: Uint8Array) {
    if (this.readyState === 1) this.onmessage?.({ data: bytes.slice().buffer })
  }
  end(code: number) {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code })
  }
}

/** A socket class for `connectBoard`; each socket that is made is told of. */
export function socketsTo(made: (socket: TestSocket) => void): typeof WebSocket {
  return class extends TestSocket {
    constructor(url: string) {
      super(url)
      made(this)
    }
  } as unknown as typeof WebSocket
}

const syncFrame = (write: (encoder: encoding.Encoder) => void) => frame(MESSAGE.sync, write)

export function frame(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}

export const refusedFrame = (refusal: Refusal) => frame(MESSAGE.refused, (encoder) => encoding.writeVarString(encoder, JSON.stringify(refusal)))

export const savedFrame = (count: number, doc: Y.Doc) =>
  frame(MESSAGE.saved, (encoder) => {
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc))
  })

/** Cuts a sync message in two: what kind it is and what it holds; undefined for any other message. */
function readSync(bytes: Uint8Array): { kind: number; content: Uint8Array } | undefined {
  const decoder = decoding.createDecoder(bytes)
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return undefined
  return { kind: decoding.readVarUint(decoder), content: decoding.readVarUint8Array(decoder) }
}

/** Would this update change the document? Deletions count. */
export function changesSomething(doc: Y.Doc, update: Uint8Array): boolean {
  const twin = new Y.Doc()
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(doc))
  let changed = false
  twin.on('update', () => {
    changed = true
  })
  Y.applyUpdate(twin, update)
  return changed
}

interface Client {
  socket: TestSocket
  incoming: Uint8Array[]
  /** Messages on disk, and those that built on something missing: the next whole answer covers them. */
  saved: number
  owed: number
  /** Whole answers that did. */
  gaps: number
  /** It has not yet answered what the server asked. */
  asked: boolean
}

/** How many whole answers may build on something missing before it is no use to ask again. */
const GAPS = 3
const UNREADABLE: Refusal = { reason: 'unreadable', notes: [] }

/** A server that does what ours promises: what is not on its disk is neither sent nor confirmed. */
export class TestServer {
  /** What is on disk. */
  board: Board = createBoard()
  /** Why everything that changes something is refused, while it is. */
  refusing: Refusal | undefined
  private readonly clients: Client[] = []
  private waiting: { from: Client; update: Uint8Array; counts: number }[] = []
  readonly Socket = socketsTo((socket) => void this.clients.push({ socket, incoming: [], saved: 0, owed: 0, gaps: 0, asked: false }))

  get sockets(): readonly TestSocket[] {
    return this.clients.map(({ socket }) => socket)
  }

  private open = () => this.clients.filter(({ socket }) => socket.readyState === 1)

  /** Lets everybody in who knocks: the server asks first. */
  accept() {
    for (const client of this.clients) {
      if (client.socket.readyState !== 0) continue
      this.ask(client)
      client.socket.open()
    }
  }

  private ask(client: Client) {
    client.asked = true
    client.incoming.push(syncFrame((encoder) => syncProtocol.writeSyncStep1(encoder, this.board.doc)))
  }

  /** Reads the next message of everybody. */
  read() {
    for (const client of this.open()) {
      const message = client.socket.outgoing.shift()
      const sync = message && readSync(message)
      if (!sync) continue
      if (sync.kind === syncProtocol.messageYjsSyncStep1)
        client.incoming.push(syncFrame((encoder) => syncProtocol.writeSyncStep2(encoder, this.board.doc, sync.content)))
      else this.admit(client, sync.content, sync.kind === syncProtocol.messageYjsSyncStep2)
    }
  }

  private admit(from: Client, update: Uint8Array, answer: boolean) {
    if (answer) from.asked = false
    const hasGap = this.hasGap(update)
    if (hasGap && answer) from.gaps++
    const refusal = from.gaps > GAPS ? UNREADABLE : changesSomething(this.board.doc, update) ? this.refusing : undefined
    if (refusal) {
      from.socket.deliver(refusedFrame(refusal))
      from.socket.end(CLOSE.refused)
      return
    }
    if (hasGap) {
      from.owed++
      if (!from.asked) this.ask(from)
      return
    }
    this.waiting.push({ from, update, counts: 1 + (answer ? from.owed : 0) })
    if (answer) from.owed = 0
  }

  private hasGap(update: Uint8Array): boolean {
    const twin = new Y.Doc()
    for (const before of [Y.encodeStateAsUpdate(this.board.doc), ...this.waiting.map((each) => each.update), update]) Y.applyUpdate(twin, before)
    return twin.store.pendingStructs !== null || twin.store.pendingDs !== null
  }

  /** One more message reaches everybody. */
  deliver() {
    for (const { socket, incoming } of this.open()) {
      const message = incoming.shift()
      if (message) socket.deliver(message)
    }
  }

  /** What is on the way arrives, in both directions; nothing gets to the disk by it. */
  talk() {
    for (let i = 0; i < 20; i++) {
      this.read()
      this.deliver()
    }
  }

  /** What everybody sent is stored, and they know. */
  save() {
    this.talk()
    this.flush()
    this.talk()
  }

  /** Sends everybody a message. */
  tell(message: Uint8Array) {
    for (const { incoming } of this.open()) incoming.push(message)
    this.talk()
  }

  /** All that waits is on disk, then on the board, then told. */
  flush() {
    const { waiting } = this
    this.waiting = []
    for (const { from, update, counts } of waiting) {
      Y.applyUpdate(this.board.doc, update)
      from.saved += counts
      for (const other of this.open()) if (other !== from) other.incoming.push(syncFrame((encoder) => syncProtocol.writeUpdate(encoder, update)))
    }
    for (const from of new Set(waiting.map((each) => each.from))) from.incoming.push(savedFrame(from.saved, this.board.doc))
  }

  /** Nothing that waits can be stored; its senders hear so and are sent away. */
  fail() {
    for (const { from } of this.waiting) {
      from.socket.deliver(refusedFrame({ reason: 'storage-failed', notes: [] }))
      from.socket.end(CLOSE.tryAgain)
    }
    this.waiting = []
  }

  /** A power cut: what is not on disk is gone, and so is everything on the way. */
  crash() {
    this.waiting = []
    for (const { socket } of this.clients) socket.end(1006)
  }

  /** Nothing is on the way and nothing waits. */
  isQuiet = () =>
    !this.waiting.length &&
    this.clients.every(({ socket, incoming }) => socket.readyState === 3 || (socket.readyState === 1 && !socket.outgoing.length && !incoming.length))

  knocks = () => this.clients.some(({ socket }) => socket.readyState === 0)
}
