import { newStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const STEPS = [newStep('a', 'write'), newStep('b', 'talk'), newStep('c', 'vote')]
const at = ({ stocktakeId }: Started, rest: string) => `/api/stocktakes/${stocktakeId}/rounds/1${rest}`
const compose = (started: Started, steps: unknown = STEPS) => server.call('PUT', at(started, '/steps'), { token: started.token, body: { steps } })
const post = (started: Started, path: string, body: unknown, token = started.token) => server.call('POST', at(started, path), { token, body })
const live = (view: SessionView) => view.rounds[0]?.live

async function led(): Promise<Started> {
  const started = await server.start()
  await compose(started)
  await post(started, '/open', {})
  return started
}

it('[L1] [L3] [L4] [L6] a facilitator composes steps, moves everybody, takes it back, and has a clock', async () => {
  const started = await led()
  expect(live((await post(started, '/clock', { start: 5 })).body)?.clock).toMatchObject({ full: 300_000 })
  expect(live((await post(started, '/step', { to: 'b', from: 'a' })).body)).toMatchObject({ step: 'b', clock: null })
  expect((await post(started, '/step', { to: 'b', from: 'a' })).body.code).toBe('changed-meanwhile')
  expect(live((await post(started, '/step/back', { from: 'b' })).body)).toMatchObject({ step: 'a', clock: { full: 300_000 } })
  expect((await post(started, '/step/back', { from: 'a' })).body.code).toBe('too-late')
  expect((await post(started, '/clock', { start: 5, stop: true })).status).toBe(400)
})

it('[P6] leading is for facilitators', async () => {
  const started = await led()
  const { token } = await server.join(started)
  expect((await post(started, '/step', { to: 'b', from: 'a' }, token)).body.code).toBe('wrong-role')
  expect((await post(started, '/clock', { start: 5 }, token)).body.code).toBe('wrong-role')
  expect((await server.call('PUT', at(started, '/steps'), { token, body: { steps: [] } })).body.code).toBe('wrong-role')
})

it('[L1] steps go along with an export and its import', async () => {
  const started = await led()
  const exported = await server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.json?round=all`, { token: started.token })
  const imported = await server.call<Started>('POST', '/api/import', { body: exported.body })
  const { token, stocktakeId } = imported.body
  const [round] = (await server.call('GET', `/api/stocktakes/${stocktakeId}`, { token })).body.rounds
  expect(round).toMatchObject({ steps: STEPS, live: { step: 'a', clock: null } })
})

it('[L8] no sequence of commands of leading destroys a note', async () => {
  const step = fc.constantFrom('a', 'b', 'c', 'd')
  const press = fc.oneof(
    fc.record({ path: fc.constant('/step'), body: fc.record({ to: step, from: step }) }),
    fc.record({ path: fc.constant('/step/back'), body: fc.record({ from: step }) }),
    fc.record({ path: fc.constant('/clock'), body: fc.constantFrom({ start: 1 }, { add: 1 }, { pause: true }, { resume: true }, { stop: true }) }),
    fc.record({ path: fc.constant('/steps'), body: fc.shuffledSubarray(STEPS).map((steps) => ({ steps })) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 5, maxLength: 25 }), async (presses) => {
      const started = await led()
      for (const id of ['n1', 'n2', 'n3']) await server.note(started.stocktakeId, 1, { id })
      const before = await server.parts.rooms.read(started.stocktakeId, 1)
      for (const { path, body } of presses) {
        const { status } = await (path === '/steps' ? server.call('PUT', at(started, path), { token: started.token, body }) : post(started, path, body))
        expect([200, 404, 409]).toContain(status)
      }
      expect(await server.parts.rooms.read(started.stocktakeId, 1)).toEqual(before)
    }),
    { numRuns: 12 },
  )
})
