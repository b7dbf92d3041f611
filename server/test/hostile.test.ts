import { noteText, readNote } from '@stocktake/shared/board/board'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ATTACKS } from './attacks/all.ts'
import { type Attack, aNote, type Target } from './attacks/attack.ts'
import { Client } from './client.ts'
import { forgetPeak, memoryOf, openStocktake, SOURCE, type Stocktake } from './process.ts'
import { openSeries, type Series } from './seats.ts'

/** The program itself, from source. Each attack has a room of its own; in another one two people work on all the while. */
let server: Stocktake
let elsewhere: Awaited<ReturnType<typeof two>>
beforeAll(async () => {
  server = await openStocktake(SOURCE)
  elsewhere = await two(await openSeries(server.url))
})
afterAll(() => server.remove())

async function arrive(series: Series): Promise<Client> {
  const client = new Client(await series.seat())
  await client.synced()
  return client
}

/** Two people of one group of a room. */
async function two(series: Series) {
  const [one, other] = [await arrive(series), await arrive(series)]
  return { one, other, group: series.groups[0] ?? null }
}

/** One writes, the other reads it, letter by letter. */
async function follow(one: Client, other: Client, group: string | null, letters: number): Promise<void> {
  const id = aNote(one.board, group, '')
  for (let count = 1; count <= letters; count++) {
    noteText(one.board, id)?.insert(0, 'x')
    await other.until(() => readNote(other.board, id)?.text.length === count)
  }
}

/** A small part of an attack shows here what it does; `npm run bench` does them whole. */
const part = ({ size, small = 24 + Math.floor(size / 100) }: Attack) => Math.min(size, small)

describe('whatever somebody sends', () => {
  for (const attack of ATTACKS)
    it(`[S60] [${attack.rule}] others go on, here and elsewhere: ${attack.name}`, async () => {
      const series = await openSeries(server.url)
      const { one: resident, other: neighbour, group } = await two(series)
      const note = aNote(resident.board, group, 'bolts')
      const { pid } = server.process
      forgetPeak(pid)
      const before = memoryOf(pid)
      const target: Target = { seat: await series.seat(), note, otherGroup: series.groups[1] ?? null, patience: Number.POSITIVE_INFINITY, open: new Set() }

      const [codes] = await Promise.all([attack.run(target, part(attack)), follow(elsewhere.one, elsewhere.other, elsewhere.group, 20)])

      if (attack.codes) {
        expect(codes.length).toBeGreaterThan(0)
        expect(codes.filter((code) => !attack.codes?.includes(code))).toEqual([])
      }
      const newcomer = await arrive(series)
      expect(readNote(newcomer.board, note)).toMatchObject({ text: 'bolts' })
      await follow(newcomer, resident, group, 3)
      await follow(resident, newcomer, group, 3)
      await follow(elsewhere.other, elsewhere.one, elsewhere.group, 3)
      expect(server.process.isAlive()).toBe(true)
      const after = memoryOf(pid)
      if (before && after) expect(after.peak - before.now).toBeLessThan(100)
      for (const one of [...target.open, resident, neighbour, newcomer]) one.drop()
    })
})
