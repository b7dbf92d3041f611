import { addNote, createBoard } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestServer, type Started, type TestServer } from './testServer.ts'
import { spy } from './testSpy.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const at = ({ stocktakeId }: Pick<Started, 'stocktakeId'>, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`
const put = (started: Started, path: string, body: unknown, token = started.token) => server.call('PUT', at(started, path), { token, body })
const post = (started: Started, path: string, body: unknown = {}, token = started.token) => server.call('POST', at(started, path), { token, body })
const liveOf = async (started: Started) => {
  const { live } = (await server.call('GET', at(started), { token: started.token })).body.rounds[0] ?? {}
  return live as NonNullable<typeof live>
}

async function led(): Promise<Started> {
  const started = await server.start()
  await put(started, '/rounds/1/steps', { steps: [newStep('a', 'talk'), newStep('b', 'write'), newStep('c', 'vote')] })
  await post(started, '/rounds/1/open')
  return started
}

it('[L30] [L31] counts who is ready, once on all devices, until the step is over; groups are told to facilitators alone', async () => {
  const started = await led()
  const [ana, ben, cleo] = [await server.join(started), await server.join(started), await server.join(started, 1)]
  const again = (await server.call<{ token: string }>('POST', '/api/return', { body: { returnCode: ana.returnCode } })).body
  const [lead, hers, hersToo, his, late] = [started.token, ana.token, again.token, ben.token, cleo.token].map((token) => spy(server, base, started, token))
  const goers = [await hers?.live(), await hersToo?.live(), await his?.live()]
  for (const each of [lead, late]) await each?.live()
  const { since } = await liveOf(started)
  const ready = (person: { token: string }, change = {}) => put(started, '/rounds/1/ready', { step: 'a', since, ready: true, ...change }, person.token)

  expect((await ready(ana)).status).toBe(204)
  await soon(() => expect(lead?.last('ready')?.ready).toMatchObject({ ready: 1, of: 3, mine: false }))
  for (const mine of [hers, hersToo]) await soon(() => expect(mine?.last('ready')?.ready).toEqual({ round: 1, step: 'a', ready: 1, of: 3, mine: true }))
  await soon(() => expect(his?.last('ready')?.ready).toEqual({ round: 1, step: 'a', ready: 1, of: 3, mine: false }))
  // One of the two groups is a single person, so nothing is told of either.
  expect(lead?.last('ready')?.ready.byGroup).toEqual([])
  const dee = await server.join(started, 1)
  const fourth = spy(server, base, started, dee.token)
  await fourth.live()
  await soon(() =>
    expect(
      lead
        ?.last('ready')
        ?.ready.byGroup?.map(({ ready, of }) => [ready, of])
        .sort(),
    ).toEqual([
      [0, 2],
      [1, 2],
    ]),
  )

  await ready(ben)
  await ready(ana, { ready: false })
  await soon(() => expect([hersToo, his].map((one) => one?.last('ready')?.ready.mine)).toEqual([false, true]))
  for (const goer of goers) goer?.socket.close()
  await soon(() => expect(lead?.last('ready')?.ready).toMatchObject({ ready: 0, of: 2 }))

  await post(started, '/rounds/1/step', { to: 'b', from: 'a' })
  await soon(() => expect(late?.last('ready')?.ready).toMatchObject({ step: 'b', ready: 0 }))
  expect((await ready(cleo)).body.code).toBe('changed-meanwhile')
  expect((await put(started, '/rounds/1/ready', { step: 'b', since: (await liveOf(started)).since, ready: true })).body.code).toBe('wrong-role')
})

it('[L32] [P6] facilitators show everybody something; who comes later hears of it, others cannot', async () => {
  const started = await led()
  const { token } = await server.join(started)
  const spot = { kind: 'cell', id: 'practice/barriers', strength: 'hold' }
  for (const [path, body] of [
    ['/rounds/1/spotlight', spot],
    ['/rounds/1/pause', { paused: true }],
    ['/screen', { screen: 'matrix' }],
  ] as const)
    expect((await put(started, path, body, token)).body.code).toBe('wrong-role')
  expect((await put(started, '/rounds/1/spotlight', { ...spot, id: 'nowhere' })).body.code).toBe('nothing-to-show')
  const shown = (await put(started, '/rounds/1/spotlight', spot)).body.attention.spotlight
  const late = spy(server, base, started, token)
  await late.live()
  await soon(() => expect(late.last('view')?.view.attention.spotlight).toEqual({ ...spot, round: 1, at: shown?.at }))
  expect((await post(started, '/spotlight/end', { at: shown?.at }, token)).body.code).toBe('wrong-role')
  await post(started, '/spotlight/end', { at: shown?.at })
  await soon(() => expect(late.last('view')?.view.attention.spotlight).toBe(null))
})

