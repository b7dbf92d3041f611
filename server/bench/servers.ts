import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT, forgetPeak, freePort, memoryOf, openProcess, openStocktake, type ServerProcess } from '../test/process.ts'
import { openSeries, type Seat, type Series } from '../test/seats.ts'

/** A server as a process of its own, how to reach its rooms, and what it costs. */
export interface Running {
  readonly name: ServerName
  /** Seats of a room, the first time they are asked for new ones. Rooms are numbers; there is always another one. */
  seats(people: number, room?: number): Promise<Seat[]>
  /** A stocktake of its own, to be led; undefined where there is none. */
  series(): Promise<Series> | undefined
  /** A group whose notes a person of that room may not write; null where nobody checks. */
  otherGroup(room: number): string | null
  isAlive(): boolean
  /** Seconds of processor time used so far, all threads. */
  cpu(): number
  /** Megabytes in memory, now and at most since `forgetPeak`. */
  rss(): number
  peak(): number
  forgetPeak(): void
  /** Megabytes of the heap after collecting garbage; NaN if it does not answer. Needs to be `watched`. */
  heap(): Promise<number>
  /** Ends it and starts it again on the same data; false where nothing is kept. */
  restart(): Promise<boolean>
  /** Starts it again after it ended by itself. */
  revive(): Promise<void>
  stop(): Promise<void>
}

export const SERVERS = ['stocktake', 'y-websocket', 'hocuspocus', 'bare', 'batched'] as const
export type ServerName = (typeof SERVERS)[number]

const here = import.meta.dirname
/** Lets the heap be looked at from outside. */
const WATCHED = ['--expose-gc', '--import', pathToFileURL(join(here, 'memory.mjs')).href]
const LOOK_WITHIN = 15_000

export const startServer = (name: ServerName, watched = false): Promise<Running> =>
  name === 'stocktake' ? startStocktake(watched ? WATCHED : []) : startPeer(name, watched ? WATCHED : [])

async function startPeer(name: ServerName, before: readonly string[]): Promise<Running> {
  const port = await freePort()
  const server = await openProcess({ args: [...before, join(here, '../../bench/peers.mjs'), name, String(port)], ready: 'ready' })
  return {
    name,
    ...measures(server),
    seats: async (people, room = 0) =>
      Array.from({ length: people }, () => ({
        url: `ws://127.0.0.1:${port}/room${room}`,
        group: null,
        ...(name === 'hocuspocus' ? { document: `room${room}` } : {}),
      })),
    series: () => undefined,
    otherGroup: () => null,
    restart: async () => false,
    revive: () => server.start(),
    stop: () => server.stop(),
  }
}

/** The built server as it ships: gate, durability and all, joined over HTTP like anybody else. */
async function startStocktake(before: readonly string[]): Promise<Running> {
  const server = await openStocktake(BUILT, { before })
  const rooms = new Map<number, { series: Promise<Series>; seats: Promise<Seat>[] }>()
  let groupOf = new Map<number, string | null>()
  return {
    name: 'stocktake',
    ...measures(server.process),
    async seats(people, room = 0) {
      const { series, seats } = rooms.get(room) ?? { series: openSeries(server.url), seats: [] }
      rooms.set(room, { series, seats })
      const there = await series
      groupOf = groupOf.set(room, there.groups[1] ?? null)
      // A few at once, as people come.
      while (seats.length < people) {
        const some = Array.from({ length: Math.min(8, people - seats.length) }, () => there.seat())
        seats.push(...some)
        await Promise.all(some)
      }
      return Promise.all(seats.slice(0, people))
    },
    series: () => openSeries(server.url),
    otherGroup: (room) => groupOf.get(room) ?? null,
    async restart() {
      await server.process.stop()
      await server.process.start()
      return true
    },
    revive: () => server.process.start(),
    stop: () => server.remove(),
  }
}

const measures = (server: ServerProcess) => ({
  isAlive: () => server.isAlive(),
  /** Ticks of /proc are hundredths of a second. */
  cpu() {
    if (!existsSync(`/proc/${server.pid}/stat`)) return Number.NaN
    const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  },
  rss: () => memoryOf(server.pid)?.now ?? Number.NaN,
  peak: () => memoryOf(server.pid)?.peak ?? Number.NaN,
  forgetPeak: () => forgetPeak(server.pid),
  async heap() {
    const line = server.line('memory ')
    server.signal('SIGUSR2')
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), LOOK_WITHIN)
    })
    const said = await Promise.race([line, late])
    clearTimeout(timer)
    return said ? Number(JSON.parse(said.slice('memory '.length)).heapUsed) / 1e6 : Number.NaN
  },
})
