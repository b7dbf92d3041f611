import { type Board, createBoard } from '@stocktake/shared/board/board'
import { mayRead } from '@stocktake/shared/policy'
import { Problem } from '@stocktake/shared/problem'
import { type BoardContent, readContent } from '@stocktake/shared/record'
import { roundOf, type Session } from '@stocktake/shared/session'
import { CLOSE } from '@stocktake/shared/wire'
import * as Y from 'yjs'
import type { LoggedUpdate, Store, StoredRoom } from '../store/store.ts'
import { type Answers, createAnswers } from './answers.ts'
import type { Connection, Listener } from './connection.ts'
import { step1Frame, updateFrame } from './frames.ts'
import { type Admitted, createGate, type Gate, type Rules } from './gate.ts'
import type { Journal } from './journal.ts'
import type { RoomLimits } from './limits.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPresences, type Identity, type Presences } from './presence.ts'

export interface RoomOptions {
  /** `<stocktake id>/<document>`. */
  name: string
  round: number
  stored: StoredRoom
  session: Session | undefined
  store: Pick<Store, 'readRoom' | 'saveSnapshot'>
  journal: Journal
  limits: RoomLimits
  log: (what: string, facts: Readonly<Record<string, unknown>>) => void
}

/** Something that waits for its turn on disk. Without an update it waits only for what came before it. */
interface Entry {
  change: Admitted | undefined
  from: Connection | undefined
  /** Messages of the connection that it settles. */
  counts: number
  done: () => void
  failed: () => void
}

const nothing = () => {}

/**
 * A board in memory, its people, its log. An update goes: gate, queue, log on disk, board, everybody else, `saved` to
 * its sender. The board holds what is durable and nothing else, so newcomers and exports can see no more than that.
 */
export class Room implements Listener {
  private readonly board: Board
  private readonly owners: Map<string, string | null>
  private readonly gate: Gate
  private readonly presences: Presences<Connection>
  private readonly connections = new Set<Connection>()
  private session: Session | undefined
  private rules: Rules

  private seq: number
  private queue: Entry[] = []
  private writing: Entry[] = []
  private isWriting = false
  /** The last append failed: look what is stored before the next. */
  private isUnsure = false
  private whenIdle: (() => void)[] = []
  private holds = 0

  private tail: number
  private tailBytes: number
  private snapshotBytes: number
  private folding: Promise<void> | undefined
  private readonly answers: Answers
  private readonly outbox: Outbox

  constructor(private readonly options: RoomOptions) {
    const { stored, limits } = options
    this.board = createBoard()
    applyAll(this.board, [...(stored.snapshot ? [stored.snapshot] : []), ...stored.updates])
    this.answers = createAnswers(this.board.doc, stored.snapshot && { snapshot: stored.snapshot, updates: stored.updates })
    this.outbox = createOutbox<Connection>(limits.updatePace, () => this.connections)
    if (this.board.doc.store.pendingStructs || this.board.doc.store.pendingDs) options.log('room has gaps', { room: options.name })
    this.owners = new Map(stored.owners)
    this.seq = stored.seq
    this.tail = stored.updates.length
    this.tailBytes = bytesOf(stored.updates)
    this.snapshotBytes = stored.snapshot?.length ?? 0
    this.gate = createGate({
      state: () => [this.state(), ...this.admitted().map(({ update }) => update)],
      owners: this.owners,
      spare: () => limits.boardBytes - this.snapshotBytes - this.tailBytes - bytesOf(this.admitted().map(({ update }) => update)),
    })
    this.presences = createPresences<Connection>({
      limits,
      tell: (frame) => this.tell(frame),
      identityOf: (connection) => this.identityOf(connection),
      claimed: (client, memberId) => this.gate.claim(client, memberId),
    })
    this.session = options.session
    this.rules = this.rulesNow()
  }

  // People

  /** Lets somebody in, or says why not: the round must be there, and be theirs to read. */
  join(connection: Connection): void {
    const code = this.whyNot(connection)
    if (code) {
      connection.close(code)
      return
    }
    this.connections.add(connection)
    if (this.holds > 0) connection.pause('held')
    connection.isAsked = true
    connection.send(step1Frame(Y.encodeStateVector(this.board.doc)))
    connection.yours([...this.owners].flatMap(([note, member]) => (member === connection.memberId && this.board.notes.has(note) ? [note] : [])))
    const others = this.presences.everybody()
    if (others) connection.send(others)
    connection.listen(this)
  }

