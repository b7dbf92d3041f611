import { setTimeout as pause } from 'node:timers/promises'
import { enter, type Figures, type Load, ownCpu, percentile, type Run } from '../load.ts'
import { options } from '../options.ts'
import { Person, sentAt } from '../person.ts'
import { type Running, SERVERS } from '../servers.ts'

/** Those who read marks; the rest of a crowd costs the server the same and the load less. */
const READERS = 10
const CURSORS_PER_SECOND = 5

/** A fifth of them add a note every 2 s and type twice a second; all say where they are five times a second. */
async function crowd(server: Running, run: Run, size: number, echoes: boolean): Promise<Figures> {
  const seconds = options.seconds ?? 10
  sentAt.clear()
  const seats = await server.seats(size)
  const writers = Math.max(1, Math.round(size * 0.2))
  // The last ones read; those who write come first.
  const people = seats.map((seat, i) => run.keep(new Person(seat, { reads: i >= size - READERS, echoes })))
  const readers = people.slice(-READERS)
  await enter(people)
  await pause(1500)

  for (const [i, person] of people.entries()) {
    run.every(1000 / CURSORS_PER_SECOND, () => person.point())
    if (i < writers) {
      run.every(500, () => person.type())
      run.every(2000, () => person.addNote())
    }
  }
  await pause(1500)
  const from = performance.now()
  const cursorsBefore = readers.map(({ cursors }) => cursors)
  const bytesBefore = total(people, ({ bytes }) => bytes)
  const cpu = server.cpu()
  const mine = ownCpu()
  await pause(seconds * 1000)
  const until = performance.now()
  const took = (until - from) / 1000
  const used = server.cpu() - cpu
  const own = mine()
  const cursors = total(readers, (reader) => reader.cursors) - total(cursorsBefore, (count) => count)
  const bytes = total(people, (person) => person.bytes) - bytesBefore
  const gone = people.filter((person) => !person.isHere).length
  await pause(1500)

  // Nobody is owed what they wrote themselves; some servers send it back all the same.
  const asked = [...sentAt].filter(([, { at }]) => at >= from && at < until)
  const waits: number[] = []
  let owed = 0
  for (const reader of readers)
    for (const [mark, { at, by }] of asked) {
      if (by === reader) continue
      owed++
      const arrived = reader.arrivals.get(mark)
      if (arrived !== undefined) waits.push(arrived - at)
    }
  return {
    'edit p50 ms': percentile(waits, 0.5),
    'edit p99 ms': percentile(waits, 0.99),
    'delivered %': (100 * waits.length) / owed,
    'cursors %': (100 * cursors) / (readers.length * (size - 1) * CURSORS_PER_SECOND * took),
    'hung up on': gone,
    'server CPU %': (100 * used) / took,
    'load CPU %': own,
    'MB/s': bytes / 1e6 / took,
    'RSS MB': server.rss(),
  }
}

const total = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((sum, one) => sum + of(one), 0)

const load = (title: string, size: number, echoes: boolean): Load => ({
  title,
  // A relay would send every echo to everybody, who echo it.
  servers: echoes ? SERVERS.filter((name) => name !== 'bare' && name !== 'batched') : SERVERS,
  ratios: ['server CPU %'],
  within: 120_000 + size * 200 + 1000 * (options.seconds ?? 10),
  on: (server, run) => crowd(server, run, size, echoes),
})

export const crowds = () => options.people.map((size) => load(`${size} people`, size, false))
export const echoes = () => [load('50 people', 50, false), load('50 people, echoing', 50, true)]
