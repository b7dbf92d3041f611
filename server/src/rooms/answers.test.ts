import { addNote, type Board, createBoard, deleteNotes, noteText, readNotes } from '@stocktake/shared/board/board'
import { MESSAGE } from '@stocktake/shared/wire'
import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createAnswers } from './answers.ts'
import { SYNC } from './frames.ts'

const at = { cell: 'practice/current', x: 0, y: 0 }

/** Does what a client does with these messages; says after which one it thinks that it has everything. */
function receive(board: Board, frames: readonly Uint8Array[]): number {
  let synced = -1
  frames.forEach((frame, i) => {
    const decoder = decoding.createDecoder(frame)
    expect(decoding.readVarUint(decoder)).toBe(MESSAGE.sync)
    const step = decoding.readVarUint(decoder)
    Y.applyUpdate(board.doc, decoding.readVarUint8Array(decoder))
    if (step === SYNC.step2) synced = i
  })
  return synced
}

const content = (board: Board) => JSON.stringify(readNotes(board).sort((a, b) => (a.id < b.id ? -1 : 1)))

it('[S35] whoever comes, with whatever they had, has everything after the last message and not before', () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), which: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat(9) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('come' as const), which: fc.nat(4) }) },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isLoaded) => {
      const board = createBoard()
      addNote(board, { id: 'n0', text: 'first', at, group: null, createdAt: 1 })
      const snapshot = Y.encodeStateAsUpdate(board.doc)
      const answers = createAnswers(board.doc, isLoaded ? { snapshot, updates: [] } : undefined)
      board.doc.on('update', (update: Uint8Array) => answers.grew(update))
      const people = Array.from({ length: 5 }, createBoard)
      for (const { do: what, which } of steps) {
        const id = `n${which}`
        if (what === 'write') board.notes.has(id) ? noteText(board, id)?.insert(0, 'x') : addNote(board, { id, text: id, at, group: null, createdAt: 1 })
        else if (what === 'delete') deleteNotes(board, [id])
        else {
          const person = people[which] ?? createBoard()
          const frames = answers.to(Y.encodeStateVector(person.doc))
          expect(receive(person, frames)).toBe(frames.length - 1)
          expect(content(person)).toBe(content(board))
        }
      }
      const newcomer = createBoard()
      receive(newcomer, answers.to(Uint8Array.of(0)))
      expect(content(newcomer)).toBe(content(board))
    }),
  )
})

it('[S35] a storm of newcomers shares the same bytes, also while others write', () => {
  const board = createBoard()
  const answers = createAnswers(board.doc)
  board.doc.on('update', (update: Uint8Array) => answers.grew(update))
  for (let i = 0; i < 300; i++) addNote(board, { id: `n${i}`, text: 'x'.repeat(100), at, group: null, createdAt: 1 })
  const [first] = answers.to(Uint8Array.of(0))
  expect(answers.to(Uint8Array.of(0))[0]).toBe(first)
  addNote(board, { id: 'late', text: 'late', at, group: null, createdAt: 1 })
  const [base, tail] = answers.to(Uint8Array.of(0))
  addNote(board, { id: 'later', text: 'later', at, group: null, createdAt: 1 })
  const [again, longer] = answers.to(Uint8Array.of(0))
  expect(again).toBe(base)
  expect(tail?.length).toBeLessThan(400)
  expect(longer?.length).toBeLessThan(800)
})

it('[S35] what is kept does not grow with the history of a board', () => {
  const board = createBoard()
  const answers = createAnswers(board.doc)
  board.doc.on('update', (update: Uint8Array) => answers.grew(update))
  addNote(board, { id: 'n', text: '', at, group: null, createdAt: 1 })
  answers.to(Uint8Array.of(0))
  for (let i = 0; i < 5000; i++) noteText(board, 'n')?.insert(i, 'x')
  const frames = answers.to(Uint8Array.of(0))
  expect(frames).toHaveLength(1)
  expect(frames[0]?.length).toBeLessThan(10_000)
})
