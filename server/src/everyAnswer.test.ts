import { addNote, createBoard } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { unzip } from './exports/testUnzip.ts'
import { openTestServer, type Person, type Started, type TestServer } from './testServer.ts'
import { spy } from './testSpy.ts'

/**
 * Everything that can be asked for, as the OpenAPI document lists it, is asked for by everybody; what is written alone, who
 * voted and who wrote are looked for in every byte of every answer. A new route is asked the day it is there.
 */

interface Parameter {
  in: 'path' | 'query'
  name: string
  schema: { enum?: string[]; const?: string }
}
type Documented = Record<string, Record<string, { parameters?: Parameter[] }>>

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const SECRET = 'Nobody-but-me-may-read-this'
const PUBLIC = 'Everybody-may-read-this'
const NAME = 'Wilhelmina-Quatermass'
const OWN_ENDS = ['/leave']

/** Addresses of the document with these in their places, once for each value that a query may have. */
function addresses(paths: Documented, method: string, places: Record<string, string>, queries: Record<string, string[]>): string[] {
  return Object.entries(paths).flatMap(([path, methods]) => {
    const found = methods[method]
    if (!found || !path.includes('{id}') || OWN_ENDS.some((end) => path.endsWith(end))) return []
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => places[name] ?? name)
    // Files of all kinds are made of the same rows: one kind is asked for each table and each cut, the others for each round.
    const isAsked = (name: string) => !path.includes('/export.') || path.endsWith('.csv') || name === 'round'
    const asked = (found.parameters ?? []).filter((parameter) => parameter.in === 'query' && isAsked(parameter.name))
    const values = asked.flatMap(({ name, schema }) =>
      (schema.enum ?? (schema.const ? [schema.const] : (queries[name] ?? []))).map((value) => `${name}=${value}`),
    )
    // A picture is of one round, which must be named.
    return [address, ...values.map((value) => `${address}?${value}${value.startsWith('round') ? '' : '&round=1'}`)]
  })
}

/** The bytes of an answer, and of whatever is packed in it. */
function opened(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return [bytes]
  return [bytes, ...[...unzip(bytes).values()].flatMap(opened)]
}

/** A round in which people write alone and vote; one participant has written and voted. */
async function workshop() {
  const started = await server.start('care-standard')
  const at = `/api/stocktakes/${started.stocktakeId}`
  const lead = <T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown = {}) => server.call<T>(method, at + path, { token: started.token, body })
  await lead('PATCH', '', { settings: { attribution: 'anonymous' } })
  await lead('PUT', '/rounds/1/steps', { steps: [newStep('w', 'write'), newStep('t', 'talk')] })
  await lead('POST', '/rounds/1/open')
  const { body: door } = await server.call<{ groups: { id: string }[] }>('GET', `/api/join/${started.joinCode}`)
  const groupId = door.groups[0]?.id
  const { body: wil } = await server.call<Person>('POST', '/api/join', { body: { code: started.joinCode, groupId, name: NAME } })
  for (const id of ['n1', 'n2', 'n3']) await server.note(started.stocktakeId, 1, { id, text: `${PUBLIC} ${id}`, anonymous: true })
  const { body } = await lead<{ openBallot: { id: string } }>('POST', '/rounds/1/ballots', {
    title: 'What matters?',
    scope: { on: 'cells', cells: null },
    budget: 2,
    cap: 2,
    inAnyStep: true,
  })
  const ballot = body.openBallot.id
  const cast = { item: 'n2', votes: 2, disagree: false }
  expect((await server.call('POST', `${at}/rounds/1/ballots/${ballot}/votes`, { token: wil.token, body: cast })).status).toBe(200)
  const draft = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', draft.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token: wil.token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  addNote(draft, { id: 'alone', text: SECRET, at: { cell: 'practice/barriers', x: 16, y: 56 }, group: null, createdAt: 1, anonymous: true })
  return { started, at, lead, wil, ballot, groupId: groupId ?? '' }
}

