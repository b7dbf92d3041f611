import { Problem } from '@stocktake/shared/problem'
import { type BoardContent, readContent } from '@stocktake/shared/record'
import type { Session } from '@stocktake/shared/session'
import { CLOSE } from '@stocktake/shared/wire'
import type { Store, StoredRoom } from '../store/store.ts'
import { BoardBytes, saysNothing } from './boardBytes.ts'
import type { Connection, Listener } from './connection.ts'
import { presenceFor, step1Frame } from './frames.ts'
import { type Admitted, createGate, type Gate, type ServerEdit } from './gate.ts'
import type { Journal } from './journal.ts'
import type { RoomLimits } from './limits.ts'
import type { Fold } from './parts.ts'
import { createPresences, type Presences } from './presence.ts'
import { type Entry, RoomLog } from './roomLog.ts'
import { RoomRules, type RoomRulesOptions } from './roomRules.ts'
import type { Strain } from './strain.ts'
import { createTeller, type Teller, type Whereabouts } from './teller.ts'

export interface RoomOptions extends RoomRulesOptions {
  /** `<stocktake id>/<document>`, and for a draft its owner's id. */
  name: string
  stored: StoredRoom
  store: Pick<Store, 'readRoom' | 'saveSnapshot'>
  journal: Journal
  strain: Strain
  fold: Fold
  limits: RoomLimits
  log: (what: string, facts: Readonly<Record<string, unknown>>) => void
  /** This process has written up to this sequence number. */
  wrote: (seq: number) => void
  /** This process tells its people this of those who are connected to it: one message of awareness. */
  moved: (message: Uint8Array) => void
  /** The session is newer than this process knows. */
  outdated: () => Promise<void>
}

const nothing = () => {}

/**
 * A board, its people, its log. An update goes: gate, queue, log on disk, everybody else, `saved` to its sender. People
 * are told from bytes that are on disk and from nothing else; the gate's board, which is ahead of them, is built when the
 * first of them writes.
 */
export class Room implements Listener {
  private readonly bytes: BoardBytes
  private readonly owners: Map<string, string | null>
  private readonly gate: Gate
  private readonly presences: Presences<Connection>
  private readonly connections = new Set<Connection>()
  /** How often people made the board to be built anew. */
  private readonly spoilers = new Map<string, number>()
  private readonly rules: RoomRules

  private readonly log: RoomLog
  private holds = 0
  private preparing: Promise<void> | undefined
  private readonly teller: Teller

  constructor(private readonly options: RoomOptions) {
    const { stored, limits } = options
    this.bytes = new BoardBytes(stored)
    this.owners = new Map(stored.owners)
    this.teller = createTeller<Connection>({ ...limits, strain: options.strain, everybody: () => this.connections, whereabouts: () => this.news() })
    this.log = new RoomLog({
      ...options,
      seq: stored.seq,
      bytes: this.bytes,
      published: (entries, seq) => this.publish(entries, seq),
      lost: () => this.gate.reset(),
      sealed: options.outdated,
      ahead: (found) => this.catchUp(found),
    })
    this.gate = createGate({
      state: () => [...this.bytes.all(), ...this.log.waiting()],
      owners: this.owners,
      spare: () => limits.boardBytes - this.bytes.size - this.log.waitingBytes,
    })
    this.presences = createPresences<Connection>({
      limits,
      moved: () => this.teller.moved(),
      identityOf: (connection) => this.rules.identityOf(connection),
      claimed: (client, who, shown) => {
        this.gate.claim(client, who.memberId)
        who.shownAs(shown)
      },
    })
    this.rules = new RoomRules(options)
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
    connection.send(step1Frame(this.bytes.stateVector()))
    if (connection.hears.ext) connection.yours([...this.owners].flatMap(([note, member]) => (member === connection.memberId ? [note] : [])))
    const others = this.presences.everybody()
    if (others) connection.send(presenceFor(connection, others))
    connection.listen(this)
  }

  leave(connection: Connection): void {
    if (this.connections.delete(connection)) this.presences.leave(connection)
  }

  sessionChanged(session: Session): void {
    const change = this.rules.take(session)
    if (!change) return
    for (const connection of [...this.connections]) {
      const code = this.whyNot(connection)
      if (code) connection.close(code)
      else if (change.shown) this.presences.renew(connection)
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
    from.sendAnswer(this.bytes.answer(stateVector, from.unpacks))
  }

  wrote(from: Connection, update: Uint8Array, answer: boolean): 'later' | undefined {
    if (saysNothing(update)) {
      this.settle(from, undefined, answer)
      return undefined
    }
    // A board of ordinary size is built before this returns.
    if (!this.gate.isReady) void this.prepare()
    if (this.gate.isReady) {
      this.judge(from, update, answer)
      return undefined
    }
    from.pause('preparing')
    return 'later'
  }

  private judge(from: Connection, update: Uint8Array, answer: boolean) {
    const verdict = this.gate.admit(update, from.actor, this.rules.for(from))
    if (verdict.kind === 'refused') {
      // No client of ours writes what has to be tried to be refused, and each time the board is built anew.
      if (!this.gate.isReady) this.spoilers.set(from.memberId, (this.spoilers.get(from.memberId) ?? 0) + 1)
      from.refuse({ reason: verdict.reason, notes: verdict.notes })
    } else if (verdict.kind === 'gap') this.askAgain(from, answer)
    else this.settle(from, verdict.kind === 'admitted' ? verdict : undefined, answer)
  }

  private settle(from: Connection, change: Admitted | undefined, answer: boolean) {
    from.gaps = 0
    const counts = 1 + (answer ? from.owed : 0)
    if (answer) {
      from.owed = 0
      from.isAsked = false
    }
    this.log.enqueue({ change, from, counts, done: nothing, failed: () => from.refuse({ reason: 'storage-failed', notes: [] }) })
  }

  presence(from: Connection, states: Uint8Array): void {
    this.presences.receive(from, states)
    // What it says goes to nobody, also not back; it would take the silence for a lost connection.
    if (!this.rules.identityOf(from)) from.assure()
  }

  askedPresence(from: Connection): void {
    const everybody = this.presences.everybody()
    if (everybody) from.send(presenceFor(from, everybody))
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
      from.send(step1Frame(this.bytes.stateVector()))
    }
  }

