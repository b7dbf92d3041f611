import { createBoard } from '@stocktake/shared/board/board'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { StoredSnapshot } from '../store/store.ts'

/** Makes one snapshot of all that a log holds. Rejects if the updates are no whole board. */
export type Fold = (updates: readonly Uint8Array[]) => Promise<StoredSnapshot>

/**
 * Pieces of a document in one part. Taking one in costs a document some ten milliseconds: whoever reads the parts of a
 * large board, browser or server, can do something else in between.
 */
const PIECES = 4000
/** A long text counts as one piece more for so many characters. */
const CHARACTERS = 64

/** Folds here and now. The server does it in a thread of its own (`folder.ts`): a large board takes a fifth of a second. */
export const foldHere: Fold = async (updates) => snapshotOf(updates)

export function snapshotOf(updates: readonly Uint8Array[]): StoredSnapshot {
  const { doc } = createBoard()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('the log has gaps')
  const stateVector = Y.encodeStateVector(doc)
  // With nothing new in it this is what has been deleted; a state vector does not tell that.
  return { parts: partsOf(doc), stateVector, deletions: Y.encodeStateAsUpdate(doc, stateVector) }
}

type Struct = Y.Item | Y.GC
interface Lane {
  structs: readonly Struct[]
  next: number
}

/** The whole document as updates, each of which needs none but those before it. */
function partsOf(doc: Y.Doc): Uint8Array[] {
  const lanes = new Map([...doc.store.clients].map(([client, structs]): [number, Lane] => [client, { structs, next: 0 }]))
  const parts: Uint8Array[] = []
  let part = new Map<number, Struct[]>()
  let pieces = 0

  const finish = () => {
    if (part.size) parts.push(encodePart(part))
    part = new Map()
    pieces = 0
  }
  const put = (struct: Struct) => {
    const known = part.get(struct.id.client)
    if (known) known.push(struct)
    else part.set(struct.id.client, [struct])
    pieces += 1 + Math.floor(struct.length / CHARACTERS)
    if (pieces >= PIECES) finish()
  }
  const isMissing = (id: Y.ID | null): id is Y.ID => {
    const lane = id && lanes.get(id.client)
    const next = lane?.structs[lane.next]
    return !!id && (!lane || (!!next && id.clock >= next.id.clock))
  }
  const missingOf = (struct: Struct): Y.ID | undefined => {
    if (!(struct instanceof Y.Item)) return undefined
    const { origin, rightOrigin, parent } = struct
    const holder = origin || rightOrigin || !(parent instanceof Y.AbstractType) ? null : (parent._item?.id ?? null)
    return [origin, rightOrigin, holder].find(isMissing)
  }

  for (const lane of lanes.values()) {
    // What a piece builds on comes first, and what that builds on before it.
    const stack = [{ lane, until: Number.POSITIVE_INFINITY }]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const struct = top.lane.structs[top.lane.next]
      if (!struct || struct.id.clock > top.until) {
        stack.pop()
        continue
      }
      const missing = missingOf(struct)
      const needed = missing && lanes.get(missing.client)
      if (missing && !needed) throw new Error('a piece builds on nothing')
      if (missing && needed) stack.push({ lane: needed, until: missing.clock })
      else {
        top.lane.next++
        put(struct)
      }
    }
  }
  finish()
  return parts
}

/** As Yjs writes an update (its version 1), without deletions. */
function encodePart(part: ReadonlyMap<number, readonly Struct[]>): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, part.size)
  for (const [client, structs] of part) {
    encoding.writeVarUint(encoder.restEncoder, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, structs[0]?.id.clock ?? 0)
    for (const struct of structs) struct.write(encoder, 0)
  }
  encoding.writeVarUint(encoder.restEncoder, 0)
  return encoder.toUint8Array()
}
