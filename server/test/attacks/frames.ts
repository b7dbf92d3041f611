import { createBoard } from '@stocktake/shared/board/board'
import { CLOSE } from '@stocktake/shared/wire'
import { presenceFrame, step1Frame, updateFrame } from '../../src/rooms/frames.ts'
import { type Attack, aNote, forged, frameHead, intruder, over, pour, randomly, strike, times } from './attack.ts'

/** What is no message at all, or too much of one. */

const PER_SOCKET = 20
const UNKNOWN = Uint8Array.of(9, 8, 7)
const MB = 1024 * 1024
/** Who is still sending when it is closed may see no more than that. */
const TOO_LARGE = [CLOSE.tooLarge, 1006]

export const FRAME_ATTACKS: readonly Attack[] = [
  {
    name: 'random bytes',
    rule: 'S13',
    size: 2000,
    codes: [CLOSE.badMessage],
    run: (target, size) =>
      times(Math.ceil(size / PER_SOCKET), 10, (i) => {
        const random = randomly(i + 1)
        const frames = Array.from({ length: PER_SOCKET }, () => Uint8Array.from({ length: 1 + random(200) }, () => random(256)))
        return strike(target, [...frames, UNKNOWN])
      }),
  },
  {
    name: 'truncated messages',
    rule: 'S13',
    size: 300,
    codes: [CLOSE.badMessage],
    run: (target, size) => {
      const whole = [
        updateFrame(forged(createBoard(), (board) => aNote(board, target.seat.group, 'cut off'))),
        presenceFrame([{ client: 7, clock: 1, json: '{"cursor":{"x":1,"y":2}}' }]),
        step1Frame(Uint8Array.of(1, 7, 9)),
      ]
      const cut = whole.flatMap((frame) => Array.from({ length: frame.length - 1 }, (_, i) => frame.subarray(0, i + 1)))
      return times(Math.min(size, cut.length), 10, (i) => strike(target, [cut[(i * 37) % cut.length] ?? UNKNOWN]))
    },
  },
  {
    name: 'text in place of bytes',
    rule: 'S13',
    size: 100,
    codes: [CLOSE.badMessage],
    run: (target, size) => times(size, 10, () => strike(target, ['hello'])),
  },
  {
    name: 'frames of 50 MB',
    rule: 'S62',
    size: 8,
    codes: TOO_LARGE,
    run: (target, size) =>
      times(size, 8, async () => {
        const client = await intruder(target)
        await pour(client, frameHead(2, 50 * MB), 1)
        await pour(client, Buffer.alloc(MB), 50)
        return over(target, client)
      }),
  },
  {
    name: '50 MB in pieces',
    rule: 'S62',
    size: 8,
    codes: TOO_LARGE,
    run: (target, size) =>
      times(size, 8, async () => {
        const client = await intruder(target)
        const piece = Buffer.alloc(64 * 1024)
        await pour(client, Buffer.concat([frameHead(2, piece.length, false), piece]), 1)
        await pour(client, Buffer.concat([frameHead(0, piece.length, false), piece]), 800)
        return over(target, client)
      }),
  },
  {
    name: 'messages that never end',
    rule: 'S62',
    size: 60,
    small: 8,
    run: (target, size) =>
      times(size, 8, async () => {
        const client = await intruder(target)
        const piece = Buffer.alloc(64 * 1024)
        const first = Buffer.concat([frameHead(2, piece.length, false), piece])
        const next = Buffer.concat([frameHead(0, piece.length, false), piece])
        // Just below the limit, and then silence.
        await pour(client, first, 1)
        await pour(client, next, 60)
        return []
      }),
  },
  {
    name: 'no websocket frames',
    rule: 'S13',
    size: 100,
    run: (target, size) =>
      times(size, 10, async (i) => {
        const random = randomly(i + 1)
        const client = await intruder(target)
        // Three reserved bits at once are nobody's extension.
        await pour(
          client,
          Uint8Array.from({ length: 200 }, (_, at) => (at ? random(256) : 0xff)),
          1,
        )
        return over(target, client)
      }),
  },
  {
    name: 'pings, answers unread',
    rule: 'S26',
    size: 200_000,
    run: async (target, size) => {
      const client = await intruder(target)
      client.socket.pause()
      const ping = Buffer.concat([Buffer.of(0x89, 0x80 | 125, 0, 0, 0, 0), Buffer.alloc(125)])
      const PINGS = 500
      await Promise.race([pour(client, Buffer.concat(Array(PINGS).fill(ping)), Math.ceil(size / PINGS)), over(target, client)])
      return []
    },
  },
]