  leave(connection: Connection): void {
    if (this.connections.delete(connection)) this.presences.leave(connection)
  }

  private identityOf({ memberName, actor }: Connection): Identity {
    return { name: this.session?.settings.attribution === 'anonymous' ? null : memberName, group: actor.groupId, role: actor.role }
  }

  sessionChanged(session: Session): void {
    const before = this.session
    if (before && before.version >= session.version) return
    this.session = session
    this.rules = this.rulesNow()
    for (const connection of [...this.connections]) {
      const code = this.whyNot(connection)
      if (code) connection.close(code)
      else if (before?.settings.attribution !== session.settings.attribution) this.presences.renew(connection)
    }
  }

  /** Somebody who is here has another role, group or name. */
  reconsider(connection: Connection): void {
    const code = this.whyNot(connection)
    if (code) connection.close(code)
    else this.presences.renew(connection)
  }

  // What connections say

  asked(from: Connection, stateVector: Uint8Array): void {
    from.sendAnswer(this.answers.to(stateVector))
  }

  wrote(from: Connection, update: Uint8Array, answer: boolean): void {
    const verdict = this.gate.admit(update, from.actor, this.rules)
    if (verdict.kind === 'refused') from.refuse({ reason: verdict.reason, notes: verdict.notes })
    else if (verdict.kind === 'gap') this.askAgain(from, answer)
    else {
      from.gaps = 0
      const counts = 1 + (answer ? from.owed : 0)
      if (answer) {
        from.owed = 0
        from.isAsked = false
      }
      const change = verdict.kind === 'admitted' ? verdict : undefined
      this.enqueue({ change, from, counts, done: nothing, failed: () => from.refuse({ reason: 'storage-failed', notes: [] }) })
    }
  }

  presence(from: Connection, states: Uint8Array): void {
    this.presences.receive(from, states)
  }

  askedPresence(from: Connection): void {
    const everybody = this.presences.everybody()
    if (everybody) from.send(everybody)
  }

  /** What came builds on something that did not: it is not kept, and the sender is asked for all that is missing. */
  private askAgain(from: Connection, answer: boolean) {
    from.owed++
    if (answer) {
      from.isAsked = false
      from.gaps++
    }
    if (from.gaps > this.options.limits.gapAnswers) from.refuse({ reason: 'unreadable', notes: [] })
    else if (!from.isAsked) {
      from.isAsked = true
      from.send(step1Frame(Y.encodeStateVector(this.board.doc)))
    }
  }

  // What the server does

  content(): BoardContent {
    return readContent(this.board)
  }

