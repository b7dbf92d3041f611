import { inflateRawSync } from 'node:zlib'
import { addNote, type Board, createBoard, deleteNotes, moveNotes, noteText, readNotes } from '@stocktake/shared/board/board'
import { MESSAGE } from '@stocktake/shared/wire'
import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardBytes } from './boardBytes.ts'
import { SYNC } from './frames.ts'
import { snapshotOf } from './parts.ts'

const at = { cell: 'practice/current', x: 0, y: 0 }
const NEW = Uint8Array.of(0)
const EMPTY = { snapshot: undefined, updates: [] }

/** Does what a client does with these messages; says after which one it thinks that it has everything. */
function receive(board: Board, frames: readonly Uint8Array[]): number {
  let synced = -1
  frames.forEach((frame, i) => {
    let decoder = decoding.createDecoder(frame)
    if (frame[0] === MESSAGE.packed) {
      decoding.readVarUint(decoder)
      decoder = decoding.createDecoder(inflateRawSync(decoding.readVarUint8Array(decoder)))
    }
    expect(decoding.readVarUint(decoder)).toBe(MESSAGE.sync)
    const step = decoding.readVarUint(decoder)
    Y.applyUpdate(board.doc, decoding.readVarUint8Array(decoder))
    // Parts come in an order in which each can be read at once.
    expect(board.doc.store.pendingStructs).toBeNull()
    if (step === SYNC.step2) synced = i
  })
  return synced
}

const content = (board: Board) => JSON.stringify(readNotes(board).sort((a, b) => (a.id < b.id ? -1 : 1)))

/** Several people who write, each on a board of their own that is at times behind. */
function crowd(bytes: BoardBytes) {
  const whole = createBoard()
  const writers = Array.from({ length: 4 }, createBoard)
  for (const { doc } of writers)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === whole) return
      Y.applyUpdate(whole.doc, update)
      bytes.grew([update])
    })
  const catchUp = (writer: Board) => Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(whole.doc, Y.encodeStateVector(writer.doc)), whole)
  return { whole, writers, catchUp }
}

it('[S35] whoever comes, with whatever they had, has everything after the last message and not before', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('write', 'move'), which: fc.nat(9), who: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('delete', 'catch up', 'fold'), which: fc.nat(9), who: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('come'), which: fc.nat(4), who: fc.constant(0) }) },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
      const bytes = new BoardBytes(EMPTY)
      const { whole, writers, catchUp } = crowd(bytes)
      const people = Array.from({ length: 5 }, createBoard)
      for (const { do: what, which, who } of steps) {
        const id = `n${which}`
        const writer = writers[who] ?? createBoard()
        if (what === 'write' && !writer.notes.has(id)) addNote(writer, { id, text: id, at, group: null, createdAt: 1 })
        else if (what === 'write') noteText(writer, id)?.insert(0, 'x')
        else if (what === 'move') moveNotes(writer, [{ id, at: { ...at, x: which } }])
        else if (what === 'delete') deleteNotes(writer, [id])
        else if (what === 'catch up') catchUp(writer)
        else if (what === 'fold') bytes.folded(snapshotOf(bytes.all()))
        else {
          const person = people[which] ?? createBoard()
          const frames = bytes.answer(Y.encodeStateVector(person.doc), false)
          expect(receive(person, frames)).toBe(frames.length - 1)
          expect(content(person)).toBe(content(whole))
        }
      }
      const newcomer = createBoard()
      receive(newcomer, bytes.answer(NEW, false))
      expect(content(newcomer)).toBe(content(whole))
      expect(Y.decodeStateVector(bytes.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(whole.doc)))
      expect(Y.encodeStateVector(newcomer.doc)).toEqual(Y.encodeStateVector(whole.doc))
    }),
  )
})

function large() {
  const bytes = new BoardBytes(EMPTY)
  const { whole, writers, catchUp } = crowd(bytes)
  for (let i = 0; i < 900; i++) addNote(writers[i % 4] as Board, { id: `n${i}`, text: `note ${i} `.repeat(10), at, group: null, createdAt: 1 })
  for (const writer of writers) catchUp(writer)
  for (let i = 0; i < 5000; i++) noteText(writers[i % 4] as Board, `n${(i * 7) % 900}`)?.insert(2, 'abc')
  bytes.folded(snapshotOf(bytes.all()))
  return { bytes, whole, writers }
}

it('[S35] a storm of newcomers shares the same bytes, also while others write', () => {
  const { bytes, writers } = large()
  const first = bytes.answer(NEW, false)
  expect(first.length).toBeGreaterThan(2)
  addNote(writers[0] as Board, { id: 'late', text: 'late', at, group: null, createdAt: 1 })
  const again = bytes.answer(NEW, false)
  expect(again.slice(0, -1).every((frame, i) => frame === first[i])).toBe(true)
  expect(again.at(-1)?.length).toBeLessThan(400)
  expect(bytes.answer(NEW, false).at(-1)).toBe(again.at(-1))
})

it('[S35] who comes back gets what came since and what was deleted, and not the board again', () => {
  const { bytes, whole, writers } = large()
  const person = createBoard()
  receive(person, bytes.answer(NEW, false))
  deleteNotes(writers[1] as Board, ['n3'])
  noteText(writers[2] as Board, 'n5')?.insert(0, 'new ')
  const frames = bytes.answer(Y.encodeStateVector(person.doc), false)
  expect(frames.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(20_000)
  receive(person, frames)
  expect(content(person)).toBe(content(whole))
})

it('[S35] a part is packed once for all who can unpack it', async () => {
  const { bytes, whole } = large()
  const plain = bytes.answer(NEW, true)
  await vi.waitFor(() => expect(bytes.answer(NEW, true)[0]?.[0]).toBe(MESSAGE.packed))
  await vi.waitFor(() => expect(bytes.answer(NEW, true).filter(([kind]) => kind === MESSAGE.packed)).toHaveLength(plain.length - 1))
  const packed = bytes.answer(NEW, true)
  const size = (frames: readonly Uint8Array[]) => frames.reduce((sum, { length }) => sum + length, 0)
  expect(size(packed)).toBeLessThan(size(plain) * 0.7)
  expect(bytes.answer(NEW, true)[0]).toBe(packed[0])
  const person = createBoard()
  expect(receive(person, packed)).toBe(packed.length - 1)
  expect(content(person)).toBe(content(whole))
})

it('[S35] what is kept does not grow with the history of a board, once it is folded', () => {
  const bytes = new BoardBytes(EMPTY)
  const { writers } = crowd(bytes)
  addNote(writers[0] as Board, { id: 'n', text: '', at, group: null, createdAt: 1 })
  for (let i = 0; i < 5000; i++) noteText(writers[0] as Board, 'n')?.insert(i, 'x')
  bytes.folded(snapshotOf(bytes.all()))
  expect(bytes.size).toBeLessThan(10_000)
  expect(bytes.answer(NEW, false)).toHaveLength(2)
})

it('[S23] a log with gaps is not folded', () => {
  const board = createBoard()
  addNote(board, { id: 'n', text: 'x', at, group: null, createdAt: 1 })
  const before = Y.encodeStateVector(board.doc)
  noteText(board, 'n')?.insert(1, 'y')
  expect(() => snapshotOf([Y.encodeStateAsUpdate(board.doc, before)])).toThrow('gaps')
})
