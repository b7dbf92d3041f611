import { cpus, loadavg, totalmem } from 'node:os'
import { type Figures, type Load, Run, within } from './load.ts'
import { crowds, echoes } from './loads/crowd.ts'
import { exportLoads } from './loads/exports.ts'
import { flushCounts } from './loads/flushes.ts'
import { gates } from './loads/gate.ts'
import { hostiles } from './loads/hostile.ts'
import { colds, joins } from './loads/join.ts'
import { kills } from './loads/kill.ts'
import { leads } from './loads/lead.ts'
import { manyRooms } from './loads/rooms.ts'
import { soaks } from './loads/soak.ts'
import { LOADS, options } from './options.ts'
import { type Running, type ServerName, startServer } from './servers.ts'
import { type Outcome, table } from './table.ts'

/**
 * The sync server beside its peers: same load, same machine, one after the other within each run.
 * `npm run bench -- --people 50 --runs 1 --seconds 5 --loads crowd --only stocktake,bare` for a quick look.
 */
const LOADERS: Record<(typeof LOADS)[number], () => Load[]> = {
  crowd: crowds,
  echo: echoes,
  join: joins,
  cold: colds,
  rooms: manyRooms,
  soak: soaks,
  hostile: hostiles,
  kill: kills,
  flushes: flushCounts,
  gate: gates,
  lead: leads,
  exports: exportLoads,
}

const say = (line: string) => process.stdout.write(`${line}\n`)
/** What is going on, for who waits; the tables alone go to the output. */
const mutter = (line: string) => process.stderr.write(`${line}\n`)
const busy = () => `load average ${loadavg()[0]?.toFixed(1)}`

async function once(load: Load, name: ServerName, outcome: Outcome) {
  const began = performance.now()
  const run = new Run()
  let server: Running | undefined
  try {
    server = load.on ? await startServer(name, load.watched) : undefined
    const work = server ? load.on?.(server, run) : load.alone?.(run)
    const figures = await within(load.within, load.title, Promise.resolve(work ?? {}))
    const rows = figures instanceof Map ? figures : new Map<string, Figures>([['', figures]])
    const found = outcome.found.get(name) ?? new Map<string, Figures[]>()
    for (const [row, one] of rows) found.set(row, [...(found.get(row) ?? []), one])
    outcome.found.set(name, found)
  } catch (error) {
    const why = `${(error as Error).message}${server?.isAlive() !== false ? '' : ' (its process has ended)'}`
    outcome.failed.set(name, [...(outcome.failed.get(name) ?? []), why])
  } finally {
    run.end()
    await server?.stop()
  }
  mutter(`${load.title}: ${name}, ${((performance.now() - began) / 1000).toFixed(0)} s, ${busy()}`)
}

// Stopped by hand it still ends what it started, and takes its data away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

const unknown = options.loads.filter((name) => !(LOADS as readonly string[]).includes(name))
if (unknown.length) throw new Error(`no such load: ${unknown.join()}; there are ${LOADS.join()}`)
say(`${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}; ${options.runs} runs; ${busy()} before\n`)
for (const name of LOADS.filter((name) => options.loads.includes(name)))
  for (const load of LOADERS[name]()) {
    const outcome: Outcome = { found: new Map(), failed: new Map() }
    for (let i = 0; i < (load.once ? 1 : options.runs); i++)
      for (const server of load.servers.filter((server) => options.only.includes(server))) await once(load, server, outcome)
    say(table(load, outcome))
  }
say(`${busy()} after`)
process.exit(0)
