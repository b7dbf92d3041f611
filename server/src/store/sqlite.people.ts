import type { Note } from '@stocktake/shared/board/schema'
import type { Member, Role, Where } from '@stocktake/shared/session'
import type { Connection, Reader, Row, Writer } from './sqlite.connection.ts'
import type { Owner, Secrets, Store } from './store.ts'

type PeopleStore = Pick<
  Store,
  | 'addMember'
  | 'addToken'
  | 'revokeToken'
  | 'revokeTokens'
  | 'findByToken'
  | 'findByReturnCode'
  | 'members'
  | 'editMember'
  | 'attend'
  | 'setReady'
  | 'ready'
  | 'hideNotes'
  | 'hiddenNotes'
  | 'dropHidden'
>

/** People, what lets them in, and what is known of them. */
export function createPeopleStore(db: Connection): PeopleStore {
  return {
    addMember: (stocktakeId, member, secrets) => db.write((w) => insertMember(w, stocktakeId, member, secrets)),
    addToken: (memberId, tokenHash) => db.write(async (w) => void (await w.run('INSERT INTO tokens (hash, member) VALUES (?, ?)', tokenHash, memberId))),
    revokeToken: (tokenHash) => db.write(async (w) => void (await w.run('DELETE FROM tokens WHERE hash = ?', tokenHash))),
    revokeTokens: (memberId) =>
      db.write(async (w) => {
        const hashes = (await w.rows('SELECT hash FROM tokens WHERE member = ?', memberId)).map(({ hash }) => String(hash))
        await w.run('DELETE FROM tokens WHERE member = ?', memberId)
        return hashes
      }),
    findByToken: (tokenHash) =>
      db.read((r) => owner(r, `${WITH_ROUNDS} FROM tokens JOIN members ON members.id = tokens.member WHERE tokens.hash = ?`, tokenHash)),
    findByReturnCode: (hash) => db.read((r) => owner(r, `${WITH_ROUNDS} FROM members WHERE return_hash = ?`, hash)),
    members: (stocktakeId) =>
      db.read(async (r) => {
        const rounds = new Map<string, number[]>()
        const here = 'SELECT member, round FROM attendance JOIN members ON members.id = member WHERE stocktake = ? ORDER BY round'
        for (const { member, round } of await r.rows(here, stocktakeId)) rounds.set(String(member), [...(rounds.get(String(member)) ?? []), Number(round)])
        const rows = await r.rows('SELECT * FROM members WHERE stocktake = ? ORDER BY joined_at, rowid', stocktakeId)
        return rows.map((row) => toMember(row, rounds.get(String(row.id)) ?? []))
      }),
    editMember: (stocktakeId, memberId, { role, groupId, removed, where }) =>
      db.write(async (w) => {
        if (role !== undefined) await w.run('UPDATE members SET role = ? WHERE stocktake = ? AND id = ?', role, stocktakeId, memberId)
        if (groupId !== undefined) await w.run('UPDATE members SET group_id = ? WHERE stocktake = ? AND id = ?', groupId, stocktakeId, memberId)
        if (removed !== undefined) await w.run('UPDATE members SET removed = ? WHERE stocktake = ? AND id = ?', removed, stocktakeId, memberId)
        if (where !== undefined) await w.run('UPDATE members SET whereabouts = ? WHERE stocktake = ? AND id = ?', where, stocktakeId, memberId)
      }),
    attend: (memberId, round) => db.write(async (w) => void (await w.run('INSERT OR IGNORE INTO attendance (member, round) VALUES (?, ?)', memberId, round))),
    setReady: (memberId, mark) => db.write(async (w) => void (await w.run('UPDATE members SET ready = ? WHERE id = ?', mark, memberId))),
    ready: async (stocktakeId, mark) =>
      (await db.read((r) => r.rows('SELECT id FROM members WHERE stocktake = ? AND ready = ? ORDER BY rowid', stocktakeId, mark))).map(({ id }) => String(id)),
    hideNotes: (stocktakeId, round, member, notes) =>
      db.write(async (w) => {
        const insert = 'INSERT OR REPLACE INTO hidden (stocktake, round, note, member, json) VALUES (?, ?, ?, ?, ?)'
        for (const note of notes) await w.run(insert, stocktakeId, round, note.id, member, JSON.stringify(note))
      }),
    hiddenNotes: async (stocktakeId, round) =>
      (await db.read((r) => r.rows('SELECT member, json FROM hidden WHERE stocktake = ? AND round = ? ORDER BY note', stocktakeId, round))).map(
        ({ member, json }) => ({ member: String(member), note: JSON.parse(String(json)) as Note }),
      ),
    dropHidden: (stocktakeId, round, notes) =>
      db.write(async (w) => {
        for (const note of notes) await w.run('DELETE FROM hidden WHERE stocktake = ? AND round = ? AND note = ?', stocktakeId, round, note)
      }),
  }
}

export async function insertMember(w: Writer, stocktakeId: string, member: Member, secrets: Secrets | null): Promise<void> {
  const { id, role, groupId, name, joinedAt, attended, removed, where } = member
  const values = [id, stocktakeId, role, groupId, name, joinedAt, secrets?.returnCodeHash ?? null, removed, where ?? null]
  await w.run(
    'INSERT INTO members (id, stocktake, role, group_id, name, joined_at, return_hash, removed, whereabouts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...values,
  )
  if (secrets) await w.run('INSERT INTO tokens (hash, member) VALUES (?, ?)', secrets.tokenHash, id)
  for (const round of attended) await w.run('INSERT OR IGNORE INTO attendance (member, round) VALUES (?, ?)', id, round)
}

/** A member with the rounds they took part in, in one reading. */
const WITH_ROUNDS = 'SELECT members.*, (SELECT json_group_array(round) FROM attendance WHERE member = members.id) AS rounds'

async function owner(r: Reader, sql: string, value: string): Promise<Owner | undefined> {
  const [row] = await r.rows(sql, value)
  if (!row) return undefined
  const attended = (JSON.parse(String(row.rounds)) as number[]).sort((a, b) => a - b)
  return { stocktakeId: String(row.stocktake), member: toMember(row, attended) }
}

const toMember = (row: Row, attended: number[]): Member => ({
  id: String(row.id),
  role: row.role as Role,
  groupId: row.group_id as string | null,
  name: row.name as string | null,
  joinedAt: Number(row.joined_at),
  attended,
  removed: row.removed as Member['removed'],
  ...(row.whereabouts === null ? {} : { where: row.whereabouts as Where }),
})
