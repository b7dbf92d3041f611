import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openConnection } from './sqlite.connection.ts'
import { MIGRATIONS } from './sqlite.schema.ts'

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-sqlite-'))
  const db = await openConnection(join(folder, 'x.db'))
  onTestFinished(async () => {
    await db.close().catch(() => {})
    await rm(folder, { recursive: true })
  })
  return { db, path: join(folder, 'x.db') }
}
const insert = (name: string, value: string) => ['INSERT INTO secrets (name, value) VALUES (?, ?)', name, value] as const

describe('the connection', () => {
  it('[S46] a full disk is a problem that says so, writes nothing, and passes', async () => {
    const { db } = await open()
    await db.write((w) => w.rows('PRAGMA max_page_count = 40'))
    const full = db.write(async (w) => {
      await w.run(...insert('small', 'x'))
      await w.run(...insert('large', 'x'.repeat(1_000_000)))
    })
    await expect(full).rejects.toMatchObject({ code: 'storage-failed', details: { code: 'SQLITE_FULL' } })
    expect(await db.read((r) => r.rows('SELECT name FROM secrets'))).toEqual([])
    await db.write((w) => w.run(...insert('small', 'x')))
    expect(await db.read((r) => r.rows('SELECT name FROM secrets'))).toMatchObject([{ name: 'small' }])
  })

  it('[S46] nobody reads half a transaction, and one that fails does not stop the next', async () => {
    const { db } = await open()
    const failing = db.write(async (w) => {
      await w.run(...insert('half', 'x'))
      throw new Error('no')
    })
    const seen = db.read((r) => r.rows('SELECT name FROM secrets'))
    await expect(failing).rejects.toThrow('no')
    expect(await seen).toEqual([])
  })

  it('[S46] what must not wait goes before all that waits, and after what is under way', async () => {
    const { db } = await open()
    const order: string[] = []
    const reads = ['under way', 'waits', 'waits too'].map((name) => db.read(async () => void order.push(name)))
    await Promise.all([...reads, db.writeFirst(async () => void order.push('first')), db.read(async () => void order.push('later'))])
    expect(order).toEqual(['under way', 'first', 'waits', 'waits too', 'later'])
  })

  it('[S40] refuses data of a newer version instead of guessing', async () => {
    const { db, path } = await open()
    await db.write((w) => w.rows(`PRAGMA user_version = ${MIGRATIONS.length + 1}`))
    await db.close()
    await expect(openConnection(path)).rejects.toThrow(/newer version/)
  })
})
