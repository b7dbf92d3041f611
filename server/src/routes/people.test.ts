import { addNote, createBoard, noteText, readNotes, setNoteField, spliceText } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import { CLOSE } from '@stocktake/shared/wire'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestServer, type Person, type Started, type TestServer } from '../testServer.ts'
import { spy } from '../testSpy.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const at = ({ stocktakeId }: Pick<Started, 'stocktakeId'>, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`
const remove = (started: Started, { memberId }: Person, removed: 'kept' | 'hidden' | null, token = started.token) =>
  server.call('PUT', at(started, `/members/${memberId}/removed`), { token, body: { removed } })
const mine = (started: Started, token: string) => server.call('GET', at(started), { token })

/** A board that somebody has open, as any y-websocket client would. */
async function board(started: Started, token: string, document = 'round-1') {
  const here = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, document, here.doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  return here
}
const texts = async (started: Started) => (await server.parts.rooms.read(started.stocktakeId, 1)).notes.map(({ text }) => text).sort()
const exported = async (started: Started) =>
  (await Promise.all(['json', 'csv'].map((kind) => server.call('GET', at(started, `/export.${kind}?round=all`), { token: started.token }))))
    .map(({ bytes }) => bytes.toString())
    .join('\n')

async function workshop() {
  const started = await server.start()
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  const [ana, ben] = [await server.join(started), await server.join(started)]
  const { groupId } = (await mine(started, ana.token)).body.me
  const theirs = await board(started, ana.token)
  const place = { cell: 'practice/barriers', x: 16, y: 56 }
  addNote(theirs, { id: 'n1', text: 'Regret-this', at: place, group: groupId, createdAt: 1, theme: 't' })
  const his = await board(started, ben.token)
  addNote(his, { id: 'n2', text: 'Stays', at: { ...place, y: 300 }, group: groupId, createdAt: 2 })
  await soon(async () => expect(await texts(started)).toEqual(['Regret-this', 'Stays']))
  return { started, ana, ben, theirs, his, groupId }
}

it('[J20] who was removed is let in by nothing, on no socket, and comes back with what they had', async () => {
  const { started, ana } = await workshop()
  const witness = spy(server, base, started, ana.token)
  const open = [await witness.live(), await witness.board(), await witness.board('draft-1')]
  expect((await remove(started, ana, 'kept')).status).toBe(204)
  const codes = await Promise.all(open.map(({ closed }) => closed))
  expect(codes.map((code) => code === CLOSE.notSignedIn || code === CLOSE.tryAgain)).toEqual([true, true, true])
  for (const way of ['live', 'board'] as const) expect(await (await witness[way]()).closed).toBe(CLOSE.notSignedIn)
  expect((await mine(started, ana.token)).body.code).toBe('removed')
  expect((await server.call('POST', '/api/return', { body: { returnCode: ana.returnCode } })).body.code).toBe('removed')
  expect(await texts(started)).toEqual(['Regret-this', 'Stays'])
  await remove(started, ana, null)
  expect((await mine(started, ana.token)).body.me.memberId).toBe(ana.memberId)
  expect((await server.call('POST', '/api/return', { body: { returnCode: ana.returnCode } })).status).toBe(200)
})

