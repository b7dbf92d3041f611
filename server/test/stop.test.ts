import { noteText, readNote } from '@stocktake/shared/board/board'
import { CLOSE } from '@stocktake/shared/wire'
import { expect, it, onTestFinished } from 'vitest'
import { aNote } from './attacks/attack.ts'
import { Client } from './client.ts'
import { openStocktake, SOURCE } from './process.ts'
import { openSeries } from './seats.ts'

it('[S24] [S53] told to stop, it says so to everybody, keeps what was saved, and ends though somebody does not answer', async () => {
  const server = await openStocktake(SOURCE)
  onTestFinished(() => server.remove())
  const series = await openSeries(server.url)
  const writers = await Promise.all(Array.from({ length: 5 }, async () => new Client(await series.seat(), { ext: true })))
  const deaf = new Client(await series.seat())
  await Promise.all([...writers, deaf].map((client) => client.synced()))
  deaf.socket.pause()
  const notes = writers.map(({ board }) => aNote(board, series.groups[0] ?? null, ''))
  const letters = writers.map(() => 0)
  const type = (i: number) => {
    noteText(writers[i]?.board ?? deaf.board, notes[i] ?? '')?.insert(0, 'x')
    letters[i] = (letters[i] ?? 0) + 1
  }
  for (let count = 0; count < 20; count++) for (let i = 0; i < writers.length; i++) type(i)
  await Promise.all(writers.map((writer) => writer.until(() => writer.saved > 0)))

  const ended = server.process.stop('SIGTERM')
  for (let i = 0; i < writers.length; i++) type(i)
  const codes = await Promise.all(writers.map(({ closed }) => closed))
  await ended

  expect(codes).toEqual(writers.map(() => CLOSE.goingAway))
  await server.process.start()
  const reader = new Client(await series.seat())
  await reader.synced()
  for (const [i, writer] of writers.entries()) {
    // The first two messages of each are its answer to the server's question and the note; then a letter each.
    const there = readNote(reader.board, notes[i] ?? '')?.text.length ?? -1
    expect(there).toBeGreaterThanOrEqual(writer.saved - 2)
    expect(there).toBeLessThanOrEqual(letters[i] ?? 0)
  }
})
