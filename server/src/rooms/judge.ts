import { type Board, noteText } from '@stocktake/shared/board/board'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import {
  cellOf,
  isLockedDrawing,
  isNoteField,
  isSame,
  metaFault,
  type NoteFacts,
  type NoteField,
  noteFacts,
  noteFault,
  RECORD_KINDS,
  type RecordKind,
  recordFault,
  sinceOf,
  type Touched,
  textFault,
  themeCell,
} from '@stocktake/shared/board/touched'
import type { Breakout } from '@stocktake/shared/breakoutSchema'
import { tellsTable } from '@stocktake/shared/breakouts'
import { type Actor, type BoardAction, type Circumstances, refusal, type Target } from '@stocktake/shared/policy'
import { isTeam } from '@stocktake/shared/rounds'
import type { Refusal } from '@stocktake/shared/wire'
import { type Foreseen, foresee } from './foresee.ts'
import type { Decoded } from './inspect.ts'
import type { Twin } from './twin.ts'

/** Everything the policy needs to know about a round. */
export interface Rules extends Circumstances {
  groups: ReadonlySet<string>
  /** The name of whoever writes, where notes are shown with names: the only one that a new note may carry. */
  author?: string | null
  /** The tables that a new note may say it was written at, with the breakout each is of. */
  tables?: ReadonlyMap<string, Pick<Breakout, 'told'>>
}

/** What a gate remembers of notes, deleted ones included. */
export interface Memory {
  isKnown(note: string): boolean
  ownerOf(note: string): string | null
  /** As it stood when it was last on the board. */
  facts: ReadonlyMap<string, NoteFacts>
  /** Of what was brought from an earlier round, deleted or not: where it says it began. */
  sinceOf(kind: RecordKind, id: string): unknown
  /** Home cells of themes, as they stood when they were last on the board. */
  themeCells: ReadonlyMap<string, string | null>
  /** Drawings that the team has locked. */
  lockedDrawings: ReadonlySet<string>
  /** How many notes have an owner. */
  size(): number
}

type Reason = Refusal['reason']

/** Puts what an update does to the policy, and what it leaves behind to the schema. */
export interface Judge {
  /** A reason that can be told without trying; undefined if there is none, or if only trying tells. */
  foreseen(twin: Twin, decoded: Decoded, actor: Actor, rules: Rules): Reason | undefined
  /** The first reason why what was just tried may not be; undefined if all of it may. */
  tried(twin: Twin, found: Touched, actor: Actor, rules: Rules): Reason | undefined
}

/** Notes that a round remembers, deleted ones included: their owners are kept for good. */
const NOTES_EVER = 20 * BOARD_LIMITS.notesPerRound

