import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server as a process of its own: started, looked at from outside, killed, and started again on what it left. */
export interface ServerProcess {
  readonly pid: number
  isAlive(): boolean
  /** Resolves with the next line of its output that begins so. */
  line(begin: string): Promise<string>
  signal(signal: NodeJS.Signals): void
  /** Ends it, as a power cut would unless told otherwise. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  start(): Promise<void>
}

export interface Program {
  /** Node where nothing else is named. */
  command?: string
  args: readonly string[]
  env?: Record<string, string>
  /** What it prints when it listens. */
  ready: string
}

/** Longer than a busy machine takes; a server that does not get up by then does not at all. */
const START = 90_000

export async function openProcess({ command = process.execPath, args, env = {}, ready }: Program): Promise<ServerProcess> {
  let child: ChildProcess | undefined
  let said = ''
  const listeners = new Set<{ begin: string; found: (line: string) => void }>()
  // Whoever started us may be stopped by hand; what we started must not go on without us.
  const orphan = () => void child?.kill('SIGKILL')

  function hear(chunk: Buffer) {
    const lines = (said + chunk).split('\n')
    said = lines.pop() ?? ''
    for (const line of lines)
      for (const listener of listeners)
        if (line.startsWith(listener.begin)) {
          listeners.delete(listener)
          listener.found(line)
        }
  }
  const line = (begin: string) => new Promise<string>((found) => listeners.add({ begin, found }))

  async function start() {
    const started = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    process.once('exit', orphan)
    let complaints = ''
    started.stdout.on('data', hear)
    started.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk).slice(-4000)
    })
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      line(ready),
      new Promise<never>((_, reject) => {
        started.once('error', reject)
        started.once('exit', (code, signal) => reject(new Error(`The server ended with ${code ?? signal} before it listened: ${complaints}`)))
        timer = setTimeout(() => reject(new Error(`The server did not listen within ${START / 1000} s: ${complaints}`)), START)
      }),
    ]).finally(() => clearTimeout(timer))
  }

  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const running: ServerProcess = {
    get pid() {
      return child?.pid ?? 0
    },
    isAlive,
    line,
    signal: (signal) => void child?.kill(signal),
    start,
    async stop(signal = 'SIGKILL') {
      process.off('exit', orphan)
      if (!child || !isAlive()) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      child.kill(signal)
      await ended
    },
  }
  await start()
  return running
}

export interface Stocktake {
  /** Without a slash at its end. */
  url: string
  process: ServerProcess
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

const server = join(import.meta.dirname, '..')
export const BUILT = [join(server, 'dist/main.js')]
/** From source, which needs no build and is never an old one. */
export const SOURCE = ['--import', import.meta.resolve('tsx'), join(server, 'src/main.ts')]

/** Our own server with a data folder of its own. */
export async function openStocktake(
  args: readonly string[],
  { command, before = [] }: { command?: string; before?: readonly string[] } = {},
): Promise<Stocktake> {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-process-'))
  const port = await freePort()
  const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error' }
  const orphan = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', orphan)
  const clear = () => {
    process.off('exit', orphan)
    return rm(folder, { recursive: true, force: true })
  }
  try {
    const running = await openProcess({ command, args: [...before, ...args], env, ready: 'Stocktake is ready' })
    return {
      url: `http://127.0.0.1:${port}`,
      process: running,
      remove: () => running.stop().then(clear),
    }
  } catch (error) {
    await clear()
    throw error
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const status = (pid: number, field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Megabytes of memory that a process has, and at most had since `forgetPeak`; undefined where the system does not tell. */
export function memoryOf(pid: number): { now: number; peak: number } | undefined {
  return existsSync(`/proc/${pid}/status`) ? { now: status(pid, 'VmRSS'), peak: status(pid, 'VmHWM') } : undefined
}

export function forgetPeak(pid: number): void {
  if (existsSync(`/proc/${pid}/clear_refs`)) writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
