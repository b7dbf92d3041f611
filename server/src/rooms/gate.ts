import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Board, FROM_SERVER } from '@stocktake/shared/board/board'
import {
  isLockedDrawing,
  type NoteFacts,
  noteFacts,
  RECORD_KINDS,
  type RecordKind,
  sinceOf,
  type Touched,
  themeCell,
  touched,
} from '@stocktake/shared/board/touched'
import { type Actor, writeRefusal } from '@stocktake/shared/policy'
import { isTeam } from '@stocktake/shared/rounds'
import type { Refusal } from '@stocktake/shared/wire'
import * as Y from 'yjs'
import type { LoggedUpdate } from '../store/store.ts'
import { inspect, notesIn } from './inspect.ts'
import { createJudge, type Rules } from './judge.ts'
import { buildTwin, type Twin } from './twin.ts'

export type Admitted = Pick<LoggedUpdate, 'update' | 'owners' | 'isOwn'>

export type Verdict =
  | ({ kind: 'admitted' } & Admitted)
  /** Nothing in it is new. */
  | { kind: 'known' }
  /** It builds on something that has not come: ask the sender for all it has. */
  | { kind: 'gap' }
  | ({ kind: 'refused' } & Refusal)

/**
 * The only guard between strangers and the board. What an update is about is found from its bytes first, and put to the
 * policy: nearly all that is refused is refused there, at no cost. Then a twin of the board receives it; what that really
 * touched is put to the policy again, with what stands there now, and the whole update is refused if any part of it is.
 * Such a refusal spoils the twin, which is made anew.
 */
export interface Gate {
  /** Nothing has to be built before the next call. Calls work all the same, but everything waits for the building. */
  readonly isReady: boolean
  /** Builds what is missing, letting others have their turn meanwhile. */
  prepare(): Promise<void>
  /** The board with all that was admitted, on disk or not. */
  board(): Board
  /** Takes in what another process admitted. */
  take(updates: readonly Uint8Array[]): void
  admit(update: Uint8Array, actor: Actor, rules: Rules): Verdict
  /** The server's own change; undefined if it changed nothing. If the effect throws, nothing happened. Notes it adds are nobody's, but for those with a writer. */
  edit(effect: ServerEdit, writers?: ReadonlyMap<string, string>): Admitted | undefined
  /** From now on this Yjs client id writes for this member. Nobody else can use up its clock and so silence it. */
  claim(client: number, memberId: string): void
  /** What was admitted lately will not be stored after all, or others stored something: start again from what is. */
  reset(): void
}

/** `wasHere` tells of notes that were ever on the board, deleted ones included; `ownerOf` whose a note is, if anybody's. */
export type ServerEdit = (board: Board, wasHere: (note: string) => boolean, ownerOf: (note: string) => string | null) => void

/** What the gate looks up in its room. */
export interface GateSource {
  /** The board as updates: what is durable, then what was admitted since. */
  state(): Uint8Array[]
  /** Whose notes are whose, as far as that is durable. */
  owners: ReadonlyMap<string, string | null>
  /** Bytes that the board may still grow by. */
  spare(): number
}

/** How many ids a refusal names. */
const NAMED_NOTES = 200
/** Stands for the server among writers; no member has this id. */
const SERVER = ''

