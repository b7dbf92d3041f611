import { addNote, type Board, createBoard, noteText } from '@stocktake/shared/board/board'
import { MESSAGE } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { presenceFrame, SYNC, step1Frame, step2Frame, updateFrame } from '../src/rooms/frames.ts'
import { authFrame, prefixOf } from '../test/client.ts'
import type { Seat } from '../test/seats.ts'
import { Listening } from './listening.ts'
import { type Line, Sink } from './sink.ts'

/** Marks in what is typed: their way through a server is followed by looking for them in the bytes that arrive. */
const MARK = '~'
const MARK_LENGTH = 7
let marks = 0
export const sentAt = new Map<string, { at: number; by: Person }>()

const EMPTY_STATE = Uint8Array.of(0)
const nothing = () => {}

/**
 * One person: writes like the y-websocket client and reads only what is measured, so that the load costs less than the
 * servers. Who `reads` follows marks and counts cursors; who `listens` hears when it has everything; who `keeps` can say
 * what that was; the others count bytes.
 */
export class Person {
  readonly board: Board = createBoard()
  readonly arrivals = new Map<string, number>()
  /** Where others said to be, as often as it was told. */
  cursors = 0
  /** Messages with what others wrote. */
  updates = 0
  /** What came before it was told that it has everything. */
  private readonly kept: Buffer[] = []
  private isSynced = false
  private readonly line: Line
  private readonly prefix: Uint8Array
  private synced: () => void = nothing
  private clock = 0
  private note: string | undefined

  constructor(
    readonly seat: Seat,
    private readonly how: { reads?: boolean; listens?: boolean; echoes?: boolean; keeps?: boolean } = {},
  ) {
    this.prefix = prefixOf(seat)
    const { reads, listens, echoes, keeps } = how
    this.line = reads || listens || echoes || keeps ? new Listening(seat.url, (data) => this.received(data)) : new Sink(seat.url)
    this.board.doc.on('update', (update: Uint8Array) => this.send(updateFrame(update)))
  }

  get bytes(): number {
    return this.line.bytes
  }

  get isHere(): boolean {
    return this.line.isOpen
  }

  /** Resolves when the socket is open and the server was asked for what it has. */
  async open(): Promise<void> {
    await this.line.open()
    if (this.seat.document !== undefined) this.send(authFrame)
    this.send(step1Frame(EMPTY_STATE))
  }

  whenSynced(): Promise<void> {
    return new Promise((resolve) => {
      this.synced = resolve
    })
  }

  addNote(text = this.mark()): void {
    this.note = addNote(this.board, { text, at: { cell: 'practice/current', x: 0, y: 0 }, group: this.seat.group, createdAt: Date.now() })
  }

  type(): void {
    if (!this.note) this.addNote()
    else noteText(this.board, this.note)?.insert(0, this.mark())
  }

  point(): void {
    const json = JSON.stringify({ cursor: { x: Math.round(Math.random() * 2000), y: Math.round(Math.random() * 2000) } })
    this.send(presenceFrame([{ client: this.board.doc.clientID, clock: ++this.clock, json }]))
  }

  /** Brings what others made. */
  load(update: Uint8Array): void {
    this.send(updateFrame(update))
  }

  /** Notes that it had at the moment at which it was told that it has everything. */
  notesAtSync(): number {
    const board = createBoard()
    for (const message of this.kept) {
      const decoder = decoding.createDecoder(message)
      decoding.readVarUint(decoder)
      if (decoding.readVarUint(decoder) !== SYNC.step1) Y.applyUpdate(board.doc, decoding.readVarUint8Array(decoder))
    }
    return board.notes.size
  }

  close(): void {
    this.line.close()
    this.board.doc.destroy()
  }

  private mark(): string {
    const mark = MARK + (++marks).toString(36).padStart(MARK_LENGTH - 1, '0')
    sentAt.set(mark, { at: performance.now(), by: this })
    return mark
  }

  private send(frame: Uint8Array) {
    this.line.send(this.prefix.length ? Buffer.concat([this.prefix, frame]) : frame)
  }

  private received(data: Buffer) {
    const message = data.subarray(this.prefix.length)
    const [kind, step] = message
    if (kind === MESSAGE.sync) {
      if (this.how.keeps && !this.isSynced) this.kept.push(message)
      if (step === SYNC.step2) {
        this.isSynced = true
        this.synced()
      }
      // What the server lacks; an honest client answers, or it would be asked again and again.
      if (step === SYNC.step1) this.send(step2Frame(Y.encodeStateAsUpdate(this.board.doc)))
      if (step === SYNC.update) this.updates++
      if (this.how.reads) this.look(message)
    } else if (kind === MESSAGE.awareness) {
      if (this.how.reads) this.count(message)
      // The stock client hears of others' states and sends them back.
      if (this.how.echoes) this.send(message)
    }
  }

  private look(message: Buffer) {
    const now = performance.now()
    for (let at = message.indexOf(MARK); at !== -1; at = message.indexOf(MARK, at + 1)) {
      // A number in the bytes may look like the sign of a mark; what follows it is no mark of ours then, and hides none.
      const mark = message.toString('latin1', at, at + MARK_LENGTH)
      if (!this.arrivals.has(mark)) this.arrivals.set(mark, now)
    }
  }

  private count(message: Buffer) {
    const decoder = decoding.createDecoder(message)
    decoding.readVarUint(decoder)
    const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    for (let left = decoding.readVarUint(states); left > 0; left--) {
      const client = decoding.readVarUint(states)
      decoding.readVarUint(states)
      const state = decoding.readVarUint8Array(states)
      // A state without a place is shorter than one with.
      if (client !== this.board.doc.clientID && state.length > 'null'.length) this.cursors++
    }
  }
}
