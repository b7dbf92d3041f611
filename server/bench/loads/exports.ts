import { setTimeout as pause } from 'node:timers/promises'
import { bigSeries } from '../bigSeries.ts'
import { enter, type Figures, type Load, percentile, type Run } from '../load.ts'
import { options } from '../options.ts'
import { Person, sentAt } from '../person.ts'
import type { Running } from '../servers.ts'

const ROUNDS = 12
const NOTES = 600
const PEOPLE = 30
const WRITERS = 6
const READERS = 5
/** Of these the median is told. */
const TIMES = 3

/** What files of a long series cost, and what people who write in another room notice of it. */
async function exporting(server: Running, run: Run): Promise<Figures> {
  const seats = await server.seats(PEOPLE)
  const origin = new URL(seats[0]?.url ?? '').origin.replace('ws', 'http')
  const { stocktakeId, token } = await imported(origin)
  const take = async (file: string): Promise<{ seconds: number; bytes: number }> => {
    const began = performance.now()
    const answer = await fetch(`${origin}/api/stocktakes/${stocktakeId}/export.${file}`, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok || !answer.body) throw new Error(`${file}: ${answer.status} ${await answer.text()}`)
    let bytes = 0
    for await (const piece of answer.body) bytes += (piece as Uint8Array).length
    return { seconds: (performance.now() - began) / 1000, bytes }
  }

  sentAt.clear()
  const people = seats.map((seat, i) => run.keep(new Person(seat, { reads: i >= PEOPLE - READERS })))
  await enter(people)
  for (const person of people.slice(0, WRITERS)) {
    run.every(500, () => person.type())
    run.every(2000, () => person.addNote())
  }
  for (const person of people) run.every(200, () => person.point())
  await pause(2000)
  /** How long others waited for what was written while this went on. */
  const waits = async (meanwhile: Promise<unknown>): Promise<number[]> => {
    const from = performance.now()
    await meanwhile
    const until = performance.now()
    await pause(2000)
    const asked = [...sentAt].filter(([, { at }]) => at >= from && at < until)
    return people
      .slice(-READERS)
      .flatMap((reader) => asked.map(([mark, { at, by }]) => (by === reader ? Number.NaN : (reader.arrivals.get(mark) ?? Number.NaN) - at)))
  }

  const before = await waits(pause(1000 * (options.seconds ?? 10)))
  server.forgetPeak()
  const [rss, cpu] = [server.rss(), server.cpu()]
  const zip = take('zip')
  const during = await waits(zip)
  const { seconds, bytes } = await zip
  const [peak, used] = [server.peak(), server.cpu() - cpu]
  const one = async (format: string) => {
    const times: number[] = []
    for (let i = 0; i < TIMES; i++) times.push((await take(`${format}?round=6`)).seconds)
    return percentile(times, 0.5)
  }
  return {
    'ZIP s': seconds,
    'ZIP CPU s': used,
    'ZIP MB': bytes / 1e6,
    'MB before': rss,
    'peak MB': peak,
    'edit p50 ms before': percentile(before, 0.5),
    'edit p50 ms during': percentile(during, 0.5),
    'edit p99 ms before': percentile(before, 0.99),
    'edit p99 ms during': percentile(during, 0.99),
    'Word s': await one('docx'),
    'Excel s': await one('xlsx'),
    'PDF s': await one('pdf'),
    'CSV s': await one('csv'),
  }
}

async function imported(origin: string): Promise<{ stocktakeId: string; token: string }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/api/import`, { method: 'POST', headers, body: JSON.stringify(await bigSeries(ROUNDS, NOTES)) })
  if (!answer.ok) throw new Error(`import: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { stocktakeId: string; token: string }
}

export const exportLoads = (): Load[] => [
  { title: `files of ${ROUNDS} rounds of ${NOTES} notes, ${PEOPLE} people in another room`, servers: ['stocktake'], within: 300_000, on: exporting },
]
