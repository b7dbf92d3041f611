import { addNote, createBoard, readNotes } from '@stocktake/shared/board/board'
import * as decoding from 'lib0/decoding'
import { expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import type { Bundle } from './bundle.ts'
import { createStrain } from './strain.ts'
import { createTeller } from './teller.ts'

const at = { cell: 'practice/current', x: 0, y: 0 }

const WHERE = Uint8Array.of(1)
const LAZY = { share: 1, least: 1000, most: 1000 }

class Reader {
  board = createBoard()
  frames = 0
  writes = 0
  whereabouts = 0
  tell({ messages }: Bundle) {
    this.writes++
    for (const message of messages) this.read(message)
  }
  private read(frame: Uint8Array) {
    if (frame === WHERE) return void this.whereabouts++
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    Y.applyUpdate(this.board.doc, decoding.readVarUint8Array(decoder))
    this.frames++
  }
}

function scene(updatePace = { share: 1, least: 50, most: 50 }, presencePace = LAZY) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const readers = [new Reader(), new Reader()]
  const people = new Set(readers)
  const crowd = { above: 2, each: 500 }
  const teller = createTeller<Reader>({
    updatePace,
    presencePace,
    crowd,
    strain: createStrain(),
    everybody: () => people,
    whereabouts: () => ({ frame: WHERE }),
  })
  onTestFinished(teller.close)
  const writes = (i: number) => {
    const writer = createBoard()
    addNote(writer, { id: `n${i}`, text: 'x', at, group: null, createdAt: 1 })
    teller.wrote(Y.encodeStateAsUpdate(writer.doc), readers[i % 2])
  }
  return { readers, people, teller, writes }
}

it('[S34] a burst of many writers goes out in a few messages and one write, whole', () => {
  const { readers, writes } = scene()
  for (let i = 0; i < 121; i++) writes(i)
  vi.advanceTimersByTime(100)
  // The first goes at once, to all but its writer; the rest in three pieces of at most fifty, to everybody.
  expect(readers.map(({ frames }) => frames)).toEqual([3, 4])
  expect(readers.map(({ writes: count }) => count)).toEqual([1, 2])
  expect(readers.map(({ board }) => readNotes(board).length)).toEqual([120, 121])
})

it('[S34] who moved is told along with what was written, and else at its own slower pace', () => {
  const { readers, teller, writes } = scene({ share: 1, least: 50, most: 50 }, { share: 1, least: 100, most: 400 })
  const told = () => readers.map(({ writes: count, whereabouts }) => [count, whereabouts])
  writes(0)
  teller.moved()
  vi.advanceTimersByTime(1)
  expect(told()).toEqual([
    [1, 1],
    [2, 1],
  ])
  // Not again yet, though something is written meanwhile.
  teller.moved()
  writes(1)
  vi.advanceTimersByTime(60)
  expect(readers.map(({ whereabouts }) => whereabouts)).toEqual([1, 1])
  // Alone, when its own time has come: an earlier deadline of another kind does not put it off.
  vi.advanceTimersByTime(400)
  expect(readers.map(({ whereabouts }) => whereabouts)).toEqual([2, 2])
})

it('[S34] who alone moved is spared the message about it, and hears what others wrote', () => {
  const { readers, people, writes } = scene()
  const [mover] = readers
  const teller = createTeller<Reader>({
    updatePace: LAZY,
    presencePace: LAZY,
    crowd: { above: 2, each: 500 },
    strain: createStrain(),
    everybody: () => people,
    whereabouts: () => ({ frame: WHERE, known: mover }),
  })
  onTestFinished(teller.close)
  teller.moved()
  vi.advanceTimersByTime(1)
  expect(readers.map(({ whereabouts }) => whereabouts)).toEqual([0, 1])
  writes(1)
  expect(readers.map(({ frames }) => frames)).toEqual([1, 0])
})

it('[S36] in a crowd whereabouts are told less often, and what is written as often as ever', () => {
  const { readers, people, teller, writes } = scene({ share: 1, least: 50, most: 50 }, { share: 1, least: 20, most: 20 })
  people.add(new Reader())
  for (let i = 0; i < 10; i++) {
    writes(0)
    teller.moved()
    vi.advanceTimersByTime(60)
  }
  vi.advanceTimersByTime(800)
  const [, other] = readers
  expect(other?.frames).toBe(10)
  expect(other?.whereabouts).toBe(1)
  vi.advanceTimersByTime(200)
  expect(other?.whereabouts).toBe(2)
})

it('[S36] whereabouts of a crowd go to some at a time, along with what is written, and to each of them once', () => {
  const { people, teller, writes } = scene({ share: 1, least: 50, most: 50 }, { share: 1, least: 20, most: 20 })
  const early = [...people, new Reader(), new Reader(), new Reader()]
  for (const reader of early) people.add(reader)
  const told = () => early.reduce((sum, { whereabouts }) => sum + whereabouts, 0)
  const each = () => early.map(({ whereabouts }) => whereabouts)
  teller.moved()
  expect(told()).toBe(2)
  // What is written takes some of them along at once; who comes meanwhile has been told, and who left is not.
  writes(0)
  expect(told()).toBe(4)
  people.add(new Reader())
  teller.moved()
  vi.advanceTimersByTime(30)
  expect(each()).toEqual([1, 1, 1, 1, 1])
  // The next round begins in its own time, not when the last of them was told.
  vi.advanceTimersByTime(2400)
  expect(each()).toEqual([1, 1, 1, 1, 1])
  people.delete(early[4] as Reader)
  vi.advanceTimersByTime(600)
  expect(each()).toEqual([2, 2, 2, 2, 1])
})

it('[S36] where rooms together have much to tell, whereabouts wait for more of them, and what is written takes them along', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const reader = new Reader()
  const strain = createStrain()
  const pace = { share: 1, least: 0, most: 0 }
  const crowd = { above: 50, each: 0 }
  const teller = createTeller<Reader>({
    updatePace: pace,
    presencePace: pace,
    crowd,
    strain,
    everybody: () => new Set([reader]),
    whereabouts: () => ({ frame: WHERE }),
  })
  onTestFinished(teller.close)
  const whenTold = () => {
    const before = reader.whereabouts
    const began = performance.now()
    teller.moved()
    while (reader.whereabouts === before) vi.advanceTimersByTime(1)
    return performance.now() - began
  }
  expect(whenTold()).toBe(0)
  // Two hundredths of the last second; then more than there may be of it.
  strain.spent(20)
  expect(whenTold()).toBeCloseTo(40, -1)
  strain.spent(900)
  expect(whenTold()).toBe(200)
  teller.moved()
  const writer = createBoard()
  addNote(writer, { id: 'n', text: 'x', at, group: null, createdAt: 1 })
  const told = reader.whereabouts
  teller.wrote(Y.encodeStateAsUpdate(writer.doc), undefined)
  expect([reader.frames, reader.whereabouts]).toEqual([1, told + 1])
  // What was spent is forgotten.
  vi.advanceTimersByTime(20_000)
  expect(whenTold()).toBe(0)
})
