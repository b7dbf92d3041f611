import { newId } from '@stocktake/shared/ids'
import type { Actor } from '@stocktake/shared/policy'
import type { BoardContent } from '@stocktake/shared/record'
import type { Member, Session } from '@stocktake/shared/session'
import { CLOSE } from '@stocktake/shared/wire'
import type { Bus, BusMessage } from '../bus/bus.ts'
import type { Store } from '../store/store.ts'
import { Connection, type Hears, type Socket } from './connection.ts'
import { putContent } from './content.ts'
import { statesOf } from './frames.ts'
import type { ServerEdit } from './gate.ts'
import { createJournal } from './journal.ts'
import { ROOM_LIMITS, type RoomLimits } from './limits.ts'
import { draftsName, readDraftName, roomName, type Which } from './names.ts'
import { type Fold, foldHere } from './parts.ts'
import { Room } from './room.ts'
import { createStrain } from './strain.ts'

/** Who connects to which board. */
export interface Joining {
  stocktakeId: string
  round: number
  /** Their own draft for the round, instead of its board. */
  isDraft?: boolean
  actor: Actor
  memberName: string | null
  hears: Hears
  /** The session as the caller just read it; the room uses the newest it has seen. */
  session: Session
}

/** Every board that is in memory, and the way to those that are not. */
export interface Rooms {
  /** Takes over a socket that was let in. Closes it with one of `CLOSE` when it cannot be served. Never throws. */
  connect(socket: Socket, joining: Joining): void
  /** What is on disk of a board. */
  read(stocktakeId: string, round: number): Promise<BoardContent>
  /** The same, with what is needed to seal the board if that is still all of it. */
  readAt(stocktakeId: string, round: number): Promise<{ content: BoardContent; room: string; seq: number }>
  /**
   * The server's own change, in whatever state the round is; `writers` has the members whose notes it adds, by note. On disk when it resolves, and sent to everybody. Rejects
   * with `Problem('storage-failed')`, nothing changed, when it could not be written.
   */
  edit(stocktakeId: string, round: number, effect: ServerEdit, writers?: ReadonlyMap<string, string>): Promise<void>
  /** Puts whole content on a board, for imports. Notes keep their ids; nobody is known as their writer. */
  load(stocktakeId: string, round: number, content: BoardContent): Promise<void>
  /**
   * From the moment this resolves until the function it gives is called, nothing that people send is admitted; what was
   * admitted before is on disk. `edit` and `read` work meanwhile. Messages wait and are judged after the release.
   */
  hold(stocktakeId: string, round: number): Promise<() => void>
  /** What people write alone, by member. Nothing of it is ever shown to anybody else but by the server's own hand. */
  readonly drafts: {
    members(stocktakeId: string, round: number): Promise<string[]>
    read(draft: Required<Which>): Promise<BoardContent>
    edit(draft: Required<Which>, effect: ServerEdit): Promise<void>
    hold(draft: Required<Which>): Promise<() => void>
  }
  /** Tells boards that are in memory what now holds: states of rounds, whose notes may be edited, groups, attribution. */
  sessionChanged(session: Session): void
  /** Leaves nothing on disk of what was deleted from a board, and nothing in memory: whoever comes is not sent it. */
  forgetDeleted(stocktakeId: string, round: number, draftOf?: string): Promise<void>
  /** Somebody has another role, group or name from now on, or was removed. */
  memberChanged(stocktakeId: string, member: Pick<Member, 'id' | 'role' | 'groupId' | 'name'> & Partial<Pick<Member, 'removed'>>): void
  /** Says goodbye to everybody, writes what is left, and resolves when all is on disk. */
  close(): Promise<void>
}

/** Facts for the log: ids and numbers, never anybody's words. */
export type Log = (what: string, facts: Readonly<Record<string, unknown>>) => void

export interface RoomsOptions {
  store: Pick<Store, 'appendUpdates' | 'readRoom' | 'roomNames' | 'saveSnapshot' | 'readSession' | 'members'>
  bus: Pick<Bus, 'publish' | 'subscribe'>
  /** Makes snapshots; here and now where none is given. */
  fold?: Fold
  /** Milliseconds since 1970. */
  now?: () => number
  log?: Log
  limits?: Partial<RoomLimits>
}