export function createJudge({ isKnown, ownerOf, facts, themeCells, sinceOf: beganWith, lockedDrawings, size }: Memory): Judge {
  const targetOf = (id: string): Target => ({ owner: ownerOf(id), locked: facts.get(id)?.locked === true })

  function foreseen({ board, present }: Twin, decoded: Decoded, actor: Actor, rules: Rules): Reason | undefined {
    const found = foresee(decoded, board)
    if (!found) return undefined
    const ask = (action: BoardAction, target?: Target) => refusal(actor, action, rules, target)
    for (const kind of RECORD_KINDS) {
      const ids = [...found.records[kind]]
      const locked = kind === 'drawing' && ids.some((id) => lockedDrawings.has(id))
      const isEarlier = ids.some((id) => beganWith(kind, id) !== undefined)
      const reason = ids.length ? ask(RECORD_ACTION[kind], { locked, isEarlier }) : undefined
      if (reason) return reason
    }
    let added = 0
    for (const [id, fields] of found.notes) {
      const target = targetOf(id)
      const put = found.put.get(id)
      const isNew = !isKnown(id)
      if (fields !== 'whole') {
        const where = whereabouts(id, found.at.has(id) ? cellOf(found.at.get(id)) : undefined)
        const reason = [...fields].map((field) => mayNotChange(field, { ...target, ...where }, actor, rules)).find((one) => one !== undefined)
        if (reason) return reason
        continue
      }
      const cells = cellsOf(id, put && found.at.has(id) ? cellOf(found.at.get(id)) : undefined)
      const reason = isNew ? undefined : ask('delete-note', { ...target, cells })
      if (reason) return reason
      if (isNew && put && (typeof put.group === 'string' || put.group === null)) {
        const mayNot = ask('add-note', { ...signingOf(put), cells }) ?? foreignGroup(put.group, rules)
        if (mayNot) return mayNot
      }
      if (put && !present.notes.has(id)) added++
    }
    for (const [id, more] of found.letters) {
      const now = found.notes.get(id) === 'whole' ? 0 : (noteText(board, id)?.length ?? 0)
      if (more > 0 && now + more > BOARD_LIMITS.noteText) return 'too-long'
    }
    return added > 0 && present.notes.size + added > BOARD_LIMITS.notesPerRound + deletedBy(found) ? 'too-many' : undefined
  }

  function tried({ board, present }: Twin, found: Touched, actor: Actor, rules: Rules): Reason | undefined {
    const ask = (action: BoardAction, target?: Target) => refusal(actor, action, rules, target)
    if (found.meta && metaFault(board)) return 'not-ours'

    for (const kind of RECORD_KINDS) {
      for (const id of found.records[kind]) {
        const locked = kind === 'drawing' && lockedDrawings.has(id)
        const locks = kind === 'drawing' && !locked && isLockedDrawing(board, id)
        const before = beganWith(kind, id)
        const cells = kind === 'themes' ? cellsOfTheme(board, id) : []
        const reason = ask(locks ? 'lock' : RECORD_ACTION[kind], { cells, locked, isEarlier: before !== undefined })
        if (reason) return reason
        if (!board[kind].has(id)) continue
        const fault = recordFault(board, kind, id) ?? (kind !== 'drawing' && !isSame(sinceOf(board, kind, id), before) ? 'not-ours' : undefined)
        if (fault) return fault
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

  /** The cells that a change of a note is about: where it was, and where it is put. */
  function cellsOf(id: string, to: string | null | undefined): (string | null)[] {
    const from = facts.get(id)?.cell
    return [...new Set([from, to])].filter((cell) => cell !== undefined)
  }

  /** The same, and the cell that it comes into, where that is another. */
  function whereabouts(id: string, to: string | null | undefined): Pick<Target, 'cells' | 'enters'> {
    const cells = cellsOf(id, to)
    return to !== undefined && to !== facts.get(id)?.cell ? { cells, enters: to } : { cells }
  }

  /** The home cells of a theme: before, and now. One that spans cells belongs to all of them. */
  const cellsOfTheme = (board: Board, id: string) => [...new Set([themeCells.get(id), themeCell(board, id)])].filter((cell) => cell !== undefined)

  /** A note that came, went, or was put in the place of another. */
  function judgeWhole(board: Board, id: string, actor: Actor, rules: Rules): Reason | undefined {
    const now = noteFacts(board, id)
    const target = targetOf(id)
    // Made and deleted again before it got here: nobody has seen it.
    if (!now && !board.notes.has(id)) return isKnown(id) ? refusal(actor, 'delete-note', rules, { ...target, cells: cellsOf(id, undefined) }) : undefined
    if (!now) return 'not-ours'
    const cells = cellsOf(id, now.cell)
    const before = facts.get(id)
    // To put a note in the place of another is to delete that one.
    const mayNot = isKnown(id) ? refusal(actor, 'delete-note', rules, { ...target, cells }) : undefined
    if (mayNot) return mayNot
    if (before && !isTeam(actor.role) && !isSame(now.group, before.group)) return 'not-your-group'
    // Taken away and put back in another cell is moved.
    if (before && now.cell !== before.cell) {
      const reason = refusal(actor, 'move-note', rules, { ...target, ...whereabouts(id, now.cell) })
      if (reason) return reason
    }
    if (!before || !isSame(now.group, before.group)) {
      const reason = refusal(actor, 'add-note', rules, { ...signingOf(now), cells }) ?? foreignGroup(now.group, rules)
      if (reason) return reason
    }
    if (now.theme !== undefined && !isSame(now.theme, before?.theme)) {
      const reason = refusal(actor, 'theme', rules, { cells })
      if (reason) return reason
    }
    // Also by taking a note away and putting it back, a lock is neither set nor broken.
    if (!isSame(now.locked, before?.locked)) {
      const reason = refusal(actor, 'lock', rules)
      if (reason) return reason
    }
    if (!isSame(now.origin, before?.origin) || !mayBeBy(now.author, before, rules) || !isSame(now.late, before?.late) || !isSame(now.held, before?.held))
      return 'not-ours'
    if (before ? !isSame(now.table, before.table) : !mayBeAt(now, rules)) return 'not-ours'
    // What its writer was promised stays with it.
    if (before && WRITTEN_ONCE.some((field) => !isSame(now[field], before[field]))) return 'not-ours'
    if (now.mayBeRead !== undefined && !rules.draft) return 'not-ours'
    if (before && !isTeam(actor.role) && !isSame(now.createdAt, before.createdAt)) return 'not-ours'
    if (typeof now.createdAt !== 'number') return 'not-ours'
    if (!isKnown(id) && size() > NOTES_EVER) return 'too-many'
    return noteFault(board, id)
  }

  function judgeFields(board: Board, id: string, fields: ReadonlySet<NoteField>, actor: Actor, rules: Rules): Reason | undefined {
    const target = targetOf(id)
    const now = noteFacts(board, id)
    const where = whereabouts(id, now?.cell)
    for (const field of fields) {
      const reason = mayNotChange(field, { ...target, ...where }, actor, rules)
      if (reason) return reason
      if (field === 'group' && foreignGroup(now?.group, rules)) return 'not-your-group'
      // Whoever wrote it was promised that no group would be told.
      if (field === 'group' && (now?.anonymous === true || (rules.attribution === 'anonymous' && now?.group !== null))) return 'tells-too-much'
    }
    const lettersAlone = fields.size === 1 && fields.has('text')
    // The text was changed within the note or replaced in it; either way what stands there now must be a text.
    return lettersAlone ? textFault(board, id) : noteFault(board, id, fields)
  }

  function mayNotChange(field: string, target: Target, actor: Actor, rules: Rules): Reason | undefined {
    const reason = refusal(actor, actionOn(field), rules, target)
    if (reason) return reason
    if (!isNoteField(field) || SAID_BY_SERVER.has(field)) return 'not-ours'
    if (isTeam(actor.role)) return undefined
    return field === 'createdAt' ? 'not-ours' : field === 'group' ? 'not-your-group' : undefined
  }

  return { foreseen, tried }
}

/** Whose name a note carries never changes; a new one carries its writer's own, or none. */
const mayBeBy = (author: unknown, before: NoteFacts | undefined, { author: own }: Rules) =>
  before ? isSame(author, before.author) : author === undefined || (typeof own === 'string' && author === own)

/** At which table a note was written never changes; a new one says its writer's own, or none where that would tell who its writer is. */
function mayBeAt(note: NoteFacts, { tables }: Rules): boolean {
  if (note.table === undefined) return true
  const breakout = typeof note.table === 'string' ? tables?.get(note.table) : undefined
  return breakout !== undefined && tellsTable(breakout, signingOf(note))
}

/** What nobody writes into a note that exists but the server. */
const SAID_BY_SERVER: ReadonlySet<string> = new Set(['origin', 'author', 'late', 'table', 'held', 'anonymous', 'typedFor', 'mayBeRead'])
/** What is said when a note is written, and then stays. */
const WRITTEN_ONCE = ['anonymous', 'typedFor', 'mayBeRead'] as const

const signingOf = ({ group, author, anonymous, typedFor }: Partial<Pick<NoteFacts, 'group' | 'author' | 'anonymous' | 'typedFor'>>): Target => ({
  group: typeof group === 'string' ? group : null,
  author: typeof author === 'string' ? author : undefined,
  anonymous: anonymous === true ? true : undefined,
  typedFor: typedFor === true ? true : undefined,
})

/** `theme` belongs to the gathering, not to the note; everything unnamed is a change of the note. */
const FIELD_ACTION: Readonly<Record<string, BoardAction>> = { at: 'move-note', theme: 'theme', locked: 'lock' }
const actionOn = (field: string): BoardAction => (Object.hasOwn(FIELD_ACTION, field) ? FIELD_ACTION[field] : undefined) ?? 'edit-note'
const RECORD_ACTION: Record<RecordKind, BoardAction> = {
  themes: 'theme',
  apart: 'theme',
  contradictions: 'name-contradiction',
  ledger: 'keep-ledger',
  drawing: 'draw',
}
const RECORD_LIMIT: Record<RecordKind, number> = {
  themes: BOARD_LIMITS.themes,
  apart: BOARD_LIMITS.apart,
  contradictions: BOARD_LIMITS.contradictions,
  ledger: BOARD_LIMITS.ledger,
  drawing: BOARD_LIMITS.drawingRecords,
}

const deletedBy = ({ notes, put }: Foreseen) => [...notes].filter(([id, fields]) => fields === 'whole' && !put.has(id)).length
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
