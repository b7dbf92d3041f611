import type { LoggedUpdate, Store, StoredRoom } from '../store/store.ts'
import type { Connection } from './connection.ts'
import type { Admitted } from './gate.ts'
import type { Journal } from './journal.ts'
import type { RoomLimits } from './limits.ts'

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
  stored: StoredRoom
  store: Pick<Store, 'readRoom' | 'saveSnapshot'>
  journal: Journal
  limits: RoomLimits
  log: (what: string, facts: Readonly<Record<string, unknown>>) => void
  /** The board as one update: what is durable. */
  state(): Uint8Array
  /** All of these are on disk. */
  published(entries: readonly Entry[]): void
  /** What waited will not be on disk. */
  lost(): void
  /** What is stored has more than the board. */
  ahead(stored: StoredRoom): void
}

/** The way of a room's updates to the disk, in order, and of its log into snapshots. */
export class RoomLog {
  private seq: number
  private queue: Entry[] = []
  private writing: Entry[] = []
  private isWriting = false
  /** The last append failed: look what is stored before the next. */
  private isUnsure = false
  private whenIdle: (() => void)[] = []

  private tail: number
  private tailBytes: number
  private snapshotBytes: number
  private folding: Promise<void> | undefined

  constructor(private readonly options: RoomLogOptions) {
    const { stored } = options
    this.seq = stored.seq
    this.tail = stored.updates.length
    this.tailBytes = bytesOf(stored.updates)
    this.snapshotBytes = stored.snapshot?.length ?? 0
  }

  enqueue(entry: Entry): void {
    this.queue.push(entry)
    if (!this.isWriting) void this.write()
  }

  /** What was admitted and is not on disk yet. */
  waiting(): Uint8Array[] {
    return this.admitted().map(({ update }) => update)
  }

  /** Bytes of the board, as far as it is stored or waits to be. */
  bytes(): number {
    return this.snapshotBytes + this.tailBytes + bytesOf(this.waiting())
  }

  /** Resolves when nothing waits for the disk. */
  settled(): Promise<void> {
    return this.isWriting ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve()
  }

  /** Folds the log into a snapshot if it is longer than so many updates. Never rejects: the log is still there. */
  fold(longerThan: number): Promise<void> {
    if (this.tail <= longerThan) return this.folding ?? Promise.resolve()
    this.folding ??= this.writeSnapshot().finally(() => {
      this.folding = undefined
    })
    return this.folding
  }

  private readonly admitted = () => [...this.writing, ...this.queue].flatMap(({ change }) => change ?? [])

  private async write() {
    this.isWriting = true
    while (this.queue.length) {
      this.writing = this.queue
      this.queue = []
      try {
        if (this.isUnsure) await this.reread()
        await this.append(this.admitted())
        this.options.published(this.writing)
      } catch (error) {
        this.fail(error)
      }
      this.writing = []
    }
    this.isWriting = false
    const idle = this.whenIdle
    this.whenIdle = []
    for (const resolve of idle) resolve()
    const { foldUpdates, foldBytes } = this.options.limits
    if (this.tail > foldUpdates || this.tailBytes > Math.max(foldBytes, this.snapshotBytes / 4)) void this.fold(0)
  }

  private async append(changes: readonly Admitted[]) {
    if (!changes.length) return
    const rows = changes.map(({ update, owners }, i): LoggedUpdate => ({ room: this.options.name, seq: this.seq + 1 + i, update, owners }))
    await this.options.journal.append(rows)
    this.seq += rows.length
    this.tail += rows.length
    this.tailBytes += bytesOf(changes.map(({ update }) => update))
  }

  /** Nothing of what waits will be on disk. Whoever sent it comes back with it; the others saw none of it. */
  private fail(error: unknown) {
    const lost = [...this.writing, ...this.queue]
    this.options.log('append failed', { room: this.options.name, seq: this.seq, entries: lost.length, error })
    this.isUnsure = true
    this.writing = []
    this.queue = []
    this.options.lost()
    for (const { failed } of lost) failed()
  }

  /** After a failed append: the log may be ahead of us, because another process wrote or because our rows got there after all. */
  private async reread() {
    const stored = await this.options.store.readRoom(this.options.name)
    this.isUnsure = false
    if (stored.seq === this.seq) return
    this.options.ahead(stored)
    this.seq = stored.seq
    this.tail = stored.updates.length
    throw new Error('the log of this room was ahead')
  }

  private async writeSnapshot() {
    const { store, name, log, state } = this.options
    const { seq, tail, tailBytes } = this
    const bytes = state()
    try {
      await store.saveSnapshot(name, seq, bytes)
      this.tail -= tail
      this.tailBytes -= tailBytes
      this.snapshotBytes = bytes.length
    } catch (error) {
      log('snapshot failed', { room: name, seq, error })
    }
  }
}

const bytesOf = (updates: readonly Uint8Array[]) => updates.reduce((sum, { length }) => sum + length, 0)