/** A room that is being loaded or is there, and how many need it: connections, edits, reads, holds. */
interface Slot {
  readonly name: string
  readonly stocktakeId: string
  readonly opening: Promise<Room>
  room: Room | undefined
  users: number
  session: Session | undefined
  /** How far other processes say to have written; while the room is being loaded it cannot look yet. */
  heard: number
  readonly connections: Set<Connection>
  leaving: NodeJS.Timeout | undefined
}

/** Opens, shares and unloads boards. Whoever needs a room holds it by `use` and lets go by `release`; all races are settled there. */
export function openRooms({ store, bus, fold = foldHere, now = Date.now, log = () => {}, limits: changed = {} }: RoomsOptions): Rooms {
  const limits = { ...ROOM_LIMITS, ...changed }
  const journal = createJournal(store)
  const strain = createStrain()
  const node = newId()
  const slots = new Map<string, Slot>()
  let isClosing = false

  function use(which: Which): Slot {
    const name = roomName(which.stocktakeId, which.round, which.draftOf)
    const slot = slots.get(name) ?? open(name, which)
    clearTimeout(slot.leaving)
    slot.users++
    return slot
  }

  function open(name: string, { stocktakeId, round, draftOf }: Which): Slot {
    const load = async (): Promise<Room> => {
      const [stored, session] = await Promise.all([store.readRoom(name), store.readSession(stocktakeId)])
      // What the caller read may be older than what is stored, and what is stored older than a change that came meanwhile.
      slot.session = newer(slot.session, session)
      const moved = (message: Uint8Array) => bus.publish({ type: 'moved', room: name, node, message })
      const wrote = (seq: number) => bus.publish({ type: 'written', room: name, seq })
      slot.room = new Room({
        name,
        round,
        draftOf,
        stored,
        session: slot.session,
        store,
        journal,
        strain,
        fold,
        limits,
        now,
        log,
        wrote,
        outdated: () => refresh(stocktakeId),
        moved,
      })
      if (slot.heard > stored.seq) slot.room.heard(slot.heard)
      return slot.room
    }
    // The slot is made before `load` first needs it: reading takes at least a turn.
    const opening = Promise.resolve().then(load)
    const slot: Slot = { name, stocktakeId, opening, room: undefined, users: 0, session: undefined, heard: 0, connections: new Set(), leaving: undefined }
    slots.set(name, slot)
    opening.then(
      () => leaveIfUnused(slot),
      (error: unknown) => {
        log('room failed to load', { room: name, error })
        // Forgotten, so that the next who comes tries again.
        if (slots.get(name) === slot) slots.delete(name)
      },
    )
    return slot
  }

  function release(slot: Slot) {
    slot.users--
    leaveIfUnused(slot)
  }

  function leaveIfUnused(slot: Slot) {
    if (slot.users > 0 || !slot.room || isClosing) return
    clearTimeout(slot.leaving)
    slot.leaving = setTimeout(() => void unload(slot), limits.linger)
    slot.leaving.unref()
  }

  async function unload(slot: Slot) {
    const { room } = slot
    if (!room || slot.users > 0) return
    await room.settled()
    await room.fold(limits.longTail)
    // Somebody may have come while the snapshot was written; then it stays, and nothing was lost.
    if (slot.users > 0 || slots.get(slot.name) !== slot) return
    slots.delete(slot.name)
    room.destroy()
  }

  async function within<T>(which: Which, effect: (room: Room) => T | Promise<T>): Promise<T> {
    const slot = use(which)
    try {
      return await effect(await slot.opening)
    } finally {
      release(slot)
    }
  }

  async function hold(which: Which): Promise<() => void> {
    const slot = use(which)
    try {
      const letGo = await (await slot.opening).hold()
      let isHeld = true
      return () => {
        letGo()
        if (isHeld) release(slot)
        isHeld = false
      }
    } catch (error) {
      release(slot)
      throw error
    }
  }

  const connections = function* (belongs: (connection: Connection) => boolean = () => true) {
    for (const slot of slots.values()) for (const connection of [...slot.connections]) if (belongs(connection)) yield { slot, connection }
  }

  function sessionChanged(session: Session) {
    for (const slot of slots.values()) {
      if (slot.stocktakeId !== session.id) continue
      slot.session = newer(slot.session, session)
      slot.room?.sessionChanged(session)
    }
  }

  function memberChanged(stocktakeId: string, { id, role, groupId, name, removed }: Parameters<Rooms['memberChanged']>[1]) {
    for (const { slot, connection } of connections(({ memberId }) => memberId === id)) {
      if (slot.stocktakeId !== stocktakeId) continue
      if (removed) connection.close(CLOSE.notSignedIn, 'removed')
      connection.actor = { memberId: id, role, groupId }
      connection.memberName = name
      slot.room?.reconsider(connection)
    }
  }

  const unsubscribe = bus.subscribe((message) => void heard(message).catch((error: unknown) => log('bus', { type: message.type, error })))

  async function heard(message: BusMessage) {
    if (message.type === 'written') {
      const slot = slots.get(message.room)
      if (!slot) return
      slot.heard = Math.max(slot.heard, message.seq)
      slot.room?.heard(message.seq)
    } else if (message.type === 'moved') {
      if (message.node !== node) slots.get(message.room)?.room?.elsewhere(statesOf(message.message))
    } else if (message.type === 'session') {
      const isNews = [...slots.values()].some(({ stocktakeId, session }) => stocktakeId === message.stocktakeId && (session?.version ?? -1) < message.version)
      if (isNews) await refresh(message.stocktakeId)
    } else if (message.type === 'member') {
      const isHere = [...connections(({ memberId }) => memberId === message.memberId)].length > 0
      const member = isHere && (await store.members(message.stocktakeId)).find(({ id }) => id === message.memberId)
      if (member) memberChanged(message.stocktakeId, member)
    }
  }

  async function refresh(stocktakeId: string) {
    const session = await store.readSession(stocktakeId)
    if (session) sessionChanged(session)
  }

  const heartbeat = setInterval(() => {
    for (const { connection } of connections()) connection.beat()
  }, limits.heartbeat)
  heartbeat.unref()

  return {
    connect(socket, { stocktakeId, round, isDraft = false, actor, memberName, hears, session }) {
      const slot = use({ stocktakeId, round, draftOf: isDraft ? actor.memberId : undefined })
      const connection = new Connection(socket, actor, memberName, hears, limits, now, () => {
        slot.connections.delete(connection)
        slot.room?.leave(connection)
        release(slot)
      })
      slot.connections.add(connection)
      if (isClosing) return connection.close(CLOSE.goingAway)
      const own = [...slot.connections].filter(({ memberId }) => memberId === actor.memberId).length
      if (own > limits.connectionsEach || slot.connections.size > limits.connectionsTogether) return connection.close(CLOSE.tryAgain, 'too many')
      sessionChanged(session)
      slot.opening.then(
        (room) => connection.isOpen && room.join(connection),
        () => connection.close(CLOSE.tryAgain),
      )
    },

    read: (stocktakeId, round) => within({ stocktakeId, round }, async (room) => (await room.content()).content),
    readAt: (stocktakeId, round) => within({ stocktakeId, round }, async (room) => ({ ...(await room.content()), room: roomName(stocktakeId, round) })),
    edit: (stocktakeId, round, effect, writers) => within({ stocktakeId, round }, (room) => room.edit(effect, writers)),
    load: (stocktakeId, round, content) => within({ stocktakeId, round }, (room) => room.edit((board) => putContent(board, content))),

    hold: (stocktakeId, round) => hold({ stocktakeId, round }),

    drafts: {
      async members(stocktakeId, round) {
        const names = await store.roomNames(draftsName(stocktakeId, round))
        return names.flatMap((name) => readDraftName(name)?.draftOf ?? [])
      },
      read: (draft) => within(draft, async (room) => (await room.content()).content),
      edit: (draft, effect) => within(draft, (room) => room.edit(effect)),
      hold,
    },

    forgetDeleted: (stocktakeId, round, draftOf) =>
      within({ stocktakeId, round, draftOf }, async (room) => {
        await room.settled()
        // The first may be one that had begun before.
        await room.fold()
        await room.fold()
      }),

    sessionChanged,

    memberChanged,

    async close() {
      isClosing = true
      clearInterval(heartbeat)
      unsubscribe()
      const rooms = await Promise.allSettled([...slots.values()].map(({ opening }) => opening))
      const open = rooms.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      // Held first: what was admitted gets to disk and is acknowledged before anybody hears goodbye.
      await Promise.all(open.map((room) => room.hold()))
      for (const { connection } of connections()) connection.close(CLOSE.goingAway)
      await Promise.all(open.map((room) => room.fold(limits.longTail)))
      for (const slot of slots.values()) clearTimeout(slot.leaving)
      for (const room of open) room.destroy()
      slots.clear()
    },
  }
}

const newer = (a: Session | undefined, b: Session | undefined) => (a && b ? (a.version >= b.version ? a : b) : (a ?? b))
