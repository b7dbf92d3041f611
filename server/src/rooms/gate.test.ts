import {
  addNote,
  type Board,
  change,
  changeDrawing,
  createBoard,
  deleteNotes,
  FROM_SERVER,
  moveNotes,
  noteText,
  putApart,
  putTheme,
  ROOTS,
  readApart,
  readContradictions,
  readNote,
  readNotes,
  readThemes,
  removeTheme,
  setNoteField,
} from '@stocktake/shared/board/board'
import { changeContradiction, changeLedgerEntry, putContradiction, putLedgerEntry, removeContradiction } from '@stocktake/shared/board/records'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { gather, renameTheme, ungather } from '@stocktake/shared/board/themes'
import { isLockedDrawing } from '@stocktake/shared/board/touched'
import { createUndo } from '@stocktake/shared/board/undo'
import type { Actor } from '@stocktake/shared/policy'
import { newStep } from '@stocktake/shared/steps'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { foresee } from './foresee.ts'
import { createGate, type Verdict } from './gate.ts'
import { inspect, MOST_PIECES } from './inspect.ts'
import type { Rules } from './judge.ts'

const ana: Actor = { memberId: 'ana', role: 'participant', groupId: 'nurses' }
const ben: Actor = { memberId: 'ben', role: 'participant', groupId: 'doctors' }
const fay: Actor = { memberId: 'fay', role: 'facilitator', groupId: null }
const sam: Actor = { memberId: 'sam', role: 'scribe', groupId: null }
const obi: Actor = { memberId: 'obi', role: 'observer', groupId: null }

const openRound: Rules = { round: 'open', notesEditableBy: 'author', groups: new Set(['nurses', 'doctors']) }
const at = { cell: 'practice/current', x: 10, y: 20 }

/** A map that also has a list in it, which nobody would see. */
function listWithin(): Y.Map<unknown> {
  const map = new Y.Map<unknown>([['title', 'x']])
  const integrate = map._integrate.bind(map)
  map._integrate = (doc, item) => {
    integrate(doc, item)
    Y.Array.prototype.insert.call(map, 0, ['hidden'])
  }
  return map
}

/** A gate, the board behind it, and people who always know the whole board before they write. */
function scene() {
  const board = createBoard()
  const owners = new Map<string, string | null>()
  const rules = { ...openRound }
  const gate = createGate({ state: () => [Y.encodeStateAsUpdate(board.doc)], owners, spare: () => 10_000_000 })

  const keep = (verdict: Verdict) => {
    if (verdict.kind !== 'admitted') return verdict
    Y.applyUpdate(board.doc, verdict.update)
    for (const { note, member } of verdict.owners) owners.set(note, member)
    return verdict
  }
  const person = () => {
    const theirs = createBoard()
    Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(board.doc))
    return theirs
  }
  const send = (theirs: Board, actor: Actor) => keep(gate.admit(Y.encodeStateAsUpdate(theirs.doc, Y.encodeStateVector(board.doc)), actor, rules))
  const does = (actor: Actor, effect: (theirs: Board) => void) => {
    const theirs = person()
    change(theirs, () => effect(theirs))
    return send(theirs, actor)
  }
  const server = (effect: (board: Board) => void) => {
    const admitted = gate.edit(effect)
    if (admitted) keep({ kind: 'admitted', ...admitted })
  }
  const writes = (actor: Actor, id: string, text = 'bolts') => does(actor, (theirs) => addNote(theirs, { id, text, at, group: actor.groupId, createdAt: 5 }))
  return { board, owners, rules, gate, person, send, does, server, writes }
}

const refused = (reason: string) => expect.objectContaining({ kind: 'refused', reason })
const admitted = expect.objectContaining({ kind: 'admitted' })
const contradiction = {
  ...{ id: 'c1', title: 'Speed or care', poleA: 'a', poleB: 'b', level: 'primary', manifestation: 'dilemma' },
  ...{ nodes: [], betweenGroups: [], evidence: [], addressedBy: [], cue: '', status: 'open' },
}
const noteMap = (board: Board, id: string) => board.notes.get(id) as Y.Map<unknown>

