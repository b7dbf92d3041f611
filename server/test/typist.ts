import { noteText, readNote } from '@stocktake/shared/board/board'
import { aNote } from './attacks/attack.ts'
import { Client } from './client.ts'
import type { Stocktake } from './process.ts'
import type { Series } from './seats.ts'

/** What was written, in steps, and what of it others had, or its writer was told is safe, when the server died. */
export interface Life {
  written: number
  received: number
  saved: number
  /** What a newcomer finds after the restart. */
  found: number
  /** It is what was written, from the beginning, without a hole. */
  isWhole: boolean
}

export interface Death {
  /** The writer makes at most so many edits, and waits so before each. */
  edits: number
  pace(): Promise<unknown>
  /** Resolves when it is time; `received` tells what a reader has. */
  comes(readers: readonly Client[], received: (reader: Client) => number): Promise<unknown>
}

/** Digits of an edit: so that what is there can be told from what is missing. */
const STEP = 4
const step = (i: number) => String(i).padStart(STEP, '0')

/** Somebody types, two read along, and the server is killed; then it is started again, and somebody looks what is there. */
export async function typeUntilKilled(server: Stocktake, series: Series, { edits, pace, comes }: Death): Promise<Life> {
  const writer = new Client(await series.seat(), { ext: true })
  const readers = [new Client(await series.seat()), new Client(await series.seat())]
  await Promise.all([writer, ...readers].map((client) => client.synced()))
  const note = aNote(writer.board, series.groups[0] ?? null, '')
  await Promise.all(readers.map((reader) => reader.until(() => reader.board.notes.has(note))))

  const stepsOf = (client: Client) => (readNote(client.board, note)?.text.length ?? 0) / STEP
  let isDead = false
  const sentAs: number[] = []
  const typing = (async () => {
    while (!isDead && sentAs.length < edits) {
      await pace()
      if (isDead) break
      const text = noteText(writer.board, note)
      text?.insert(text.length, step(sentAs.length))
      sentAs.push(writer.sent)
    }
  })()
  await comes(readers, stepsOf)
  server.process.signal('SIGKILL')
  // What is still on its way to them counts as received.
  await Promise.all([writer, ...readers].map(({ closed }) => closed))
  isDead = true
  await Promise.all([typing, server.process.stop()])
  await server.process.start()

  const newcomer = new Client(await series.seat())
  await newcomer.synced()
  const text = readNote(newcomer.board, note)?.text ?? ''
  newcomer.drop()
  return {
    written: sentAs.length,
    received: Math.max(...readers.map(stepsOf)),
    saved: sentAs.filter((ordinal) => ordinal <= writer.saved).length,
    found: text.length / STEP,
    isWhole: text === Array.from({ length: text.length / STEP }, (_, i) => step(i)).join(''),
  }
}
