import { randomInt } from 'node:crypto'
import { soundPlace } from '@stocktake/shared/board/schema'
import { isId } from '@stocktake/shared/ids'
import { isPlace, soundCaret, soundView } from '@stocktake/shared/presence'
import * as decoding from 'lib0/decoding'
import { type PresenceEntry, presenceFrame } from './frames.ts'
import type { RoomLimits } from './limits.ts'

/**
 * Who somebody is to the others of a board: what the server says, never what a client claims. On the wire a name or group
 * that is null, and the role of a participant, are left out.
 */
export interface Identity {
  name: string | null
  group: string | null
  role: string
}

/** One connection, as presence knows it. */
export interface Present {
  readonly memberId: string
  /** Goes up with each connection, so that the newer of two is known. */
  readonly number: number
}

export interface PresenceOptions<Who extends Present> {
  limits: RoomLimits
  /** There is something to tell: `news` has it. */
  moved(): void
  /** Null for somebody of whom nothing may be told. */
  identityOf(who: Who): Identity | null
  /** A connection now speaks for this Yjs client id; the others hear of it under that other one. */
  claimed(client: number, who: Who, shown: number): void
  now?: () => number
  makeId?: () => number
}

/**
 * Cursors and selections of a room: the latest value of each, not a stream. A connection has one id of its own, the first
 * that it introduces: for stock clients the id under which they write. The others never hear it. They hear of everybody
 * under ids that are made here, so that nothing ties whoever is seen to what is written in the document. Everything else
 * that a connection sends is passed over: stock clients send back each change they hear.
 */
export interface Presences<Who extends Present> {
  /** Takes a message of awareness in. Throws if it is no such message. */
  receive(from: Who, states: Uint8Array): void
  leave(who: Who): void
  /** Somebody's identity changed: what they said last is told anew, as whom they are now. */
  renew(who: Who): void
  /** A message with everybody who is here; undefined if nobody is. */
  everybody(): Uint8Array | undefined
  /**
   * A message with everybody who moved since it was last asked for, and one with those of them who are connected here;
   * if only one connection moved, which.
   */
  news(): { all: Uint8Array; ours: Uint8Array | undefined; mover: Who | undefined } | undefined
  /** What another server process told its people. Throws if it is no such message. */
  elsewhere(states: Uint8Array): void
  /** The id under which the others hear of this connection. */
  idOf(who: Who): number | undefined
}

interface Entry<Who> {
  memberId: string
  /** The connection that speaks for this id; undefined once it left. */
  of: Who | undefined
  /** As the others hear it: what its client counts, and `ahead` besides for what was told anew. */
  clock: number
  ahead: number
  /** As its client said it. */
  said: string
  json: string
  /** Connected to another server process, which said so at that time. */
  heardAt?: number
}

/** Milliseconds after which whoever is connected elsewhere and says nothing more is gone; clients say at least every half of it that they are there. */
const SILENCE = 30_000
const SHARED = 1000
const GONE = 'null'