/** Somebody who asks for everything, and what they were told: by address, for requests. */
async function askForAll(
  started: Started,
  token: string,
  gets: readonly string[],
  changes: readonly (readonly ['POST' | 'PUT' | 'PATCH' | 'DELETE', string])[],
) {
  const each = spy(server, base, started, token)
  await each.live()
  for (const document of ['round-1', 'draft-1', 'round-1?zip=1', 'draft-1?zip=1']) await each.board(document)
  const told = new Map<string, Buffer>()
  for (const address of gets) told.set(address, (await server.call('GET', address, { token })).bytes)
  for (const [method, address] of changes)
    for (const body of [{}, { note: 'alone', held: true, sources: [{ round: 1, note: 'alone' }] }])
      told.set(`${method} ${address} ${Object.keys(body).length}`, (await server.call(method, address, { token, body })).bytes)
  return { each, told }
}

it('[L11] [V5] [V6] [P20] no answer of any kind tells what is written alone, who voted for what, or who wrote', async () => {
  const { started, at, lead, wil, ballot, groupId } = await workshop()
  const { paths } = (await server.call<{ paths: Documented }>('GET', '/api/openapi.json')).body
  const places = { id: started.stocktakeId, n: '1', note: 'n1', b: ballot, mid: wil.memberId, item: 'n1', decision: 'd', file: 'f' }
  const queries = { round: ['1', 'all'], cell: ['practice/barriers', '*parking'], group: [groupId], version: ['1'] }
  const gets = addresses(paths, 'get', places, queries)
  const asksFor = (end: string) => gets.some((address) => address.includes(end))
  // It is the whole of it that is asked for.
  for (const end of ['/export.csv?table=', '/export.json', '/export.zip', '/digest', '/recap', '/lookalikes', '/lineage/1/n1', '/preview', '/votes', '/report'])
    expect([end, asksFor(end)]).toEqual([end, true])
  const { key } = (await lead<{ key: string }>('POST', '/projector')).body
  const others = [await server.join(started), await server.join(started, 1), await server.follow(started.links.observer)]
  const mayNot = (['post', 'put', 'patch', 'delete'] as const).flatMap((method) =>
    addresses(paths, method, { ...places, note: 'alone' }, {}).map((address) => [method.toUpperCase() as 'POST', address] as const),
  )

  const heard = [await askForAll(started, started.token, gets, []), await askForAll(started, key, gets, mayNot)]
  for (const { token } of others) heard.push(await askForAll(started, token, gets, mayNot))
  const isIn = (bytes: Buffer, word: string) => opened(bytes).some((part) => part.includes(word))
  const leaks = (word: string, of = heard) =>
    of.flatMap(({ each, told }) => [
      ...[...told].flatMap(([address, bytes]) => (isIn(bytes, word) ? [address] : [])),
      ...(each.bytes.includes(word) ? ['a socket'] : []),
    ])
  for (const { each } of heard) await soon(() => expect(each.last('writing')?.writing.notes).toBe(1))
  expect(leaks(SECRET)).toEqual([])
  // The same eyes find what everybody may read, in tables, in workbooks and in the archive of everything.
  for (const end of ['/export.csv', '/export.xlsx', '/export.docx', '/export.zip', '/digest', 'a socket'])
    expect(leaks(PUBLIC).some((found) => found.includes(end))).toBe(true)

  // An open ballot is on its server alone.
  for (const word of ['"votes":{"n2"', '"n2":2']) expect(leaks(word)).toEqual([])
  await lead('POST', `/rounds/1/ballots/${ballot}/close`)
  await lead('POST', '/rounds/1/reveal')
  await lead('POST', '/rounds/1/close')
  const after = [await askForAll(started, started.token, gets, []), await askForAll(started, key, gets, [])]
  for (const { token } of others) after.push(await askForAll(started, token, gets, []))
  expect(leaks(SECRET, after).length).toBeGreaterThan(5)
  expect(leaks('"n2":2', after)).toContain(at)
  // Facilitators know who is there, and hear who is connected; nobody is told which of them wrote or voted.
  expect(leaks(NAME, [...heard, ...after])).toEqual([])
  expect(leaks(wil.memberId, [...heard.slice(1), ...after.slice(1)])).toEqual([])
  const toLead = leaks(
    wil.memberId,
    [heard[0], after[0]].flatMap((one) => one ?? []),
  )
  expect(toLead.filter((address) => address !== `${at}/members` && address !== 'a socket')).toEqual([])
}, 120_000)