describe('notes', () => {
  it('[P7] makes the sender the owner of a new note, and lets them change and delete it', () => {
    const { board, owners, does, writes } = scene()
    expect(writes(ana, 'n1')).toEqual(admitted)
    expect(owners.get('n1')).toBe('ana')
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(5, ' and nuts'))).toEqual(admitted)
    expect(does(ana, (theirs) => moveNotes(theirs, [{ id: 'n1', at: { ...at, x: 99 } }]))).toEqual(admitted)
    expect(readNote(board, 'n1')).toMatchObject({ text: 'bolts and nuts', at: { x: 99 } })
    expect(does(ana, (theirs) => deleteNotes(theirs, ['n1']))).toEqual(admitted)
    expect(readNotes(board)).toEqual([])
  })

  it.each<[string, (theirs: Board) => void]>([
    ['types in it', (theirs) => noteText(theirs, 'n1')?.insert(0, 'my ')],
    ['deletes letters of it', (theirs) => noteText(theirs, 'n1')?.delete(0, 2)],
    ['puts another text in its place', (theirs) => noteMap(theirs, 'n1').set('text', new Y.Text('mine'))],
    ['moves it', (theirs) => moveNotes(theirs, [{ id: 'n1', at }])],
    ['deletes it', (theirs) => deleteNotes(theirs, ['n1'])],
    ['marks it as tested', (theirs) => setNoteField(theirs, 'n1', 'tested', 'tested')],
    [
      'puts another note in its place',
      (theirs) => {
        theirs.notes.delete('n1')
        addNote(theirs, { id: 'n1', text: 'x', at, group: 'doctors', createdAt: 1 })
      },
    ],
    ['takes its group', (theirs) => noteMap(theirs, 'n1').set('group', 'doctors')],
  ])("[P4] refuses a participant who, with another's note, %s", (_what, effect) => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    const before = readNotes(board)
    expect(does(ben, effect)).toMatchObject({ kind: 'refused', reason: 'not-your-note', notes: ['n1'] })
    expect(readNotes(board)).toEqual(before)
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'still mine: '))).toEqual(admitted)
  })

  it('[P4] lets everyone change every note where the stocktake says so, and nobody its group', () => {
    const { rules, does, writes } = scene()
    rules.notesEditableBy = 'everyone'
    writes(ana, 'n1')
    expect(does(ben, (theirs) => noteText(theirs, 'n1')?.insert(0, 'our '))).toEqual(admitted)
    expect(does(ben, (theirs) => noteMap(theirs, 'n1').set('group', 'doctors'))).toEqual(refused('not-your-group'))
  })

  it('[P5] lets facilitators and scribes change every note, give it to a group that exists, and to no other', () => {
    const { does, writes } = scene()
    writes(ana, 'n1')
    expect(does(fay, (theirs) => noteText(theirs, 'n1')?.insert(0, 'so: '))).toEqual(admitted)
    expect(does(sam, (theirs) => noteMap(theirs, 'n1').set('group', 'doctors'))).toEqual(admitted)
    expect(does(sam, (theirs) => noteMap(theirs, 'n1').set('group', null))).toEqual(admitted)
    expect(does(sam, (theirs) => noteMap(theirs, 'n1').set('group', 'pirates'))).toEqual(refused('not-your-group'))
    expect(does(sam, (theirs) => addNote(theirs, { text: 'x', at, group: 'pirates', createdAt: 1 }))).toEqual(refused('not-your-group'))
  })

  it('[P3] refuses a note in the name of another group, or of none', () => {
    const { board, does } = scene()
    expect(does(ana, (theirs) => addNote(theirs, { text: 'x', at, group: 'doctors', createdAt: 1 }))).toEqual(refused('not-your-group'))
    expect(does(ana, (theirs) => addNote(theirs, { text: 'x', at, group: null, createdAt: 1 }))).toEqual(refused('not-your-group'))
    expect(readNotes(board)).toEqual([])
  })

  it('[P8] lets nobody but the server say where a note came from or who wrote it', () => {
    const origin = { action: 'kept' as const, from: [{ round: 1, note: 'old' }] }
    const { does, writes } = scene()
    writes(ana, 'n1')
    for (const actor of [ana, fay]) {
      const note = { text: 'x', at, group: actor.groupId, createdAt: 1 }
      expect(does(actor, (theirs) => addNote(theirs, { ...note, origin }))).toEqual(refused('not-ours'))
      expect(does(actor, (theirs) => noteMap(theirs, 'n1').set('origin', origin))).toEqual(refused('not-ours'))
      expect(does(actor, (theirs) => noteMap(theirs, 'n1').set('author', 'Ben'))).toEqual(refused('not-ours'))
    }
  })

  it('[P8] lets a new note carry its writer’s own name where notes are named, and no name where they are not', () => {
    const { does, rules } = scene()
    const note = { text: 'x', at, group: 'nurses', createdAt: 1 }
    expect(does(ana, (theirs) => addNote(theirs, { ...note, author: 'Ana' }))).toEqual(refused('tells-too-much'))
    Object.assign(rules, { attribution: 'named', author: 'Ana' })
    expect(does(ana, (theirs) => addNote(theirs, { ...note, author: 'Ben' }))).toEqual(refused('not-ours'))
    expect(does(ana, (theirs) => addNote(theirs, { ...note, author: 'Ana' }))).toEqual(admitted)
  })

  it('[P20] takes no group and no name where notes are anonymous, from nobody', () => {
    const { does, rules, board } = scene()
    Object.assign(rules, { attribution: 'anonymous', author: 'Ana' })
    const note = { text: 'x', at, createdAt: 1 }
    for (const actor of [ana, fay, sam]) {
      expect(does(actor, (theirs) => addNote(theirs, { ...note, group: 'nurses' }))).toEqual(refused('tells-too-much'))
      expect(does(actor, (theirs) => addNote(theirs, { ...note, group: null }))).toEqual(refused('tells-too-much'))
      expect(does(actor, (theirs) => addNote(theirs, { ...note, group: 'nurses', anonymous: true }))).toEqual(refused('tells-too-much'))
      expect(does(actor, (theirs) => addNote(theirs, { ...note, group: null, anonymous: true, author: 'Ana' }))).toEqual(refused('tells-too-much'))
      expect(does(actor, (theirs) => addNote(theirs, { ...note, group: null, anonymous: true }))).toEqual(admitted)
    }
    expect(readNotes(board).map(({ group, author }) => [group, author])).toEqual(Array(3).fill([null, undefined]))
  })

  it('[P20] takes what was written by a stricter promise, and keeps to it when the promise is loosened', () => {
    const { does, rules, board } = scene()
    expect(does(ana, (theirs) => addNote(theirs, { id: 'n1', text: 'x', at, group: null, createdAt: 1, anonymous: true }))).toEqual(admitted)
    rules.attribution = 'named'
    for (const actor of [ana, fay]) {
      expect(does(actor, (theirs) => noteMap(theirs, 'n1').set('group', 'nurses'))).toEqual(refused(actor === fay ? 'tells-too-much' : 'not-your-group'))
      expect(does(actor, (theirs) => noteMap(theirs, 'n1').delete('anonymous'))).toEqual(refused('not-ours'))
      expect(does(actor, (theirs) => noteMap(theirs, 'n1').set('author', 'Ana'))).toEqual(refused('not-ours'))
    }
    const open = { id: 'n1', text: 'x', at, group: null, createdAt: 1 }
    expect(does(fay, (theirs) => (deleteNotes(theirs, ['n1']), addNote(theirs, open)))).toEqual(refused('not-ours'))
    expect(readNote(board, 'n1')).toMatchObject({ anonymous: true, group: null })
  })

  it('[P20] lets a note that was deleted come back as it was promised, also where less may be told by now', () => {
    const { board, rules, person, send, writes } = scene()
    writes(ana, 'n1')
    const theirs = person()
    const undo = createUndo(theirs)
    deleteNotes(theirs, ['n1'])
    expect(send(theirs, ana)).toEqual(admitted)
    rules.attribution = 'anonymous'
    undo.undo()
    expect(send(theirs, ana)).toEqual(admitted)
    expect(readNote(board, 'n1')?.group).toBe('nurses')
  })

  it('[P21] lets the team type for somebody without a device, and nobody else', () => {
    const { does } = scene()
    const note = { text: 'x', at, createdAt: 1, typedFor: true as const }
    expect(does(ana, (theirs) => addNote(theirs, { ...note, group: 'nurses' }))).toEqual(refused('team-only'))
    expect(does(sam, (theirs) => addNote(theirs, { ...note, id: 'n1', group: 'nurses' }))).toEqual(admitted)
    expect(does(sam, (theirs) => noteMap(theirs, 'n1').delete('typedFor'))).toEqual(refused('not-ours'))
  })

  it('[L37] takes on a board nothing of what is said in a draft, and lets nobody but the server hold a note back', () => {
    const { does, rules, writes } = scene()
    const note = { text: 'x', at, group: 'nurses', createdAt: 1 }
    expect(does(ana, (theirs) => addNote(theirs, { ...note, mayBeRead: true }))).toEqual(refused('not-ours'))
    writes(ana, 'n1')
    for (const actor of [ana, fay]) expect(does(actor, (theirs) => noteMap(theirs, 'n1').set('held', 'x'))).toEqual(refused('not-ours'))
    rules.draft = { owner: 'ana', cells: null }
    expect(does(ana, (theirs) => addNote(theirs, { ...note, id: 'd1', mayBeRead: true }))).toEqual(admitted)
    expect(does(ana, (theirs) => noteMap(theirs, 'd1').set('held', 'x'))).toEqual(refused('not-ours'))
  })

  it('[P7] keeps the owner when a note is deleted and comes back by undo, whoever undoes it', () => {
    const { board, owners, person, send, server, writes } = scene()
    const origin = { action: 'kept' as const, from: [{ round: 1, note: 'old' }] }
    writes(ana, 'n1')
    server((real) => addNote(real, { id: 'n2', text: 'carried', at, group: 'nurses', createdAt: 1, origin }, FROM_SERVER))
    const theirs = person()
    const undo = createUndo(theirs)
    deleteNotes(theirs, ['n1', 'n2'])
    expect(send(theirs, fay)).toEqual(admitted)
    undo.undo()
    expect(send(theirs, fay)).toEqual(admitted)
    expect(readNote(board, 'n1')?.text).toBe('bolts')
    expect(readNote(board, 'n2')?.origin).toEqual(origin)
    expect([owners.get('n1'), owners.get('n2')]).toEqual(['ana', null])
  })

  it('[W220] the language of a note is said as its words are: by its writer, by the team, by all where all may edit; and is a tag or nothing', () => {
    const { does, writes, board, rules } = scene()
    writes(ana, 'n1')
    const says = (actor: Actor, lang: string | undefined) => does(actor, (theirs) => setNoteField(theirs, 'n1', 'lang', lang))
    expect(says(ana, 'cy')).toEqual(admitted)
    expect(says(ben, 'en')).toEqual(refused('not-your-note'))
    expect(says(obi, 'en')).toEqual(refused('read-only-role'))
    for (const wrong of ['', '--', 'cy"', 'Cymraeg os gwelwch yn dda', 'x'.repeat(300)]) expect(says(ana, wrong)).toEqual(refused('not-ours'))
    expect(readNote(board, 'n1')?.lang).toBe('cy')
    for (const actor of [fay, sam]) expect(says(actor, 'pt-BR')).toEqual(admitted)
    expect(says(ana, undefined)).toEqual(admitted)
    expect(readNote(board, 'n1')?.lang).toBeUndefined()
    rules.notesEditableBy = 'everyone'
    expect(says(ben, 'ar')).toEqual(admitted)
    rules.paused = true
    expect(says(ana, 'en')).toEqual(refused('paused'))
    expect(readNote(board, 'n1')?.lang).toBe('ar')
  })

  it("[P7] does not let a deleted note's id be taken over", () => {
    const { does, writes } = scene()
    writes(ana, 'n1')
    does(ana, (theirs) => deleteNotes(theirs, ['n1']))
    expect(writes(ben, 'n1')).toEqual(refused('not-your-note'))
    expect(writes(ana, 'n1')).toEqual(admitted)
  })

  it("[P7] lets an owner change neither their note's group nor its time later, not even by putting it there anew", () => {
    const { does, writes } = scene()
    writes(ana, 'n1')
    const moved = { ...ana, groupId: 'doctors' }
    const replace = (group: string, createdAt: number) => (theirs: Board) => {
      theirs.notes.delete('n1')
      addNote(theirs, { id: 'n1', text: 'x', at, group, createdAt })
    }
    expect(does(moved, (theirs) => noteMap(theirs, 'n1').set('group', 'doctors'))).toEqual(refused('not-your-group'))
    expect(does(moved, replace('doctors', 5))).toEqual(refused('not-your-group'))
    expect(does(ana, replace('nurses', 6))).toEqual(refused('not-ours'))
    expect(does(ana, (theirs) => noteMap(theirs, 'n1').set('createdAt', 6))).toEqual(refused('not-ours'))
    expect(does(ana, replace('nurses', 5))).toEqual(admitted)
  })

  it('[W145] keeps a note that the team locked in its place, whoever wrote it, and lets nobody else lock or unlock', () => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    expect(does(ana, (theirs) => setNoteField(theirs, 'n1', 'locked', true))).toEqual(refused('team-only'))
    expect(does(fay, (theirs) => setNoteField(theirs, 'n1', 'locked', true))).toEqual(admitted)
    const again = (theirs: Board) => {
      theirs.notes.delete('n1')
      addNote(theirs, { id: 'n1', text: 'bolts', at: { ...at, x: 500 }, group: 'nurses', createdAt: 5 })
    }
    for (const effect of [(theirs: Board) => moveNotes(theirs, [{ id: 'n1', at: { ...at, x: 500 } }]), (theirs: Board) => deleteNotes(theirs, ['n1']), again])
      expect(does(ana, effect)).toEqual(refused('locked'))
    expect(does(ana, (theirs) => setNoteField(theirs, 'n1', 'locked', undefined))).toEqual(refused('team-only'))
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'my '))).toEqual(admitted)
    expect(readNote(board, 'n1')).toMatchObject({ text: 'my bolts', at, locked: true })
    expect(does(fay, (theirs) => setNoteField(theirs, 'n1', 'locked', undefined))).toEqual(admitted)
    expect(does(ana, (theirs) => moveNotes(theirs, [{ id: 'n1', at: { ...at, x: 500 } }]))).toEqual(admitted)
  })

  it('[W145] keeps a drawing that the team locked', () => {
    const { does } = scene()
    const line = (isLocked: boolean) => (theirs: Board) => changeDrawing(theirs, [{ id: 'shape:a', isLocked } as { id: string }], [])
    expect(does(ana, line(true))).toEqual(refused('team-only'))
    expect(does(fay, line(true))).toEqual(admitted)
    expect(does(ana, line(false))).toEqual(refused('locked'))
    expect(does(ana, (theirs) => changeDrawing(theirs, [], ['shape:a']))).toEqual(refused('locked'))
    expect(does(fay, line(false))).toEqual(admitted)
    expect(does(ana, (theirs) => changeDrawing(theirs, [], ['shape:a']))).toEqual(admitted)
  })

  it('[W145] keeps it too from an update so entangled that only trying it on tells what it does', () => {
    const { board, does, person, send } = scene()
    const put = (theirs: Board, isLocked: boolean) => changeDrawing(theirs, [{ id: 'shape:a', isLocked } as { id: string }], [])
    expect(does(fay, (theirs) => put(theirs, true))).toEqual(admitted)
    for (const end of ['unlocked', 'gone', 'locked as it was'] as const) {
      const theirs = person()
      // Each piece leads to the one before it, of another writer, and the last is read first.
      for (let i = 0; i < 300; i++) {
        theirs.doc.clientID = 1000 + (i % 2)
        put(theirs, i % 3 === 0)
      }
      theirs.doc.clientID = 2000
      put(theirs, end === 'locked as it was')
      if (end === 'gone') changeDrawing(theirs, [], ['shape:a'])
      const look = inspect(Y.encodeStateAsUpdate(theirs.doc, Y.encodeStateVector(board.doc)), board.doc)
      expect(look.kind === 'new' && foresee(look.decoded, board)).toBeUndefined()
      expect(send(theirs, ana)).toEqual(refused('locked'))
    }
    expect(isLockedDrawing(board, 'shape:a')).toBe(true)
  })

  it('[W151] takes a picture that is a file for notes, described, and nothing like one', () => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    const puts = (picture: unknown) => does(ana, (theirs) => noteMap(theirs, 'n1').set('picture', picture))
    for (const picture of [{ file: 'f1', alt: 'x' }, { file: 'picture-1' }, { file: 'picture-1', alt: 'x', src: 'https://x.y' }, 'picture-1'])
      expect(puts(picture)).toEqual(refused('not-ours'))
    expect(puts({ file: 'picture-1', alt: 'A locked cupboard' })).toEqual(admitted)
    expect(readNote(board, 'n1')?.picture).toEqual({ file: 'picture-1', alt: 'A locked cupboard' })
  })

  it('[P9] lets every participant put any note into a theme and take it out', () => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    const gathers = (theirs: Board) => {
      putTheme(theirs, { id: 't1', label: 'Forms', cell: null, createdAt: 1 })
      setNoteField(theirs, 'n1', 'theme', 't1')
    }
    expect(does(ben, gathers)).toEqual(admitted)
    expect(readNote(board, 'n1')?.theme).toBe('t1')
    expect(does(ben, (theirs) => removeTheme(theirs, 't1'))).toEqual(admitted)
    expect(readNote(board, 'n1')?.theme).toBeUndefined()
  })

  it('[P15] lets participants gather in the cells of a step for it, and touch neither notes nor themes of others', () => {
    const { rules, does, server, writes } = scene()
    writes(ana, 'n1')
    server((board) => {
      addNote(board, { id: 'far', text: 'far', at: { ...at, cell: 'policy/current' }, group: null, createdAt: 1 }, FROM_SERVER)
      putTheme(board, { id: 'away', label: 'Away', cell: 'policy/current', createdAt: 1 }, FROM_SERVER)
      putTheme(board, { id: 'wide', label: 'Wide', cell: null, createdAt: 1 }, FROM_SERVER)
    })
    const step = { kind: 'cluster' as const, cells: [at.cell], may: { add: true, edit: true, move: true, group: true, vote: false } }
    Object.assign(rules, { steps: [step] })
    expect(does(ben, (theirs) => void gather(theirs, ['n1'], 1))).toEqual(admitted)
    expect(does(ben, (theirs) => void gather(theirs, ['n1'], 1, 'wide'))).toEqual(admitted)
    expect(does(ben, (theirs) => renameTheme(theirs, 'wide', 'Wider'))).toEqual(admitted)
    expect(does(ben, (theirs) => ungather(theirs, ['n1']))).toEqual(admitted)
    expect(does(ben, (theirs) => void gather(theirs, ['far'], 1))).toEqual(refused('not-in-step'))
    expect(does(ben, (theirs) => renameTheme(theirs, 'away', 'Gone'))).toEqual(refused('not-in-step'))
    expect(does(ben, (theirs) => void theirs.themes.delete('away'))).toEqual(refused('not-in-step'))
    expect(does(ben, (theirs) => void theirs.themes.set('away', { label: 'Mine', cell: at.cell, createdAt: 1 }))).toEqual(refused('not-in-step'))
    expect(does(sam, (theirs) => renameTheme(theirs, 'away', 'Gone'))).toEqual(admitted)
  })

  it('[P15] lets nobody but the team gather in a step that is not for it, not by a new note either', () => {
    const { rules, does, writes } = scene()
    writes(ana, 'n1')
    does(fay, (theirs) => void gather(theirs, ['n1'], 1))
    const theme = (theirs: Board) => readThemes(theirs)[0]?.id ?? ''
    Object.assign(rules, { steps: [{ kind: 'talk', cells: null, may: { add: true, edit: true, move: true, group: false, vote: false } }] })
    expect(does(ben, (theirs) => ungather(theirs, ['n1']))).toEqual(refused('not-in-step'))
    expect(does(ben, (theirs) => removeTheme(theirs, theme(theirs)))).toEqual(refused('not-in-step'))
    expect(does(ben, (theirs) => putApart(theirs, { id: 'x', notes: ['n1', 'n2'] }))).toEqual(refused('not-in-step'))
    const joins = (theirs: Board) => void addNote(theirs, { id: 'n2', text: 'n2', at, group: 'doctors', createdAt: 5, theme: theme(theirs) })
    expect(does(ben, joins)).toEqual(refused('not-in-step'))
    // What was in a theme when it was deleted may come back there.
    expect(does(ana, (hers) => deleteNotes(hers, ['n1']))).toEqual(admitted)
    expect(does(ana, (hers) => void addNote(hers, { id: 'n1', text: 'n1', at, group: 'nurses', createdAt: 5, theme: theme(hers) }))).toEqual(admitted)
    Object.assign(rules, { round: 'closed' })
    expect(does(fay, (hers) => void gather(hers, ['n1'], 1))).toEqual(refused('round-closed'))
  })

  it('[P15] keeps what was found not alike, and nothing like it', () => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    expect(does(ben, (theirs) => putApart(theirs, { id: 'x', notes: ['n1', 'n2'] }))).toEqual(admitted)
    expect(readApart(board)).toEqual([{ id: 'x', notes: ['n1', 'n2'] }])
    for (const value of [{ notes: ['n1'] }, { notes: ['n1', 5] }, { notes: ['n1', 'n2'], text: 'x' }, { notes: 'n1' }])
      expect(does(ben, (theirs) => void theirs.apart.set('y', value))).toEqual(refused('not-ours'))
    expect(does(obi, (theirs) => putApart(theirs, { id: 'z', notes: ['n1', 'n2'] }))).toEqual(refused('read-only-role'))
  })

  it('[S10] takes letters that arrive after their note was deleted, and nothing of them is seen', () => {
    const { board, person, send, does, writes } = scene()
    writes(ana, 'n1')
    const late = person()
    does(fay, (theirs) => deleteNotes(theirs, ['n1']))
    noteText(late, 'n1')?.insert(0, 'late ')
    expect(send(late, ana)).toEqual(admitted)
    expect(readNotes(board)).toEqual([])
  })
})