export function createPresences<Who extends Present>({
  limits,
  moved,
  identityOf,
  claimed,
  now = Date.now,
  makeId = randomId,
}: PresenceOptions<Who>): Presences<Who> {
  /** By the ids that others hear. */
  const entries = new Map<number, Entry<Who>>()
  /** By the ids that clients introduce: the one that others hear. */
  const shownAs = new Map<number, number>()
  const idOf = new WeakMap<Who, { own: number; shown: number }>()
  const changed = new Set<number>()

  const frame = (ids: Iterable<number>) => {
    const found: PresenceEntry[] = []
    for (const client of ids) {
      const entry = entries.get(client)
      if (entry) found.push({ client, clock: entry.clock, json: entry.json })
    }
    return found.length ? presenceFrame(found) : undefined
  }
  /** What was last told to somebody who came, while it is still true. */
  let whole: { bytes: Uint8Array | undefined; at: number } | undefined
  const change = (shown: number) => {
    whole = undefined
    changed.add(shown)
    moved()
  }

  /** May this connection speak for this id? A reconnected tab keeps its id and often arrives before its old socket has closed. */
  function mayClaim(from: Who, entry: Entry<Who> | undefined, clock: number): boolean {
    if (!entry) return true
    if (entry.memberId !== from.memberId) return false
    return !entry.of || (from.number > entry.of.number && clock + entry.ahead >= entry.clock)
  }

  function freshId(): number {
    for (;;) {
      const id = makeId()
      if (!entries.has(id)) return id
    }
  }

  /** What the others hear of somebody who says this. */
  function told(who: Who, said: string): string {
    const identity = identityOf(who)
    return identity ? stamped(said, identity) : GONE
  }

  function put(from: Who, client: number, counted: number, said: string) {
    const shown = shownAs.get(client)
    const before = shown === undefined ? undefined : entries.get(shown)
    const id = shown ?? freshId()
    const ahead = before?.ahead ?? 0
    const clock = counted + ahead
    const json = told(from, said)
    if (idOf.get(from) === undefined) {
      if (!mayClaim(from, before, counted)) return
      if (before?.of) idOf.delete(before.of)
      idOf.set(from, { own: client, shown: id })
      shownAs.set(client, id)
      claimed(client, from, id)
    } else if (before && (clock < before.clock || (clock === before.clock && json === before.json))) return
    entries.delete(id)
    entries.set(id, { memberId: from.memberId, of: from, clock, ahead, said, json })
    // Of whoever is not to be seen nothing is told, not even that they moved.
    if (json !== GONE || (before && before.json !== GONE)) change(id)
    forgetSome()
  }

  function forgetSome() {
    if (entries.size <= limits.presenceIds) return
    for (const [shown, { of }] of entries) {
      if (entries.size <= limits.presenceIds) return
      if (!of && !changed.has(shown)) entries.delete(shown)
    }
    for (const [client, shown] of shownAs) if (!entries.has(shown)) shownAs.delete(client)
  }

  const ofOwn = (who: Who) => {
    const shown = idOf.get(who)?.shown
    const entry = shown === undefined ? undefined : entries.get(shown)
    return shown === undefined || entry?.of !== who ? undefined : { shown, entry }
  }

  return {
    receive(from, states) {
      for (const { client, clock, bytes } of statesIn(states)) {
        // What is said of others is passed over unread.
        const own = idOf.get(from)?.own
        if (own === undefined || own === client) put(from, client, clock, Buffer.from(bytes).toString('utf8'))
      }
    },
    leave(who) {
      const own = ofOwn(who)
      if (!own) return
      entries.set(own.shown, { ...own.entry, of: undefined, said: GONE, json: GONE })
      if (own.entry.json !== GONE) change(own.shown)
    },
    renew(who) {
      const own = ofOwn(who)
      const json = own ? told(who, own.entry.said) : GONE
      if (!own || json === own.entry.json) return
      // Only a newer state counts with the others.
      entries.set(own.shown, { ...own.entry, clock: own.entry.clock + 1, ahead: own.entry.ahead + 1, json })
      change(own.shown)
    },
    news() {
      const all = frame(changed)
      const ours = [...changed].filter((shown) => entries.get(shown)?.heardAt === undefined)
      const [first] = changed
      const alone = changed.size === 1 && first !== undefined ? entries.get(first) : undefined
      const mover = alone?.json === GONE ? undefined : alone?.of
      const news = all && { all, ours: ours.length === changed.size ? all : frame(ours), mover }
      changed.clear()
      return news
    },
    elsewhere(states) {
      for (const { client, clock, bytes } of statesIn(states)) {
        const before = entries.get(client)
        const json = Buffer.from(bytes).toString('utf8')
        // Who is connected here speaks for themselves. Leaving does not count as a change of its own.
        if (before?.of || (before && (before.clock > clock || (before.clock === clock && json !== GONE)))) continue
        entries.delete(client)
        entries.set(client, { memberId: '', of: undefined, clock, ahead: 0, said: json, json, heardAt: now() })
        change(client)
        forgetSome()
      }
    },
    everybody() {
      const at = now()
      // A crowd that comes at once shares it; who is connected elsewhere may have fallen silent since.
      if (whole && at - whole.at < SHARED) return whole.bytes
      const here = [...entries].flatMap(([shown, { json, heardAt = at }]) => (json === GONE || at - heardAt > SILENCE ? [] : [shown]))
      whole = { bytes: frame(here), at }
      return whole.bytes
    },
    idOf: (who) => idOf.get(who)?.shown,
  }
}

const randomId = () => randomInt(1, 2 ** 32)

function* statesIn(states: Uint8Array): Generator<{ client: number; clock: number; bytes: Uint8Array }> {
  const decoder = decoding.createDecoder(states)
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    yield { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) }
  }
}

/** What goes without saying is not said: it would go to everybody with each movement of everybody. */
const brief = ({ name, group, role }: Identity) => ({ name: name ?? undefined, group: group ?? undefined, role: role === 'participant' ? undefined : role })

/** A state with the keys we know, checked, and the server's word for who it is. */
function stamped(json: string, user: Identity): string {
  const value: unknown = JSON.parse(json)
  if (value === null) return GONE
  const state = (typeof value === 'object' ? value : {}) as Record<string, unknown>
  const cursor = (typeof state.cursor === 'object' && state.cursor !== null ? state.cursor : {}) as Record<string, unknown>
  const at = Number.isFinite(cursor.x) && Number.isFinite(cursor.y) ? { x: cursor.x, y: cursor.y } : undefined
  const selection = Array.isArray(state.selection) ? state.selection.filter(isSelectable).slice(0, MAX_SELECTION) : undefined
  const hand = (typeof state.drag === 'object' && state.drag !== null ? state.drag : {}) as Record<string, unknown>
  const place = soundPlace(hand.at)
  const drag = place && isId(hand.note) ? { note: hand.note, at: place } : undefined
  return JSON.stringify({
    user: brief(user),
    cursor: at,
    selection,
    editing: isId(state.editing) ? state.editing : undefined,
    drag,
    caret: soundCaret(state.caret),
    cell: isPlace(state.cell) ? state.cell : undefined,
    view: soundView(state.view),
  })
}

const MAX_SELECTION = 200
/** A note, or a record of the drawing. */
const isSelectable = (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9:_-]{1,85}$/.test(value)
