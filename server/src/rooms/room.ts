import { type Board, createBoard } from '@stocktake/shared/board/board'
import { mayRead } from '@stocktake/shared/policy'
import { Problem } from '@stocktake/shared/problem'
import { type BoardContent, readContent } from '@stocktake/shared/record'
import { roundOf, type Session } from '@stocktake/shared/session'
import { CLOSE } from '@stocktake/shared/wire'
import * as Y from 'yjs'
import type { Store, StoredRoom } from '../store/store.ts'
import { type Answers, createAnswers } from './answers.ts'
import type { Connection, Listener } from './connection.ts'
import { step1Frame, updateFrame } from './frames.ts'
import { type Admitted, createGate, type Gate, type Rules } from './gate.ts'
import type { Journal } from './journal.ts'
import type { RoomLimits } from './limits.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPresences, type Identity, type Presences } from './presence.ts'
import { type Entry, RoomLog } from './roomLog.ts'

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

  private readonly log: RoomLog
  private holds = 0
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
    this.log = new RoomLog({
      ...options,
      state: this.state,
      published: (entries) => this.publish(entries),
      lost: () => this.gate.reset(),
      ahead: (found) => this.catchUp(found),
    })
    this.gate = createGate({
      state: () => [this.state(), ...this.log.waiting()],
      owners: this.owners,
      spare: () => limits.boardBytes - this.log.bytes(),
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
      this.log.enqueue({ change, from, counts, done: nothing, failed: () => from.refuse({ reason: 'storage-failed', notes: [] }) })
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
      this.log.enqueue({ change, from: undefined, counts: 0, done: resolve, failed: () => reject(new Problem('storage-failed')) })
    })
  }

  /** Lets nothing more in. Resolves when all that was let in before is on disk, or has failed. */
  async hold(): Promise<() => void> {
    this.holds++
    for (const connection of this.connections) connection.pause('held')
    await this.log.settled()
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
    return this.log.settled()
  }

  /** Folds the log into a snapshot if it is longer than so many updates. Never rejects: the log is still there. */
  fold(longerThan = 0): Promise<void> {
    return this.log.fold(longerThan)
  }

  destroy(): void {
    this.presences.close()
    this.outbox.close()
    this.board.doc.destroy()
  }

  // The way of an update

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

  /** Another process wrote, or our rows got there after all: what is stored belongs on the board. */
  private catchUp({ snapshot, updates, owners }: StoredRoom) {
    const before = Y.encodeStateVector(this.board.doc)
    this.apply([...(snapshot ? [snapshot] : []), ...updates])
    for (const [note, member] of owners) this.owners.set(note, member)
    this.tell(updateFrame(Y.encodeStateAsUpdate(this.board.doc, before)))
  }

  private apply(updates: readonly Uint8Array[]) {
    applyAll(this.board, updates)
    for (const update of updates) this.answers.grew(update)
  }

  private readonly state = () => Y.encodeStateAsUpdate(this.board.doc)

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