describe('circumstances', () => {
  it('[P2] refuses every change of a closed round, and names the notes', () => {
    const { rules, does, writes, send, person } = scene()
    writes(ana, 'n1')
    rules.round = 'closed'
    for (const actor of [ana, fay]) {
      expect(does(actor, (theirs) => noteText(theirs, 'n1')?.insert(3, 'x'))).toMatchObject({ kind: 'refused', reason: 'round-closed', notes: ['n1'] })
      expect(does(actor, (theirs) => deleteNotes(theirs, ['n1']))).toMatchObject({ kind: 'refused', reason: 'round-closed', notes: ['n1'] })
      expect(does(actor, (theirs) => addNote(theirs, { id: 'n9', at, group: actor.groupId, createdAt: 1 }))).toMatchObject({
        reason: 'round-closed',
        notes: ['n9'],
      })
    }
    expect(send(person(), ana)).toEqual({ kind: 'known' })
  })

  it('[P1] refuses whatever an observer writes', () => {
    const { does } = scene()
    expect(does(obi, (theirs) => addNote(theirs, { at, group: null, createdAt: 1 }))).toEqual(refused('read-only-role'))
    expect(does(obi, (theirs) => changeDrawing(theirs, [{ id: 'shape:a' }], []))).toEqual(refused('read-only-role'))
  })

  it('[P2] lets the team alone write on a draft', () => {
    const { rules, writes } = scene()
    rules.round = 'draft'
    expect(writes(ana, 'n1')).toEqual(refused('round-not-open'))
    expect(writes(fay, 'n2')).toEqual(admitted)
  })

  it('[P10] leaves contradictions and the ledger to the team, drawing to everybody', () => {
    const { does } = scene()
    const named = (theirs: Board) => putContradiction(theirs, contradiction)
    const kept = (theirs: Board) => putLedgerEntry(theirs, { id: 'l1', kind: 'action', text: 'call', fromNotes: [] })
    for (const effect of [named, kept]) {
      expect(does(ana, effect)).toEqual(refused('team-only'))
      expect(does(sam, effect)).toEqual(admitted)
    }
    expect(does(ana, (theirs) => changeContradiction(theirs, 'c1', { title: 'x' }))).toEqual(refused('team-only'))
    expect(does(ana, (theirs) => changeLedgerEntry(theirs, 'l1', { status: 'done' }))).toEqual(refused('team-only'))
    expect(does(sam, (theirs) => changeLedgerEntry(theirs, 'l1', { status: 'done' }))).toEqual(admitted)
    expect(does(ana, (theirs) => changeDrawing(theirs, [{ id: 'shape:a' }], []))).toEqual(admitted)
    expect(does(ben, (theirs) => changeDrawing(theirs, [], ['shape:a']))).toEqual(admitted)
  })

  it('[P14] lets participants name contradictions in a step for it, and not touch those of earlier rounds', () => {
    const { does, rules, server } = scene()
    const since = { round: 1, id: 'k' }
    server((board) => putContradiction(board, { ...contradiction, id: 'old', since }, FROM_SERVER))
    rules.steps = [newStep('s', 'tensions')]
    expect(does(ana, (theirs) => putContradiction(theirs, contradiction))).toEqual(admitted)
    expect(does(ben, (theirs) => changeContradiction(theirs, 'c1', { poleA: 'x' }))).toEqual(admitted)
    expect(does(ben, (theirs) => removeContradiction(theirs, 'c1'))).toEqual(admitted)
    expect(does(ana, (theirs) => changeContradiction(theirs, 'old', { status: 'addressed' }))).toEqual(refused('team-only'))
    expect(does(ana, (theirs) => removeContradiction(theirs, 'old'))).toEqual(refused('team-only'))
    const replaced = (theirs: Board) => {
      removeContradiction(theirs, 'old')
      putContradiction(theirs, { ...contradiction, id: 'old' })
    }
    expect(does(ana, replaced)).toEqual(refused('team-only'))
    expect(does(ana, (theirs) => putLedgerEntry(theirs, { id: 'l1', kind: 'decision', text: 'x', fromNotes: [] }))).toEqual(refused('team-only'))
    expect(does(sam, (theirs) => changeContradiction(theirs, 'old', { status: 'addressed' }))).toEqual(admitted)
    rules.steps = [newStep('s', 'talk')]
    expect(does(ana, (theirs) => putContradiction(theirs, { ...contradiction, id: 'c2' }))).toEqual(refused('team-only'))
  })

  it('[P8] lets nobody say that something was named in an earlier round, or was not', () => {
    const { does, server, person, send } = scene()
    const since = { round: 1, id: 'k' }
    const old = { ...contradiction, id: 'old', since }
    server((board) => putContradiction(board, old, FROM_SERVER))
    server((board) => putLedgerEntry(board, { id: 'l1', kind: 'action', text: 'x', fromNotes: [], since }, FROM_SERVER))
    const within = (board: Board, id: string) => board.contradictions.get(id) as Y.Map<unknown>
    for (const effect of [
      (theirs: Board) => putContradiction(theirs, { ...contradiction, since }),
      (theirs: Board) => putLedgerEntry(theirs, { id: 'l2', kind: 'action', text: 'x', fromNotes: [], since }),
      (theirs: Board) => within(theirs, 'old').set('since', { round: 2, id: 'k' }),
      (theirs: Board) => within(theirs, 'old').delete('since'),
      (theirs: Board) => theirs.contradictions.set('old', { title: 'x' }),
    ])
      expect(does(fay, effect)).toEqual(refused('not-ours'))
    // Undoing that it was taken away brings back where it came from.
    const theirs = person()
    const undo = createUndo(theirs)
    removeContradiction(theirs, 'old')
    expect(send(theirs, fay)).toEqual(admitted)
    undo.undo()
    expect(send(theirs, fay)).toEqual(admitted)
    expect(readContradictions(theirs)).toEqual([old])
  })
})

