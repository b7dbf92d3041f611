import { createHash } from 'node:crypto'
import { canonical, type RoundRecord } from '@stocktake/shared/record'
import type { SessionView } from '@stocktake/shared/view'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testServer.ts'
import { at, opened, verb } from './testRounds.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

type Kept = { hash: string; version: number; record: RoundRecord }
const states = ({ rounds }: SessionView) => rounds.map(({ state }) => state)

describe('the life of a round', () => {
  it('[R1] [R2] one is open at a time, and each command has its state', async () => {
    const started = await opened(server)
    expect((await verb(server, started, 2, 'open')).body.code).toBe('another-round-open')
    expect((await verb(server, started, 1, 'open')).body.code).toBe('round-already-open')
    expect((await verb(server, started, 1, 'reopen')).body.code).toBe('round-already-open')
    expect((await verb(server, started, 2, 'close')).body.code).toBe('round-not-open')
    expect((await verb(server, started, 9, 'open')).body.code).toBe('round-not-found')
    expect(states((await verb(server, started, 1, 'close')).body)).toEqual(['closed', 'draft'])
    expect((await verb(server, started, 1, 'close')).body.code).toBe('round-closed')
    expect((await server.call('PATCH', at(started, '/rounds/1'), { token: started.token, body: { title: 'Late' } })).body.code).toBe('round-closed')
    expect(states((await verb(server, started, 2, 'open')).body)).toEqual(['closed', 'open'])
    expect((await verb(server, started, 1, 'reopen')).body.code).toBe('another-round-open')
  })

  it('[R3] closing makes a record with its hash; opening again keeps it', async () => {
    const started = await opened(server)
    await server.note(started.stocktakeId, 1, { id: 'n1', text: 'Nobody reads it' })
    const view = (await verb(server, started, 1, 'close')).body
    const read = async (version = '') => (await server.call<Kept>('GET', at(started, `/rounds/1/record${version}`), { token: started.token })).body
    const first = await read()
    expect(first.version).toBe(1)
    expect(first.record.board.notes.map(({ text }) => text)).toEqual(['Nobody reads it'])
    expect(first.hash).toBe(createHash('sha256').update(canonical(first.record)).digest('hex'))
    expect(view.rounds[0]).toMatchObject({ records: 1, recordHash: first.hash })

    await verb(server, started, 1, 'reopen')
    await server.note(started.stocktakeId, 1, { id: 'n2' })
    await verb(server, started, 1, 'close')
    expect((await read()).record.board.notes).toHaveLength(2)
    expect(await read('?version=1')).toEqual(first)
    expect((await server.call('GET', at(started, '/rounds/1/record?version=3'), { token: started.token })).body.code).toBe('record-not-found')
    const all = await server.call<Kept[]>('GET', at(started, '/rounds/1/records'), { token: started.token })
    expect(all.body.map(({ version }) => version)).toEqual([1, 2])
  })

  it('[R3] two facilitators who close at once make one record', async () => {
    const started = await opened(server)
    const both = await Promise.all([verb(server, started, 1, 'close'), verb(server, started, 1, 'close')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await server.parts.store.records(started.stocktakeId, 1)).length).toBe(1)
  })

  it('[R3] a close that cannot be stored leaves the round open and working', async () => {
    const started = await opened(server)
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('disk full'))
    try {
      expect((await verb(server, started, 1, 'close')).body.code).toBe('bug')
    } finally {
      store.saveSession = saveSession
    }
    expect(await store.records(started.stocktakeId, 1)).toEqual([])
    expect(states((await verb(server, started, 1, 'close')).body)).toEqual(['closed', 'draft'])
  })

  it('[R5] a draft shows participants its number and title alone', async () => {
    const started = await opened(server)
    const { token } = await server.join(started)
    const { body } = await server.call('GET', at(started), { token })
    expect(body.rounds[1]).toMatchObject({ number: 2, title: 'Round 2', question: '' })
    for (const url of ['/rounds/2/carry', '/rounds/2/records', '/lineage/2/n1', '/export.csv?round=2'])
      expect((await server.call('GET', at(started, url), { token })).body.code).toBe('wrong-role')
  })

  it('[R6] removes the last draft, unless it has notes', async () => {
    const started = await opened(server)
    await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 3' } })
    const remove = (n: number) => server.call('DELETE', at(started, `/rounds/${n}`), { token: started.token })
    expect((await remove(1)).body.code).toBe('round-has-notes')
    expect((await remove(2)).body.code).toBe('round-has-notes')
    expect((await remove(3)).body.rounds).toHaveLength(2)
    await server.note(started.stocktakeId, 2, { id: 'n1' })
    expect((await remove(2)).body.code).toBe('round-has-notes')
  })
})

