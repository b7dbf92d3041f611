import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDemo } from '../demo.ts'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const example = (name: string) => readFile(join(import.meta.dirname, `../../examples/${name}.json`), 'utf8').then((text) => JSON.parse(text))
const importing = (body: unknown) => server.call<Started>('POST', '/api/import', { body })
const exported = (started: Started, kind: string, token = started.token) =>
  server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.${kind}`, { token })
const rows = (bytes: Buffer): string[][] => parse(bytes, { bom: true, relax_column_count: true })

describe('import', () => {
  it.each(['pcsp-mental-health-ics', 'information-prescriptions-bilingual'])('[X30] takes the scenario %s and exports all its notes', async (name) => {
    const scenario = await example(name)
    const { status, body } = await importing(scenario)
    expect(status).toBe(201)
    const csv = await exported(body, 'csv')
    expect(rows(csv.bytes).length - 1).toBe(scenario.notes.length)
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+_all-rounds_notes_\d{4}-\d\d-\d\d\.csv"$/)
    const view = await server.call('GET', `/api/stocktakes/${body.stocktakeId}`, { token: body.token })
    expect(view.body.rounds).toHaveLength(scenario.rounds.length)
    for (const { number, state, recordHash } of view.body.rounds)
      if (state === 'closed') {
        const record = await server.call<{ hash: string }>('GET', `/api/stocktakes/${body.stocktakeId}/rounds/${number}/record`, { token: body.token })
        expect(record.body.hash).toBe(recordHash)
      }
  })

  it('[X31] an export gives the same stocktake elsewhere', async () => {
    const first = (await importing(await example('pcsp-mental-health-ics'))).body
    const whole = JSON.parse((await exported(first, 'json')).bytes.toString())
    const second = (await importing(whole)).body
    expect(second.stocktakeId).not.toBe(first.stocktakeId)
    expect(second.joinCode).not.toBe(first.joinCode)
    const again = JSON.parse((await exported(second, 'json')).bytes.toString())
    const same = ({ session, exportedAt: _time, ...rest }: { session: object; exportedAt: number }) => ({ ...rest, session: { ...session, id: '' } })
    expect(same(again)).toEqual(same(whole))
    expect(rows((await exported(second, 'csv')).bytes)).toEqual(rows((await exported(first, 'csv')).bytes))
  })

  it('[X32] refuses what is not ours, and a record that does not fit its hash', async () => {
    for (const body of [{}, [], { schema: 'stocktake-export/2' }, { schema: 'stocktake-scenario/1', title: 3 }])
      expect((await importing(body)).body.code).toBe('import-refused')
    const first = (await importing(await example('pcsp-mental-health-ics'))).body
    const whole = JSON.parse((await exported(first, 'json')).bytes.toString())
    whole.records[0].record.board.notes[0].text = 'Somebody changed history'
    const before = await server.parts.store.sessionIds()
    expect((await importing(whole)).body.code).toBe('import-refused')
    expect(await server.parts.store.sessionIds()).toEqual(before)
  })

  it('[X33] the demo is imported once and gives its links', async () => {
    const fresh = await openTestServer()
    try {
      const [first, again] = [await openDemo(fresh.parts.workshop), await openDemo(fresh.parts.workshop)]
      expect(again.links('http://x')).toEqual(first.links('http://x'))
      expect(first.links('http://x').facilitator).toMatch(/^http:\/\/x\/k\//)
      expect(await fresh.parts.store.sessionIds()).toHaveLength(1)
      // Whoever asks for the example gets one of their own.
      const own = await fresh.call<Started>('POST', '/api/example')
      expect(own.status).toBe(201)
      const view = (await fresh.call('GET', `/api/stocktakes/${own.body.stocktakeId}`, { token: own.body.token })).body
      expect(view.rounds.map(({ state }: { state: string }) => state)).toEqual(['closed', 'closed', 'closed', 'open'])
      expect(await fresh.parts.store.sessionIds()).toHaveLength(2)
    } finally {
      await fresh.dispose()
    }
  })
})

describe('export', () => {
  it('[X34] participants get rounds that they can see, and not the whole', async () => {
    const started = await server.start()
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds`, { token: started.token, body: { title: 'Later' } })
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token: started.token })
    await server.note(started.stocktakeId, 1, { id: 'n1', text: '=1+1' })
    await server.note(started.stocktakeId, 2, { id: 'n2', text: 'Not yet' })
    const { token } = await server.join(started)
    expect(rows((await exported(started, 'csv')).bytes)).toHaveLength(3)
    expect(rows((await exported(started, 'csv', token)).bytes)).toHaveLength(2)
    const xlsx = await exported(started, 'xlsx', token)
    expect([xlsx.status, xlsx.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect((await exported(started, 'json', token)).body.code).toBe('wrong-role')
    expect((await exported(started, 'csv?round=1')).headers['content-disposition']).toContain('_round-1_')
    expect((await exported(started, 'csv?round=7')).body.code).toBe('round-not-found')
    expect((await exported(started, 'csv?round=some')).body.code).toBe('bad-request')
    expect((await exported(started, 'exe')).body.code).toBe('not-found')
  })
})
