import { cpus, totalmem } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { addNote, createBoard, noteText } from '@stocktake/shared/board/board'
import { Person, sentAt } from './person.ts'
import { type Running, SERVERS, type ServerName, startServer } from './servers.ts'

/**
 * The sync server beside its peers: same load, same machine, one after the other within each run.
 * `npm run bench -- --people 50 --runs 1 --seconds 5 --only stocktake,bare` for a quick look.
 */
const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise)
}
const sizes = option('people', '10,50,150,300').split(',').map(Number)
const runs = Number(option('runs', '3'))
const seconds = Number(option('seconds', '10'))
const only = option('only', SERVERS.join()).split(',') as ServerName[]
const loads = option('loads', 'crowd,echo,join,cold').split(',')

/** Those who read marks; the rest of a crowd costs the server the same and the load less. */
const READERS = 10
const dialectOf = (name: ServerName) => (name === 'hocuspocus' ? 'hocuspocus' : 'y-websocket')

const say = (line: string) => process.stdout.write(`${line}\n`)

interface Figures {
  [figure: string]: number
}

async function crowd(name: ServerName, server: Running, size: number, echo: boolean): Promise<Figures> {
  const urls = await server.seats(size)
  const writers = Math.max(1, Math.round(size * 0.2))
  // The last ones only read and point; those who write come first.
  const people = urls.map((url, i) => new Person(url, dialectOf(name), i >= size - READERS, server.group))
  for (const person of people) person.echo = echo
  // In groups: a storm of handshakes is another load.
  for (let i = 0; i < size; i += 25) await Promise.all(people.slice(i, i + 25).map((person) => person.open()))
  await pause(1500)

  const timers: NodeJS.Timeout[] = []
  const every = (ms: number, effect: () => void) => {
    setTimeout(() => timers.push(setInterval(effect, ms)), Math.random() * ms)
  }
  for (const [i, person] of people.entries()) {
    every(200, () => person.point())
    if (i < writers) {
      every(500, () => person.type())
      every(2000, () => person.addNote())
    }
  }
  await pause(1500)
  const from = performance.now()
  const cpu = server.cpu()
  const own = process.cpuUsage()
  await pause(seconds * 1000)
  const took = (performance.now() - from) / 1000
  const used = server.cpu() - cpu
  const mine = process.cpuUsage(own)
  const until = performance.now()
  for (const timer of timers) clearInterval(timer)
  await pause(1500)

  const readers = people.slice(size - READERS)
  const asked = [...sentAt].filter(([, at]) => at >= from && at < until)
  const waits = readers.flatMap((reader) => asked.flatMap(([mark, at]) => (reader.arrivals.has(mark) ? [(reader.arrivals.get(mark) ?? 0) - at] : [])))
  // Among ten, two of the readers also write; nobody is sent their own.
  const owed = readers.reduce((sum, reader) => sum + asked.filter(([mark]) => reader.arrivals.has(mark) || people.indexOf(reader) >= writers).length, 0)
  for (const person of people) person.close()
  sentAt.clear()
  return {
    'edit p50 ms': percentile(waits, 0.5),
    'edit p99 ms': percentile(waits, 0.99),
    'delivered %': (100 * waits.length) / Math.max(1, owed),
    'server CPU %': (100 * used) / took,
    'load CPU %': (mine.user + mine.system) / 1e4 / took,
    'RSS MB': server.rss(),
  }
}

/** 5,000 notes with 50,000 edits of history, as updates that build on one another. */
function history(group: string | null): Uint8Array[] {
  const board = createBoard()
  const updates: Uint8Array[] = []
  board.doc.on('update', (update: Uint8Array) => updates.push(update))
  const inSteps = (count: number, size: number, effect: (i: number) => void) => {
    for (let from = 0; from < count; from += size)
      board.doc.transact(() => {
        for (let i = from; i < from + size; i++) effect(i)
      })
  }
  const id = (i: number) => `n${i % 5000}`
  inSteps(5000, 250, (i) => addNote(board, { id: id(i), text: `Note ${i}`, at: { cell: 'practice/current', x: i, y: i }, group, createdAt: i + 1 }))
  inSteps(45_000, 1000, (i) => {
    const text = noteText(board, id(i * 7919))
    if (text) i % 5 === 4 ? text.delete(0, 1) : text.insert(text.length, `w${i % 10} `)
  })
  return updates
}