describe('set-up', () => {
  it('[C1] keeps rows, columns and groups that hold notes or people', async () => {
    const started = await opened(server)
    await server.join(started)
    await server.note(started.stocktakeId, 1, { id: 'n1', cell: 'culture/barriers' })
    const { matrix, groups } = (await server.call('GET', at(started), { token: started.token })).body
    const without = (row: string) => ({ ...matrix, dimensions: matrix.dimensions.filter(({ id }) => id !== row) })
    const put = (what: string, body: unknown) => server.call('PUT', at(started, `/${what}`), { token: started.token, body })
    expect((await put('matrix', without('culture'))).body.code).toBe('in-use')
    expect((await put('matrix', without('policy'))).body.matrix?.dimensions).toHaveLength(3)
    expect((await put('groups', { groups: groups.slice(1) })).body.code).toBe('in-use')
    expect((await put('groups', { groups: groups.slice(0, 1) })).body.groups).toHaveLength(1)
    const columns = { columns: ['current'] }
    expect((await server.call('PATCH', at(started, '/rounds/1'), { token: started.token, body: columns })).body.code).toBe('in-use')
    expect((await server.call('PATCH', at(started, '/rounds/2'), { token: started.token, body: columns })).body.rounds[1]?.columns).toEqual(['current'])
  })

  it('[C20] changes of one stocktake that come at once all happen', async () => {
    const started = await server.start()
    const titles = Array.from({ length: 12 }, (_, i) => `Round ${i}`)
    const all = await Promise.all(titles.map((title) => server.call('POST', at(started, '/rounds'), { token: started.token, body: { title } })))
    expect(all.map(({ status }) => status)).toEqual(titles.map(() => 201))
    const { rounds } = (await server.call('GET', at(started), { token: started.token })).body
    expect(rounds.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
  })

  it('[P6] asks for the role that a command needs', async () => {
    const started = await opened(server)
    const participant = await server.join(started)
    const observer = await server.follow(started.links.observer)
    const forbidden = [
      ['PATCH', '', { title: 'Mine' }],
      ['PUT', '/matrix', { dimensions: [{ id: 'a', label: 'A' }], intelligenceTypes: [{ id: 'b', label: 'B', short: 'B' }] }],
      ['POST', '/rounds/1/close', undefined],
      ['POST', '/rounds/1/stimulus', { kind: 'text', title: 'T', text: 'x' }],
      ['POST', '/rounds/1/carry', { sources: [{ round: 1, note: 'n' }], action: 'kept' }],
      ['GET', '/members', undefined],
      ['GET', '/export.json', undefined],
    ] as const
    for (const { token } of [participant, observer])
      for (const [method, url, body] of forbidden) expect((await server.call(method, at(started, url), { token, body })).body.code).toBe('wrong-role')
    expect((await server.call('GET', at(started))).body.code).toBe('not-signed-in')
    expect((await server.call('GET', '/api/stocktakes/nowhere', { token: started.token })).body.code).toBe('stocktake-not-found')
    expect((await server.call('GET', at(await server.start()), { token: started.token })).body.code).toBe('not-signed-in')
  })

  it('[P6] a scribe whom the facilitator made one may carry and not close', async () => {
    const started = await opened(server)
    const { memberId, token } = await server.join(started)
    const edit = (mid: string, body: unknown) => server.call('PATCH', at(started, `/members/${mid}`), { token: started.token, body })
    expect((await edit(memberId, { role: 'scribe' })).body.me.role).toBe('facilitator')
    expect((await server.call('GET', at(started), { token })).body.me.role).toBe('scribe')
    expect((await server.call('POST', at(started, '/rounds/1/stimulus'), { token, body: { kind: 'text', title: 'T', text: 'x' } })).status).toBe(201)
    expect((await server.call('POST', at(started, '/rounds/1/close'), { token })).body.code).toBe('wrong-role')
    expect((await edit('nobody', { role: 'scribe' })).body.code).toBe('member-not-found')
    expect((await edit(memberId, { groupId: 'nowhere' })).body.code).toBe('group-not-found')
  })
})

describe('staying', () => {
  it('[S53] everything is there after the server was stopped and started again', async () => {
    const started = await opened(server)
    const person = await server.join(started)
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await verb(server, started, 1, 'close')
    const before = await server.call('GET', at(started), { token: started.token })
    const record = await server.call<Kept>('GET', at(started, '/rounds/1/record'), { token: started.token })
    await server.restart()
    expect((await server.call('GET', at(started), { token: started.token })).body).toEqual(before.body)
    expect((await server.call('GET', at(started, '/rounds/1/record'), { token: person.token })).body).toEqual(record.body)
    expect((await server.parts.rooms.read(started.stocktakeId, 1)).notes).toHaveLength(1)
    expect((await server.call('GET', `/api/keys/${started.links.observer.split('/k/')[1]}`)).status).toBe(200)
  })
})
