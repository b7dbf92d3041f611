import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addNote, change, createBoard, deleteNotes, moveNotes, noteText, readNotes, spliceText } from './board.ts'
import { createHands } from './hands.ts'
import { createUndo } from './undo.ts'

const at = { cell: 'practice/current', x: 0, y: 0 }
const note = (id: string) => ({ id, text: '', at, group: null, createdAt: 1, anonymous: true as const })

function scene() {
  const board = createBoard()
  const undo = createUndo(board)
  const hands = createHands(board.doc, (origin) => origin === undo)
  const type = (id: string, words: string) => {
    hands.next()
    for (let i = 1; i <= words.length; i++) {
      const text = noteText(board, id)
      if (text) spliceText(text, words.slice(0, i))
    }
  }
  /** The ids under which each note, with all that is in it, was written. */
  const writersOf = (id: string) => {
    const map = board.notes.get(id) as Y.Map<unknown>
    const text = map.get('text') as Y.Text
    const letters: number[] = []
    for (let item = text._start; item; item = item.right) letters.push(item.id.client)
    return new Set([map._item?.id.client, ...[...map._map.values()].map((item) => item.id.client), ...letters])
  }
  return { board, undo, hands, type, writersOf }
}

it('[S91] ties no two notes of one page together where they are written apart, however they are written, typed in and moved', () => {
  const { board, hands, type, writersOf } = scene()
  hands.writeApart(true)
  for (const id of ['n1', 'n2', 'n3']) addNote(board, note(id))
  for (const id of ['n1', 'n2', 'n3']) type(id, 'some words')
  hands.next()
  for (const id of ['n3', 'n1']) moveNotes(board, [{ id, at: { ...at, x: 9 } }])
  type('n1', 'some more words')
  const writers = ['n1', 'n2', 'n3'].map(writersOf)
  const all = writers.flatMap((ids) => [...ids])
  expect(new Set(all).size).toBe(all.length)
  expect(all).not.toContain(board.doc.clientID)
})

it('[S91] types in one go under one id, and keeps the id of the page outside of changes', () => {
  const { board, hands, type } = scene()
  const home = board.doc.clientID
  hands.writeApart(true)
  addNote(board, note('n1'))
  const before = board.doc.store.clients.size
  type('n1', 'a sentence of several words')
  expect(board.doc.store.clients.size).toBe(before + 1)
  expect(board.doc.clientID).toBe(home)
})

it('[S91] writes under the id of the page where notes are not apart', () => {
  const { board, hands, writersOf } = scene()
  addNote(board, note('n1'))
  hands.writeApart(true)
  hands.writeApart(false)
  addNote(board, note('n2'))
  expect([writersOf('n1'), writersOf('n2')]).toEqual(Array(2).fill(new Set([board.doc.clientID])))
})

it('[B5] [P20] keeps what a note says of its writer where its making is undone and others wrote in it', () => {
  const { board, undo } = scene()
  const says = { author: 'Anna', typedFor: true as const, mayBeRead: true as const, table: 't1' }
  addNote(board, { id: 'n1', text: 'mine', at, group: 'nurses', createdAt: 1, ...says })
  addNote(board, note('n2'))
  const other = createBoard()
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc))
  for (const id of ['n1', 'n2']) noteText(other, id)?.insert(0, 'theirs')
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other.doc))
  undo.undo()
  expect(readNotes(board)).toEqual([
    expect.objectContaining({ id: 'n1', text: 'theirs', group: 'nurses', ...says }),
    expect.objectContaining({ id: 'n2', text: 'theirs', group: null, anonymous: true }),
  ])
})

it('[S91] [B5] undoes and redoes what was written apart, and not what others wrote in it', () => {
  const { board, undo, hands, type } = scene()
  hands.writeApart(true)
  addNote(board, note('n1'))
  undo.stopCapturing()
  type('n1', 'mine')
  undo.undo()
  undo.undo()
  expect(readNotes(board)).toEqual([])
  undo.redo()
  undo.redo()
  expect(readNotes(board).map(({ text }) => text)).toEqual(['mine'])
  undo.stopCapturing()
  change(board, () => deleteNotes(board, ['n1']))
  undo.undo()
  expect(readNotes(board).map(({ text }) => text)).toEqual(['mine'])
  undo.stopCapturing()
  addNote(board, note('n2'))
  const other = createBoard()
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc))
  noteText(other, 'n2')?.insert(0, 'theirs')
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other.doc))
  undo.undo()
  expect(readNotes(board).map(({ text }) => text)).toContain('theirs')
})
