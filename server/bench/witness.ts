import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Seat } from '../test/seats.ts'
import { Person, sentAt } from './person.ts'

/**
 * A process of its own, so that nothing but the server holds it up: two people of a room exchange a mark every 50 ms.
 * Its parent sends the seats, then `look` whenever it wants to know what was worst since it last asked.
 */
export interface Sight {
  /** Milliseconds of the mark that took, or has been waiting, longest. */
  stall: number
  /** Milliseconds that this process itself was held up for: what the machine, not the server, may have added. */
  own: number
  marks: number
}

const EVERY = 50
/** A note takes no more marks than this; then it goes on in another one. */
const IN_A_NOTE = 100

const own = monitorEventLoopDelay({ resolution: 5 })
let pair: Person[] = []

process.on('message', (message: { seats: Seat[] } | 'look') => {
  if (message === 'look') process.send?.(look())
  else void begin(message.seats)
})
process.on('disconnect', () => process.exit())

async function begin(seats: readonly Seat[]) {
  pair = seats.map((seat) => new Person(seat, { reads: true }))
  await Promise.all(pair.map((person) => person.open()))
  let turns = 0
  setInterval(() => {
    const writer = pair[turns % 2]
    if (Math.floor(turns / 2) % IN_A_NOTE === 0) writer?.addNote()
    else writer?.type()
    turns++
  }, EVERY)
  own.enable()
  process.send?.('ready')
}

function look(): Sight {
  const now = performance.now()
  let stall = 0
  let marks = 0
  for (const [mark, { at, by }] of sentAt) {
    const reader = pair.find((person) => person !== by)
    const arrived = reader?.arrivals.get(mark)
    stall = Math.max(stall, (arrived ?? now) - at)
    marks++
    // What has not come yet counts again the next time, when it may have waited longer.
    if (arrived === undefined) continue
    sentAt.delete(mark)
    reader?.arrivals.delete(mark)
  }
  const sight = { stall, own: own.max / 1e6, marks }
  own.reset()
  return sight
}
