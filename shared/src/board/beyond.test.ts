import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { beyond } from './beyond.ts'
import { addNote, createBoard, noteText, putTheme } from './board.ts'

it('[S71] names the notes that have anything a state vector does not cover, and whether anything else has', () => {
  const board = createBoard()
  for (const id of ['whole', 'typed in', 'untouched']) addNote(board, { id, text: 'words', at: { cell: null, x: 0, y: 0 }, group: null, createdAt: 1 })
  const known = Y.decodeStateVector(Y.encodeStateVector(board.doc))
  expect(beyond(board, known)).toEqual({ notes: new Set(), other: false })

  noteText(board, 'typed in')?.insert(2, 'x')
  expect(beyond(board, known)).toEqual({ notes: new Set(['typed in']), other: false })
  putTheme(board, { id: 't', label: 'theme', cell: null, createdAt: 1 })
  expect(beyond(board, known)).toEqual({ notes: new Set(['typed in']), other: true })
  expect([...beyond(board, new Map()).notes].sort()).toEqual(['typed in', 'untouched', 'whole'])
})
