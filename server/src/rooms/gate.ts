import { type Board, createBoard, FROM_SERVER } from '@stocktake/shared/board/board'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import {
  isSame,
  metaFault,
  type NoteFacts,
  type NoteField,
  noteFacts,
  noteFault,
  RECORD_KINDS,
  type RecordKind,
  recordFault,
  type Touched,
  textFault,
  touched,
} from '@stocktake/shared/board/touched'
import { type Actor, type BoardAction, type Circumstances, refusal, type Target } from '@stocktake/shared/policy'
import { isTeam } from '@stocktake/shared/session'
import type { Refusal } from '@stocktake/shared/wire'
import * as Y from 'yjs'
import type { LoggedUpdate } from '../store/store.ts'
import { inspect, notesIn } from './inspect.ts'

/** Everything the policy needs to know about a round. */
export interface Rules extends Circumstances {
  groups: ReadonlySet<string>
}

export type Admitted = Pick<LoggedUpdate, 'update' | 'owners'>

export type Verdict =
  | ({ kind: 'admitted' } & Admitted)
  /** Nothing in it is new. */
  | { kind: 'known' }
  /** It builds on something that has not come: ask the sender for all it has. */
  | { kind: 'gap' }
  | ({ kind: 'refused' } & Refusal)

/**
 * The only guard between strangers and the board. A twin of the board receives each update first; what that touched is
 * put to the policy, and the whole update is refused if any part of it is. After a refusal the twin is made anew.
 */
export interface Gate {
  admit(update: Uint8Array, actor: Actor, rules: Rules): Verdict
  /** The server's own change; undefined if it changed nothing. If the effect throws, nothing happened. */
  edit(effect: (board: Board) => void): Admitted | undefined
  /** From now on this Yjs client id writes for this member. Nobody else can use up its clock and so silence it. */
  claim(client: number, memberId: string): void
  /** What was admitted lately will not be stored after all, or others stored something: start again from what is. */
  reset(): void
}

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
/** Notes that a round remembers, deleted ones included: their owners are kept for good. */
const NOTES_EVER = 20 * BOARD_LIMITS.notesPerRound
/** Stands for the server among writers; no member has this id. */
const SERVER = ''

interface Twin {
  board: Board
  present: Record<'notes' | RecordKind, Set<string>>
  /** What the transaction that is running made of the twin. */
  updates: Uint8Array[]
  judge: ((transaction: Y.Transaction) => void) | undefined
}