it('[J21] hidden notes leave the board, its document and all exports, and return as they were, their writer’s', async () => {
  const { started, ana, ben, his } = await workshop()
  await server.parts.rooms.edit(started.stocktakeId, 1, (onBoard) => setNoteField(onBoard, 'n1', 'locked', true, 'server'))
  const before = (await server.parts.rooms.read(started.stocktakeId, 1)).notes.find(({ id }) => id === 'n1')
  await remove(started, ana, 'hidden')
  await soon(() => expect(readNotes(his).map(({ id }) => id)).toEqual(['n2']))
  expect(await exported(started)).not.toContain('Regret-this')
  // Whoever comes now is sent no letter of it, and no row of the log holds one.
  const later = spy(server, base, started, (await server.join(started)).token)
  await later.board()
  await soon(() => expect(later.bytes.includes('Stays')).toBe(true))
  expect(later.bytes.includes('Regret-this')).toBe(false)
  const stored = await server.parts.store.readRoom(`${started.stocktakeId}/round-1`)
  expect(Buffer.concat([...(stored.snapshot?.parts ?? []), ...stored.updates]).includes('Regret-this')).toBe(false)

  await server.restart()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
  await remove(started, ana, 'hidden')
  await remove(started, ana, null)
  expect((await server.parts.rooms.read(started.stocktakeId, 1)).notes.find(({ id }) => id === 'n1')).toEqual(before)
  expect(await server.parts.store.hiddenNotes(started.stocktakeId, 1)).toEqual([])
  expect(await exported(started)).toContain('Regret-this')
  const [hersAgain, hisAgain] = [await board(started, ana.token), await board(started, ben.token)]
  spliceText(noteText(hersAgain, 'n1') as never, 'Hers')
  await soon(async () => expect(await texts(started)).toEqual(['Hers', 'Stays']))
  spliceText(noteText(hisAgain, 'n1') as never, 'His')
  await soon(() =>
    expect(
      readNotes(hersAgain)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Hers', 'Stays']),
  )
  expect(await texts(started)).toEqual(['Hers', 'Stays'])
})

it('[J21] who comes in at the moment in which they are removed does not stay', async () => {
  const { started, ana } = await workshop()
  for (let i = 0; i < 12; i++) {
    const sockets = ['sync', 'live'].map(
      (kind) => new WebSocket(`${base}/${kind}/${started.stocktakeId}${kind === 'sync' ? '/round-1' : ''}?token=${ana.token}`),
    )
    const closes = sockets.map((socket) => new Promise<number>((resolve) => socket.once('close', resolve)))
    await Promise.all([...sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))), remove(started, ana, 'kept')])
    const [sync, live] = await Promise.all(closes)
    expect(sync).toBe(CLOSE.notSignedIn)
    // Who was in already is asked to come again, and is then not let in.
    expect([CLOSE.notSignedIn, CLOSE.tryAgain]).toContain(live)
    await remove(started, ana, null)
  }
})

it('[J21] a closed round’s record stays; opened again, the round goes by who is removed then', async () => {
  const { started, ana } = await workshop()
  await server.call('POST', at(started, '/rounds/1/close'), { token: started.token })
  await remove(started, ana, 'hidden')
  expect(await texts(started)).toEqual(['Regret-this', 'Stays'])
  await server.call('POST', at(started, '/rounds/1/reopen'), { token: started.token })
  expect(await texts(started)).toEqual(['Stays'])
  await server.call('POST', at(started, '/rounds/1/close'), { token: started.token })
  await remove(started, ana, null)
  expect(await texts(started)).toEqual(['Stays'])
  await server.call('POST', at(started, '/rounds/1/reopen'), { token: started.token })
  expect(await texts(started)).toEqual(['Regret-this', 'Stays'])
})

it('[J21] what was written alone by who is hidden is neither counted nor revealed', async () => {
  const started = await server.start()
  await server.call('PUT', at(started, '/rounds/1/steps'), { token: started.token, body: { steps: [newStep('w', 'write'), newStep('t', 'talk')] } })
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  const ana = await server.join(started)
  const { groupId } = (await mine(started, ana.token)).body.me
  const draft = await board(started, ana.token, 'draft-1')
  addNote(draft, { id: 'n1', text: 'Alone', at: { cell: null, x: 0, y: 0 }, group: groupId, createdAt: 1 })
  const lead = spy(server, base, started, started.token)
  await lead.live()
  await soon(() => expect(lead.last('writing')?.writing.notes).toBe(1))
  await remove(started, ana, 'hidden')
  await soon(() => expect(lead.last('writing')?.writing.notes).toBe(0))
  await server.call('POST', at(started, '/rounds/1/reveal'), { token: started.token, body: {} })
  expect(await texts(started)).toEqual([])
  await remove(started, ana, null)
  await soon(() => expect(lead.last('writing')?.writing.notes).toBe(1))
  await server.call('POST', at(started, '/rounds/1/reveal'), { token: started.token, body: {} })
  expect(await texts(started)).toEqual(['Alone'])
})

