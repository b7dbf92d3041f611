import { setTimeout as pause } from 'node:timers/promises'
import { each, enter, type Figures, type Load, ownCpu, percentile, type Run } from '../load.ts'
import { options } from '../options.ts'
import { Person, sentAt } from '../person.ts'
import { type Running, SERVERS } from '../servers.ts'

const PEOPLE = 10
/** Of this many rooms one has somebody who reads what is written. */
const LOOKED_AT = 10
/** Longer than any server keeps a room that nobody is in. */
const EMPTIED = 15_000

/** Many small rooms: cursors every two seconds, one edit a second in each. */
async function rooms(server: Running, run: Run): Promise<Figures> {
  const seconds = options.seconds ?? 10
  sentAt.clear()
  const people: Person[] = []
  const readers: Person[] = []
  const writerOf = new Map<Person, Person>()
  await each(options.rooms, 4, async (room) => {
    const seats = await server.seats(PEOPLE, room)
    const here = seats.map((seat, i) => run.keep(new Person(seat, { reads: room % LOOKED_AT === 0 && i === PEOPLE - 1 })))
    people.push(...here)
    const [writer] = here
    const reader = here.at(-1)
    if (room % LOOKED_AT !== 0 || !writer || !reader) return
    readers.push(reader)
    writerOf.set(reader, writer)
  })
  const heapAtStart = await server.heap()
  const cpuAtStart = server.cpu()
  await enter(people, 50)
  await pause(2000)
  const toJoin = server.cpu() - cpuAtStart

  for (const [i, person] of people.entries()) {
    run.every(2000, () => person.point())
    if (i % PEOPLE === 0) run.every(1000, () => person.type())
  }
  await pause(2500)
  const heapJoined = await server.heap()
  const from = performance.now()
  const cpu = server.cpu()
  const mine = ownCpu()
  await pause(seconds * 1000)
  const until = performance.now()
  const used = server.cpu() - cpu
  const own = mine()
  const gone = people.filter((person) => !person.isHere).length
  await pause(1000)
  const waits: number[] = []
  let owed = 0
  for (const reader of readers)
    for (const [mark, { at, by }] of sentAt) {
      if (at < from || at >= until || by !== writerOf.get(reader)) continue
      owed++
      const arrived = reader.arrivals.get(mark)
      if (arrived !== undefined) waits.push(arrived - at)
    }
  run.end()
  await pause(EMPTIED)
  return {
    'CPU to join s': toJoin,
    'server CPU %': (100 * used) / ((until - from) / 1000),
    'load CPU %': own,
    'edit p50 ms': percentile(waits, 0.5),
    'edit p99 ms': percentile(waits, 0.99),
    'delivered %': (100 * waits.length) / owed,
    'hung up on': gone,
    'heap at start MB': heapAtStart,
    'heap joined MB': heapJoined,
    'heap after MB': await server.heap(),
    'RSS after MB': server.rss(),
  }
}

export const manyRooms = (): Load[] => [
  {
    title: `${options.rooms} rooms of ${PEOPLE}`,
    servers: SERVERS,
    watched: true,
    ratios: ['server CPU %'],
    within: 180_000 + options.rooms * 500 + 1000 * (options.seconds ?? 10),
    on: rooms,
  },
]