it('[L35] two facilitators who press at once do a thing once, and each can go on without the other', async () => {
  const started = await led()
  const second = await server.follow(started.links.facilitator)
  const both = (path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') =>
    Promise.all([started.token, second.token].map((token) => server.call(method, at(started, path), { token, body })))
  const { since } = await liveOf(started)
  await both('/rounds/1/clock', { start: 5 })
  const { clock } = await liveOf(started)
  expect((await both('/rounds/1/clock', { add: 1, full: clock?.full })).map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await liveOf(started)).clock?.full).toBe(360_000)
  await both('/rounds/1/pause', { paused: true }, 'PUT')
  await both('/rounds/1/pause', { paused: false }, 'PUT')
  expect((await liveOf(started)).clock?.endsAt).not.toBe(null)
  expect((await both('/rounds/1/step', { to: 'b', from: 'a' })).map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await liveOf(started)).since).toBeGreaterThanOrEqual(since)
  expect((await both('/rounds/1/close', {})).map(({ status }) => status).sort()).toEqual([200, 409])
  const [lead, other] = [spy(server, base, started, started.token), spy(server, base, started, second.token)]
  const first = await lead.live()
  await other.live()
  await soon(() => expect(other.last('here')?.here.facilitators).toBe(2))
  expect(other.last('people')?.people.sort()).toContain(second.memberId)
  first.socket.close()
  await soon(() => expect(other.last('here')?.here.facilitators).toBe(1))
  expect((await post(started, '/rounds/1/reopen', {}, second.token)).status).toBe(200)
})

it('[L36] a projector receives nothing that observers do not, byte for byte, and counts as nobody', async () => {
  const started = await led()
  await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Next', question: 'Secret-question' } })
  const text = { kind: 'text', title: 'Secret-stimulus', text: 'Secret-stimulus' }
  const { body } = await server.call('POST', at(started, '/rounds/1/stimulus'), { token: started.token, body: text })
  const item = body.rounds[0]?.shelf[0]?.id
  await put(started, '/rounds/1/shelf', { shelf: [{ id: item, version: 1, hidden: true }] })
  await post(started, '/rounds/1/step', { to: 'b', from: 'a' })
  const author = await server.join(started)
  const draft = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', draft.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token: author.token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  const { groupId } = (await server.call('GET', at(started), { token: author.token })).body.me
  addNote(draft, { id: 'n1', text: 'Secret-note', at: { cell: 'practice/barriers', x: 16, y: 56 }, group: groupId, createdAt: 1 })
  await server.note(started.stocktakeId, 1, { id: 'n2', text: 'Everybody sees this' })

  const { key } = (await server.call<{ key: string }>('POST', at(started, '/projector'), { token: started.token })).body
  const projector = spy(server, base, started, key)
  await projector.live()
  for (const document of ['round-1', 'round-2', 'draft-1']) await projector.board(document)
  for (const path of ['', '/members', '/rounds/1/carry', '/export.json?round=all', `/rounds/2/record`]) await projector.get(at(started, path))
  await soon(() => expect(projector.last('writing')?.writing).toMatchObject({ notes: 1, writers: 1 }))
  await soon(() => expect(projector.bytes.includes('Everybody sees this')).toBe(true))
  await put(started, '/screen', { screen: 'matrix' })
  await soon(() => expect(projector.last('view')?.view.attention.screen).toBe('matrix'))
  for (const secret of ['Secret-', '/k/', author.memberId]) expect(projector.bytes.includes(secret)).toBe(false)
  expect(projector.last('people')).toBeUndefined()
  expect(projector.last('ready')?.ready.byGroup).toBeUndefined()
  expect(projector.last('here')?.here.total).toBe(0)

  const write = { text: 'No' }
  expect((await server.call('POST', at(started, '/rounds/1/stimulus'), { token: key, body: write })).status).toBeGreaterThanOrEqual(400)
  expect((await put(started, '/rounds/1/pause', { paused: true }, key)).body.code).toBe('wrong-role')
  expect((await server.call('POST', '/api/join', { body: { key } })).body.code).toBe('link-unknown')
  expect((await server.call('POST', at(started, '/projector'), { token: author.token })).body.code).toBe('wrong-role')
  const elsewhere = await server.start()
  expect((await server.call('GET', at(elsewhere), { token: key })).body.code).toBe('not-signed-in')
  await server.call('POST', at(started, '/code'), { token: started.token, body: { code: started.joinCode } })
  expect((await server.call('GET', at(started), { token: key })).body.code).toBe('not-signed-in')
})
