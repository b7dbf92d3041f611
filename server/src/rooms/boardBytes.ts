import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import type { StoredRoom, StoredSnapshot } from '../store/store.ts'
import { packedFrame, step2Frame, updateFrame } from './frames.ts'
import { merged } from './merged.ts'

/**
 * What is on disk of a board, as bytes: a snapshot in parts, and the updates since. Whoever comes is answered from them,
 * with frames that are made once and shared by all who come; no document is needed for that, and hundreds may come
 * within a second while others go on writing.
 */
export class BoardBytes {
  private parts: Part[] = []
  private deletions = NOTHING
  private baseVector: ReadonlyMap<number, number> = new Map()
  private baseSize = 0

  private tail: Uint8Array[] = []
  private tailSize = 0
  /** The first of the tail, fifty in each, merged. */
  private blocks: Block[] = []
  /** The rest of the tail, as the last of an answer. */
  private last: readonly Uint8Array[] | undefined

  private readonly reached = new Map<number, number>()
  private vector: Uint8Array | undefined
  private readonly since = new Map<string, readonly Uint8Array[]>()

  constructor({ snapshot, updates }: Pick<StoredRoom, 'snapshot' | 'updates'>) {
    if (snapshot) this.rebase(snapshot)
    this.grew(updates)
  }

  /** These are on disk now. */
  grew(updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      this.tail.push(update)
      this.tailSize += update.length
      for (const [client, clock] of Y.parseUpdateMeta(update).to) raise(this.reached, client, clock)
    }
    this.last = undefined
    this.vector = undefined
  }

  /** Everything, in an order in which a document can take it in. */
  all(): Uint8Array[] {
    return [...this.parts.map(({ bytes }) => bytes), ...(this.deletions === NOTHING ? [] : [this.deletions]), ...this.tail]
  }

  /** The first `count` updates of the tail, or all, are in this snapshot, and all that was in the one before. */
  folded(snapshot: StoredSnapshot, count = this.tail.length): void {
    this.rebase(snapshot)
    for (const update of this.tail.splice(0, count)) this.tailSize -= update.length
    this.blocks = []
    this.last = undefined
  }

  get size(): number {
    return this.baseSize + this.tailSize
  }

  get sizes(): { base: number; tail: number; updates: number } {
    return { base: this.baseSize, tail: this.tailSize, updates: this.tail.length }
  }

  /** What is there, encoded as Yjs does. */
  stateVector(): Uint8Array {
    this.vector ??= Y.encodeStateVector(this.reached)
    return this.vector
  }

  /**
   * The messages for somebody with this state vector; the last one tells them that they have everything. Throws if it is
   * no state vector.
   * @param packs they can unpack
   */
  answer(stateVector: Uint8Array, packs: boolean): Uint8Array[] {
    const theirs = Y.decodeStateVector(stateVector)
    return [...this.beginning(theirs, stateVector, packs), ...this.middle(theirs), ...this.end()]
  }

  private beginning(theirs: ReadonlyMap<number, number>, stateVector: Uint8Array, packs: boolean): readonly Uint8Array[] {
    if (theirs.size > 0 && covers(theirs, this.baseVector)) return this.deletions === NOTHING ? [] : [updateFrame(this.deletions)]
    // Comparing a large board costs more than sending it: the bytes that all get are there already.
    if (theirs.size === 0 || this.baseSize > COMPARED) return this.parts.map((part) => (packs && packedOf(part)) || part.frame)
    const key = Buffer.from(stateVector).toString('latin1')
    const known = this.since.get(key)
    if (known) return known
    const frames = [...this.parts.map(({ bytes }) => Y.diffUpdate(bytes, stateVector)), this.deletions].filter(isSomething).map(updateFrame)
    if (this.since.size >= KEPT) this.since.clear()
    this.since.set(key, frames)
    return frames
  }

  private middle(theirs: ReadonlyMap<number, number>): Uint8Array[] {
    while (this.tail.length - this.blocks.length * BLOCK >= BLOCK) {
      const from = this.blocks.length * BLOCK
      this.blocks.push(blockOf(this.tail.slice(from, from + BLOCK)))
    }
    return this.blocks.flatMap(({ frames, to, deletes }) => (!deletes && covers(theirs, to) ? [] : frames))
  }

  private end(): readonly Uint8Array[] {
    if (this.last) return this.last
    const rest = this.tail.slice(this.blocks.length * BLOCK)
    const bytes = rest.length ? merged(rest) : NOTHING
    this.last = bytes ? [step2Frame(bytes)] : [...rest.map(updateFrame), step2Frame(NOTHING)]
    return this.last
  }

  private rebase({ parts, stateVector, deletions }: StoredSnapshot) {
    this.parts = parts.map(partOf)
    this.deletions = isSomething(deletions) ? deletions : NOTHING
    this.baseVector = Y.decodeStateVector(stateVector)
    this.baseSize = parts.reduce((sum, { length }) => sum + length, deletions.length)
    for (const [client, clock] of this.baseVector) raise(this.reached, client, clock)
    this.vector = undefined
    this.since.clear()
  }
}

/** Updates that are merged into one message. Merging costs more than it saves with many more. */
const BLOCK = 50
/** Bytes of a snapshot up to which it is compared with what somebody has. */
const COMPARED = 64 * 1024
/** State vectors for which the answer is kept. */
const KEPT = 50
/** An update that says nothing. */
const NOTHING: Uint8Array = Uint8Array.of(0, 0)
const isSomething = (update: Uint8Array) => update.length > 2 || update.some((byte) => byte !== 0)

/** Does an update say nothing? Most answers of people who come say so. */
export const saysNothing = (update: Uint8Array) => !isSomething(update)

interface Part {
  frame: Uint8Array
  /** The update within the frame. */
  bytes: Uint8Array
  packed?: Uint8Array
  isPacking?: boolean
}

function partOf(update: Uint8Array): Part {
  const frame = updateFrame(update)
  return { frame, bytes: frame.subarray(frame.length - update.length) }
}

interface Block {
  frames: readonly Uint8Array[]
  to: ReadonlyMap<number, number>
  deletes: boolean
}

function blockOf(updates: readonly Uint8Array[]): Block {
  const bytes = merged(updates)
  if (!bytes) return { frames: updates.map(updateFrame), to: new Map(), deletes: true }
  const { ds } = Y.decodeUpdate(bytes)
  return { frames: [updateFrame(bytes)], to: Y.parseUpdateMeta(bytes).to, deletes: ds.clients.size > 0 }
}

const deflate = promisify(deflateRaw)

/** The part's frame in half the bytes; undefined until it is made, which the first who asks does not wait for. */
function packedOf(part: Part): Uint8Array | undefined {
  if (!part.packed && !part.isPacking) {
    part.isPacking = true
    deflate(part.frame).then(
      (bytes) => {
        part.packed = packedFrame(bytes)
      },
      // Out of memory, at worst: then it is sent as it is.
      () => {},
    )
  }
  return part.packed
}

const covers = (theirs: ReadonlyMap<number, number>, needed: ReadonlyMap<number, number>) =>
  [...needed].every(([client, clock]) => (theirs.get(client) ?? 0) >= clock)

function raise(map: Map<number, number>, client: number, clock: number) {
  if ((map.get(client) ?? 0) < clock) map.set(client, clock)
}