export function createGate({ state, owners, spare }: GateSource): Gate {
  let twin: Twin | undefined
  let preparing: Promise<void> | undefined
  /** Goes up when what is being built must not be used. */
  let eras = 0
  /** What came from elsewhere while it is built. */
  let late: Uint8Array[] = []
  let admittedOwners = new Map<string, string | null>()
  /** Kept for deleted notes too: who undoes a deletion brings back what was there, lineage included, and nothing else. */
  const facts = new Map<string, NoteFacts>()
  /** Where what came from earlier rounds began; kept for what was deleted too. */
  const sinces = new Map<string, unknown>()
  const themeCells = new Map<string, string | null>()
  const lockedDrawings = new Set<string>()
  /** Who writes under which Yjs client id. */
  const clients = new Map<number, string>()
  const isKnown = (note: string) => admittedOwners.has(note) || owners.has(note) || facts.has(note)

  const ownerOf = (note: string) => admittedOwners.get(note) ?? owners.get(note) ?? null
  const judge = createJudge({
    isKnown,
    ownerOf,
    facts,
    sinceOf: (kind, id) => sinces.get(`${kind} ${id}`),
    themeCells,
    lockedDrawings,
    size: () => owners.size + admittedOwners.size,
  })

  function adopt(made: Twin) {
    for (const id of facts.keys()) if (!owners.has(id) && !admittedOwners.has(id)) facts.delete(id)
    for (const id of made.present.notes) learnNote(made.board, id)
    for (const kind of RECORD_KINDS) for (const id of made.present[kind]) learnSince(made.board, kind, id)
    for (const id of made.present.themes) learnTheme(made.board, id)
    lockedDrawings.clear()
    for (const id of made.present.drawing) learnLock(made.board, id)
    twin = made
  }

  /** At once: everything waits meanwhile. */
  function ready(): Twin {
    if (twin) return twin
    eras++
    const building = buildTwin(state())
    for (;;) {
      const step = building.next()
      if (!step.done) continue
      adopt(step.value)
      return step.value
    }
  }

  async function build() {
    while (!twin) {
      const era = ++eras
      late = []
      const building = buildTwin(state())
      for (let step = building.next(); era === eras; step = building.next()) {
        if (step.done) {
          for (const update of late) Y.applyUpdate(step.value.board.doc, update)
          adopt(step.value)
          break
        }
        await nextTurn()
      }
    }
  }

  function spoil() {
    twin = undefined
    eras++
  }

  const learnNote = (board: Board, id: string) => {
    const now = noteFacts(board, id)
    if (now) facts.set(id, now)
  }

  const learnSince = (board: Board, kind: RecordKind, id: string) => {
    const since = sinceOf(board, kind, id)
    if (since !== undefined) sinces.set(`${kind} ${id}`, since)
  }

  const learnTheme = (board: Board, id: string) => {
    const cell = themeCell(board, id)
    if (cell !== undefined) themeCells.set(id, cell)
  }

  const learnLock = (board: Board, id: string) => void (isLockedDrawing(board, id) ? lockedDrawings.add(id) : lockedDrawings.delete(id))

  /** Takes in what an admitted change did. */
  function learn({ board, present }: Twin, found: Touched, writerOf: (note: string) => string | null): Admitted['owners'] {
    const added: { note: string; member: string | null }[] = []
    for (const [id, fields] of found.notes) {
      if (fields === 'whole') note(present.notes, id, board.notes.has(id))
      if (board.notes.has(id) && !admittedOwners.has(id) && !owners.has(id)) {
        // A note without a recorded owner that stood here before is nobody's.
        const member = facts.has(id) ? null : writerOf(id)
        admittedOwners.set(id, member)
        added.push({ note: id, member })
      }
      learnNote(board, id)
    }
    for (const id of found.records.themes) learnTheme(board, id)
    for (const id of found.records.drawing) learnLock(board, id)
    for (const kind of RECORD_KINDS) {
      for (const id of found.records[kind]) {
        note(present[kind], id, board[kind].has(id))
        learnSince(board, kind, id)
      }
    }
    return added
  }

  function admit(update: Uint8Array, actor: Actor, rules: Rules): Verdict {
    const on = ready()
    const look = inspect(update, on.board.doc)
    if (look.kind === 'unreadable') return { kind: 'refused', reason: 'unreadable', notes: [] }
    if (look.kind === 'crumbs') return { kind: 'refused', reason: 'too-many', notes: [] }
    if (look.kind === 'known' || look.kind === 'gap') return { kind: look.kind }
    const mayNot = writeRefusal(actor, rules)
    if (mayNot) return { kind: 'refused', reason: mayNot, notes: notesIn(update, on.board).slice(0, NAMED_NOTES) }
    if (look.kind === 'foreign') return { kind: 'refused', reason: 'not-ours', notes: [] }
    if (update.length > spare()) return { kind: 'refused', reason: 'too-many', notes: [] }
    // Pieces under somebody else's client id would use up its clock: what that person writes next would look known.
    const strange = look.clients.some((client) => (clients.get(client) ?? actor.memberId) !== actor.memberId)
    if (strange && !isTeam(actor.role)) return { kind: 'refused', reason: 'not-ours', notes: [] }

    const reason = judge.foreseen(on, look.decoded, actor, rules)
    if (reason) return { kind: 'refused', reason, notes: notesIn(update, on.board).slice(0, NAMED_NOTES) }
    const verdict = tryOn(on, update, actor, rules)
    if (verdict.kind !== 'admitted' && verdict.kind !== 'known') spoil()
    if (verdict.kind === 'admitted') for (const client of look.clients) if (!clients.has(client)) clients.set(client, actor.memberId)
    return verdict
  }

  function tryOn(on: Twin, update: Uint8Array, actor: Actor, rules: Rules): Verdict {
    let found: Touched | undefined
    let reason: Refusal['reason'] | undefined
    let transactions = 0
    on.updates = []
    on.judge = (transaction) => {
      found ??= touched(on.board, transaction)
      // Yjs itself adds a second transaction to tidy formats away, and a board has no formats.
      reason ??= found && ++transactions === 1 ? judge.tried(on, found, actor, rules) : 'not-ours'
    }
    try {
      Y.applyUpdate(on.board.doc, update)
    } catch {
      // Decodable, and yet it threw on the way in: nothing of ours does.
      return { kind: 'refused', reason: 'unreadable', notes: [] }
    } finally {
      on.judge = undefined
    }
    if (on.board.doc.store.pendingStructs || on.board.doc.store.pendingDs) return { kind: 'gap' }
    if (!on.updates.length) return { kind: 'known' }
    if (reason || !found) return { kind: 'refused', reason: reason ?? 'not-ours', notes: named(found) }
    const bytes = merged(on.updates)
    return { kind: 'admitted', update: bytes, owners: learn(on, found, () => actor.memberId), isOwn: false }
  }

  return {
    admit(update, actor, rules) {
      try {
        return admit(update, actor, rules)
      } catch {
        // Values that no client of ours writes can make a reader throw (a bigint in a drawing).
        spoil()
        return { kind: 'refused', reason: 'unreadable', notes: [] }
      }
    },
    edit(effect, writers) {
      const on = ready()
      clients.set(on.board.doc.clientID, SERVER)
      let found: Touched | undefined
      on.updates = []
      on.judge = (transaction) => {
        found = touched(on.board, transaction)
      }
      try {
        on.board.doc.transact(() => effect(on.board, isKnown, ownerOf), FROM_SERVER)
      } catch (error) {
        spoil()
        throw error
      } finally {
        on.judge = undefined
      }
      if (!on.updates.length) return undefined
      if (!found) {
        spoil()
        throw new Error('an edit of the server put something on the board that is no part of a board')
      }
      return { update: merged(on.updates), owners: learn(on, found, (note) => writers?.get(note) ?? null), isOwn: true }
    },
    claim(client, memberId) {
      if (!clients.has(client)) clients.set(client, memberId)
    },
    reset() {
      spoil()
      admittedOwners = new Map()
    },
    get isReady() {
      return twin !== undefined
    },
    prepare() {
      preparing ??= build().finally(() => {
        preparing = undefined
      })
      return preparing
    },
    board: () => ready().board,
    take(updates) {
      if (!twin) return void late.push(...updates)
      const on = twin
      for (const update of updates) {
        let found: Touched | undefined
        on.judge = (transaction) => {
          found = touched(on.board, transaction)
        }
        Y.applyUpdate(on.board.doc, update)
        on.judge = undefined
        if (found) learn(on, found, () => null)
      }
    },
  }
}

const named = (found: Touched | undefined) => [...(found?.notes.keys() ?? [])].slice(0, NAMED_NOTES)
const note = (present: Set<string>, id: string, isThere: boolean) => void (isThere ? present.add(id) : present.delete(id))
const merged = (updates: readonly Uint8Array[]) => (updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates]))
