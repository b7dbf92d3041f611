import type { Connection, Row, Writer } from './sqlite.connection.ts'
import { type Also, BoardSealed, SequenceTaken, type Store } from './store.ts'

/** Logs and snapshots of boards. */
export function createBoardStore(db: Connection): Pick<Store, 'appendUpdates' | 'readRoom' | 'roomNames' | 'saveSnapshot'> {
  return {
    appendUpdates: (updates) =>
      db.writeFirst(async (w) => {
        for (const { room, seq, update, owners, isOwn } of updates) {
          await append(w, room, seq, update, isOwn)
          for (const { note, member } of owners) await w.run('INSERT OR REPLACE INTO owners (room, note, member) VALUES (?, ?, ?)', room, note, member)
        }
      }),
    readRoom: (room, after = 0) =>
      db.read(async (r) => {
        const [snapshot] = await r.rows('SELECT seq, vector, deletions FROM snapshots WHERE room = ? AND seq > ?', room, after)
        const parts = snapshot ? await r.rows('SELECT bytes FROM parts WHERE room = ? ORDER BY position', room) : []
        const from = Number(snapshot?.seq ?? after)
        const updates = await r.rows('SELECT seq, bytes FROM updates WHERE room = ? AND seq > ? ORDER BY seq', room, from)
        const owners = await r.rows('SELECT note, member FROM owners WHERE room = ?', room)
        return {
          seq: Number(updates.at(-1)?.seq ?? from),
          snapshot: snapshot && { parts: parts.map((row) => blob(row.bytes)), stateVector: blob(snapshot.vector), deletions: blob(snapshot.deletions) },
          updates: updates.map((row) => blob(row.bytes)),
          owners: new Map(owners.map(({ note, member }) => [String(note), member as string | null])),
        }
      }),
    roomNames: (prefix) =>
      db.read(async (r) => {
        // Names are letters, digits, dashes, underlines and slashes: all that begins so stands before this in order.
        const range = [prefix, `${prefix}~`]
        const names = 'SELECT room FROM updates WHERE room >= ? AND room < ? UNION SELECT room FROM snapshots WHERE room >= ? AND room < ? ORDER BY room'
        return (await r.rows(names, ...range, ...range)).map(({ room }) => String(room))
      }),
    saveSnapshot: (room, seq, { parts, stateVector, deletions }) =>
      // One transaction: there is no moment at which neither the snapshot nor the rows it replaces are on disk.
      db.write(async (w) => {
        const [newer] = await w.rows('SELECT 1 FROM snapshots WHERE room = ? AND seq >= ?', room, seq)
        if (newer) return
        await w.run('INSERT OR REPLACE INTO snapshots (room, seq, vector, deletions) VALUES (?, ?, ?, ?)', room, seq, stateVector, deletions)
        await w.run('DELETE FROM parts WHERE room = ?', room)
        for (const [position, bytes] of parts.entries()) await w.run('INSERT INTO parts (room, position, bytes) VALUES (?, ?, ?)', room, position, bytes)
        await w.run('DELETE FROM updates WHERE room = ? AND seq <= ?', room, seq)
      }),
  }
}

type Board = NonNullable<Also['boards']>[number]

/** Is what was read of a board all that there is? */
export async function isAll(w: Writer, { room, seq }: Board): Promise<boolean> {
  if (seq === undefined) return true
  const last = 'SELECT max(coalesce((SELECT max(seq) FROM updates WHERE room = ?), 0), coalesce((SELECT seq FROM snapshots WHERE room = ?), 0)) AS seq'
  return Number((await w.rows(last, room, room))[0]?.seq) === seq
}

export async function seal(w: Writer, { room, isSealed }: Board): Promise<void> {
  await w.run(isSealed ? 'INSERT OR IGNORE INTO seals (room) VALUES (?)' : 'DELETE FROM seals WHERE room = ?', room)
}

/** One statement that looks and writes: reading would wait for another thread, for each room of a flush. */
const APPEND = `
  INSERT INTO updates (room, seq, bytes) SELECT ?1, ?2, ?3
  WHERE NOT EXISTS (SELECT 1 FROM snapshots WHERE room = ?1 AND seq >= ?2) AND (?4 OR NOT EXISTS (SELECT 1 FROM seals WHERE room = ?1))`

async function append(w: Writer, room: string, seq: number, update: Uint8Array, isOwn: boolean): Promise<void> {
  let added: number
  try {
    added = await w.run(APPEND, room, seq, update, isOwn ? 1 : 0)
  } catch (error) {
    const { code } = error as { code?: unknown }
    throw typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT') ? new SequenceTaken(room, { cause: error }) : error
  }
  if (added) return
  // Another process may have folded the rows away that it wrote.
  if ((await w.rows('SELECT 1 FROM snapshots WHERE room = ? AND seq >= ?', room, seq)).length) throw new SequenceTaken(room)
  throw new BoardSealed(room)
}

const blob = (value: Row[string] | undefined) => new Uint8Array(value as ArrayBuffer)
