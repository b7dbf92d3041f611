import { newStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

interface Press {
  method?: 'POST' | 'PUT' | 'PATCH'
  path: string
  body?: object
}

/** Every press of leading there is, each as it is made by who sees the stocktake like this; in an order in which all of them work. */
const PRESSES: readonly ((view: SessionView) => Press)[] = [
  () => ({ path: '/rounds/1/open' }),
  () => ({ path: '/rounds/1/clock', body: { start: 5 } }),
  ({ rounds }) => ({ path: '/rounds/1/clock', body: { add: 1, full: rounds[0]?.live?.clock?.full } }),
  () => ({ path: '/rounds/1/clock', body: { pause: true } }),
  () => ({ path: '/rounds/1/clock', body: { resume: true } }),
  () => ({ path: '/rounds/1/step', body: { from: 'w', to: 't' } }),
  () => ({ path: '/rounds/1/step/back', body: { from: 't' } }),
  () => ({ path: '/rounds/1/reveal', body: {} }),
  () => ({ path: '/rounds/1/step', body: { from: 'w', to: 't' } }),
  () => ({ path: '/rounds/1/clock', body: { start: 2 } }),
  () => ({ path: '/rounds/1/clock', body: { stop: true } }),
  () => ({ method: 'PUT', path: '/rounds/1/pause', body: { paused: true } }),
  () => ({ method: 'PUT', path: '/rounds/1/pause', body: { paused: false } }),
  () => ({ method: 'PUT', path: '/rounds/1/spotlight', body: { kind: 'cell', id: 'practice/barriers', strength: 'hold' } }),
  ({ attention }) => ({ path: '/spotlight/end', body: { at: attention.spotlight?.at } }),
  () => ({ method: 'PUT', path: '/screen', body: { screen: 'matrix' } }),
  () => ({ path: '/rounds/1/full', body: { cell: 'practice/barriers', isFull: true } }),
  () => ({ path: '/rounds/1/full', body: { cell: 'practice/barriers', isFull: false } }),
  () => ({ path: '/rounds/1/breakout', body: { kind: 'mixed', tables: [{ name: 'One' }, { name: 'Two' }] } }),
  ({ rounds }) => ({ path: '/rounds/1/breakout/end', body: { breakout: rounds[0]?.breakouts[0]?.id } }),
  () => ({ path: '/rounds/1/ballots', body: { title: 'First', scope: { on: 'cells', cells: null }, budget: 2, cap: 1 } }),
  ({ openBallot }) => ({ path: `/rounds/1/ballots/${openBallot?.id}/close`, body: {} }),
  () => ({ path: '/rounds/1/ballots', body: { title: 'Second', scope: { on: 'cells', cells: null }, budget: 2, cap: 1 } }),
  ({ openBallot }) => ({ path: `/rounds/1/ballots/${openBallot?.id}/close`, body: { takeBack: true } }),
  () => ({ method: 'PUT', path: '/rounds/1/readiness', body: { isAsked: true } }),
  () => ({ path: '/rounds/1/readiness/show' }),
  () => ({ method: 'PATCH', path: '', body: { settings: { attribution: 'anonymous' } } }),
  () => ({ path: '/rounds/1/carry', body: { sources: [{ round: 1, note: 'n1' }], action: 'parked', reason: 'Later' } }),
  () => ({ path: '/rounds/1/close' }),
  () => ({ path: '/rounds/1/reopen' }),
  () => ({ path: '/rounds/1/close' }),
  () => ({ path: '/rounds/2/open' }),
]

/** Presses all of them, one after the other, each by so many facilitators at once; gives the answers and what stands in the end. */
async function led(facilitators: number) {
  const started = await server.start()
  const at = `/api/stocktakes/${started.stocktakeId}`
  const others = await Promise.all(Array.from({ length: facilitators - 1 }, () => server.follow(started.links.facilitator)))
  const tokens = [started, ...others].map(({ token }) => token)
  await server.call('POST', `${at}/rounds`, { token: started.token, body: { title: 'Next' } })
  await server.call('PUT', `${at}/rounds/1/steps`, { token: started.token, body: { steps: [newStep('w', 'write'), newStep('t', 'talk')] } })
  await server.note(started.stocktakeId, 1, { id: 'n1' })
  const told: [path: string, statuses: number[]][] = []
  for (const pressed of PRESSES) {
    const { method = 'POST', path, body = {} } = pressed((await server.call('GET', at, { token: started.token })).body)
    const answers = await Promise.all(tokens.map((token) => server.call(method, at + path, { token, body })))
    told.push([path, answers.map(({ status }) => status).sort()])
  }
  return { told, end: await whole(started) }
}

/** What a stocktake holds, with ids by the order in which they come, and times that are near one another as one. */
async function whole({ stocktakeId, token }: Started) {
  const at = `/api/stocktakes/${stocktakeId}`
  const { joinCode: _code, links: _links, me: _me, version: _saved, ...view } = (await server.call('GET', at, { token })).body
  const { decisions } = (await server.call<{ decisions: object[] }>('GET', `${at}/rounds/1/carry`, { token })).body
  const ids = new Map<string, string>()
  const named = JSON.stringify({ view, decisions }).replace(/"[\w-]{16}"/g, (id) => ids.get(id) ?? (ids.set(id, `"id ${ids.size}"`).get(id) as string))
  return JSON.parse(named, (key, value) =>
    key === 'recordHash' ? null : typeof value === 'number' && value > 1e12 ? 'time' : key === 'left' ? Math.round(value / 10_000) : value,
  )
}

it('[L35] whatever two facilitators press at once, it is as if one of them had', async () => {
  const [alone, together] = [await led(1), await led(2)]
  for (const [path, statuses] of alone.told) expect([path, ...statuses.map((status) => status < 300)]).toEqual([path, true])
  // One of the two is told that it is done; the other that it is, or was.
  for (const [path, [first, second]] of together.told)
    expect([path, (first ?? 0) < 300, [200, 201, 404, 409].includes(second ?? 0)]).toEqual([path, true, true])
  expect(together.end).toEqual(alone.end)
})
