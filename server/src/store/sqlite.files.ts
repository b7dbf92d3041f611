import { createHash } from 'node:crypto'
import type { Connection, Row, Writer } from './sqlite.connection.ts'
import type { Store, StoredFile } from './store.ts'

/** Bytes in one row of a file: small enough that reading part of a video reads little. */
const CHUNK = 1024 * 1024

type FileStore = Pick<Store, 'addFile' | 'fileInfo' | 'files' | 'readFile' | 'rest' | 'dropFiles'>

/** Uploaded files, as rows of chunks. A file exists once its own row does, which is written last. */
export function createFileStore(db: Connection): FileStore {
  return {
    async addFile(stocktakeId, file, chunks) {
      const hash = createHash('sha256')
      let size = 0
      let position = 0
      try {
        for await (const chunk of evenly(chunks, CHUNK)) {
          hash.update(chunk)
          size += chunk.length
          const at = position++
          await db.write((w) => w.run('INSERT INTO chunks (stocktake, file, position, bytes) VALUES (?, ?, ?, ?)', stocktakeId, file.id, at, chunk))
        }
        const stored = { ...file, size, sha256: hash.digest('hex') }
        await db.write((w) =>
          w.run(
            'INSERT INTO files (stocktake, id, name, type, size, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
            ...[stocktakeId, file.id, file.name, file.type, size, stored.sha256, file.addedAt],
          ),
        )
        return stored
      } catch (error) {
        await db.write((w) => w.run('DELETE FROM chunks WHERE stocktake = ? AND file = ?', stocktakeId, file.id))
        throw error
      }
    },

    async fileInfo(stocktakeId, fileId) {
      const [row] = await db.read((r) => r.rows('SELECT * FROM files WHERE stocktake = ? AND id = ?', stocktakeId, fileId))
      return row ? toFile(row) : undefined
    },

    files: async (stocktakeId) => (await db.read((r) => r.rows('SELECT * FROM files WHERE stocktake = ? ORDER BY added_at, id', stocktakeId))).map(toFile),

    async *readFile(stocktakeId, fileId, from = 0, to = Number.MAX_SAFE_INTEGER) {
      for (let position = Math.floor(from / CHUNK); position * CHUNK <= to; position++) {
        const [row] = await db.read((r) => r.rows('SELECT bytes FROM chunks WHERE stocktake = ? AND file = ? AND position = ?', stocktakeId, fileId, position))
        if (!row) return
        const bytes = new Uint8Array(row.bytes as ArrayBuffer)
        const start = position * CHUNK
        yield bytes.subarray(Math.max(0, from - start), Math.min(bytes.length, to - start + 1))
      }
    },

    rest: (stocktakeId, now) =>
      db.write(async (w) => {
        const writes = await writesOf(w, stocktakeId)
        const [known] = await w.rows('SELECT since FROM rests WHERE stocktake = ? AND writes = ?', stocktakeId, writes)
        if (known) return { writes, since: Number(known.since) }
        await w.run('INSERT OR REPLACE INTO rests (stocktake, writes, since) VALUES (?, ?, ?)', stocktakeId, writes, now)
        return { writes, since: now }
      }),

    dropFiles: (stocktakeId, fileIds, writes) =>
      db.write(async (w) => {
        if ((await writesOf(w, stocktakeId)) !== writes) return false
        for (const id of fileIds) {
          await w.run('DELETE FROM files WHERE stocktake = ? AND id = ?', stocktakeId, id)
          await w.run('DELETE FROM chunks WHERE stocktake = ? AND file = ?', stocktakeId, id)
        }
        return true
      }),
  }
}

/** Versions and sequence numbers only ever go up, and their sum with them. */
async function writesOf(w: Writer, stocktakeId: string): Promise<number> {
  const rooms = [`${stocktakeId}/`, `${stocktakeId}/~`]
  const logs = `SELECT max(seq) AS seq FROM (
    SELECT room, seq FROM updates WHERE room >= ? AND room < ? UNION ALL SELECT room, seq FROM snapshots WHERE room >= ? AND room < ?) GROUP BY room`
  const [row] = await w.rows(
    `SELECT coalesce((SELECT version FROM sessions WHERE id = ?), 0) + total(seq) AS writes FROM (${logs})`,
    stocktakeId,
    ...rooms,
    ...rooms,
  )
  return Number(row?.writes)
}

/** Drops the pieces of uploads that a stop of the server cut short. */
export const dropUnfinished = (db: Connection) =>
  db.write((w) => w.run('DELETE FROM chunks WHERE NOT EXISTS (SELECT 1 FROM files WHERE files.stocktake = chunks.stocktake AND files.id = chunks.file)'))

const toFile = ({ id, name, type, size, sha256, added_at }: Row): StoredFile => ({
  id: String(id),
  name: String(name),
  type: String(type),
  size: Number(size),
  sha256: String(sha256),
  addedAt: Number(added_at),
})

/** The same bytes in pieces of one size, the last one shorter. */
async function* evenly(chunks: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  let parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + size - length)
      parts.push(part)
      length += part.length
      at += part.length
      if (length < size) continue
      yield Buffer.concat(parts)
      parts = []
      length = 0
    }
  }
  if (length) yield Buffer.concat(parts)
}
