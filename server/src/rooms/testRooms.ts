/** Rooms on a real store in a temporary folder, and people whose wires the test flushes by hand. The disk can be made to fail. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Board, createBoard } from '@stocktake/shared/board/board'
import { createStocktake } from '@stocktake/shared/commands/create'
import type { Actor } from '@stocktake/shared/policy'
import type { RoundState, Session } from '@stocktake/shared/session'
import { MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { createMemoryBus } from '../bus/memory.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import type { Socket } from './connection.ts'
import { presenceFrame, SYNC, step1Frame, step2Frame, updateFrame } from './frames.ts'
import type { RoomLimits } from './limits.ts'
import { openRooms, type RoomsOptions } from './rooms.ts'

const AT_ONCE = { share: 1, least: 0, most: 0 }

export type TestRooms = Awaited<ReturnType<typeof openTestRooms>>

export async function openTestRooms(limits: Partial<RoomLimits> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-rooms-'))
  const store = await openSqliteStore(folder)
  const made = createStocktake({ title: 'Discharge letters', sharedObject: 'A letter that arrives', template: 'care-standard' }, 1000)
  let session: Session = { ...made, rounds: made.rounds.map((round) => (round.number <= 2 ? { ...round, state: 'open' } : round)) }
  await store.createSession(session)
  const [nurses = '', doctors = ''] = session.groups.map(({ id }) => id)
  const faults = { append: false, appendToDrafts: false, read: false, snapshot: false }
  const seen = { reads: 0, flushes: 0, snapshots: 0, logged: [] as { what: string; error?: unknown }[] }
  const peers: Peer[] = []
  const bus = createMemoryBus()

  /** Each set of rooms has its own way to the store, which a crash cuts. */
  const open = () => {
    const link = { isCut: false }
    const reach = <T>(isFaulty: boolean, effect: () => Promise<T>, counts?: 'flushes' | 'reads' | 'snapshots') => {
      if (link.isCut || isFaulty) return Promise.reject(new Error(link.isCut ? 'crashed' : 'disk full'))
      if (counts) seen[counts]++
      return effect()
    }
    const way: RoomsOptions['store'] = {
      appendUpdates: (updates) =>
        reach(faults.append || (faults.appendToDrafts && updates.some(({ room }) => room.includes('/draft-'))), () => store.appendUpdates(updates), 'flushes'),
      readRoom: (room, after) => reach(faults.read, () => store.readRoom(room, after), after === undefined ? 'reads' : undefined),
      roomNames: (prefix) => store.roomNames(prefix),
      saveSnapshot: (...snapshot) => reach(faults.snapshot, () => store.saveSnapshot(...snapshot), 'snapshots'),
      readSession: (id) => reach(faults.read, () => store.readSession(id)),
      members: (id) => store.members(id),
    }
    return {
      link,
      rooms: openRooms({
        store: way,
        bus,
        now: () => world.now(),
        limits: { updatePace: AT_ONCE, presencePace: AT_ONCE, ...limits },
        log: (what, facts) => seen.logged.push({ what, error: facts.error }),
      }),
    }
  }
  let current = open()
  const others: ReturnType<typeof open>[] = []

  const world = {
    /** The server's clock is so many milliseconds ahead. */
    ahead: 0,
    now: () => Date.now() + world.ahead,
    store: store as Store,
    bus,
    faults,
    seen,
    groups: { nurses, doctors },
    get session() {
      return session
    },
    get rooms() {
      return current.rooms
    },
    /** One more server process on the same store and bus. */
    another() {
      const made = open()
      others.push(made)
      return {
        rooms: made.rooms,
        get session() {
          return session
        },
      }
    },
    /** Somebody with a browser of their own; not connected yet. */
    peer(actor: Partial<Actor> & { memberId: string }, more: { ext?: boolean; round?: number; name?: string; at?: Home; isDraft?: boolean } = {}): Peer {
      const peer = new Peer(
        more.at ?? world,
        { role: 'participant', groupId: nurses, ...actor },
        more.ext ?? true,
        more.round ?? 1,
        more.name ?? null,
        more.isDraft ?? false,
      )
      peers.push(peer)
      return peer
    },
    /** A command saved this. */
    sawSession(saved: Session) {
      session = saved
    },
    async setSession(change: (session: Session) => Session) {
      session = { ...change(session), version: session.version + 1 }
      await store.saveSession(session)
      current.rooms.sessionChanged(session)
      bus.publish({ type: 'session', stocktakeId: session.id, version: session.version })
    },
    setRound: (number: number, state: RoundState) =>
      world.setSession((before) => ({ ...before, rounds: before.rounds.map((round) => (round.number === number ? { ...round, state } : round)) })),
    /** Delivers everything there is to deliver, and what comes of it, until all is quiet. */
    async calm() {
      for (let quiet = 0; quiet < 2; ) {
        const rounds = new Set(peers.map(({ round }) => round))
        for (const { rooms: ours } of [current, ...others])
          for (const round of rounds)
            await ours
              .hold(session.id, round)
              .then((release) => release())
              .catch(() => {})
        for (const { isDraft, round, memberId } of peers)
          for (const { rooms: ours } of isDraft ? [current, ...others] : [])
            await ours.drafts
              .hold({ stocktakeId: session.id, round, draftOf: memberId })
              .then((release) => release())
              .catch(() => {})
        const moved = peers.map((peer) => peer.flush()).some((some) => some)
        quiet = moved ? 0 : quiet + 1
      }
    },
    /** Ends the server from one moment to the next, and starts it again. */
    crash() {
      current.link.isCut = true
      for (const peer of peers) peer.unplug()
      current = open()
    },
    async close() {
      for (const { rooms: ours } of [current, ...others]) await ours.close()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
  return world
}

type Listener = (...args: never[]) => void

/** Two queues instead of a network. Closing is a message like any other: what was sent before it arrives before it. */
export class FakeSocket implements Socket {
  bufferedAmount = 0
  isPaused = false
  toServer: { bytes: unknown; isBinary: boolean }[] = []
  toClient: ({ bytes: Uint8Array } | { code: number })[] = []
  private readonly listeners: [string, Listener][] = []
  private isOver = false

  send = (bytes: Uint8Array) => void this.toClient.push({ bytes })
  close = (code: number) => void this.toClient.push({ code })
  terminate = () => this.over()
  pause = () => {
    this.isPaused = true
  }
  resume = () => {
    this.isPaused = false
  }
  ping = () => this.emit('pong')
  on(event: string, listener: Listener) {
    this.listeners.push([event, listener])
  }
  emit(event: string, ...args: unknown[]) {
    for (const [name, listener] of this.listeners) if (name === event) (listener as (...args: unknown[]) => void)(...args)
  }
  over() {
    if (!this.isOver) this.emit('close')
    this.isOver = true
  }
}

/** The server process that somebody is connected to. */
interface Home {
  rooms: ReturnType<typeof openRooms>
  session: Session
}

/** A stock client in all that matters: it asks, answers, sends its changes, and starts anew after a refusal. */
export class Peer {
  board: Board
  socket: FakeSocket | undefined
  isSynced = false
  /** Sync messages with content sent and confirmed on this connection. */
  sent = 0
  durable = 0
  refusals: Refusal[] = []
  /** Messages with updates that came, besides answers. */
  told = 0
  /** Notes that the server says are this person's. */
  yours: string[] = []
  closes: number[] = []
  presence = new Map<number, { clock: number; state: Record<string, unknown> | null }>()
  /** For each Yjs client id this person wrote with: how far the server has confirmed it. */
  confirmed = new Map<number, number>()
  private clocks: number[] = []

  constructor(
    private readonly world: Home,
    readonly actor: Actor,
    readonly ext: boolean,
    readonly round: number,
    readonly name: string | null,
    readonly isDraft: boolean,
  ) {
    this.board = this.newBoard()
  }

  get memberId() {
    return this.actor.memberId
  }

  connect(): this {
    const socket = new FakeSocket()
    this.socket = socket
    this.isSynced = false
    this.sent = 0
    this.durable = 0
    this.clocks = []
    const { session } = this.world
    this.world.rooms.connect(socket, {
      stocktakeId: session.id,
      round: this.round,
      isDraft: this.isDraft,
      actor: this.actor,
      memberName: this.name,
      hears: { ext: this.ext, zip: false },
      session,
    })
    this.send(step1Frame(Y.encodeStateVector(this.board.doc)))
    return this
  }

  /** The line goes dead: what was under way in either direction is lost. */
  unplug(): void {
    const { socket } = this
    this.socket = undefined
    socket?.over()
  }

  /** Puts bytes on the wire as they are. */
  send(bytes: unknown, isBinary = true): void {
    this.socket?.toServer.push({ bytes, isBinary })
  }

  announce(clock: number, state: unknown, client = this.board.doc.clientID): void {
    this.send(presenceFrame([{ client, clock, json: JSON.stringify(state) }]))
  }

  /** Delivers up to so many messages each way. */
  flush(count = Number.POSITIVE_INFINITY): boolean {
    const { socket } = this
    if (!socket) return false
    let moved = false
    for (let i = 0; i < count && socket.toServer.length && !socket.isPaused; i++) {
      const message = socket.toServer.shift()
      socket.emit('message', message?.bytes, message?.isBinary)
      moved = true
    }
    for (let i = 0; i < count && socket.toClient.length && this.socket === socket; i++) {
      const message = socket.toClient.shift()
      if (message && 'code' in message) this.closed(socket, message.code)
      else if (message) this.receive(message.bytes)
      moved = true
    }
    return moved
  }

  private closed(socket: FakeSocket, code: number) {
    this.socket = undefined
    this.closes.push(code)
    socket.over()
    if (code === 4409) this.board = this.newBoard()
  }

  private newBoard(): Board {
    const board = createBoard()
    board.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sendContent(updateFrame(update))
    })
    return board
  }

  private sendContent(frame: Uint8Array) {
    if (!this.socket) return
    this.send(frame)
    this.sent++
    this.clocks.push(Y.getState(this.board.doc.store, this.board.doc.clientID))
  }

  private receive(bytes: Uint8Array) {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    const { doc } = this.board
    if (kind === MESSAGE.sync) {
      const step = decoding.readVarUint(decoder)
      const content = decoding.readVarUint8Array(decoder)
      if (step === SYNC.step1) this.sendContent(step2Frame(Y.encodeStateAsUpdate(doc, content)))
      else Y.applyUpdate(doc, content, this)
      if (step === SYNC.update) this.told++
      if (step === SYNC.step2) this.isSynced = true
    } else if (kind === MESSAGE.saved) {
      this.durable = decoding.readVarUint(decoder)
      const clock = this.clocks[this.durable - 1] ?? 0
      this.confirmed.set(doc.clientID, Math.max(clock, this.confirmed.get(doc.clientID) ?? 0))
    } else if (kind === MESSAGE.refused) this.refusals.push(JSON.parse(decoding.readVarString(decoder)))
    else if (kind === MESSAGE.yours) this.yours.push(...JSON.parse(decoding.readVarString(decoder)))
    else if (kind === MESSAGE.awareness) this.receivePresence(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
  }

  private receivePresence(decoder: decoding.Decoder) {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      this.presence.set(client, { clock: decoding.readVarUint(decoder), state: JSON.parse(decoding.readVarString(decoder)) })
    }
  }
}
