import { once } from 'node:events'
import { addNote, createBoard, readNotes } from '@stocktake/shared/board/board'
import { CLOSE, type LiveMessage } from '@stocktake/shared/wire'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

/** Waits until something is true; long, because the machines that run this are shared. */
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)

/** A socket that keeps what it hears. */
function dial(path: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(base + path, { headers })
  const heard: LiveMessage[] = []
  let closed: number | undefined
  socket.on('message', (bytes) => heard.push(JSON.parse(String(bytes))))
  socket.on('close', (code) => {
    closed = code
  })
  socket.on('error', () => {})
  onTestFinished(() => socket.terminate())
  const last = <T extends LiveMessage['type']>(type: T) => heard.findLast((message): message is Extract<LiveMessage, { type: T }> => message.type === type)
  return { socket, heard, last, code: () => soon(() => closed ?? Promise.reject(new Error('still open'))) }
}
const listen = ({ stocktakeId }: { stocktakeId: string }, token: string) => dial(`/live/${stocktakeId}?token=${token}`)
const command = (started: Started, path: string, body?: unknown) =>
  server.call('POST', `/api/stocktakes/${started.stocktakeId}${path}`, { token: started.token, ...(body ? { body } : {}) })

describe('the live channel', () => {
  it('[S54] tells the view and who is here at once, then each change, to each role what it may see', async () => {
    const started = await server.start()
    const person = await server.join(started)
    const [lead, guest] = [listen(started, started.token), listen(started, person.token)]
    await soon(() => expect([lead.heard[0]?.type, guest.heard[0]?.type]).toEqual(['view', 'view']))
    await soon(() => expect(guest.last('here')?.here.total).toBe(2))
    expect(lead.last('view')?.view.links.facilitator).toContain('/k/')
    expect(guest.last('view')?.view.links).toEqual({ participant: expect.stringContaining('/j/') })

    await command(started, '/rounds', { title: 'Next', question: 'Secret' })

    await soon(() => expect([lead, guest].map(({ last }) => last('view')?.view.rounds[1]?.question)).toEqual(['Secret', '']))
    expect('me' in (lead.last('view')?.view ?? {})).toBe(false)
  })

  it('[S55] counts people and not windows, by group, and forgets those who go', async () => {
    const started = await server.start()
    const person = await server.join(started)
    const groupId = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: person.token })).body.me.groupId ?? ''
    const lead = listen(started, started.token)
    const windows = [listen(started, person.token), listen(started, person.token)]
    await soon(() => expect(lead.last('here')?.here).toEqual({ total: 2, facilitators: 1, byGroup: { team: 1, [groupId]: 1 } }))
    for (const { socket } of windows) socket.close()
    await soon(() => expect(lead.last('here')?.here).toEqual({ total: 1, facilitators: 1, byGroup: { team: 1 } }))
  })

  it('[S56] being here while a round is open is taking part in it', async () => {
    const started = await server.start()
    const [early, late] = [await server.join(started), await server.join(started)]
    listen(started, early.token)
    await command(started, '/rounds/1/open')
    listen(started, late.token)
    const attended = async () => (await server.parts.store.members(started.stocktakeId)).filter((member) => member.attended.includes(1)).map(({ id }) => id)
    await soon(async () => expect((await attended()).sort()).toEqual([early.memberId, late.memberId].sort()))
  })

  it('[S57] tells carry decisions to the team alone', async () => {
    const started = await server.start()
    const person = await server.join(started)
    await command(started, '/rounds/1/open')
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    const [lead, guest] = [listen(started, started.token), listen(started, person.token)]
    await soon(() => expect([lead.last('view'), guest.last('view')].every(Boolean)).toBe(true))
    await command(started, '/rounds/1/carry', { sources: [{ round: 1, note: 'n1' }], action: 'kept' })
    await soon(() => expect(lead.last('carry')).toMatchObject({ round: 1, decisions: [{ action: 'kept' }] }))
    await command(started, '/rounds/1/close')
    await soon(() => expect(guest.last('view')?.view.rounds[0]?.state).toBe('closed'))
    expect(guest.last('carry')).toBeUndefined()
  })

  it('[S58] ends when the token does, and begins again when the role changes', async () => {
    const started = await server.start()
    const [leaver, scribe] = [await server.join(started), await server.join(started)]
    const [left, changed] = [listen(started, leaver.token), listen(started, scribe.token)]
    await soon(() => expect([left.heard.length, changed.heard.length].every(Boolean)).toBe(true))
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/leave`, { token: leaver.token })
    expect(await left.code()).toBe(CLOSE.notSignedIn)
    await server.call('PATCH', `/api/stocktakes/${started.stocktakeId}/members/${scribe.memberId}`, { token: started.token, body: { role: 'scribe' } })
    expect(await changed.code()).toBe(CLOSE.tryAgain)
  })
})

describe('sockets that are not let in', () => {
  it('[S59] hear why by the code they are closed with', async () => {
    const started = await server.start()
    const person = await server.join(started)
    const { stocktakeId } = started
    const code = (path: string) => dial(path).code()
    expect(await code(`/live/${stocktakeId}`)).toBe(CLOSE.notSignedIn)
    expect(await code(`/live/${stocktakeId}?token=wrong`)).toBe(CLOSE.notSignedIn)
    expect(await code(`/live/nowhere?token=${person.token}`)).toBe(CLOSE.notFound)
    expect(await code(`/sync/${stocktakeId}/round-1`)).toBe(CLOSE.notSignedIn)
    expect(await code(`/sync/${stocktakeId}/round-9?token=${started.token}`)).toBe(CLOSE.notFound)
    expect(await code(`/sync/${stocktakeId}/secrets?token=${started.token}`)).toBe(CLOSE.notFound)
    expect(await code(`/sync/${stocktakeId}/round-1?token=${person.token}`)).toBe(CLOSE.forbidden)
  })

  it('[J10] another website cannot listen with the cookie of a browser', async () => {
    const { stocktakeId, token } = await server.start()
    const cookie = `st_${stocktakeId}=${token}`
    expect(await dial(`/live/${stocktakeId}`, { cookie, origin: 'https://evil.example' }).code()).toBe(CLOSE.forbidden)
    const own = dial(`/live/${stocktakeId}`, { cookie, origin: base.replace('ws', 'http') })
    await soon(() => expect(own.last('view')).toBeDefined())
  })

  it('[S60] random bytes end one socket and nobody else notices', async () => {
    const started = await server.start()
    await command(started, '/rounds/1/open')
    const witness = listen(started, started.token)
    const path = `/sync/${started.stocktakeId}/round-1?token=${started.token}`
    for (const bytes of [Buffer.from([0, 2, 255, 255, 255]), Buffer.from('not ours'), Buffer.alloc(3, 7)]) {
      const board = new WebSocket(base + path)
      board.on('error', () => {})
      await once(board, 'open')
      board.send(bytes)
      const [code] = await once(board, 'close')
      expect(code).toBeGreaterThanOrEqual(4400)
    }
    const talker = listen(started, started.token)
    await soon(() => expect(talker.heard.length).toBeGreaterThan(0))
    talker.socket.send('hello')
    expect(await talker.code()).toBe(CLOSE.badMessage)
    const raw = new WebSocket(base + path)
    raw.on('error', () => {})
    await once(raw, 'open')
    raw.send(Buffer.alloc(5 * 1024 * 1024))
    expect((await once(raw, 'close'))[0]).toBe(CLOSE.tooLarge)
    await command(started, '/rounds/1/close')
    await soon(() => expect(witness.last('view')?.view.rounds[0]?.state).toBe('closed'))
  })
})

describe('a board over the socket', () => {
  it('[S61] an unmodified y-websocket client writes in its group, and stops with the round', async () => {
    const started = await server.start()
    const person = await server.join(started)
    await command(started, '/rounds/1/open')
    const groupId = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: person.token })).body.me.groupId
    const connect = (token: string) => {
      const board = createBoard()
      const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'round-1', board.doc, {
        params: { token },
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      })
      onTestFinished(() => provider.destroy())
      return { board, provider }
    }
    const [writer, reader] = [connect(person.token), connect(started.token)]
    await soon(() => expect([writer.provider.synced, reader.provider.synced]).toEqual([true, true]))
    addNote(writer.board, { id: 'n1', text: 'It comes too late', at: { cell: 'practice/barriers', x: 16, y: 56 }, group: groupId, createdAt: 1 })
    await soon(() => expect(readNotes(reader.board).map(({ text }) => text)).toEqual(['It comes too late']))

    await command(started, '/rounds/1/close')
    addNote(writer.board, { id: 'n2', text: 'Too late itself', at: { cell: null, x: 0, y: 0 }, group: groupId, createdAt: 2 })
    await soon(() => expect(writer.provider.wsconnected).toBe(false))
    const { body } = await server.call<{ record: { board: { notes: { id: string }[] } } }>('GET', `/api/stocktakes/${started.stocktakeId}/rounds/1/record`, {
      token: person.token,
    })
    expect(body.record.board.notes.map(({ id }) => id)).toEqual(['n1'])
    expect(readNotes(reader.board)).toHaveLength(1)
  })
})