describe('what is no part of a board', () => {
  it.each<[string, (theirs: Board) => void]>([
    ['another root', (theirs) => theirs.doc.getMap('secrets').set('a', 1)],
    ['a root of another kind', (theirs) => theirs.doc.getArray('secrets').push([1])],
    ['a list hidden in a root', (theirs) => Y.Array.prototype.insert.call(theirs.notes, 0, ['hidden'])],
    ['an unknown field of a note', (theirs) => noteMap(theirs, 'n1').set('priority', 1)],
    ['a note that is no map', (theirs) => theirs.notes.set('n3', { text: 'x' })],
    ['a note without a text', (theirs) => theirs.notes.set('n3', new Y.Map([['at', at]]))],
    ['a text that is a string', (theirs) => noteMap(theirs, 'n1').set('text', 'plain')],
    ['no text any more', (theirs) => noteMap(theirs, 'n1').delete('text')],
    ['no place any more', (theirs) => noteMap(theirs, 'n1').delete('at')],
    ['a place with luggage', (theirs) => noteMap(theirs, 'n1').set('at', { ...at, luggage: 'x' })],
    ['a place beyond reach', (theirs) => noteMap(theirs, 'n1').set('at', { ...at, x: 1e9 })],
    ['a place that is nowhere', (theirs) => noteMap(theirs, 'n1').set('at', { ...at, x: Number.NaN })],
    ['an id with odd characters', (theirs) => addNote(theirs, { id: '../x', at, group: 'nurses', createdAt: 1 })],
    ['an empty id', (theirs) => addNote(theirs, { id: '', at, group: 'nurses', createdAt: 1 })],
    ['bold letters', (theirs) => noteText(theirs, 'n1')?.format(0, 2, { bold: true })],
    ['a picture among the letters', (theirs) => noteText(theirs, 'n1')?.insertEmbed(0, { image: 'x' })],
    ['an attribute of a text', (theirs) => noteText(theirs, 'n1')?.setAttribute('hidden', 'x')],
    ['a document in a note', (theirs) => noteMap(theirs, 'n1').set('theme', new Y.Doc())],
    ['bytes', (theirs) => theirs.drawing.set('shape:a', new Uint8Array(4))],
    ['a drawing under another id', (theirs) => theirs.drawing.set('shape:a', { id: 'shape:b' })],
    ['a drawing with an odd id', (theirs) => theirs.drawing.set('shape:a/b', { id: 'shape:a/b' })],
    ['a theme with more than a theme has', (theirs) => theirs.themes.set('t1', { label: 'x', cell: null, createdAt: 1, payload: 'x' })],
    ['a theme that is a shared type', (theirs) => theirs.themes.set('t1', new Y.Map())],
    [
      'a field that no contradiction has',
      (theirs) =>
        theirs.contradictions.set(
          'c1',
          new Y.Map([
            ['title', 'x'],
            ['payload', 'x'],
          ]),
        ),
    ],
    ['a field of a contradiction that is not of its kind', (theirs) => theirs.contradictions.set('c1', new Y.Map([['nodes', 'x']]))],
    ['a map in a contradiction', (theirs) => theirs.contradictions.set('c1', new Y.Map<unknown>([['title', new Y.Map([['a', 1]])]]))],
    ['a list hidden in a contradiction', (theirs) => theirs.contradictions.set('c1', listWithin())],
    ['a contradiction that is a text', (theirs) => theirs.contradictions.set('c1', new Y.Text('x'))],
    ['an entry of no kind', (theirs) => theirs.ledger.set('l1', new Y.Map([['text', 'x']]))],
    [
      'an entry beyond its limit',
      (theirs) =>
        theirs.ledger.set(
          'l1',
          new Y.Map([
            ['kind', 'action'],
            ['text', 'x'.repeat(2001)],
          ]),
        ),
    ],
    ['another version', (theirs) => theirs.meta.set('version', 2)],
    ['no version', (theirs) => theirs.meta.delete('version')],
    ['other remarks', (theirs) => theirs.meta.set('remark', 1)],
    ['a time that is none', (theirs) => addNote(theirs, { at, group: 'nurses', createdAt: 'now' as unknown as number })],
  ])('[P11] refuses %s, from participants and facilitators alike', (_what, effect) => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    const before = readNotes(board)
    for (const actor of [ana, fay]) expect(does(actor, effect)).toEqual(expect.objectContaining({ kind: 'refused' }))
    expect(readNotes(board)).toEqual(before)
    expect(board.doc.share.size).toBe(ROOTS.length)
    expect(writes(ana, 'n2')).toEqual(admitted)
  })

  it('[P11] refuses values that break a reader, and goes on', () => {
    const { does, writes } = scene()
    expect(does(ana, (theirs) => theirs.drawing.set('shape:a', { id: 'shape:a', size: 12n }))).toEqual(expect.objectContaining({ kind: 'refused' }))
    expect(writes(ana, 'n1')).toEqual(admitted)
  })

  it("[P12] refuses pieces under another's client id, which would use up its clock", () => {
    const { person, send, does, writes, gate } = scene()
    const victim = person()
    gate.claim(victim.doc.clientID, 'ana')
    const forged = person()
    forged.doc.clientID = victim.doc.clientID
    addNote(forged, { id: 'n9', text: 'not Ana', at, group: 'doctors', createdAt: 1 })
    expect(send(forged, ben)).toEqual(refused('not-ours'))
    addNote(victim, { id: 'n1', text: 'Ana', at, group: 'nurses', createdAt: 1 })
    expect(send(victim, ana)).toEqual(admitted)
    expect(writes(ben, 'n2')).toEqual(admitted)
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'I, '))).toEqual(admitted)
  })
})

