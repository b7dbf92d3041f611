import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CarryDecision } from '@stocktake/shared/carry'
import type { RoundRecord } from '@stocktake/shared/record'
import { createBallotStore } from './sqlite.ballots.ts'
import { createBoardStore, isAll, seal } from './sqlite.boards.ts'
import { lockFile, openConnection, type Writer } from './sqlite.connection.ts'
import { createFileStore, dropUnfinished } from './sqlite.files.ts'
import { createPeopleStore, insertMember } from './sqlite.people.ts'
import { createSessionReader, updateSession } from './sqlite.sessions.ts'
import { type Also, JoinCodeTaken, type Store } from './store.ts'

/** The store with the tests' window into it: the settings that durability rests on. */
export type SqliteStore = Store & { durability(): Promise<{ journalMode: unknown; synchronous: unknown; integrity: unknown }> }

/** Opens the SQLite store in a folder, which is made if need be. Rejects if another process has it open. */
export async function openSqliteStore(folder: string): Promise<SqliteStore> {
  await mkdir(folder, { recursive: true })
  const lock = await lockFile(join(folder, 'lock.db'))
  if (!lock) throw new Error(`The data in ${folder} is in use by another Stocktake.`)
  const db = await openConnection(join(folder, 'stocktake.db')).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
  await dropUnfinished(db)
  const sessions = createSessionReader()

  return {
    createSession: (session, also = {}) =>
      db.write(async (w) => {
        if ((await w.rows('SELECT 1 FROM sessions WHERE join_code = ?', session.joinCode)).length) throw new JoinCodeTaken(session.joinCode)
        const values = [session.id, session.version, session.joinCode, JSON.stringify(session)]
        await w.run('INSERT INTO sessions (id, version, join_code, json) VALUES (?, ?, ?, ?)', ...values)
        await saveAlso(w, session.id, also)
      }),
    readSession: (id) => db.read((r) => sessions.byId(r, id)),
    findByJoinCode: (code) => db.read((r) => sessions.byJoinCode(r, code)),
    saveSession: (session, also = {}) =>
      db.write(async (w) => {
        for (const board of also.boards ?? []) if (!(await isAll(w, board))) return false
        if ((await w.rows('SELECT 1 FROM sessions WHERE join_code = ? AND id <> ?', session.joinCode, session.id)).length)
          throw new JoinCodeTaken(session.joinCode)
        if (!(await updateSession(w, session))) return false
        await saveAlso(w, session.id, also)
        return true
      }),
    sessionIds: async () => (await db.read((r) => r.rows('SELECT id FROM sessions ORDER BY rowid'))).map(({ id }) => String(id)),

    ...createPeopleStore(db),
    ...createBoardStore(db),

    decisions: async (stocktakeId) =>
      (await db.read((r) => r.rows('SELECT json FROM decisions WHERE stocktake = ? ORDER BY round', stocktakeId))).flatMap(({ json }) =>
        CarryDecision.array().parse(JSON.parse(String(json))),
      ),
    saveDecisions: (stocktakeId, round, decisions) => db.write((w) => saveDecisions(w, stocktakeId, round, decisions)),
    records: async (stocktakeId, round) =>
      (await db.read((r) => r.rows('SELECT version, hash, json FROM records WHERE stocktake = ? AND round = ? ORDER BY version', stocktakeId, round))).map(
        ({ version, hash, json }) => ({ round, version: Number(version), hash: String(hash), record: JSON.parse(String(json)) as RoundRecord }),
      ),

    overwriteDeleted: () => db.compact(),

    ...createBallotStore(db, sessions),
    ...createFileStore(db),

    secret: (name, make) =>
      db.write(async (w) => {
        await w.run('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)', name, make())
        return String((await w.rows('SELECT value FROM secrets WHERE name = ?', name))[0]?.value)
      }),
    durability: () =>
      db.read(async (r) => ({
        journalMode: (await r.rows('PRAGMA journal_mode'))[0]?.journal_mode,
        synchronous: (await r.rows('PRAGMA synchronous'))[0]?.synchronous,
        integrity: (await r.rows('PRAGMA quick_check'))[0]?.quick_check,
      })),
    ping: () => db.read(async (r) => void (await r.rows('SELECT 1 FROM sessions LIMIT 1'))),
    async close() {
      await db.close()
      await lock.release()
    },
  }
}

async function saveAlso(w: Writer, stocktakeId: string, { records = [], rewritten = [], decisions = [], members = [], boards = [] }: Also): Promise<void> {
  for (const board of boards) await seal(w, board)
  for (const { round, version, hash, record } of records)
    await w.run('INSERT INTO records (stocktake, round, version, hash, json) VALUES (?, ?, ?, ?, ?)', stocktakeId, round, version, hash, JSON.stringify(record))
  for (const { round, version, hash, record } of rewritten)
    await w.run(
      'UPDATE records SET hash = ?, json = ? WHERE stocktake = ? AND round = ? AND version = ?',
      hash,
      JSON.stringify(record),
      stocktakeId,
      round,
      version,
    )
  for (const { round, decisions: list } of decisions) await saveDecisions(w, stocktakeId, round, list)
  for (const { member, secrets } of members) await insertMember(w, stocktakeId, member, secrets)
}

async function saveDecisions(w: Writer, stocktakeId: string, round: number, decisions: readonly CarryDecision[]): Promise<void> {
  await w.run('INSERT OR REPLACE INTO decisions (stocktake, round, json) VALUES (?, ?, ?)', stocktakeId, round, JSON.stringify(decisions))
}
