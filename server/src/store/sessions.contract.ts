import type { CarryDecision } from '@stocktake/shared/carry'
import type { RoundRecord } from '@stocktake/shared/record'
import { expect, it } from 'vitest'
import { JoinCodeTaken } from './store.ts'
import { ana, type OpenStore, secrets, session } from './testStore.ts'

const decision = (id: string, round = 1): CarryDecision => ({
  id,
  round,
  action: 'parked',
  sources: [{ round, note: 'n1' }],
  results: [],
  reason: 'later',
  decidedAt: 7,
  placedIn: null,
})
const record = (version: number) => ({
  round: 1,
  version,
  hash: `hash-${version}`,
  record: { schema: 'stocktake-record/1', version } as unknown as RoundRecord,
})

/** Sessions, with what is saved along with them. */
export function sessionsContract(at: OpenStore): void {
  it('[J22] a join code can be changed for another that nobody has', async () => {
    const [first, other] = [session(), session()]
    await at.store.createSession(first)
    await at.store.createSession(other)
    await expect(at.store.saveSession({ ...first, version: 1, joinCode: other.joinCode })).rejects.toBeInstanceOf(JoinCodeTaken)
    expect(await at.store.saveSession({ ...first, version: 1, joinCode: 'NEW234' })).toBe(true)
    expect([await at.store.findByJoinCode(first.joinCode), (await at.store.findByJoinCode('NEW234'))?.id]).toEqual([undefined, first.id])
  })

  it('[S40] gives back what was written, also after reopening', async () => {
    const written = session()
    await at.store.createSession(written)
    await at.reopen()
    expect(await at.store.readSession(written.id)).toEqual(written)
    expect(await at.store.findByJoinCode(written.joinCode)).toEqual(written)
    expect(await at.store.sessionIds()).toEqual([written.id])
  })

  it('[S40] knows nothing of what was never written', async () => {
    expect(await at.store.readSession('nobody')).toBeUndefined()
    expect(await at.store.findByJoinCode('AAAAAA')).toBeUndefined()
  })

  it('[S41] refuses a join code that is in use, and writes nothing', async () => {
    const first = session()
    await at.store.createSession(first)
    const second = { ...session('Another'), joinCode: first.joinCode }
    await expect(at.store.createSession(second, { members: [{ member: ana, secrets }] })).rejects.toBeInstanceOf(JoinCodeTaken)
    expect(await at.store.readSession(second.id)).toBeUndefined()
    expect(await at.store.findByToken('token-1')).toBeUndefined()
  })

  it('[S42] lets one of two changes of the same version happen', async () => {
    const first = session()
    await at.store.createSession(first)
    const both = await Promise.all(['A', 'B'].map((title) => at.store.saveSession({ ...first, title, version: 1 })))
    expect(both.sort()).toEqual([false, true])
    expect((await at.store.readSession(first.id))?.version).toBe(1)
  })

  it('[S43] writes a session with its record and decisions, or none of them', async () => {
    const first = session()
    await at.store.createSession(first)
    const also = { records: [record(1)], decisions: [{ round: 1, decisions: [decision('d1')] }] }
    expect(await at.store.saveSession({ ...first, version: 9 }, also)).toBe(false)
    expect(await at.store.records(first.id, 1)).toEqual([])
    expect(await at.store.saveSession({ ...first, version: 1 }, also)).toBe(true)
    // The record exists already, so the second write fails as a whole.
    await expect(at.store.saveSession({ ...first, title: 'Half', version: 2 }, also)).rejects.toThrow()
    expect((await at.store.readSession(first.id))?.title).toBe(first.title)
    expect(await at.store.records(first.id, 1)).toEqual([record(1)])
    expect(await at.store.decisions(first.id)).toEqual([decision('d1')])
  })

  it('[S43] replaces the decisions of one round alone', async () => {
    await at.store.saveDecisions('s', 1, [decision('d1')])
    await at.store.saveDecisions('s', 2, [decision('d2', 2)])
    await at.store.saveDecisions('s', 1, [decision('d3'), decision('d4')])
    expect((await at.store.decisions('s')).map(({ id }) => id)).toEqual(['d3', 'd4', 'd2'])
  })
}