describe('limits', () => {
  it('[S11] refuses a text that is too long, and one that grows too long', () => {
    const { does } = scene()
    const long = 'x'.repeat(BOARD_LIMITS.noteText)
    expect(does(ana, (theirs) => addNote(theirs, { id: 'n1', text: long, at, group: 'nurses', createdAt: 1 }))).toEqual(admitted)
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'y'))).toEqual(refused('too-long'))
    const tooLong = (theirs: Board) => {
      addNote(theirs, { id: 'n2', at, group: 'nurses', createdAt: 1 })
      noteText(theirs, 'n2')?.insert(0, `${long}y`)
    }
    expect(does(ana, tooLong)).toEqual(refused('too-long'))
  })

  it('[S11] refuses more notes than a round may have, and lets the notes that are there be changed', () => {
    const { gate } = scene()
    gate.edit((board) => {
      for (let i = 0; i < BOARD_LIMITS.notesPerRound - 1; i++) addNote(board, { id: `s${i}`, at, group: null, createdAt: 1 })
    })
    const theirs = createBoard()
    const sends = (effect: () => unknown) => {
      const before = Y.encodeStateVector(theirs.doc)
      effect()
      return gate.admit(Y.encodeStateAsUpdate(theirs.doc, before), ana, openRound)
    }
    const adds = (id: string) => sends(() => addNote(theirs, { id, at, group: 'nurses', createdAt: 1 }))
    expect(adds('n1')).toEqual(admitted)
    expect(sends(() => noteText(theirs, 'n1')?.insert(0, 'x'))).toEqual(admitted)
    expect(sends(() => deleteNotes(theirs, ['n1']))).toEqual(admitted)
    expect(adds('n2')).toEqual(admitted)
    expect(adds('n3')).toEqual(refused('too-many'))
  })

  it('[S11] refuses an update in more pieces than anybody writes, before it is taken in', () => {
    const { gate, person, writes } = scene()
    writes(ana, 'n1')
    const theirs = person()
    const before = Y.encodeStateVector(theirs.doc)
    for (let i = 0; i <= MOST_PIECES; i++) noteText(theirs, 'n1')?.insert(0, 'x')
    expect(gate.admit(Y.encodeStateAsUpdate(theirs.doc, before), ana, openRound)).toEqual(refused('too-many'))
    expect(gate.isReady).toBe(true)
  })

  it('[S11] refuses a drawing record that is too large, and a board that outgrows its room', () => {
    const { board, does } = scene()
    const huge = { id: 'shape:a', points: 'x'.repeat(BOARD_LIMITS.drawingRecord) }
    expect(does(ana, (theirs) => theirs.drawing.set('shape:a', huge))).toEqual(refused('too-long'))
    const full = createGate({ state: () => [Y.encodeStateAsUpdate(board.doc)], owners: new Map(), spare: () => 10 })
    const theirs = createBoard()
    addNote(theirs, { at, group: 'nurses', createdAt: 1 })
    expect(full.admit(Y.encodeStateAsUpdate(theirs.doc), ana, openRound)).toEqual(refused('too-many'))
  })
})

