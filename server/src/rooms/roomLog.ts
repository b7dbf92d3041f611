import { Problem } from '@stocktake/shared/problem'
import { BoardSealed, type LoggedUpdate, SequenceTaken, type Store, type StoredRoom } from '../store/store.ts'
import type { BoardBytes } from './boardBytes.ts'
import type { Connection } from './connection.ts'
import type { Admitted } from './gate.ts'
import type { Journal } from './journal.ts'
import type { RoomLimits } from './limits.ts'
import type { Fold } from './parts.ts'

/** Something that waits for its turn on disk. Without an update it waits only for what came before it. */
export interface Entry {
  change: Admitted | undefined
  from: Connection | undefined
  /** Messages of the connection that it settles. */
  counts: number
  done: () => void
  failed: () => void
}

export interface RoomLogOptions {
  /** `<stocktake id>/<document>`. */
  name: string
  /** Sequence number of the last update in `bytes`. */
  seq: number
  /** What is durable; this log keeps it so. */
  bytes: BoardBytes
  store: Pick<Store, 'readRoom' | 'saveSnapshot'>
  journal: Journal
  fold: Fold
  limits: RoomLimits
  log: (what: string, facts: Readonly<Record<string, unknown>>) => void
  /** All of these are on disk. */
  published(entries: readonly Entry[], seq: number): void
  /** What waited will not be on disk. */
  lost(): void
  /** Another process closed the round before we heard of it. */
  sealed(): Promise<void>
  /** Another process wrote this. */
  ahead(found: StoredRoom): void
}

/** How often rows are numbered anew because another process took their numbers, before that counts as a failure. */
const TRIES = 20

/** Of a burst no more than this goes to the disk, and to everybody, in one piece: other rooms have their turn in between. */
const AT_ONCE = 200

/** The way of a room's updates to the disk, in order, and of its log into snapshots. */
export class RoomLog {
  private seq: number
  private queue: Entry[] = []
  private writing: Entry[] = []
  private isWriting = false
  /** Bytes of what was admitted and is not on disk yet: asked for each update, so it is never counted anew. */
  waitingBytes = 0
  /** More may be stored than we know: look before the next append. */
  private isBehind = false
  private whenIdle: (() => void)[] = []
  private folding: Promise<void> | undefined

  constructor(private readonly options: RoomLogOptions) {
    this.seq = options.seq
  }

  enqueue(entry: Entry): void {
    this.queue.push(entry)
    this.waitingBytes += entry.change?.update.length ?? 0
    if (!this.isWriting) void this.write()
  }

  /** Another process says how far it has written. */
  heard(seq: number): void {
    if (seq <= this.seq || this.isBehind) return
    this.isBehind = true
    if (!this.isWriting) void this.write()
  }

  /** What was admitted and is not on disk yet. */
  waiting(): Uint8Array[] {
    return this.admitted().map(({ update }) => update)
  }

  /** Reads what other processes wrote, whether or not they said so. Rejects if it cannot. */
  async look(): Promise<void> {
    this.isBehind = true
    if (!this.isWriting) void this.write()
    await this.settled()
    if (this.isBehind) throw new Problem('storage-failed')
  }

  /** Up to where the log is known. */
  get reached(): number {
    return this.seq
  }

  get isIdle(): boolean {
    return !this.isWriting
  }

  /** Resolves when nothing waits for the disk. */
  settled(): Promise<void> {
    return this.isWriting ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve()
  }

  /** Folds the log into a snapshot if it is longer than so many updates. Never rejects: the log is still there. */
  fold(longerThan: number): Promise<void> {
    if (this.options.bytes.sizes.updates <= longerThan) return this.folding ?? Promise.resolve()
    this.folding ??= this.writeSnapshot().finally(() => {
      this.folding = undefined
    })
    return this.folding
  }

  private readonly admitted = () => [...this.writing, ...this.queue].flatMap(({ change }) => change ?? [])

  private async write() {
    this.isWriting = true
    let failed = false
    // After a failure it is not known what is stored; who writes next finds out.
    while (this.queue.length || (this.isBehind && !failed)) {
      failed = false
      this.writing = this.queue.splice(0, AT_ONCE)
      try {
        await this.append(this.writing.flatMap(({ change }) => change ?? []))
      } catch (error) {
        failed = true
        this.fail(error)
      }
      const written = this.writing
      this.writing = []
      if (written.length) this.options.published(written, this.seq)
    }
    this.isWriting = false
    const idle = this.whenIdle
    this.whenIdle = []
    for (const resolve of idle) resolve()
    const { foldUpdates, foldBytes } = this.options.limits
    const { base, tail, updates } = this.options.bytes.sizes
    if (updates > foldUpdates || tail > Math.max(foldBytes, base / 4)) void this.fold(0)
  }

  private async append(changes: readonly Admitted[]) {
    for (let tries = 1; ; tries++) {
      if (this.isBehind) await this.catchUp()
      if (!changes.length) return
      const rows = changes.map(({ update, owners, isOwn }, i): LoggedUpdate => ({ room: this.options.name, seq: this.seq + 1 + i, update, owners, isOwn }))
      try {
        await this.options.journal.append(rows)
        this.seq += rows.length
        this.options.bytes.grew(rows.map(({ update }) => update))
        this.waitingBytes -= bytesOf(rows)
        return
      } catch (error) {
        if (error instanceof BoardSealed) await this.options.sealed()
        else this.isBehind = true
        if (!(error instanceof SequenceTaken) || tries >= TRIES) throw error
      }
    }
  }

  /**
   * Nothing of what waits will be on disk. Whoever sent it comes back with it; the others saw none of it. Who sent nothing
   * that is lost, because all of it was known, is answered as ever.
   */
  private fail(error: unknown) {
    const all = [...this.writing, ...this.queue]
    this.options.log('append failed', { room: this.options.name, seq: this.seq, entries: all.length, error })
    this.writing = []
    this.queue = []
    this.waitingBytes = 0
    this.options.lost()
    const losers = new Set(all.filter(({ change }) => change).map(({ from }) => from))
    const settled = all.filter(({ change, from }) => !change && !losers.has(from))
    if (settled.length) this.options.published(settled, this.seq)
    for (const entry of all) if (!settled.includes(entry)) entry.failed()
  }

  /** The log may be ahead of us, because another process wrote, or because our rows got there although the append failed. */
  private async catchUp() {
    this.isBehind = false
    const { name, store, bytes, ahead } = this.options
    try {
      const found = await store.readRoom(name, this.seq)
      if (found.seq === this.seq) return
      this.seq = found.seq
      if (found.snapshot) bytes.folded(found.snapshot)
      bytes.grew(found.updates)
      ahead(found)
    } catch (error) {
      this.isBehind = true
      throw error
    }
  }

  private async writeSnapshot() {
    const { store, name, log, bytes, fold } = this.options
    const { seq } = this
    const { updates } = bytes.sizes
    try {
      const snapshot = await fold(bytes.all())
      await store.saveSnapshot(name, seq, snapshot)
      // Another process may have folded more meanwhile, and we read that.
      if (bytes.sizes.updates >= updates) bytes.folded(snapshot, updates)
    } catch (error) {
      log('snapshot failed', { room: name, seq, error })
    }
  }
}

const bytesOf = (rows: readonly LoggedUpdate[]) => rows.reduce((sum, { update }) => sum + update.length, 0)
