import { Problem } from '@stocktake/shared/problem'
import Database from 'libsql/promise'
import { MIGRATIONS } from './sqlite.schema.ts'

export type Value = string | number | null | Uint8Array
/** The driver hands blobs out as ArrayBuffer. */
export type Row = Record<string, string | number | null | ArrayBuffer>

export interface Reader {
  rows(sql: string, ...values: Value[]): Promise<Row[]>
}
export interface Writer extends Reader {
  /** Runs a statement that changes something; answers how many rows it changed. */
  run(sql: string, ...values: Value[]): Promise<number>
}

/**
 * One connection to a SQLite file. The driver is known here alone. What is asked of it happens one after the other, so
 * nobody ever reads half a transaction. Waiting for the disk (COMMIT) happens in the driver's own thread.
 */
export interface Connection {
  read<T>(effect: (reader: Reader) => Promise<T>): Promise<T>
  /** A transaction: all of it is on disk when this resolves, none of it when it rejects. */
  write<T>(effect: (writer: Writer) => Promise<T>): Promise<T>
  /** The same, before all that waits for its turn: hundreds who come in must not hold up those who write. */
  writeFirst<T>(effect: (writer: Writer) => Promise<T>): Promise<T>
  /** Writes the file anew without what was deleted from it, and empties the journal, which has pages as they were. */
  compact(): Promise<void>
  /** Waits for what was asked before, then closes. */
  close(): Promise<void>
}

/** The parts of the driver that we use; its own types say `any`. */
interface Driver {
  prepare(sql: string): Promise<Statement>
  exec(sql: string): Promise<void>
  readonly inTransaction: boolean
  close(): void
}
interface Statement {
  all(values: readonly Value[]): Promise<Row[]>
  run(values: readonly Value[]): { changes: number }
}

const openFile = (path: string) => new Database(path, {}) as unknown as Driver

/**
 * Takes a folder for this process alone: a second server would keep boards of its own in memory and the two would drift
 * apart. The lock is on a file of its own, so that the data can be copied while we run; the system drops it if we die.
 * Resolves to undefined if somebody else has it.
 */
export async function lockFile(path: string): Promise<{ release: () => Promise<void> } | undefined> {
  const db = openFile(path)
  try {
    await db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined
    throw error
  }
  return {
    async release() {
      await db.exec('ROLLBACK')
      db.close()
    },
  }
}

/** Opens the file, makes it if it is new, and brings its tables up to date. */
export async function openConnection(path: string): Promise<Connection> {
  const db = openFile(path)
  const statements = new Map<string, Statement>()
  const prepared = async (sql: string): Promise<Statement> => {
    const known = statements.get(sql)
    if (known) return known
    const statement = await db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const writer: Writer = {
    rows: async (sql, ...values) => (await prepared(sql)).all(values),
    run: async (sql, ...values) => (await prepared(sql)).run(values).changes,
  }

  const waiting = { first: [] as (() => Promise<void>)[], later: [] as (() => Promise<void>)[] }
  let isBusy = false
  let closed = false
  const go = async () => {
    isBusy = true
    for (let turn = waiting.first.shift() ?? waiting.later.shift(); turn; turn = waiting.first.shift() ?? waiting.later.shift()) await turn()
    isBusy = false
  }
  const next = <T>(effect: () => Promise<T>, line: keyof typeof waiting = 'later'): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting[line].push(async () => {
        try {
          if (closed) throw new Error('the database is closed')
          resolve(await effect())
        } catch (error) {
          reject(asProblem(error))
        }
      })
      if (!isBusy) void go()
    })
  const transaction = async <T>(effect: (writer: Writer) => Promise<T>): Promise<T> => {
    // Here and now: nobody else writes to this file, so there is nothing to wait for.
    await writer.run('BEGIN IMMEDIATE')
    try {
      const result = await effect(writer)
      await db.exec('COMMIT')
      return result
    } catch (error) {
      // After an error such as a full disk SQLite may have rolled back by itself.
      if (db.inTransaction) await db.exec('ROLLBACK')
      throw error
    }
  }

  const connection: Connection = {
    read: (effect) => next(() => effect(writer)),
    write: (effect) => next(() => transaction(effect)),
    writeFirst: (effect) => next(() => transaction(effect), 'first'),
    compact: () =>
      next(async () => {
        await db.exec('VACUUM')
        await writer.rows('PRAGMA wal_checkpoint(TRUNCATE)')
      }),
    close: () =>
      next(async () => {
        closed = true
        statements.clear()
        db.close()
      }),
  }

  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) await writer.rows(`PRAGMA ${pragma}`)
    await migrate(connection, (sql) => db.exec(sql))
  } catch (error) {
    db.close()
    throw error
  }
  return connection
}

/** The disk's troubles are expected ones: whoever waits keeps what they have and tries again. */
function asProblem(error: unknown): unknown {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|BUSY|LOCKED)/.test(code)
    ? new Problem('storage-failed', { code }, { cause: error })
    : error
}

async function migrate(connection: Connection, exec: (sql: string) => Promise<void>): Promise<void> {
  const [row] = await connection.read((db) => db.rows('PRAGMA user_version'))
  const version = Number(row?.user_version ?? 0)
  if (version > MIGRATIONS.length)
    throw new Error(`This data was written by a newer version of Stocktake (format ${version}, known up to ${MIGRATIONS.length}).`)
  for (const [index, step] of MIGRATIONS.entries()) if (index >= version) await connection.write(() => exec(`${step}; PRAGMA user_version = ${index + 1};`))
}
