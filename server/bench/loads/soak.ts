import { setTimeout as pause } from 'node:timers/promises'
import type { Seat } from '../../test/seats.ts'
import type { Figures, Load, Run } from '../load.ts'
import { options } from '../options.ts'
import { Person, sentAt } from '../person.ts'
import { type Running, SERVERS } from '../servers.ts'

const ROOMS = 10
const PEOPLE = 5
const SHORTEST = 2000
const LONGEST = 10_000
/** Longer than any server keeps a room that nobody is in. */
const EMPTIED = 15_000

/** People come, write for some seconds, and leave without a word: the memory after all left is what counts. */
async function soak(server: Running, run: Run): Promise<Figures> {
  const seconds = options.seconds ?? 180
  const seats: Seat[] = []
  for (let room = 0; room < ROOMS; room++) seats.push(...(await server.seats(PEOPLE, room)))
  const heapAtStart = await server.heap()
  const cpu = server.cpu()
  const began = performance.now()
  const until = began + seconds * 1000
  let joins = 0
  let edits = 0
  let shut = 0
  let bytes = 0

  const live = async (seat: Seat) => {
    const person = run.keep(new Person(seat))
    try {
      await person.open()
      joins++
      person.addNote()
      const acts = [run.every(500, () => void (person.type(), edits++)), run.every(1000, () => person.point())]
      await pause(Math.min(SHORTEST + Math.random() * (LONGEST - SHORTEST), Math.max(0, until - performance.now())))
      for (const act of acts) run.close(act)
    } catch {
      shut++
      await pause(500)
    }
    bytes += person.bytes
    run.close(person)
  }
  const lives = seats.map(async (seat) => {
    while (performance.now() < until) await live(seat)
  })
  let rssAtThird = Number.NaN
  const look = setTimeout(
    () => {
      rssAtThird = server.rss()
    },
    (seconds * 1000) / 3,
  )
  await Promise.all(lives)
  clearTimeout(look)
  const rss = server.rss()
  const took = (performance.now() - began) / 1000
  const used = server.cpu() - cpu
  sentAt.clear()
  run.end()
  await pause(EMPTIED)
  const heapAfter = await server.heap()
  return {
    joins,
    edits,
    'shut out': shut,
    'server CPU %': (100 * used) / took,
    'received MB': bytes / 1e6,
    'RSS after a third MB': rssAtThird,
    'RSS at the end MB': rss,
    'heap at start MB': heapAtStart,
    'heap after MB': heapAfter,
    'heap grew MB': heapAfter - heapAtStart,
  }
}

export const soaks = (): Load[] => [
  {
    title: `${ROOMS * PEOPLE} people over ${ROOMS} rooms, coming and going for ${options.seconds ?? 180} s`,
    servers: SERVERS,
    watched: true,
    ratios: ['server CPU %'],
    within: 120_000 + 1000 * (options.seconds ?? 180),
    on: soak,
  },
]
