import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server as a process of its own, and how to reach its rooms. */
export interface Running {
  /** Socket addresses of `people` seats of one room. */
  seats(people: number): Promise<string[]>
  /** Group of the notes written there, where the server checks it. */
  group: string | null
  /** Seconds of processor time used so far, all threads. */
  cpu(): number
  /** Megabytes in memory. */
  rss(): number
  /** Ends it and starts it again on the same data; false where nothing is kept. */
  restart(): Promise<boolean>
  stop(): Promise<void>
}

export const SERVERS = ['stocktake', 'y-websocket', 'hocuspocus', 'bare'] as const
export type ServerName = (typeof SERVERS)[number]

/** The parts of our own answers that are used here. */
interface Answer {
  stocktakeId: string
  joinCode: string
  token: string
  groups: { id: string }[]
}

const here = import.meta.dirname
let nextPort = 9300

export const startServer = (name: ServerName): Promise<Running> => (name === 'stocktake' ? startStocktake() : startPeer(name))

async function startPeer(name: ServerName): Promise<Running> {
  const port = nextPort++
  const child = await launch([join(here, '../../bench/peers.mjs'), name, String(port)], {}, 'ready')
  return {
    ...measures(() => child),
    group: null,
    seats: async (people) => Array.from({ length: people }, () => `ws://127.0.0.1:${port}/room`),
    restart: async () => false,
    stop: () => end(child, 'SIGKILL'),
  }
}

/** The built server as it ships: gate, durability and all, joined over HTTP like anybody else. */
async function startStocktake(): Promise<Running> {
  const port = nextPort++
  const folder = mkdtempSync(join(tmpdir(), 'stocktake-bench-'))
  const url = `http://127.0.0.1:${port}`
  const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error' }
  const go = () => launch([join(here, '../dist/main.js')], env, 'ready')
  let child = await go()
  const call = async (path: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const made = await call('/api/stocktakes', { title: 'Bench', sharedObject: 'To know', template: 'care-standard' })
  const view = await call(`/api/stocktakes/${made.stocktakeId}/rounds/1/open`, {}, made.token)
  const group = view.groups[0]?.id ?? null
  const tokens: string[] = []
  return {
    ...measures(() => child),
    group,
    async seats(people) {
      while (tokens.length < people) tokens.push((await call('/api/join', { code: made.joinCode, groupId: group })).token)
      return tokens.slice(0, people).map((token) => `ws://127.0.0.1:${port}/sync/${made.stocktakeId}/round-1?token=${token}`)
    },
    async restart() {
      await end(child, 'SIGKILL')
      child = await go()
      return true
    },
    async stop() {
      await end(child, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function launch(args: string[], env: Record<string, string>, sign: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(sign) && resolve(child))
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
  })
}

async function end(child: ChildProcess, signal: 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

/** Ticks of /proc are hundredths of a second. */
const measures = (child: () => ChildProcess) => ({
  cpu() {
    const fields = readFileSync(`/proc/${child().pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  },
  rss: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child().pid}/status`, 'utf8'))?.[1]) / 1024,
})
