import { createBoard, noteText } from '@stocktake/shared/board/board'
import { CLOSE, MESSAGE } from '@stocktake/shared/wire'
import * as encoding from 'lib0/encoding'
import { presenceFrame, step1Frame, updateFrame } from '../../src/rooms/frames.ts'
import type { Client } from '../client.ts'
import { type Attack, aNote, forged, intruder, over, randomly, times, within } from './attack.ts'

/** Sound messages, far too many of them. */

const NOTHING_KNOWN = Uint8Array.of(0)
const QUERY = Uint8Array.of(MESSAGE.queryAwareness)

export const FLOOD_ATTACKS: readonly Attack[] = [
  {
    name: 'sync requests, answers unread',
    rule: 'S26',
    size: 300,
    onBigRoom: true,
    run: async (target, size) => {
      const client = await intruder(target)
      client.socket.pause()
      for (let i = 0; i < size; i++) client.send(step1Frame(NOTHING_KNOWN))
      return []
    },
  },
  {
    name: 'state vectors of nobody',
    rule: 'S27',
    size: 200,
    onBigRoom: true,
    run: (target, size) =>
      // Each is answered by an encoding of its own, unless the server thinks of something.
      times(Math.ceil(size / 20), 20, async (i) => {
        const random = randomly(i + 1)
        const client = await intruder(target)
        client.socket.pause()
        for (let n = 0; n < 20; n++)
          client.send(
            step1Frame(
              encoding.encode((e) => {
                encoding.writeVarUint(e, 1)
                encoding.writeVarUint(e, random(2 ** 31))
                encoding.writeVarUint(e, random(1000))
              }),
            ),
          )
        return []
      }),
  },
  {
    name: 'presence of made-up ids',
    rule: 'S30',
    size: 100_000,
    run: async (target, size) => {
      const client = await intruder(target)
      const entry = (id: number) => ({ client: id + 1, clock: 1, json: '{"cursor":{"x":1,"y":2}}' })
      // One message with all of them, then some that are small enough to be read.
      client.send(presenceFrame(Array.from({ length: size }, (_, id) => entry(id))))
      const SMALL = 100
      for (let from = 0; from < size; from += SMALL) client.send(presenceFrame(Array.from({ length: SMALL }, (_, i) => entry(from + i))))
      return []
    },
  },
  {
    name: 'one presence id a socket',
    rule: 'S26',
    size: 500,
    run: (target, size) =>
      times(size, 20, async () => {
        const client = await intruder(target)
        client.point()
        client.socket.close()
        return over(target, client)
      }),
  },
  {
    name: 'presence asked, answers unread',
    rule: 'S26',
    size: 50_000,
    run: async (target, size) => {
      const client = await intruder(target)
      client.point({ selection: Array.from({ length: 200 }, (_, i) => `note-${i}`.padEnd(60, 'x')) })
      client.socket.pause()
      for (let i = 0; i < size; i++) client.send(QUERY)
      return []
    },
  },
  {
    name: 'edits as fast as they go',
    rule: 'S27',
    size: 20_000,
    run: async (target, size) => {
      const board = createBoard()
      const client = await intruder(target)
      let id = ''
      for (let i = 0; i < size; i++)
        client.send(
          updateFrame(
            forged(board, () => {
              if (i % 500 === 0) id = aNote(board, target.seat.group, '')
              else noteText(board, id)?.insert(0, 'x')
            }),
          ),
        )
      return []
    },
  },
  {
    name: 'readers that do not read',
    rule: 'S26',
    size: 20,
    codes: [CLOSE.tryAgain, 1006],
    run: async (target, size) => {
      const watcher = await intruder(target)
      const readers = await Promise.all(Array.from({ length: size }, () => intruder(target)))
      const seen = new Set<number>()
      for (const reader of readers) {
        reader.point()
        // Under which id somebody is seen is the server's to say.
        const fresh = () => [...watcher.present].flatMap(([id, isHere]) => (isHere && !seen.has(id) ? [id] : []))
        await watcher.until(() => fresh().length > 0)
        for (const id of fresh()) seen.add(id)
        reader.socket.pause()
      }
      // Each writer stays within what may come at once; together they are more than any buffer on the way should take.
      const writers = [pageWriter(await intruder(target), target.seat.group), pageWriter(await intruder(target), target.seat.group)]
      for (let page = 0; page < 2 * PAGES; page++) {
        const heard = watcher.bytes
        writers[page % 2]?.()
        // Whoever reads must have the time to, or it would be dropped too, and rightly.
        await within(
          target,
          watcher.until(() => watcher.bytes - heard > PAGE_BYTES),
        )
      }
      await within(
        target,
        watcher.until(() => [...seen].every((id) => watcher.present.get(id) === false)),
      )
      for (const reader of readers) reader.socket.resume()
      return (await Promise.all(readers.map((reader) => over(target, reader)))).flat()
    },
  },
]

const PAGES = 70
const NOTES = 100
const LETTERS = 1900
const PAGE_BYTES = NOTES * LETTERS

/** Writes a hundred long notes, and each time it is called all of them anew: 200 kB a message. */
function pageWriter(writer: Client, group: string | null): () => void {
  const board = createBoard()
  const notes: string[] = []
  let page = 0
  return () => {
    const letters = String.fromCharCode(97 + (page++ % 26)).repeat(LETTERS)
    const update = forged(board, () => {
      if (!notes.length) for (let i = 0; i < NOTES; i++) notes.push(aNote(board, group, ''))
      for (const id of notes) {
        const text = noteText(board, id)
        text?.delete(0, text.length)
        text?.insert(0, letters)
      }
    })
    writer.send(updateFrame(update))
  }
}