it('[J26] anonymous notes of who is hidden stay, on the board and in the next reveal, so that nobody learns whose they are', async () => {
  const started = await server.start()
  await server.call('PUT', at(started, '/rounds/1/steps'), { token: started.token, body: { steps: [newStep('t', 'talk'), newStep('w', 'write')] } })
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  const ana = await server.join(started)
  const place = { cell: 'practice/barriers', x: 16, y: 56 }
  const { groupId } = (await mine(started, ana.token)).body.me
  const [hers, draft] = [await board(started, ana.token), await board(started, ana.token, 'draft-1')]
  addNote(hers, { id: 'n1', text: 'By group', at: place, group: groupId, createdAt: 1 })
  await soon(async () => expect(await texts(started)).toEqual(['By group']))
  const show = (attribution: string) => server.call('PATCH', at(started), { token: started.token, body: { settings: { attribution } } })
  await show('anonymous')
  addNote(hers, { id: 'n2', text: 'Anonymous', at: place, group: null, createdAt: 2, anonymous: true })
  await server.call('POST', at(started, '/rounds/1/step'), { token: started.token, body: { from: 't', to: 'w' } })
  addNote(draft, { id: 'n3', text: 'Anonymous and alone', at: place, group: null, createdAt: 3, anonymous: true })
  const lead = spy(server, base, started, started.token)
  await lead.live()
  await soon(() => expect(lead.last('writing')?.writing.notes).toBe(1))
  await soon(async () => expect(await texts(started)).toEqual(['Anonymous', 'By group']))

  const readmitted = () => remove(started, ana, null)
  await remove(started, ana, 'hidden')
  expect(await texts(started)).toEqual(['Anonymous', 'By group'])
  await readmitted()
  await show('group')
  await remove(started, ana, 'hidden')
  expect(await texts(started)).toEqual(['Anonymous'])
  await server.call('POST', at(started, '/rounds/1/reveal'), { token: started.token, body: {} })
  expect(await texts(started)).toEqual(['Anonymous', 'Anonymous and alone'])
  await readmitted()
  expect(await texts(started)).toEqual(['Anonymous', 'Anonymous and alone', 'By group'])
})

it('[J22] another code stops the old code and links, of two presses one counts, and nobody is thrown out', async () => {
  const started = await server.start()
  const ana = await server.join(started)
  const change = (token = started.token) => server.call('POST', at(started, '/code'), { token, body: { code: started.joinCode } })
  expect((await change(ana.token)).body.code).toBe('wrong-role')
  const answers = await Promise.all([change(), change()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { body } = await mine(started, started.token)
  expect(body.joinCode).not.toBe(started.joinCode)
  expect((await server.call('GET', `/api/join/${started.joinCode}`)).body.code).toBe('code-unknown')
  for (const link of [started.links.facilitator, started.links.observer])
    expect((await server.call('POST', '/api/join', { body: { key: link.split('/k/')[1] } })).body.code).toBe('link-unknown')
  expect((await server.join(body)).role).toBe('participant')
  expect((await server.follow(body.links.facilitator ?? '')).role).toBe('facilitator')
  expect((await mine(started, ana.token)).status).toBe(200)
})

it('[J23] the access of a person’s devices is ended, and the return code brings them back', async () => {
  const started = await server.start()
  const ana = await server.join(started)
  const again = (await server.call<Person>('POST', '/api/return', { body: { returnCode: ana.returnCode } })).body
  const lost = spy(server, base, started, again.token)
  const socket = await lost.live()
  const end = (token: string) => server.call('POST', at(started, `/members/${ana.memberId}/end-access`), { token })
  expect((await end(ana.token)).body.code).toBe('wrong-role')
  expect((await end(started.token)).status).toBe(204)
  expect(await socket.closed).toBe(CLOSE.notSignedIn)
  for (const { token } of [ana, again]) expect((await mine(started, token)).body.code).toBe('not-signed-in')
  const back = (await server.call<Person>('POST', '/api/return', { body: { returnCode: ana.returnCode } })).body
  expect((await mine(started, back.token)).body.me.memberId).toBe(ana.memberId)
})

it('[J24] [P6] the last facilitator stays one, and only facilitators remove people', async () => {
  const started = await server.start()
  const ana = await server.join(started)
  const { memberId } = (await mine(started, started.token)).body.me
  const me = { memberId } as Person
  expect((await remove(started, ana, 'kept', ana.token)).body.code).toBe('wrong-role')
  expect((await remove(started, me, 'kept')).body.code).toBe('last-facilitator')
  const demote = () => server.call('PATCH', at(started, `/members/${memberId}`), { token: started.token, body: { role: 'scribe' } })
  expect((await demote()).body.code).toBe('last-facilitator')
  await server.call('PATCH', at(started, `/members/${ana.memberId}`), { token: started.token, body: { role: 'facilitator' } })
  expect((await demote()).status).toBe(200)
  const observer = await server.follow(started.links.observer)
  const toParticipant = (groupId?: string | null) =>
    server.call('PATCH', at(started, `/members/${observer.memberId}`), { token: ana.token, body: { role: 'participant', ...(groupId ? { groupId } : {}) } })
  expect((await toParticipant()).body.code).toBe('group-needed')
  expect((await toParticipant((await mine(started, ana.token)).body.me.groupId)).status).toBe(200)
})
