import { addNote, createBoard, readNotes } from '@stocktake/shared/board/board'
import * as decoding from 'lib0/decoding'
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { createOutbox } from './outbox.ts'

const at = { cell: 'practice/current', x: 0, y: 0 }

class Reader {
  board = createBoard()
  frames = 0
  send(frame: Uint8Array) {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    Y.applyUpdate(this.board.doc, decoding.readVarUint8Array(decoder))
    this.frames++
  }
}

it('[S34] a burst of many writers goes out in a few messages, whole', () => {
  vi.useFakeTimers()
  const readers = [new Reader(), new Reader()]
  const outbox = createOutbox<Reader>({ share: 1, least: 50, most: 50 }, () => readers)
  for (let i = 0; i < 121; i++) {
    const writer = createBoard()
    addNote(writer, { id: `n${i}`, text: 'x', at, group: null, createdAt: 1 })
    outbox.add(Y.encodeStateAsUpdate(writer.doc), readers[i % 2])
  }
  vi.advanceTimersByTime(100)
  // The first goes at once, to all but its writer; the rest in three pieces of at most fifty, to everybody.
  expect(readers.map(({ frames }) => frames)).toEqual([3, 4])
  expect(readers.map(({ board }) => readNotes(board).length)).toEqual([120, 121])
  outbox.close()
  vi.useRealTimers()
})
