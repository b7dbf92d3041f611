import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createStocktake } from '@stocktake/shared/commands/create'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore, type SqliteStore } from './sqlite.ts'
import { storeContract } from './store.contract.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'stocktake-store-'))

describe('the store on SQLite', () => {
  storeContract(async () => {
    const folder = await newFolder()
    let store = await openSqliteStore(folder)
    return {
      store,
      async reopen() {
        await store.close()
        store = await openSqliteStore(folder)
        return store
      },
      async dispose() {
        await store.close().catch(() => {})
        await rm(folder, { recursive: true })
      },
    }
  })
})

async function temporary(): Promise<{ folder: string; open: () => Promise<SqliteStore> }> {
  const folder = await newFolder()
  const opened: SqliteStore[] = []
  onTestFinished(async () => {
    for (const store of opened) await store.close().catch(() => {})
    await rm(folder, { recursive: true })
  })
  const open = async () => {
    const store = await openSqliteStore(folder)
    opened.push(store)
    return store
  }
  return { folder, open }
}

it('[V6] nobody can read from the files who voted what, once a ballot is over', async () => {
  const { folder, open } = await temporary()
  const store = await open()
  const session = createStocktake({ title: 'T', sharedObject: 'O', template: 'blank' }, 1)
  await store.createSession(session)
  // Enough people for several pages, each of whom changes their mind.
  const people = Array.from({ length: 300 }, (_, i) => `person-${i}`)
  for (const person of people) await store.vote(session.id, 'x', person, () => ({ votes: { 'item-before': 1 }, disagree: [] }))
  for (const person of people) await store.vote(session.id, 'x', person, () => ({ votes: { 'item-after': 1 }, disagree: [] }))
  const files = async () => Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))))
  expect((await files()).includes('item-after')).toBe(true)
  await store.endBallot(session.id, 'x', (now) => now)
  for (const left of ['item-before', 'item-after', 'person-']) expect((await files()).includes(left)).toBe(false)
})

describe('durability', () => {
  it('[S50] waits for the disk at each commit, on a new file and on one that exists', async () => {
    const { open } = await temporary()
    const first = await open()
    expect(await first.durability()).toEqual({ journalMode: 'wal', synchronous: 2, integrity: 'ok' })
    await first.close()
    expect(await (await open()).durability()).toEqual({ journalMode: 'wal', synchronous: 2, integrity: 'ok' })
  })

  it('[S51] refuses data that another process has open, and says so', async () => {
    const { open } = await temporary()
    await open()
    await expect(open()).rejects.toThrow(/in use by another Stocktake/)
  })

  it('[S52] keeps every update whose append resolved, when the process is killed in the middle of writing', async () => {
    const { folder, open } = await temporary()
    const writer = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'sqlite.writer.ts'), folder], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const acknowledged = await killAfter(writer, 60)

    const room = await (await open()).readRoom('s/round-1')

    expect(room.seq).toBeGreaterThanOrEqual(acknowledged)
    expect(room.updates.map((update) => new DataView(update.buffer, update.byteOffset).getUint32(0))).toEqual(
      Array.from({ length: room.seq }, (_, index) => index + 1),
    )
    expect(room.owners.size).toBe(room.seq)
  })
})

/** Kills the process with SIGKILL once it has printed that many lines; answers the last number it printed. */
async function killAfter(child: ChildProcess, lines: number): Promise<number> {
  if (!child.stdout) throw new Error('no output to read')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let last = 0
  let seen = 0
  for await (const line of createInterface(child.stdout)) {
    last = Number(line)
    if (++seen === lines) child.kill('SIGKILL')
  }
  await ended
  expect(seen).toBeGreaterThanOrEqual(lines)
  return last
}
