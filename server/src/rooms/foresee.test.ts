import {
  addNote,
  type Board,
  change,
  changeDrawing,
  createBoard,
  deleteNotes,
  moveNotes,
  noteText,
  putTheme,
  readNotes,
  removeTheme,
  setNoteField,
} from '@stocktake/shared/board/board'
import { type Touched, touched } from '@stocktake/shared/board/touched'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Foreseen, foresee } from './foresee.ts'

const step = fc.record({
  kind: fc.constantFrom('add', 'type', 'type', 'cut', 'move', 'delete', 'undo', 'theme', 'untheme', 'gather', 'draw', 'send', 'send', 'hear'),
  who: fc.nat(2),
  what: fc.nat(30),
})

function act(board: Board, undo: Y.UndoManager, kind: string, what: number, count: number) {
  const notes = readNotes(board)
  const note = notes[what % Math.max(1, notes.length)]
  const at = { cell: null, x: what, y: 0 }
  if (kind === 'add') addNote(board, { id: `n${what % 6}`, text: `note ${count}`, at, group: `g${what % 3}`, createdAt: count })
  if (kind === 'type' && note) noteText(board, note.id)?.insert(Math.min(what, note.text.length), 'abc')
  if (kind === 'cut' && note) noteText(board, note.id)?.delete(0, Math.min(2, note.text.length))
  if (kind === 'move' && note) moveNotes(board, [{ id: note.id, at }])
  if (kind === 'delete' && note) deleteNotes(board, [note.id])
  if (kind === 'undo') undo.undo()
  if (kind === 'theme') putTheme(board, { id: `t${what % 2}`, label: `${count}`, cell: null, createdAt: 1 })
  if (kind === 'untheme') removeTheme(board, `t${what % 2}`)
  if (kind === 'gather' && note) setNoteField(board, note.id, 'theme', `t${what % 2}`)
  if (kind === 'draw') changeDrawing(board, [{ id: `shape:${what % 3}` }], what % 4 ? [] : [`shape:${(what + 1) % 3}`])
}

/** In a form that can be compared: what touched nobody's eyes is left out of both. */
const plain = (found: Pick<Foreseen | Touched, 'notes' | 'records'>) => ({
  notes: Object.fromEntries([...found.notes].map(([id, fields]): [string, unknown] => [id, fields === 'whole' ? fields : [...fields].sort()]).sort()),
  records: Object.fromEntries(Object.entries(found.records).map(([kind, ids]) => [kind, [...ids].sort()])),
})

it('[P13] what is foreseen of an update is what it touches', () => {
  let seen = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      const board = createBoard()
      const people = Array.from({ length: 3 }, () => {
        const own = createBoard()
        return { own, undo: new Y.UndoManager([own.notes, own.themes, own.drawing], { captureTimeout: 0, trackedOrigins: new Set(['me']) }) }
      })
      for (const [count, { kind, who, what }] of steps.entries()) {
        const person = people[who]
        if (!person) continue
        const { own, undo } = person
        if (kind === 'hear') Y.applyUpdate(own.doc, Y.encodeStateAsUpdate(board.doc, Y.encodeStateVector(own.doc)))
        else if (kind !== 'send') change(own, () => act(own, undo, kind, what, count), 'me')
        else {
          const update = Y.encodeStateAsUpdate(own.doc, Y.encodeStateVector(board.doc))
          const before = foresee(Y.decodeUpdate(update), board)
          let after: Touched | undefined
          const listener = (transaction: Y.Transaction) => {
            after ??= touched(board, transaction)
          }
          board.doc.on('afterTransaction', listener)
          Y.applyUpdate(board.doc, update)
          board.doc.off('afterTransaction', listener)
          expect(before).toBeDefined()
          if (before && after) {
            seen += after.notes.size
            // A change may be foreseen that another one made at the same time hides; never the other way round.
            expect(plain(before)).toMatchObject(onlyOf(plain(after), plain(before)))
          }
        }
      }
    }),
  )
  expect(seen).toBeGreaterThan(100)
})

type Plain = ReturnType<typeof plain>
/** What was touched, as far as it is comparable: a `whole` that was foreseen covers its fields. */
function onlyOf(after: Plain, before: Plain): Plain {
  for (const [id, fields] of Object.entries(after.notes)) if (before.notes[id] === 'whole' && fields !== 'whole') after.notes[id] = 'whole'
  return after
}

it('[P13] sees the group that a new note claims, and how many letters come and go', () => {
  const board = createBoard()
  addNote(board, { id: 'n1', text: 'hello', at: { cell: null, x: 0, y: 0 }, group: 'g1', createdAt: 1 })
  const own = createBoard()
  Y.applyUpdate(own.doc, Y.encodeStateAsUpdate(board.doc))
  change(own, () => {
    addNote(own, { id: 'n2', text: 'four', at: { cell: null, x: 0, y: 0 }, group: 'g2', createdAt: 1 })
    noteText(own, 'n1')?.insert(5, ' world')
    noteText(own, 'n1')?.delete(0, 2)
  })
  const found = foresee(Y.decodeUpdate(Y.encodeStateAsUpdate(own.doc, Y.encodeStateVector(board.doc))), board)
  expect([...(found?.put ?? [])]).toEqual([['n2', { group: 'g2' }]])
  expect(Object.fromEntries(found?.letters ?? [])).toEqual({ n1: 4, n2: 4 })
})