export function createGate({ state, owners, spare }: GateSource): Gate {
  let twin: Twin | undefined
  let admittedOwners = new Map<string, string | null>()
  /** Kept for deleted notes too: who undoes a deletion brings back what was there, lineage included, and nothing else. */
  const facts = new Map<string, NoteFacts>()
  const writers = new Map<number, string>()

  const isKnown = (note: string) => admittedOwners.has(note) || owners.has(note) || facts.has(note)
  const ownerOf = (note: string) => admittedOwners.get(note) ?? owners.get(note) ?? null

  function build(): Twin {
    const board = createBoard()
    board.doc.transact(() => {
      for (const update of state()) Y.applyUpdate(board.doc, update)
    })
    const keys = (kind: 'notes' | RecordKind) => new Set(board[kind].keys())
    const present = {
      notes: keys('notes'),
      themes: keys('themes'),
      contradictions: keys('contradictions'),
      ledger: keys('ledger'),
      drawing: keys('drawing'),
    }
    const made: Twin = { board, present, updates: [], judge: undefined }
    board.doc.on('update', (update: Uint8Array) => made.updates.push(update))
    board.doc.on('afterTransaction', (transaction: Y.Transaction) => made.judge?.(transaction))
    for (const id of facts.keys()) if (!owners.has(id) && !admittedOwners.has(id)) facts.delete(id)
    for (const id of present.notes) learnNote(board, id)
    return made
  }

  const learnNote = (board: Board, id: string) => {
    const now = noteFacts(board, id)
    if (now) facts.set(id, now)
  }

  /** Takes in what an admitted change did. */
  function learn({ board, present }: Twin, found: Touched, writer: string | null): Admitted['owners'] {
    const added: { note: string; member: string | null }[] = []
    for (const [id, fields] of found.notes) {
      if (fields === 'whole') note(present.notes, id, board.notes.has(id))
      if (board.notes.has(id) && !admittedOwners.has(id) && !owners.has(id)) {
        // A note without a recorded owner that stood here before is nobody's.
        const member = facts.has(id) ? null : writer
        admittedOwners.set(id, member)
        added.push({ note: id, member })
      }
      learnNote(board, id)
    }
    for (const kind of RECORD_KINDS) for (const id of found.records[kind]) note(present[kind], id, board[kind].has(id))
    return added
  }

  function admit(update: Uint8Array, actor: Actor, rules: Rules): Verdict {
    twin ??= build()
    const look = inspect(update, twin.board.doc)
    if (look.kind === 'unreadable') return { kind: 'refused', reason: 'unreadable', notes: [] }
    if (look.kind === 'known' || look.kind === 'gap') return { kind: look.kind }
    const mayNot = refusal(actor, 'draw', rules)
    if (mayNot) return { kind: 'refused', reason: mayNot, notes: notesIn(update, twin.board).slice(0, NAMED_NOTES) }
    if (look.kind === 'foreign') return { kind: 'refused', reason: 'not-ours', notes: [] }
    if (update.length > spare()) return { kind: 'refused', reason: 'too-many', notes: [] }
    // Pieces under somebody else's client id would use up its clock: what that person writes next would look known.
    const strange = look.clients.some((client) => (writers.get(client) ?? actor.memberId) !== actor.memberId)
    if (strange && !isTeam(actor.role)) return { kind: 'refused', reason: 'not-ours', notes: [] }

    const verdict = tryOn(twin, update, actor, rules)
    if (verdict.kind !== 'admitted' && verdict.kind !== 'known') twin = undefined
    if (verdict.kind === 'admitted') for (const client of look.clients) if (!writers.has(client)) writers.set(client, actor.memberId)
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
      reason ??= found && ++transactions === 1 ? judge(on, found, actor, rules) : 'not-ours'
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
    return { kind: 'admitted', update: bytes, owners: learn(on, found, actor.memberId) }
  }

  /** The first reason why this may not be; undefined if all of it may. */
  function judge({ board, present }: Twin, found: Touched, actor: Actor, rules: Rules): Refusal['reason'] | undefined {
    const ask = (action: BoardAction, target?: Target) => refusal(actor, action, rules, target)
    if (found.meta && metaFault(board)) return 'not-ours'

    for (const kind of RECORD_KINDS) {
      for (const id of found.records[kind]) {
        const reason = ask(RECORD_ACTION[kind]) ?? (board[kind].has(id) ? recordFault(board, kind, id) : undefined)
        if (reason) return reason
      }
      if (growsBeyond(present[kind], found.records[kind], (id) => board[kind].has(id), RECORD_LIMIT[kind])) return 'too-many'
    }

    const wholes: string[] = []
    for (const [id, fields] of found.notes) {
      if (fields === 'whole') wholes.push(id)
      const reason = fields === 'whole' ? judgeWhole(board, id, actor, rules) : judgeFields(board, id, fields, actor, rules)
      if (reason) return reason
    }
    return growsBeyond(present.notes, wholes, (id) => board.notes.has(id), BOARD_LIMITS.notesPerRound) ? 'too-many' : undefined
  }

  /** A note that came, went, or was put in the place of another. */
  function judgeWhole(board: Board, id: string, actor: Actor, rules: Rules): Refusal['reason'] | undefined {
    const now = noteFacts(board, id)
    const owner = ownerOf(id)
    // Made and deleted again before it got here: nobody has seen it.
    if (!now && !board.notes.has(id)) return isKnown(id) ? refusal(actor, 'delete-note', rules, { owner }) : undefined
    if (!now) return 'not-ours'
    const before = facts.get(id)
    const group = typeof now.group === 'string' ? now.group : null
    const mayNot = isKnown(id) ? refusal(actor, 'edit-note', rules, { owner }) : undefined
    if (mayNot) return mayNot
    if (before && !isTeam(actor.role) && !isSame(now.group, before.group)) return 'not-your-group'
    if (!before || !isSame(now.group, before.group)) {
      const reason = refusal(actor, 'add-note', rules, { group }) ?? foreignGroup(now.group, rules)
      if (reason) return reason
    }
    if (!isSame(now.origin, before?.origin) || !isSame(now.author, before?.author)) return 'not-ours'
    if (before && !isTeam(actor.role) && !isSame(now.createdAt, before.createdAt)) return 'not-ours'
    if (typeof now.createdAt !== 'number') return 'not-ours'
    if (!isKnown(id) && owners.size + admittedOwners.size > NOTES_EVER) return 'too-many'
    return noteFault(board, id)
  }

  function judgeFields(board: Board, id: string, fields: ReadonlySet<NoteField>, actor: Actor, rules: Rules): Refusal['reason'] | undefined {
    const owner = ownerOf(id)
    const now = noteFacts(board, id)
    for (const field of fields) {
      const reason = refusal(actor, FIELD_ACTION[field] ?? 'edit-note', rules, { owner })
      if (reason) return reason
      if (field === 'origin' || field === 'author') return 'not-ours'
      if (field === 'createdAt' && !isTeam(actor.role)) return 'not-ours'
      if (field === 'group' && !isTeam(actor.role)) return 'not-your-group'
      if (field === 'group' && foreignGroup(now?.group, rules)) return 'not-your-group'
    }
    const lettersAlone = fields.size === 1 && fields.has('text')
    // The text was changed within the note or replaced in it; either way what stands there now must be a text.
    return lettersAlone ? textFault(board, id) : noteFault(board, id, fields)
  }

  return {
    admit(update, actor, rules) {
      try {
        return admit(update, actor, rules)
      } catch {
        // Values that no client of ours writes can make a reader throw (a bigint in a drawing). The twin is spoilt.
        twin = undefined
        return { kind: 'refused', reason: 'unreadable', notes: [] }
      }
    },
    edit(effect) {
      twin ??= build()
      const on = twin
      writers.set(on.board.doc.clientID, SERVER)
      let found: Touched | undefined
      on.updates = []
      on.judge = (transaction) => {
        found = touched(on.board, transaction)
      }
      try {
        on.board.doc.transact(() => effect(on.board), FROM_SERVER)
      } catch (error) {
        twin = undefined
        throw error
      } finally {
        on.judge = undefined
      }
      if (!on.updates.length) return undefined
      if (!found) {
        twin = undefined
        throw new Error('an edit of the server put something on the board that is no part of a board')
      }
      return { update: merged(on.updates), owners: learn(on, found, null) }
    },
    claim(client, memberId) {
      if (!writers.has(client)) writers.set(client, memberId)
    },
    reset() {
      twin = undefined
      admittedOwners = new Map()
    },
  }
}

