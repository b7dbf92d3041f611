import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { everybodyLeaves } from './people.ts'

/** The built server as a process of its own, with a folder of its own: it can be stopped, killed and started again. */
export interface TestServer {
  readonly url: string
  /** Stops it cleanly, or as a power cut would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same address with the same data. */
  start(): Promise<void>
  /** Its disk is full from now on: whatever it writes fails. */
  fillDisk(): void
  /** There is room again. */
  freeDisk(): void
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

/**
 * One server for all tests of the file that asks for it. After each test everybody leaves: pages of an earlier one would take
 * the time of the next.
 */
export function serverOfFile(): TestServer {
  const server = newServer()
  test.beforeAll(() => server.start())
  test.afterEach(everybodyLeaves)
  test.afterAll(() => server.remove())
  return server
}

/** Has an address and a folder once it has been started. */
function newServer(): TestServer {
  let folder = ''
  let port = 0
  let child: ChildProcess | undefined

  const start = async () => {
    folder ||= await mkdtemp(join(tmpdir(), 'stocktake-e2e-'))
    port ||= await freePort()
    await new Promise<void>((resolve, reject) => {
      let printed = ''
      const started = spawn(process.execPath, [join(import.meta.dirname, '../server/dist/main.js')], {
        env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      const read = (chunk: Buffer) => {
        printed += chunk
        if (printed.includes(`http://localhost:${port}`) || printed.includes(`http://127.0.0.1:${port}`)) resolve()
      }
      started.stdout.on('data', read)
      started.stderr.on('data', read)
      started.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)))
    })
  }

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }

  // A limit on the size of its files is what a full disk is to the process, and needs no rights and no disk.
  const limitFiles = (soft: string) => void execFileSync('prlimit', ['--pid', String(child?.pid), `--fsize=${soft}:unlimited`])

  return {
    get url() {
      if (!port) throw new Error('The server was not started: its address is known within tests alone.')
      return `http://localhost:${port}`
    },
    start,
    stop,
    fillDisk: () => limitFiles('1'),
    freeDisk: () => limitFiles('unlimited'),
    remove: async () => {
      await stop()
      if (folder) await rm(folder, { recursive: true, force: true })
    },
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
