import { Session } from '@stocktake/shared/session'
import type { Reader, Writer } from './sqlite.connection.ts'

/** How many sessions are kept as they were last read. */
const KEPT = 200

export interface SessionReader {
  byId(r: Reader, id: string): Promise<Session | undefined>
  byJoinCode(r: Reader, code: string): Promise<Session | undefined>
}

/**
 * Reads sessions. Reading and checking one again costs far more than asking whether it has changed, and a crowd that comes
 * at once asks for the same one; so the last ones are kept, each by its version. They are shared: nobody changes a session
 * in place.
 */
export function createSessionReader(): SessionReader {
  const kept = new Map<string, Session>()

  const byId = async (r: Reader, id: string): Promise<Session | undefined> => {
    const known = kept.get(id)
    const [row] = await r.rows('SELECT CASE WHEN version = ? THEN NULL ELSE json END AS json FROM sessions WHERE id = ?', known?.version ?? -1, id)
    if (!row) return undefined
    const session = row.json === null && known ? known : Session.parse(JSON.parse(String(row.json)))
    kept.delete(id)
    kept.set(id, session)
    for (const [oldest] of kept) if (kept.size > KEPT) kept.delete(oldest)
    return session
  }

  return {
    byId,
    async byJoinCode(r, code) {
      const [row] = await r.rows('SELECT id FROM sessions WHERE join_code = ?', code)
      return row && byId(r, String(row.id))
    },
  }
}

/** Writes a session over the version before it; false if that is not what is stored. */
export async function updateSession(w: Writer, session: Session): Promise<boolean> {
  const values = [session.version, session.joinCode, JSON.stringify(session), session.id, session.version - 1]
  return (await w.run('UPDATE sessions SET version = ?, join_code = ?, json = ? WHERE id = ? AND version = ?', ...values)) > 0
}
