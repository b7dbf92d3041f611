import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openStocktake, SOURCE } from './process.ts'
import { openSeries } from './seats.ts'
import { typeUntilKilled } from './typist.ts'

/** After how many edits that a reader has seen the server dies, life after life on the same data. */
const LIVES = [1, 2, 3, 7, 19, 40, 80, 120]

it('[S16] [S52] what anybody had received, or was told is saved, is there after a SIGKILL while somebody types', async () => {
  const server = await openStocktake(SOURCE)
  onTestFinished(() => server.remove())
  const series = await openSeries(server.url)

  for (const seen of LIVES) {
    const life = await typeUntilKilled(server, series, {
      edits: 400,
      pace: turn,
      comes: ([reader], received) => Promise.resolve(reader?.until(() => received(reader) >= seen)),
    })
    expect(life.isWhole).toBe(true)
    expect(life.received).toBeGreaterThanOrEqual(seen)
    expect(life.found).toBeGreaterThanOrEqual(Math.max(life.received, life.saved))
    expect(life.found).toBeLessThanOrEqual(life.written)
  }
})