/** `theme` belongs to the gathering, not to the note; everything unnamed is a change of the note. */
const FIELD_ACTION: Partial<Record<NoteField, BoardAction>> = { at: 'move-note', theme: 'theme' }
const RECORD_ACTION: Record<RecordKind, BoardAction> = { themes: 'theme', contradictions: 'name-contradiction', ledger: 'keep-ledger', drawing: 'draw' }
const RECORD_LIMIT: Record<RecordKind, number> = {
  themes: BOARD_LIMITS.themes,
  contradictions: BOARD_LIMITS.contradictions,
  ledger: BOARD_LIMITS.ledger,
  drawing: BOARD_LIMITS.drawingRecords,
}

const named = (found: Touched | undefined) => [...(found?.notes.keys() ?? [])].slice(0, NAMED_NOTES)
const foreignGroup = (group: unknown, { groups }: Rules) => (group === null || (typeof group === 'string' && groups.has(group)) ? undefined : 'not-your-group')

function growsBeyond(present: ReadonlySet<string>, touchedIds: Iterable<string>, isThere: (id: string) => boolean, limit: number): boolean {
  let count = present.size
  let grown = 0
  for (const id of touchedIds) {
    const change = Number(isThere(id)) - Number(present.has(id))
    count += change
    if (change > 0) grown++
  }
  return grown > 0 && count > limit
}

const note = (present: Set<string>, id: string, isThere: boolean) => void (isThere ? present.add(id) : present.delete(id))
const merged = (updates: readonly Uint8Array[]) => (updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates]))