describe('updates as such', () => {
  it('[S12] knows what it has, and asks for what an update builds on', () => {
    const { gate, person, send } = scene()
    const theirs = person()
    const sent: Uint8Array[] = []
    theirs.doc.on('update', (update: Uint8Array) => sent.push(update))
    addNote(theirs, { id: 'n1', text: 'a', at, group: 'nurses', createdAt: 1 })
    noteText(theirs, 'n1')?.insert(1, 'b')
    noteText(theirs, 'n1')?.delete(0, 1)
    const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = sent
    expect(gate.admit(second, ana, openRound)).toEqual({ kind: 'gap' })
    expect(gate.admit(third, ana, openRound)).toEqual({ kind: 'gap' })
    expect(send(theirs, ana)).toEqual(admitted)
    for (const update of [first, second, third]) expect(gate.admit(update, ana, openRound)).toEqual({ kind: 'known' })
  })

  it('[S12] asks for the letters of others that a change of one note builds on', () => {
    const { gate, person, writes } = scene()
    writes(ana, 'n1')
    const [one, other] = [person(), person()]
    noteText(one, 'n1')?.insert(5, ' one')
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc))
    const before = Y.encodeStateVector(other.doc)
    noteText(other, 'n1')?.insert(9, ' more')
    expect(gate.admit(Y.encodeStateAsUpdate(other.doc, before), ana, openRound)).toEqual({ kind: 'gap' })
  })

  it('[S13] refuses bytes that are no update, of any kind, and goes on', () => {
    const { gate, writes, person } = scene()
    writes(ana, 'n1')
    const whole = Y.encodeStateAsUpdate(person().doc)
    for (let end = 0; end < whole.length; end++) {
      const verdict = gate.admit(whole.slice(0, end), ana, openRound)
      expect(verdict.kind === 'refused' || verdict.kind === 'gap' || verdict.kind === 'known').toBe(true)
    }
    expect(gate.admit(new Uint8Array([255, 255, 255, 255, 255, 7]), ana, openRound)).toEqual(refused('unreadable'))
    expect(writes(ana, 'n2')).toEqual(admitted)
  })

  it('[S14] refuses the whole update if any part of it is not allowed', () => {
    const { board, does, writes } = scene()
    writes(ana, 'n1')
    const both = (theirs: Board) => {
      addNote(theirs, { id: 'n2', text: 'mine', at, group: 'doctors', createdAt: 1 })
      noteText(theirs, 'n1')?.insert(0, 'x')
    }
    expect(does(ben, both)).toEqual(refused('not-your-note'))
    expect(readNotes(board).map(({ id }) => id)).toEqual(['n1'])
  })

  it('[S80] refuses what people may not do without spoiling anything', () => {
    const { gate, does, writes } = scene()
    writes(ana, 'n1')
    writes(ben, 'n2')
    does(sam, (theirs) => putContradiction(theirs, contradiction))
    const refusals: [string, (theirs: Board) => void][] = [
      ['not-your-note', (theirs) => noteText(theirs, 'n2')?.insert(0, 'x')],
      ['not-your-note', (theirs) => moveNotes(theirs, [{ id: 'n2', at: { ...at, x: 1 } }])],
      ['not-your-note', (theirs) => deleteNotes(theirs, ['n2'])],
      ['not-your-group', (theirs) => void addNote(theirs, { id: 'n3', text: 'x', at, group: 'doctors', createdAt: 1 })],
      ['not-your-group', (theirs) => noteMap(theirs, 'n1').set('group', 'doctors')],
      ['not-ours', (theirs) => noteMap(theirs, 'n1').set('author', 'Ben')],
      ['not-ours', (theirs) => noteMap(theirs, 'n1').set('colour', 'red')],
      ['team-only', (theirs) => void theirs.ledger.set('l1', { kind: 'decision', text: 'x', fromNotes: [] })],
      ['team-only', (theirs) => changeContradiction(theirs, 'c1', { status: 'addressed' })],
      ['team-only', (theirs) => removeContradiction(theirs, 'c1')],
      ['too-long', (theirs) => noteText(theirs, 'n1')?.insert(0, 'x'.repeat(BOARD_LIMITS.noteText))],
    ]
    for (const [reason, effect] of refusals) {
      expect(does(ana, effect)).toEqual(refused(reason))
      expect(gate.isReady).toBe(true)
    }
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'y'))).toEqual(admitted)
  })

  it('[S80] is built anew after a value that no client of ours writes, and others have their turn meanwhile', async () => {
    const { gate, does, writes, server } = scene()
    server((board) => {
      for (let i = 0; i < 3000; i++) addNote(board, { id: `s${i}`, text: 'x'.repeat(40), at, group: null, createdAt: 1 })
    })
    writes(ana, 'n1')
    expect(does(ana, (theirs) => noteMap(theirs, 'n1').set('at', 'nowhere'))).toEqual(refused('not-ours'))
    expect(gate.isReady).toBe(false)
    await gate.prepare()
    expect(gate.isReady).toBe(true)
    expect(does(ana, (theirs) => noteText(theirs, 'n1')?.insert(0, 'y'))).toEqual(admitted)
  })

  it('[S15] forgets what was admitted and never stored', () => {
    const { gate, owners, board } = scene()
    const theirs = createBoard()
    addNote(theirs, { id: 'n1', text: 'lost', at, group: 'nurses', createdAt: 1 })
    const update = Y.encodeStateAsUpdate(theirs.doc)
    expect(gate.admit(update, ana, openRound)).toEqual(admitted)
    expect(gate.admit(update, ana, openRound)).toEqual({ kind: 'known' })
    gate.reset()
    expect(owners.size + board.notes.size).toBe(0)
    expect(gate.admit(update, ana, openRound)).toEqual(admitted)
  })
})
