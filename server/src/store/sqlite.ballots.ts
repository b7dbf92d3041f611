import { noVotes, type Votes } from '@stocktake/shared/ballots'
import { Problem } from '@stocktake/shared/problem'
import type { Ratings } from '@stocktake/shared/readiness'
import type { Session } from '@stocktake/shared/session'
import type { Connection, Reader, Writer } from './sqlite.connection.ts'
import { type SessionReader, updateSession } from './sqlite.sessions.ts'
import type { ByMember, Store } from './store.ts'

/** What people give in ballots, and how they rate cells. */
export function createBallotStore(db: Connection, sessions: SessionReader): Pick<Store, 'vote' | 'votes' | 'endBallot' | 'rate' | 'ratings'> {
  const readSession = async (r: Reader, stocktakeId: string): Promise<Session> => {
    const session = await sessions.byId(r, stocktakeId)
    if (!session) throw new Problem('stocktake-not-found', { stocktakeId })
    return session
  }

  /** A transaction that overwrites what it deletes or replaces: who voted what cannot be read from the file afterwards. */
  const write = <T>(effect: (writer: Writer) => Promise<T>) =>
    db.write(async (w) => {
      await w.rows('PRAGMA secure_delete = ON')
      try {
        return await effect(w)
      } finally {
        await w.rows('PRAGMA secure_delete = OFF')
      }
    })

  return {
    vote: (stocktakeId, ballot, memberId, effect) =>
      write(async (w) => {
        const [row] = await w.rows('SELECT json FROM votes WHERE stocktake = ? AND ballot = ? AND member = ?', stocktakeId, ballot, memberId)
        const after = effect(await readSession(w, stocktakeId), row ? (JSON.parse(String(row.json)) as Votes) : noVotes())
        const values = [stocktakeId, ballot, memberId, JSON.stringify(after)]
        await w.run('INSERT OR REPLACE INTO votes (stocktake, ballot, member, json) VALUES (?, ?, ?, ?)', ...values)
        return after
      }),
    votes: (stocktakeId, ballot, memberId) => db.read((r) => given<Votes>(r, 'votes', 'ballot', stocktakeId, ballot, memberId)),
    async endBallot(stocktakeId, ballot, effect) {
      const ended = await write(async (w) => {
        const before = await readSession(w, stocktakeId)
        const after = { ...effect(before, await given<Votes>(w, 'votes', 'ballot', stocktakeId, ballot)), version: before.version + 1 }
        await updateSession(w, after)
        await w.run('DELETE FROM votes WHERE stocktake = ? AND ballot = ?', stocktakeId, ballot)
        return after
      })
      // Pages as they were stay in the journal until it is written back.
      await db.read((r) => r.rows('PRAGMA wal_checkpoint(TRUNCATE)'))
      return ended
    },
    rate: (stocktakeId, round, memberId, effect) =>
      write(async (w) => {
        const [row] = await w.rows('SELECT json FROM ratings WHERE stocktake = ? AND round = ? AND member = ?', stocktakeId, round, memberId)
        const after = effect(await readSession(w, stocktakeId), row ? (JSON.parse(String(row.json)) as Ratings) : {})
        const values = [stocktakeId, round, memberId, JSON.stringify(after)]
        await w.run('INSERT OR REPLACE INTO ratings (stocktake, round, member, json) VALUES (?, ?, ?, ?)', ...values)
        return after
      }),
    ratings: (stocktakeId, round, memberId) => db.read((r) => given<Ratings>(r, 'ratings', 'round', stocktakeId, round, memberId)),
  }
}

/** In the order of members' ids, which are random: it says nothing of who voted first. */
async function given<T>(
  r: Reader,
  table: 'votes' | 'ratings',
  column: 'ballot' | 'round',
  stocktakeId: string,
  of: string | number,
  memberId: string | null = null,
): Promise<ByMember<T>[]> {
  const from = `${table} LEFT JOIN members ON members.id = member`
  const where = `${table}.stocktake = ? AND ${column} = ? AND (? IS NULL OR member = ?)`
  const rows = await r.rows(`SELECT member, group_id, json FROM ${from} WHERE ${where} ORDER BY member`, stocktakeId, of, memberId, memberId)
  return rows.map((row) => ({ member: String(row.member), group: row.group_id as string | null, given: JSON.parse(String(row.json)) as T }))
}
