import { setTimeout as pause } from 'node:timers/promises'
import { BUILT, openStocktake } from '../../test/process.ts'
import { openSeries, type Series } from '../../test/seats.ts'
import { typeUntilKilled } from '../../test/typist.ts'
import { type Figures, type Load, percentile, within } from '../load.ts'
import { options } from '../options.ts'

const EDITS = 200
const EVERY = 10
/** In every other life that many edits come in a row, so that more is on its way when it ends. */
const BURST = 10
/** So many lives share a room: a note of each stays, and a newcomer reads them all. */
const SHARED = 25
const ONE_LIFE = 120_000

/** The server dies at a random moment while somebody types, again and again on the same data. */
async function kill(): Promise<Figures> {
  const server = await openStocktake(BUILT)
  const counts = { lives: 0, written: 0, received: 0, 'told saved': 0, 'lives with loss': 0, 'lost, received': 0, 'lost, told saved': 0, torn: 0 }
  const kept: number[] = []
  try {
    let series: Series | undefined
    for (let i = 0; i < options.kills; i++) {
      if (!series || i % SHARED === 0) series = await openSeries(server.url)
      const due = 50 + Math.random() * EDITS * EVERY
      let next = performance.now()
      let edit = 0
      const life = await within(
        ONE_LIFE,
        `life ${i + 1}`,
        typeUntilKilled(server, series, {
          edits: EDITS,
          pace: async () => {
            if (i % 2 && ++edit % BURST) return
            next += EVERY * (i % 2 ? BURST : 1)
            await pause(Math.max(0, next - performance.now()))
          },
          comes: () => pause(due),
        }),
      )
      const lostReceived = Math.max(0, life.received - life.found)
      const lostSaved = Math.max(0, life.saved - life.found)
      counts.lives++
      counts.written += life.written
      counts.received += life.received
      counts['told saved'] += life.saved
      counts['lost, received'] += lostReceived
      counts['lost, told saved'] += lostSaved
      counts['lives with loss'] += lostReceived + lostSaved > 0 ? 1 : 0
      counts.torn += life.isWhole && life.found <= life.written ? 0 : 1
      kept.push(life.found - life.received)
      if ((i + 1) % SHARED === 0) process.stderr.write(`kill: ${i + 1} of ${options.kills}, ${counts['lives with loss']} with loss\n`)
    }
  } finally {
    await server.remove()
  }
  return { ...counts, 'on disk beyond received, median': percentile(kept, 0.5) }
}

export const kills = (): Load[] => [
  { title: `SIGKILL, ${options.kills} times`, servers: ['stocktake'], once: true, within: 60_000 + options.kills * 30_000, alone: kill },
]
