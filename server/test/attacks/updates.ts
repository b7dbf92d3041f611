import { changeDrawing, createBoard, noteText } from '@stocktake/shared/board/board'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { CLOSE } from '@stocktake/shared/wire'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { step2Frame, updateFrame } from '../../src/rooms/frames.ts'
import { type Attack, aNote, copyOf, forged, intruder, over, randomly, strike, type Target, times } from './attack.ts'

/** Updates that are broken, that lie, or that their sender has no right to. */

/** The same refused update, again and again: each time over a new socket, since a refusal ends the old one. */
const inALoop = (name: string, forge: (target: Target) => Promise<Uint8Array>): Attack => ({
  name,
  rule: 'S14',
  size: 40,
  onBigRoom: true,
  oursAlone: true,
  codes: [CLOSE.refused],
  run: async (target, size) => {
    const frame = updateFrame(await forge(target))
    return times(size, 4, () => strike(target, [frame]))
  },
})

export const UPDATE_ATTACKS: readonly Attack[] = [
  {
    name: 'corrupted updates',
    rule: 'S13',
    size: 500,
    codes: [CLOSE.badMessage, CLOSE.refused],
    run: (target, size) => {
      const sound = forged(createBoard(), (board) => {
        const id = aNote(board, target.seat.group, 'sound as it was')
        noteText(board, id)?.delete(0, 3)
      })
      return times(size, 10, async (i) => {
        const random = randomly(i + 1)
        const broken = Uint8Array.from(sound)
        for (let flips = 1 + random(4); flips > 0; flips--) broken[random(broken.length)] = random(256)
        // Some of them are sound by chance, or ask for what never comes: another message ends those.
        return strike(target, [updateFrame(broken), Uint8Array.of(9)])
      })
    },
  },
  {
    name: 'delete sets that lie',
    rule: 'S13',
    size: 24,
    codes: [CLOSE.badMessage],
    run: (target, size) =>
      times(size, 3, (i) => {
        const sound = forged(createBoard(), (board) => void aNote(board, target.seat.group, 'lie'))
        return strike(target, [updateFrame(withDeleteSet(sound, LIES[i % LIES.length] ?? [])), Uint8Array.of(9)])
      }),
  },
  {
    name: 'updates with a gap',
    rule: 'S12',
    size: 2000,
    onBigRoom: true,
    run: async (target, size) => {
      const board = createBoard()
      const id = aNote(board, target.seat.group, '')
      // It answers whenever it is asked for what is missing, and never with what is.
      const client = await intruder(target, { answers: true })
      for (let i = 0; i < size; i++) {
        const update = forged(board, () => void noteText(board, id)?.insert(0, 'x'))
        client.send(updateFrame(update))
        board.doc.clientID = i + 1
      }
      return []
    },
  },
  {
    name: 'whole answers with a gap',
    rule: 'S12',
    size: 20,
    codes: [CLOSE.badMessage],
    run: (target, size) =>
      times(size, 4, () => {
        const board = createBoard()
        const id = aNote(board, target.seat.group, 'never sent')
        const later = forged(board, () => void noteText(board, id)?.insert(0, 'x'))
        return strike(target, Array(8).fill(step2Frame(later)))
      }),
  },
  {
    name: 'drawings nested deeply',
    rule: 'S13',
    size: 12,
    oursAlone: true,
    run: (target, size) =>
      times(size, 2, async (i) => {
        const client = await intruder(target)
        client.send(updateFrame(nested(500 * 2 ** i)))
        client.send(Uint8Array.of(9))
        return over(target, client)
      }),
  },
  {
    name: 'another root',
    rule: 'S14',
    size: 20,
    oursAlone: true,
    codes: [CLOSE.refused],
    run: (target, size) => {
      const doc = new Y.Doc()
      doc.getMap('secrets').set('a', 1)
      return times(size, 4, () => strike(target, [updateFrame(Y.encodeStateAsUpdate(doc))]))
    },
  },
  inALoop("in another group's name", async ({ otherGroup }) => forged(createBoard(), (board) => void aNote(board, otherGroup, 'not mine'))),
  inALoop("others' notes", async (target) => forged(await copyOf(target), (board) => void noteText(board, target.note)?.insert(0, 'x'))),
  inALoop('text that is too long', async ({ seat }) =>
    forged(createBoard(), (board) => {
      const id = aNote(board, seat.group, '')
      noteText(board, id)?.insert(0, 'x'.repeat(BOARD_LIMITS.noteText + 1))
    }),
  ),
]

/** Delete sets as numbers: how many clients, and for each its id, how many ranges, and their beginnings and lengths. */
const LIES: readonly (readonly number[])[] = [
  // Fewer ranges than they say.
  [1, 1234, 5],
  [1, 1234, 100_000, 0, 1],
  [3, 1234, 1, 0, 1],
  // Complete, and about things that are not there.
  [1, 1234, 1, 2 ** 52, 1],
  [1, 1234, 1, 0, 2 ** 52],
  [2, 1234, 1, 0, 5, 1234, 1, 2, 2 ** 40],
]

/** The pieces as they were, and after them other deletions than the update came with. */
function withDeleteSet(update: Uint8Array, lie: readonly number[]): Uint8Array {
  // Its last byte is a zero: nothing was deleted.
  const rest = encoding.encode((e) => {
    for (const number of lie) encoding.writeVarUint(e, number)
  })
  return Buffer.concat([update.subarray(0, update.length - 1), rest])
}

/** A drawing record with so many arrays in one another. */
function nested(depth: number): Uint8Array {
  let value: unknown = 1
  const levels = Math.min(depth, BOARD_LIMITS.drawingRecord / 4)
  for (let i = 0; i < levels; i++) value = [value]
  const board = createBoard()
  try {
    return forged(board, () => changeDrawing(board, [{ id: 'shape:deep', value } as { id: string }], []))
  } catch {
    // Too deep for our own encoder; by hand: the bytes of a value in an array in an array.
    const shallow = forged(createBoard(), (other) => changeDrawing(other, [{ id: 'shape:deep', value: [[[1]]] } as { id: string }], []))
    const at = Buffer.from(shallow).indexOf(Buffer.of(117, 1, 117, 1))
    return Buffer.concat([shallow.subarray(0, at), Buffer.alloc(levels * 2, Buffer.of(117, 1)), shallow.subarray(at)])
  }
}