async function fill(name: ServerName, server: Running): Promise<void> {
  const [url = ''] = await server.seats(1)
  const person = new Person(url, dialectOf(name), false, server.group)
  await person.open()
  for (const part of history(server.group)) person.sync(2, part)
  await pause(4000)
  person.close()
}

async function joiners(name: ServerName, server: Running, size: number, typing: number): Promise<Figures> {
  const urls = await server.seats(size + typing)
  await fill(name, server)
  const busy = urls.slice(size).map((url) => new Person(url, dialectOf(name), false, server.group))
  await Promise.all(busy.map((person) => person.open()))
  await pause(2000)
  const timers = busy.map((person) => setInterval(() => person.type(), 500))
  const cpu = server.cpu()
  const began = performance.now()
  const waits: number[] = []
  const people: Person[] = []
  await Promise.all(
    urls.slice(0, size).map(async (url, i) => {
      await pause((i / size) * 1000)
      const person = new Person(url, dialectOf(name), false, server.group)
      people.push(person)
      const synced = person.whenSynced()
      await person.open()
      const asked = performance.now()
      await Promise.race([synced, pause(60_000)])
      waits.push(performance.now() - asked)
    }),
  )
  const all = performance.now() - began
  const used = server.cpu() - cpu
  for (const timer of timers) clearInterval(timer)
  const least = Math.min(...people.map(({ bytes }) => bytes))
  for (const person of [...people, ...busy]) person.close()
  return {
    'all synced s': all / 1000,
    'longest wait s': Math.max(...waits) / 1000,
    'server CPU s': used,
    'least MB': least / 1e6,
    'RSS MB': server.rss(),
  }
}

async function cold(name: ServerName, server: Running): Promise<Figures | undefined> {
  const [url = ''] = await server.seats(1)
  await fill(name, server)
  if (!(await server.restart())) return undefined
  const began = performance.now()
  const person = new Person(url, dialectOf(name), false, server.group)
  const synced = person.whenSynced()
  await person.open()
  await synced
  const ms = performance.now() - began
  const { bytes } = person
  person.close()
  return { 'first synced ms': ms, MB: bytes / 1e6 }
}

const cases: { title: string; run: (name: ServerName, server: Running) => Promise<Figures | undefined> }[] = [
  ...(loads.includes('crowd') ? sizes.map((size) => ({ title: `${size} people`, run: (n: ServerName, s: Running) => crowd(n, s, size, false) })) : []),
  ...(loads.includes('echo')
    ? [false, true].map((echo) => ({ title: `50 people${echo ? ', echoing' : ''}`, run: (n: ServerName, s: Running) => crowd(n, s, 50, echo) }))
    : []),
  ...(loads.includes('join')
    ? [0, 10].map((busy) => ({ title: `300 joiners${busy ? ', 10 typing' : ''}`, run: (n: ServerName, s: Running) => joiners(n, s, 300, busy) }))
    : []),
  ...(loads.includes('cold') ? [{ title: 'after a restart', run: cold }] : []),
]

say(`${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}; medians of ${runs} runs\n`)
for (const { title, run } of cases) {
  const found = new Map<ServerName, Figures[]>()
  for (let i = 0; i < runs; i++)
    for (const name of only) {
      if (name === 'bare' && /join|restart/.test(title)) continue
      const server = await startServer(name)
      const figures = await run(name, server).finally(() => server.stop())
      if (figures) found.set(name, [...(found.get(name) ?? []), figures])
    }
  table(title, found)
}

function table(title: string, found: ReadonlyMap<ServerName, Figures[]>) {
  const columns = Object.keys([...found.values()][0]?.[0] ?? {})
  const line = (cells: (string | number)[]) => say(`| ${cells.join(' | ')} |`)
  line([title, ...columns])
  line(['---', ...columns.map(() => '--:')])
  for (const [name, all] of found)
    line([
      name,
      ...columns.map((column) =>
        percentile(
          all.map((figures) => figures[column] ?? 0),
          0.5,
        ).toFixed(column.endsWith(' s') || column.includes('MB') ? 2 : 1),
      ),
    ])
  say('')
}

/** @returns the value below which this part of them lies; 0 of none */
function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
process.exit(0)
