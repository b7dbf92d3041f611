import { addNote, createBoard } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import type { LiveMessage } from '@stocktake/shared/wire'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestServer, type Person, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)

/** Somebody connected, and all that they hear. */
async function listen({ stocktakeId }: { stocktakeId: string }, token: string) {
  const socket = new WebSocket(`${base}/live/${stocktakeId}?token=${token}`)
  onTestFinished(() => socket.terminate())
  const heard: string[] = []
  socket.on('message', (bytes) => heard.push(String(bytes)))
  const last = <T extends LiveMessage['type']>(type: T) =>
    heard.map((one): LiveMessage => JSON.parse(one)).findLast((message): message is Extract<LiveMessage, { type: T }> => message.type === type)
  await soon(() => expect(last('view')).toBeDefined())
  return { heard, table: () => last('view')?.view.myTable, view: () => last('view')?.view, last }
}

const post = (started: Started, path: string, body: unknown, token = started.token) =>
  server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1${path}`, { token, body })
const breakout = (view: SessionView | Omit<SessionView, 'me'> | undefined) => view?.rounds[0]?.breakouts.at(-1)
const TWO = { kind: 'mixed', tables: [{ name: 'Table 1', cells: ['practice/current'] }, { name: 'Table 2' }] }

async function openRound(template = 'care-standard') {
  const started = await server.start(template)
  await post(started, '/open', {})
  return started
}

it('[G1] [G2] people who are here are seated, each hears their own seat, and latecomers come to the smallest table', async () => {
  const started = await openRound()
  const absent = await server.join(started)
  const people = await Promise.all([0, 0, 1].map((group) => server.join(started, group)))
  const screens: Awaited<ReturnType<typeof listen>>[] = []
  for (const { token } of people) screens.push(await listen(started, token))
  const lead = await listen(started, started.token)
  await soon(() => expect(lead.last('here')?.here.total).toBe(4))
  const begun = (await post(started, '/breakout', TWO)).body
  const seats = breakout(begun)?.seats ?? {}
  expect(Object.keys(seats).sort()).toEqual(people.map(({ memberId }) => memberId).sort())
  await soon(() => expect(screens.map(({ table }) => table())).toEqual(people.map(({ memberId }) => seats[memberId])))

  const sizes = (all: Record<string, string>) => breakout(begun)?.tables.map(({ id }) => Object.values(all).filter((at) => at === id).length)
  const late = await listen(started, absent.token)
  await soon(() => expect(late.table()).toBeTruthy())
  await soon(() => expect(sizes(breakout(lead.view())?.seats ?? {})).toEqual([2, 2]))
  const mine = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: absent.token })).body
  expect([mine.myTable, breakout(mine)?.seats]).toEqual([late.table(), {}])

  // Nobody but the facilitator heard who the others are.
  for (const [i, { heard }] of screens.entries())
    for (const { memberId } of people.filter((_, other) => other !== i)) expect(heard.join()).not.toContain(memberId)

  const [first] = people as [Person]
  const other = breakout(begun)?.tables.find(({ id }) => id !== seats[first.memberId])?.id
  await post(started, '/breakout/seat', { member: first.memberId, table: other })
  await soon(() => expect(screens[0]?.table()).toBe(other))

  expect((await post(started, '/breakout', TWO)).body.code).toBe('breakout-live')
  await post(started, '/breakout/end', { breakout: breakout(begun)?.id })
  await soon(() => expect(screens.map(({ table }) => table())).toEqual([null, null, null]))
})

it('[P6] seating people and marking cells is for facilitators', async () => {
  const started = await openRound()
  const { token, memberId } = await server.join(started)
  for (const [path, body] of [
    ['/breakout', TWO],
    ['/breakout/seat', { member: memberId, table: 'x' }],
    ['/breakout/end', { breakout: 'x' }],
    ['/full', { cell: 'practice/current', isFull: true }],
  ] as const)
    expect((await post(started, path, body, token)).body.code).toBe('wrong-role')
})

it('[G2] [G4] breakouts, notes that say theirs, and full cells go along with an export; who sat where does not', async () => {
  const started = await openRound()
  const person = await server.join(started)
  const begun = (await post(started, '/breakout', { kind: 'picked', tables: [{ name: 'Window', members: [person.memberId] }] })).body
  const table = breakout(begun)?.tables[0]?.id ?? ''
  await server.note(started.stocktakeId, 1, { id: 'n', table })
  await post(started, '/full', { cell: 'practice/current', isFull: true })
  const get = (id: string, token: string) =>
    server.call<{ session: SessionView; boards: unknown }>('GET', `/api/stocktakes/${id}/export.json?round=all`, { token })
  const exported = (await get(started.stocktakeId, started.token)).body
  expect(JSON.stringify(exported)).not.toContain(person.memberId)
  const imported = (await server.call<Started>('POST', '/api/import', { body: exported })).body
  const again = (await get(imported.stocktakeId, imported.token)).body
  expect(again.session.rounds[0]).toMatchObject({ full: ['practice/current'], breakouts: [{ tables: [{ name: 'Window', id: table }], seats: {} }] })
  expect(again.boards).toEqual(exported.boards)
  await post(started, '/close', {})
  const record = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}/rounds/1/record`, { token: person.token })).body
  expect(record).toMatchObject({ record: { round: { breakouts: [{ tables: [{ name: 'Window' }] }] }, board: { notes: [{ table }] } } })
  expect(JSON.stringify(record)).not.toContain(person.memberId)
})

it('[O2] [L17] only the team hears which groups write alone, and not where few of a group are here', async () => {
  const started = await server.start('care-standard')
  await server.call('PUT', `/api/stocktakes/${started.stocktakeId}/rounds/1/steps`, { token: started.token, body: { steps: [newStep('w', 'write')] } })
  await post(started, '/open', {})
  const people = [await server.join(started, 0), await server.join(started, 0), await server.join(started, 1)]
  const groups = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: started.token })).body.groups.map(({ id }) => id)
  const lead = await listen(started, started.token)
  const screens = await Promise.all(people.map(({ token }) => listen(started, token)))
  for (const [i, { token }] of people.entries()) {
    if (i === 1) continue
    const board = createBoard()
    const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', board.doc, {
      params: { token },
      disableBc: true,
      WebSocketPolyfill: WebSocket as never,
    })
    onTestFinished(() => provider.destroy())
    await soon(() => expect(provider.synced).toBe(true))
    const group = groups[i === 2 ? 1 : 0] ?? null
    addNote(board, { id: `n${i}`, text: 'words', at: { cell: 'practice/current', x: 1, y: 1 }, group, createdAt: 1 })
  }
  await soon(() => expect(lead.last('writing')?.writing).toMatchObject({ writers: 2, groups: [groups[0]] }))
  await soon(() => expect(screens[0]?.last('writing')?.writing.writers).toBe(2))
  for (const { last } of screens) expect(last('writing')?.writing).not.toHaveProperty('groups')
})
