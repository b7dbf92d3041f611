import type { Board } from '@stocktake/shared/board/board'
import { RECORD_KINDS, type RecordKind } from '@stocktake/shared/board/touched'
import * as Y from 'yjs'
import type { Decoded } from './inspect.ts'

/** What an update is about, told from its bytes. */
export interface Foreseen {
  /** Names of the fields that change; `whole` where the note itself comes or goes. */
  notes: Map<string, 'whole' | Set<string>>
  records: Record<RecordKind, Set<string>>
  /** Notes that are put on the board, and what each says of its writer. */
  put: Map<string, { [Field in Said]?: unknown }>
  /** Places that notes are put in, the last for each. */
  at: Map<string, unknown>
  /** Letters that come to a note's text, less those that go. */
  letters: Map<string, number>
}

const SAID = ['group', 'author', 'anonymous'] as const
type Said = (typeof SAID)[number]

/** Where a piece belongs: a root, and the keys from there; a letter's last key is null. */
interface Home {
  root: string
  path: readonly (string | null)[]
  /** What holds it comes with the same update. */
  isFresh: boolean
}
/** `nowhere`: what held it is deleted, so it changes nothing that anybody sees. `unclear`: trying it on will tell. */
type Where = Home | 'nowhere' | 'unclear'

/** Steps from neighbour to neighbour; no client of ours writes so many that lead out of one another. */
const STEPS = 200

/**
 * Reads an update against a board without changing it, by the rules by which Yjs finds a place for each piece. Whatever
 * it misses or mistakes is found when the update is tried on: this is for refusing cheaply, not for letting in.
 */
export function foresee({ structs, ds }: Decoded, board: Board): Foreseen | undefined {
  const { store, share } = board.doc
  const lanes = new Map<number, Y.Item[]>()
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const lane = lanes.get(struct.id.client)
    if (lane) lane.push(struct)
    else lanes.set(struct.id.client, [struct])
  }
  const known = new Map<Y.Item, Where>()
  const names = new Map<unknown, string>([...share].map(([name, type]) => [type, name]))

  /** Where the children of a type of the board are. */
  const within = (type: unknown): Where => {
    const path: (string | null)[] = []
    let above = type
    while (above instanceof Y.AbstractType) {
      const name = names.get(above)
      if (name !== undefined) return { root: name, path: path.reverse(), isFresh: false }
      const item: Y.Item | null = above._item
      if (!item || item.deleted) return 'nowhere'
      path.push(item.parentSub)
      above = item.parent
    }
    return 'nowhere'
  }
  const child = (where: Where, key: string | null): Where => (typeof where === 'string' ? where : { ...where, path: [...where.path, key] })

  /** What has this id: a piece of the update, or of the board. */
  const find = (id: Y.ID): Y.Item | undefined => {
    if (id.clock < Y.getState(store, id.client)) {
      const item: unknown = Y.getItem(store, id)
      return item instanceof Y.Item ? item : undefined
    }
    return pieceAt(lanes.get(id.client) ?? [], id.clock)
  }
  const isOurs = (item: Y.Item) => item.parent instanceof Y.AbstractType

  function whereIs(item: Y.Item, steps = 0): Where {
    if (isOurs(item)) return child(within(item.parent), item.parentSub)
    const before = known.get(item)
    if (before) return before
    if (steps > STEPS) return 'unclear'
    const found = look(item, steps + 1)
    known.set(item, found)
    return found
  }

  function look(item: Y.Item, steps: number): Where {
    const parent: unknown = item.parent
    const neighbours = [item.origin, item.rightOrigin].flatMap((id) => (id ? [find(id)] : []))
    if (neighbours.includes(undefined)) return 'nowhere'
    if (typeof parent === 'string') return { root: parent, path: [item.parentSub], isFresh: false }
    if (parent instanceof Y.ID) {
      const holder = find(parent)
      if (!holder || (isOurs(holder) && holder.deleted)) return 'nowhere'
      const where = child(whereIs(holder, steps), item.parentSub)
      return typeof where === 'string' || isOurs(holder) ? where : { ...where, isFresh: true }
    }
    const [neighbour] = neighbours
    return neighbour ? whereIs(neighbour, steps) : 'unclear'
  }

  const found: Foreseen = {
    notes: new Map(),
    records: { themes: new Set(), apart: new Set(), contradictions: new Set(), ledger: new Set(), drawing: new Set() },
    put: new Map(),
    at: new Map(),
    letters: new Map(),
  }
  const mark = ({ root, path, isFresh }: Home, letters: number) => {
    const [id, field] = path
    if (typeof id !== 'string') return
    const kind = RECORD_KINDS.find((name) => name === root)
    if (kind) found.records[kind].add(id)
    if (root !== 'notes') return
    if (path.length === 1) found.notes.set(id, 'whole')
    else if (!isFresh && typeof field === 'string' && found.notes.get(id) !== 'whole') {
      const fields = found.notes.get(id)
      found.notes.set(id, (fields instanceof Set ? fields : new Set<string>()).add(field))
    }
    if (path.length === 3) found.letters.set(id, (found.letters.get(id) ?? 0) + letters)
  }

  for (const lane of lanes.values()) {
    for (const item of lane) {
      if (item.id.clock + item.length <= Y.getState(store, item.id.client)) continue
      const where = whereIs(item)
      if (where === 'unclear') return undefined
      if (where === 'nowhere') continue
      mark(where, item.content instanceof Y.ContentString ? item.length : 0)
      const [id, field] = where.path
      if (where.root !== 'notes' || typeof id !== 'string') continue
      if (where.path.length === 1 && item.content instanceof Y.ContentType) found.put.set(id, { ...found.put.get(id) })
      if (field === 'at' && item.content instanceof Y.ContentAny) found.at.set(id, item.content.arr[0])
      const said = SAID.find((name) => name === field)
      if (where.isFresh && said && item.content instanceof Y.ContentAny) found.put.set(id, { ...found.put.get(id), [said]: item.content.arr[0] })
    }
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      const end = Math.min(clock + len, Y.getState(store, client))
      const own = store.clients.get(client) ?? []
      if (clock >= end) continue
      for (let i = Y.findIndexSS(own, clock); i < own.length; i++) {
        const item = own[i]
        if (!item || item.id.clock >= end) break
        if (!(item instanceof Y.Item) || item.deleted) continue
        const where = whereIs(item)
        const gone = Math.min(end, item.id.clock + item.length) - Math.max(clock, item.id.clock)
        if (typeof where !== 'string') mark(where, item.content instanceof Y.ContentString ? -gone : 0)
      }
    }
  }
  return found
}

/** The piece with this clock among pieces in order; undefined if there is none. */
function pieceAt(lane: readonly Y.Item[], clock: number): Y.Item | undefined {
  let low = 0
  let high = lane.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const item = lane[middle]
    if (!item || clock < item.id.clock) high = middle - 1
    else if (clock >= item.id.clock + item.length) low = middle + 1
    else return item
  }
  return undefined
}
