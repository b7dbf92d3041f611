import { type Board, ROOTS } from '@stocktake/shared/board/board'
import * as Y from 'yjs'

/**
 * A first look at an update, before any document sees it. It costs a few microseconds and spares the twin whatever would
 * spoil it: bytes that are no update, pieces whose predecessors are missing, names that are no part of a board.
 */
export type Look =
  | { kind: 'unreadable' }
  /** In more pieces than anybody writes: taking it in would make everybody wait. */
  | { kind: 'crumbs' }
  | { kind: 'foreign' }
  | { kind: 'gap' }
  /** The document has all of it already. */
  | { kind: 'known' }
  /** Brings something new; `clients` are the Yjs client ids that new pieces carry. */
  | { kind: 'new'; clients: number[]; decoded: Decoded }

/** What somebody typed for hours without a connection is some hundreds: what is typed in one go is one piece. */
export const MOST_PIECES = 10_000

export type Decoded = ReturnType<typeof Y.decodeUpdate>

export function inspect(update: Uint8Array, doc: Y.Doc): Look {
  let decoded: Decoded
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return { kind: 'unreadable' }
  }
  if (decoded.structs.length > MOST_PIECES) return { kind: 'crumbs' }
  const reach = reachOf(decoded, doc)
  if (!reach) return { kind: 'gap' }
  const clients = [...reach].flatMap(([client, end]) => (end > Y.getState(doc.store, client) ? [client] : []))
  const inReach = (id: Y.ID | null) => !id || id.clock < (reach.get(id.client) ?? Y.getState(doc.store, id.client))
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item) || struct.id.clock + struct.length <= Y.getState(doc.store, struct.id.client)) continue
    // Before it is integrated, a parent is the name of a root, an id, or nothing: the neighbours know it then.
    const parent: unknown = struct.parent
    if (typeof parent === 'string' && !ROOTS.some((root) => root === parent)) return { kind: 'foreign' }
    if (!inReach(struct.origin) || !inReach(struct.rightOrigin) || (parent instanceof Y.ID && !inReach(parent))) return { kind: 'gap' }
  }
  let deletes = false
  for (const [client, ranges] of decoded.ds.clients) {
    const end = reach.get(client) ?? Y.getState(doc.store, client)
    for (const { clock, len } of ranges) {
      if (clock + len > end) return { kind: 'gap' }
      deletes ||= !isGone(doc, client, clock, len)
    }
  }
  return clients.length || deletes ? { kind: 'new', clients, decoded } : { kind: 'known' }
}

/** For each client in the update, how far the document will know it; undefined if a piece in between is missing. */
function reachOf(decoded: Decoded, doc: Y.Doc): Map<number, number> | undefined {
  const reach = new Map<number, number>()
  for (const struct of decoded.structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    const end = reach.get(client) ?? Y.getState(doc.store, client)
    if (clock > end) return undefined
    reach.set(client, Math.max(end, clock + struct.length))
  }
  return reach
}

/** Is everything in this range known and deleted already? */
function isGone(doc: Y.Doc, client: number, clock: number, len: number): boolean {
  const structs = doc.store.clients.get(client)
  if (!structs || clock + len > Y.getState(doc.store, client)) return false
  if (len === 0) return true
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const struct = structs[i]
    if (!struct || struct.id.clock >= clock + len) break
    if (!struct.deleted) return false
  }
  return true
}

/** Ids of the notes that an update is about, as far as the board knows them: for telling, not for judging. */
export function notesIn(update: Uint8Array, board: Board): string[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const ids = new Set<string | undefined>()
  const at = (id: Y.ID | null) => {
    const known = id && id.clock < Y.getState(board.doc.store, id.client) ? Y.getItem(board.doc.store, id) : undefined
    return known instanceof Y.Item ? known : undefined
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const parent: unknown = struct.parent
    if (parent === 'notes') ids.add(struct.parentSub ?? undefined)
    else if (parent instanceof Y.ID) ids.add(noteOf(board, at(parent)))
    else ids.add(noteOf(board, at(struct.origin) ?? at(struct.rightOrigin)))
  }
  for (const [client, ranges] of ds.clients) for (const { clock } of ranges) ids.add(noteOf(board, at(Y.createID(client, clock))))
  return [...ids].filter((id) => id !== undefined)
}

/** The note that an item is, or is part of. */
function noteOf(board: Board, item: Y.Item | undefined): string | undefined {
  let above = item
  while (above) {
    const parent: unknown = above.parent
    if (parent === board.notes) return above.parentSub ?? undefined
    above = parent instanceof Y.AbstractType ? (parent._item ?? undefined) : undefined
  }
  return undefined
}