  /** The server's own change; on disk when it resolves. */
  edit(effect: (board: Board) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const change = this.gate.edit(effect)
      this.enqueue({ change, from: undefined, counts: 0, done: resolve, failed: () => reject(new Problem('storage-failed')) })
    })
  }

  /** Lets nothing more in. Resolves when all that was let in before is on disk, or has failed. */
  async hold(): Promise<() => void> {
    this.holds++
    for (const connection of this.connections) connection.pause('held')
    await this.settled()
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.holds--
      if (this.holds === 0) for (const connection of [...this.connections]) connection.resume('held')
    }
  }

  /** Resolves when nothing waits for the disk. */
  settled(): Promise<void> {
    return this.isWriting ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve()
  }

  /** Folds the log into a snapshot if it is longer than so many updates. Never rejects: the log is still there. */
  fold(longerThan = 0): Promise<void> {
    if (this.tail <= longerThan) return this.folding ?? Promise.resolve()
    this.folding ??= this.writeSnapshot().finally(() => {
      this.folding = undefined
    })
    return this.folding
  }

  destroy(): void {
    this.presences.close()
    this.outbox.close()
    this.board.doc.destroy()
  }

  // The way of an update

  private enqueue(entry: Entry) {
    this.queue.push(entry)
    if (!this.isWriting) void this.write()
  }

  private async write() {
    this.isWriting = true
    while (this.queue.length) {
      this.writing = this.queue
      this.queue = []
      try {
        if (this.isUnsure) await this.reread()
        await this.append(this.admitted())
        this.publish(this.writing)
      } catch (error) {
        this.fail(error)
      }
      this.writing = []
    }
    this.isWriting = false
    const idle = this.whenIdle
    this.whenIdle = []
    for (const resolve of idle) resolve()
    if (this.tail > this.options.limits.foldUpdates || this.tailBytes > this.options.limits.foldBytes) void this.fold()
  }

  private async append(changes: readonly Admitted[]) {
    if (!changes.length) return
    const rows = changes.map(({ update, owners }, i): LoggedUpdate => ({ room: this.options.name, seq: this.seq + 1 + i, update, owners }))
    await this.options.journal.append(rows)
    this.seq += rows.length
    this.tail += rows.length
    this.tailBytes += bytesOf(changes.map(({ update }) => update))
  }

  /** All of these are on disk: now they are on the board, now others see them, now their senders hear so. */
  private publish(entries: readonly Entry[]) {
    const changes = entries.flatMap(({ change }) => change ?? [])
    this.apply(changes.map(({ update }) => update))
    for (const { owners } of changes) for (const { note, member } of owners) this.owners.set(note, member)
    for (const { change, from } of entries) {
      if (!change) continue
      this.outbox.add(change.update, from)
      this.tellOwners(change.owners, from)
    }
    const saved = new Map<Connection, number>()
    for (const { from, counts } of entries) if (from) saved.set(from, (saved.get(from) ?? 0) + counts)
    if (saved.size) {
      const stateVector = Y.encodeStateVector(this.board.doc)
      for (const [connection, counts] of saved) connection.saved(counts, stateVector)
    }
    for (const { done } of entries) done()
  }

  /** One person may have several devices here: what one of them wrote may be changed on all. */
  private tellOwners(owners: Admitted['owners'], from: Connection | undefined) {
    if (!from || !owners.length) return
    for (const connection of this.connections)
      if (connection !== from && connection.memberId === from.memberId)
        connection.yours(owners.flatMap(({ note, member }) => (member === connection.memberId ? [note] : [])))
  }

  /** Nothing of what waits will be on disk. Whoever sent it comes back with it; the others saw none of it. */
  private fail(error: unknown) {
    this.options.log('append failed', { room: this.options.name, seq: this.seq, entries: this.writing.length + this.queue.length, error })
    this.isUnsure = true
    const lost = [...this.writing, ...this.queue]
    this.writing = []
    this.queue = []
    this.gate.reset()
    for (const { failed } of lost) failed()
  }

  /**
   * After a failed append: the log may be ahead of us, because another process wrote or because our rows got there after
   * all. What it has is durable and belongs on the board.
   */
  private async reread() {
    const stored = await this.options.store.readRoom(this.options.name)
    this.isUnsure = false
    if (stored.seq === this.seq) return
    const before = Y.encodeStateVector(this.board.doc)
    this.apply([...(stored.snapshot ? [stored.snapshot] : []), ...stored.updates])
    for (const [note, member] of stored.owners) this.owners.set(note, member)
    this.seq = stored.seq
    this.tail = stored.updates.length
    this.tell(updateFrame(Y.encodeStateAsUpdate(this.board.doc, before)))
    throw new Error('the log of this room was ahead')
  }

  private async writeSnapshot() {
    const { store, name, log } = this.options
    const { seq, tail, tailBytes } = this
    const state = this.state()
    try {
      await store.saveSnapshot(name, seq, state)
      this.tail -= tail
      this.tailBytes -= tailBytes
      this.snapshotBytes = state.length
    } catch (error) {
      log('snapshot failed', { room: name, seq, error })
    }
  }

  private apply(updates: readonly Uint8Array[]) {
    applyAll(this.board, updates)
    for (const update of updates) this.answers.grew(update)
  }

  private readonly state = () => Y.encodeStateAsUpdate(this.board.doc)
  /** What was admitted and is not on disk yet. */
  private readonly admitted = () => [...this.writing, ...this.queue].flatMap(({ change }) => change ?? [])

  private tell(frame: Uint8Array) {
    for (const connection of this.connections) connection.send(frame)
  }

  private rulesNow(): Rules {
    const round = this.session && roundOf(this.session, this.options.round)
    return {
      round: round?.state ?? 'closed',
      notesEditableBy: this.session?.settings.notesEditableBy ?? 'author',
      groups: new Set(this.session?.groups.map(({ id }) => id)),
    }
  }

  private whyNot({ actor }: Connection): number | undefined {
    const round = this.session && roundOf(this.session, this.options.round)
    if (!round) return CLOSE.notFound
    return mayRead(actor, round.state) ? undefined : CLOSE.forbidden
  }
}

function applyAll({ doc }: Board, updates: readonly Uint8Array[]) {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
}

const bytesOf = (updates: readonly Uint8Array[]) => updates.reduce((sum, { length }) => sum + length, 0)
