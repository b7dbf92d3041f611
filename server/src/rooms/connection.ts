import type { Actor } from '@stocktake/shared/policy'
import { CLOSE, MESSAGE, type Refusal, WIRE_LIMITS } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import { Bundle, type Message } from './bundle.ts'
import { NO_PRESENCE, refusedFrame, SYNC, savedFrame, youFrame, yoursFrame } from './frames.ts'
import type { RoomLimits } from './limits.ts'

/** What a room needs of a websocket; `ws` has it. Hand it over before the first message can arrive, or paused. */
export interface Socket {
  readonly bufferedAmount: number
  send(bytes: Uint8Array): void
  /** Sends bytes that are frames of the websocket protocol already, in order with what `send` sends. */
  write?(wire: Uint8Array): void
  /** What is sent between the two leaves in one write. */
  cork?(): void
  uncork?(): void
  close(code: number, reason?: string): void
  terminate(): void
  pause(): void
  resume(): void
  ping(): void
  on(event: 'message', listener: (bytes: unknown, isBinary: boolean) => void): unknown
  on(event: 'close' | 'error' | 'pong', listener: () => void): unknown
}

/** What a connection asks of the board it belongs to. */
export interface Listener {
  /** The other side asks for what its state vector lacks. */
  asked(from: Connection, stateVector: Uint8Array): void
  /** An update came; `answer` if it is the whole of what we lacked. `later`: the same again once this connection is resumed. */
  wrote(from: Connection, update: Uint8Array, answer: boolean): 'later' | undefined
  presence(from: Connection, states: Uint8Array): void
  askedPresence(from: Connection): void
}

/** Why a connection is not listened to for the moment; its socket is paused while there is any reason. */
export type Pause = 'loading' | 'held' | 'preparing' | 'rate' | 'turn'

/** What a client asked to be told besides the messages of the protocol. */
export interface Hears {
  /** `saved`, `refused`, `yours`. */
  ext: boolean
  /** `packed`. */
  zip: boolean
}

/**
 * One person's socket on one board. Cuts the stream into messages, in order, and keeps it within its limits. Whatever
 * comes over it, the worst that happens is that this one socket is closed.
 */
export class Connection {
  private static count = 0
  /** Goes up with each connection. */
  readonly number = ++Connection.count

  /** Sync messages of this connection that are on disk. */
  private savedCount = 0
  /** Messages that built on something missing; the next whole answer covers them. */
  owed = 0
  /** Whole answers in a row that built on something missing. */
  gaps = 0
  private shownId: number | undefined
  /** It was asked for what we lack and has not answered. */
  isAsked = false
  isOpen = true
  /** When it was last sent something. */
  toldAt = 0