  /** Builds the gate's board; whoever writes meanwhile waits. */
  private prepare(): Promise<void> {
    this.preparing ??= this.build().finally(() => {
      this.preparing = undefined
    })
    return this.preparing
  }

  private async build(): Promise<void> {
    try {
      while (!this.gate.isReady) await this.gate.prepare()
      for (const connection of [...this.connections]) connection.resume('preparing')
    } catch (error) {
      // What is stored is no board. Nobody can write on it, and what is there can still be read and repaired.
      this.options.log('board failed to build', { room: this.options.name, error })
      for (const connection of [...this.connections]) if (connection.isPaused('preparing')) connection.close(CLOSE.tryAgain)
    }
  }

  // What the server does

  /** What is on disk, and up to which sequence number: whatever is under way waits, or gets there, first. */
  async content(): Promise<{ content: BoardContent; seq: number }> {
    const release = await this.hold()
    try {
      await this.log.look()
      while (!this.gate.isReady || !this.log.isIdle) {
        await this.gate.prepare()
        await this.log.settled()
      }
      return { content: readContent(this.gate.board()), seq: this.log.reached }
    } finally {
      release()
    }
  }

  /** The server's own change, with the writers of notes that are somebody's; on disk when it resolves. */
  async edit(effect: ServerEdit, writers?: ReadonlyMap<string, string>): Promise<void> {
    while (!this.gate.isReady) await this.gate.prepare()
    await new Promise<void>((resolve, reject) => {
      const change = this.gate.edit(effect, writers)
      this.log.enqueue({ change, from: undefined, counts: 0, done: resolve, failed: () => reject(new Problem('storage-failed')) })
    })
  }

  /** Lets nothing more in. Resolves when all that was let in before is on disk, or has failed. */
  async hold(): Promise<() => void> {
    // What came before is judged before.
    while (this.preparing) await this.preparing
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

  /** Another process told this to its people. */
  elsewhere(states: Uint8Array): void {
    this.presences.elsewhere(states)
  }

  private news(): Whereabouts<Connection> | undefined {
    const news = this.presences.news()
    if (!news) return undefined
    if (news.ours) this.options.moved(news.ours)
    const { mover } = news
    // A stock client hangs up after 30 seconds in which it was told nothing.
    const isAwake = mover && this.options.now() - mover.toldAt < this.options.limits.quiet
    return { frame: news.all, known: isAwake ? mover : undefined }
  }

  /** Another process has written to this board. */
  heard(seq: number): void {
    this.log.heard(seq)
  }

  /** Folds the log into a snapshot if it is longer than so many updates. Never rejects: the log is still there. */
  fold(longerThan = 0): Promise<void> {
    return this.log.fold(longerThan)
  }

  destroy(): void {
    this.teller.close()
  }

  // The way of an update

  /** All of these are on disk: now others see them, now their senders hear so. */
  private publish(entries: readonly Entry[], seq: number) {
    for (const { change, from } of entries) {
      if (!change) continue
      for (const { note, member } of change.owners) this.owners.set(note, member)
      this.teller.wrote(change.update, from)
      this.tellOwners(change.owners, from)
    }
    const saved = new Map<Connection, number>()
    for (const { from, counts } of entries) if (from) saved.set(from, (saved.get(from) ?? 0) + counts)
    for (const [connection, counts] of saved) connection.saved(counts, () => this.bytes.stateVector())
    if (entries.some(({ change }) => change)) this.options.wrote(seq)
    for (const { done } of entries) done()
  }

  /** One person may have several devices here, and notes of theirs may come from elsewhere: all devices may change them. */
  private tellOwners(owners: Admitted['owners'], from: Connection | undefined) {
    if (!owners.length) return
    for (const connection of this.connections)
      if (connection !== from) connection.yours(owners.flatMap(({ note, member }) => (member === connection.memberId ? [note] : [])))
  }

  /** Another process wrote, or our rows got there after all. */
  private catchUp({ snapshot, updates, owners }: StoredRoom) {
    const fresh = [...owners].flatMap(([note, member]) => (this.owners.has(note) ? [] : [{ note, member }]))
    for (const { note, member } of fresh) this.owners.set(note, member)
    this.tellOwners(fresh, undefined)
    const found = [...(snapshot ? [...snapshot.parts, snapshot.deletions] : []), ...updates]
    this.gate.take(found)
    for (const update of found) this.teller.wrote(update, undefined)
  }

  private whyNot({ actor }: Connection): number | undefined {
    if ((this.spoilers.get(actor.memberId) ?? 0) >= this.options.limits.spoilt) return CLOSE.forbidden
    return this.rules.whyNot(actor)
  }
}
