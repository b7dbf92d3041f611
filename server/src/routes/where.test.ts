import type { Member } from '@stocktake/shared/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Person, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const at = ({ stocktakeId }: Pick<Started, 'stocktakeId'>, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`
const preview = async ({ joinCode }: Started) => (await server.call<{ asksWhere: boolean; groups: { id: string }[] }>('GET', `/api/join/${joinCode}`)).body
const joinAs = async (started: Started, where?: unknown, group = 0) => {
  const groupId = (await preview(started)).groups[group]?.id
  return server.call<Person>('POST', '/api/join', { body: { code: started.joinCode, groupId, ...(where ? { where } : {}) } })
}
const say = (started: Started, token: string, where: unknown) => server.call('PUT', at(started, '/me/where'), { token, body: { where } })
const change = (started: Started, memberId: string, token: string, where: unknown) =>
  server.call('PATCH', at(started, `/members/${memberId}`), { token, body: { where } })
const membersOf = async (started: Started) =>
  (await server.call<{ members: Member[] }>('GET', at(started, '/members'), { token: started.token })).body.members.map(({ where }) => where)

it('[J25] is said in joining or left out, and changed later by themselves', async () => {
  const started = await server.start()
  const [ana, ben] = [(await joinAs(started, 'remote')).body, (await joinAs(started)).body]
  expect((await server.call('GET', at(started), { token: ana.token })).body.me).toMatchObject({ where: 'remote' })
  expect((await server.call('GET', at(started), { token: ben.token })).body.me).not.toHaveProperty('where')
  expect((await say(started, ben.token, 'room')).body.me).toMatchObject({ memberId: ben.memberId, where: 'room' })
  expect(await membersOf(started)).toEqual([undefined, 'remote', 'room'])
  expect((await say(started, ben.token, null)).body.me).not.toHaveProperty('where')
  expect(await membersOf(started)).toEqual([undefined, 'remote', undefined])
})

it('[J25] [P6] is changed for others by facilitators alone, and is nothing but the two', async () => {
  const started = await server.start()
  const [ana, ben] = [(await joinAs(started)).body, (await joinAs(started)).body]
  expect((await change(started, ben.memberId, ana.token, 'room')).body.code).toBe('wrong-role')
  expect((await say(started, 'nobody', 'room')).status).toBe(401)
  for (const wrong of ['moon', 7, { room: true }]) {
    expect((await say(started, ana.token, wrong)).body.code).toBe('bad-request')
    expect((await joinAs(started, wrong)).body.code).toBe('bad-request')
  }
  expect((await change(started, ben.memberId, started.token, 'room')).status).toBe(200)
  expect(await membersOf(started)).toEqual([undefined, undefined, 'room'])
})

it('[J25] is not asked where all are in one place', async () => {
  const started = await server.start()
  expect((await preview(started)).asksWhere).toBe(true)
  const set = (where: string) => server.call('PATCH', at(started), { token: started.token, body: { settings: { where } } })
  expect((await set('room')).body.settings).toMatchObject({ where: 'room', joinOpen: true })
  expect((await preview(started)).asksWhere).toBe(false)
  expect((await set('moon')).body.code).toBe('bad-request')
})

it('[X21] [X3] is in the record of a round, in its files, and comes along with an import', async () => {
  const started = await server.start()
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  const people = [
    await joinAs(started, 'remote'),
    await joinAs(started, 'room'),
    await joinAs(started),
    await joinAs(started, 'room', 1),
    await joinAs(started, 'room', 1),
  ]
  for (const { body } of people) await server.parts.store.attend(body.memberId, 1)
  expect((await server.call('POST', at(started, '/rounds/1/close'), { token: started.token, body: { reason: 'Time was up' } })).status).toBe(200)
  const groups = (await preview(started)).groups.map(({ id }) => id)
  type Kept = { record: { came: Record<string, unknown> } }
  const record = async (of: Started) => (await server.call<Kept>('GET', at(of, '/rounds/1/record'), { token: of.token })).body.record.came
  expect(await record(started)).toEqual({ [groups[0] ?? '']: { first: 3, room: 1, remote: 1 }, [groups[1] ?? '']: { first: 2, room: 2, remote: 0 } })
  // What somebody says later is about later rounds.
  await say(started, people[0]?.body.token ?? '', 'room')
  const file = async (of: Started, path: string) => (await server.call('GET', at(of, path), { token: of.token })).bytes.toString()
  const csv = await file(started, '/export.csv?round=all&table=attendance')
  expect(csv).toMatch(/"in the room","from elsewhere","not said where"/)
  expect(csv).toMatch(/,3,3,0,1,1,1\r\n.*,2,2,0,2,0,0\r\n/)
  for (const kind of ['md', 'html'])
    expect(await file(started, `/export.${kind}?round=1&document=pack`)).toMatch(/3 in the room, 1 from elsewhere, 1 did not say where/)

  const whole = JSON.parse(await file(started, '/export.json?round=all'))
  expect(whole.members.map(({ where }: Member) => where).sort()).toEqual(['room', 'room', 'room', 'room', undefined])
  const there = (await server.call<Started>('POST', '/api/import', { body: whole })).body
  expect(await record(there)).toEqual(await record(started))
  const again = JSON.parse(await file(there, '/export.json?round=all'))
  expect({ ...again, exportedAt: 0, session: { ...again.session, id: '' } }).toEqual({ ...whole, exportedAt: 0, session: { ...whole.session, id: '' } })
})