  private readonly pauses = new Set<Pause>()
  private inbox: Uint8Array[] = []
  /** What it was read in the turn of the event loop that it was read in last. */
  private readonly turn = { number: 0, read: 0 }
  /** Was read and came too early. */
  private putBack: Uint8Array | undefined
  private listener: Listener | undefined
  private isAlive = true
  private messagesLeft: number
  private bytesLeft: number
  private countedAt: number
  /** The state it asked for last may wait for it besides. */
  private answerBytes = 0
  private timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly socket: Socket,
    public actor: Actor,
    public memberName: string | null,
    readonly hears: Hears,
    private readonly limits: RoomLimits,
    private readonly now: () => number,
    private readonly onEnd: (connection: Connection) => void,
  ) {
    this.messagesLeft = limits.messagesAtOnce
    this.bytesLeft = limits.bytesAtOnce
    this.countedAt = now()
    this.pause('loading')
    socket.on('message', (bytes, isBinary) => this.received(bytes, isBinary))
    socket.on('close', () => this.ended())
    // An error on a socket is followed by its close; without a listener it would end the process.
    socket.on('error', () => {})
    socket.on('pong', () => {
      this.isAlive = true
    })
  }

  get unpacks(): boolean {
    return this.hears.ext && this.hears.zip
  }

  isPaused(reason: Pause): boolean {
    return this.pauses.has(reason)
  }

  get memberId(): string {
    return this.actor.memberId
  }

  /** From now on messages are handed to the board; those that came before it was loaded first. */
  listen(listener: Listener): void {
    this.listener = listener
    this.resume('loading')
  }

  pause(reason: Pause): void {
    if (this.pauses.size === 0) this.socket.pause()
    this.pauses.add(reason)
  }

  resume(reason: Pause): void {
    if (!this.pauses.delete(reason) || this.pauses.size > 0 || !this.isOpen) return
    this.socket.resume()
    this.drain()
  }

  /** Sends messages, unless the reader has stopped reading: then it is dropped, and gets everything when it comes back. */
  tell(bundle: Bundle): void {
    if (!this.isReading()) return
    this.toldAt = this.now()
    const { socket } = this
    if (!socket.write) {
      for (const message of bundle.messages) socket.send(message)
      return
    }
    const { wire } = bundle
    if (wire.length > 1) socket.cork?.()
    for (const piece of wire) socket.write(piece)
    if (wire.length > 1) socket.uncork?.()
  }

  send(message: Message): void {
    this.tell(new Bundle([message]))
  }

  /** Sends a state that was asked for, which may wait longer than other messages. */
  sendAnswer(frames: readonly Uint8Array[]): void {
    if (!this.isReading()) return
    this.answerBytes = frames.reduce((sum, { length }) => sum + length, 0)
    this.socket.cork?.()
    for (const frame of frames) this.socket.send(frame)
    this.socket.uncork?.()
  }

  private isReading(): boolean {
    if (this.isOpen && this.socket.bufferedAmount > this.limits.unreadBytes + this.answerBytes) this.close(CLOSE.tryAgain, 'too slow')
    return this.isOpen
  }

  /** So many more of its messages are on disk. */
  saved(count: number, stateVector: () => Uint8Array): void {
    this.savedCount += count
    if (this.hears.ext && count > 0) this.send(savedFrame(this.savedCount, stateVector()))
  }

  /** From now on the others hear of this connection under this id. */
  shownAs(id: number): void {
    this.shownId = id
    if (this.hears.ext) this.send(youFrame(id))
  }

  /** The id that it must not be told of: a stock client would take itself for somebody else. */
  get without(): number | undefined {
    return this.hears.ext ? undefined : this.shownId
  }

  /** It hears from us, though there is nothing to tell. */
  assure(): void {
    this.send(NO_PRESENCE)
  }

  /** These notes were written by the person of this connection, here or elsewhere. */
  yours(notes: readonly string[]): void {
    if (this.hears.ext && notes.length > 0) this.send(yoursFrame(notes))
  }

  /** Says what was refused, to those who asked to be told, and ends the connection: what it sends next would build on it. */
  refuse(refusal: Refusal): void {
    if (this.hears.ext) this.send(refusedFrame(refusal))
    const readable = this.hears.ext || refusal.reason !== 'unreadable'
    this.close(refusal.reason === 'storage-failed' ? CLOSE.tryAgain : readable ? CLOSE.refused : CLOSE.badMessage, refusal.reason)
  }

  close(code: number, reason = ''): void {
    if (!this.isOpen) return
    this.socket.close(code, reason)
    // A peer that does not read would keep all that waits for it in memory.
    const timer = setTimeout(() => this.socket.terminate(), this.limits.closeWait)
    timer.unref()
    this.timers.add(timer)
    this.stop()
  }

  /** Looks whether the other side still lives; a paused socket cannot answer. */
  beat(): void {
    if (this.pauses.size > 0) return
    if (!this.isAlive) this.socket.terminate()
    else this.socket.ping()
    this.isAlive = false
  }

  private ended() {
    for (const timer of this.timers) clearTimeout(timer)
    this.stop()
  }

  private stop() {
    if (!this.isOpen) return
    this.isOpen = false
    this.inbox = []
    // A paused socket would never notice that it was closed.
    if (this.pauses.size > 0) this.socket.resume()
    this.onEnd(this)
  }

  private received(bytes: unknown, isBinary: boolean) {
    if (!this.isOpen) return
    this.isAlive = true
    if (!isBinary) return this.close(CLOSE.badMessage, 'text')
    const message = toBytes(bytes)
    if (message.length > WIRE_LIMITS.message) return this.close(CLOSE.tooLarge)
    this.inbox.push(message)
    this.drain()
  }

  private drain() {
    while (this.isOpen && this.pauses.size === 0 && this.inbox.length > 0) {
      // Whoever sends thousands at once, which come as one piece, must not keep everybody waiting until they are judged.
      if (!this.hasTurn()) {
        this.pause('turn')
        setImmediate(() => this.resume('turn'))
        return
      }
      const message = this.inbox.shift() as Uint8Array
      if (message !== this.putBack) this.spend(1, message.length)
      this.putBack = undefined
      try {
        if (this.read(message) === 'later') {
          this.putBack = message
          this.inbox.unshift(message)
        }
      } catch {
        this.close(CLOSE.badMessage)
      }
    }
  }

  private hasTurn(): boolean {
    const number = currentTurn()
    if (this.turn.number !== number) {
      this.turn.number = number
      this.turn.read = 0
    }
    return this.turn.read++ < this.limits.messagesATurn
  }

  /** Counts what came. Who sends more than its share is not listened to until it has waited for it. */
  private spend(messages: number, bytes: number) {
    const { messagesPerSecond, messagesAtOnce, bytesPerSecond, bytesAtOnce } = this.limits
    const seconds = Math.max(0, this.now() - this.countedAt) / 1000
    this.countedAt = this.now()
    this.messagesLeft = Math.min(messagesAtOnce, this.messagesLeft + seconds * messagesPerSecond) - messages
    this.bytesLeft = Math.min(bytesAtOnce, this.bytesLeft + seconds * bytesPerSecond) - bytes
    const wait = Math.max(-this.messagesLeft / messagesPerSecond, -this.bytesLeft / bytesPerSecond)
    if (wait <= 0 || this.pauses.has('rate')) return
    this.pause('rate')
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.resume('rate')
    }, wait * 1000)
    this.timers.add(timer)
  }

  /** One message. Throws if it is none of ours. */
  private read(message: Uint8Array): 'later' | undefined {
    const { listener } = this
    if (!listener) return undefined
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.auth) return undefined
    if (kind === MESSAGE.queryAwareness) {
      this.spend(this.limits.presenceRequestCost, 0)
      listener.askedPresence(this)
      return undefined
    }
    if (kind === MESSAGE.awareness) {
      const states = decoding.readVarUint8Array(decoder)
      // A stock client that sends back what it heard of hundreds of others is not at fault; it is passed over.
      if (states.length <= WIRE_LIMITS.awareness) listener.presence(this, states)
      return undefined
    }
    if (kind !== MESSAGE.sync) throw new Error('unknown message')
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === SYNC.step1) {
      if (bytes.length > this.limits.stateVector) throw new Error('state vector too large')
      this.spend(this.limits.syncRequestCost, 0)
      listener.asked(this, bytes)
      return undefined
    }
    if (step === SYNC.step2 || step === SYNC.update) return listener.wrote(this, bytes, step === SYNC.step2)
    throw new Error('unknown sync message')
  }
}

let turns = 1
let isTurnCounted = false

/** Goes up with each turn of the event loop in which somebody asks. */
function currentTurn(): number {
  if (!isTurnCounted) {
    isTurnCounted = true
    setImmediate(() => {
      turns++
      isTurnCounted = false
    })
  }
  return turns
}

function toBytes(bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes)
  return Array.isArray(bytes) ? Buffer.concat(bytes) : new Uint8Array()
}
