import { once } from 'node:events'
import { addNote, createBoard, readNotes } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import { MESSAGE, type Writing } from '@stocktake/shared/wire'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestServer, type Started, type TestServer } from './testServer.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const CELL = 'practice/barriers'
const SECRET = 'Nobody-but-me-may-read-this'

/** Asks for a whole document, as a client with an empty one does. */
const askForAll = () => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint8Array(encoder, Uint8Array.of(0))
  return encoding.toUint8Array(encoder)
}

/** Somebody who keeps every byte that reaches them, on every socket and by every request. */
function spy({ stocktakeId }: { stocktakeId: string }, token: string) {
  const kept: Buffer[] = []
  const dial = async (path: string) => {
    const socket = new WebSocket(`${base}${path}${path.includes('?') ? '&' : '?'}token=${token}`)
    onTestFinished(() => socket.terminate())
    socket.on('error', () => {})
    socket.on('message', (bytes: Buffer) => kept.push(Buffer.from(bytes)))
    socket.on('close', (_code, reason) => kept.push(reason))
    await Promise.race([once(socket, 'open'), once(socket, 'close')])
    if (socket.readyState === socket.OPEN && path.startsWith('/sync')) socket.send(askForAll())
    return socket
  }
  const get = async (path: string) => {
    const answer = await server.call('GET', path, { token })
    kept.push(answer.bytes, Buffer.from(JSON.stringify(answer.headers)))
    return answer
  }
  const at = `/api/stocktakes/${stocktakeId}`
  return {
    get bytes() {
      return Buffer.concat(kept)
    },
    listen: async () => {
      for (const path of ['/live', '/sync'].map((kind) => `${kind}/${stocktakeId}`))
        for (const document of path.startsWith('/sync') ? ['/round-1', '/round-1?ext=1', '/draft-1', '/draft-1?ext=1'] : ['']) await dial(path + document)
    },
    tryNames: async (memberId: string) => {
      for (const name of [`draft-1/${memberId}`, `draft-1%2F${memberId}`, `draft-01`, `draft-1%00`, `../draft-1/${memberId}`, memberId])
        await dial(`/sync/${stocktakeId}/${name}`).catch(() => {})
    },
    ask: async () => {
      for (const path of [
        '',
        '/members',
        '/rounds/1/carry',
        '/rounds/1/record',
        '/rounds/1/records',
        '/lineage/1/n1',
        '/export.csv?round=all',
        '/export.json?round=all',
      ])
        await get(at + path)
      await get('/api/openapi.json')
    },
    heardWriting: () => {
      const messages = kept.flatMap((bytes) => {
        const text = bytes.toString()
        return text.startsWith('{"type":"writing"') ? [(JSON.parse(text) as { writing: Writing }).writing] : []
      })
      return messages.at(-1)
    },
  }
}

async function writingAlone(): Promise<Started> {
  const started = await server.start()
  const at = `/api/stocktakes/${started.stocktakeId}/rounds/1`
  await server.call('PUT', `${at}/steps`, { token: started.token, body: { steps: [newStep('w', 'write'), newStep('t', 'talk')] } })
  await server.call('POST', `${at}/open`, { token: started.token })
  return started
}

/** What somebody writes alone, as their own browser has it open. */
async function draftOf(started: Started, token: string) {
  const draft = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', draft.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token: token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  const { groupId } = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: token })).body.me
  const writes = (id: string, text: string) => addNote(draft, { id, text, at: { cell: CELL, x: 16, y: 56 }, group: groupId, createdAt: 1 })
  return { draft, writes }
}

it('[L11] [L17] nobody receives a word of another’s notes before the reveal, byte for byte, and everybody hears how many there are', async () => {
  const started = await writingAlone()
  const author = await server.join(started)
  const spies = [
    spy(started, started.token),
    spy(started, (await server.join(started)).token),
    spy(started, (await server.join(started, 1)).token),
    spy(started, (await server.follow(started.links.observer)).token),
  ]
  for (const each of spies) await each.listen()

  const { draft, writes } = await draftOf(started, author.token)
  for (const id of ['n1', 'n2']) writes(id, `${SECRET}: ${id}`)

  for (const each of spies) await soon(() => expect(each.heardWriting()).toMatchObject({ round: 1, writers: 1, notes: 2, byCell: { [CELL]: 2 } }))
  for (const each of spies) {
    await each.tryNames(author.memberId)
    await each.ask()
    // Whoever comes now gets no more than those who were here.
    await each.listen()
  }
  expect(await server.parts.rooms.read(started.stocktakeId, 1)).toMatchObject({ notes: [] })
  for (const each of spies) {
    expect(each.bytes.includes(SECRET)).toBe(false)
    expect(each.heardWriting()?.notes).toBe(2)
  }

  const revealed = await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/reveal`, { token: started.token, body: {} })
  expect(revealed.status).toBe(200)
  // The same eyes see it now, so they would have seen it before.
  for (const each of spies) await soon(() => expect(each.bytes.includes(SECRET)).toBe(true))
  await soon(() => expect(readNotes(draft)).toEqual([]))
  for (const each of spies) await soon(() => expect(each.heardWriting()).toMatchObject({ round: 1, writers: 0, notes: 0, byCell: {} }))
})

it('[L11] two facilitators who reveal, and move everybody on, at the same moment do each of it once', async () => {
  const started = await writingAlone()
  const second = await server.follow(started.links.facilitator)
  const author = await server.join(started)
  const at = `/api/stocktakes/${started.stocktakeId}/rounds/1`
  const { writes } = await draftOf(started, author.token)
  for (const id of ['n1', 'n2', 'n3']) writes(id, id)
  await soon(async () =>
    expect((await server.parts.rooms.drafts.read({ stocktakeId: started.stocktakeId, round: 1, draftOf: author.memberId })).notes).toHaveLength(3),
  )

  const both = (path: string, body: unknown) => Promise.all([started, second].map(({ token }) => server.call('POST', at + path, { token, body })))
  const answers = await both('/reveal', {})
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
  const { notes } = await server.parts.rooms.read(started.stocktakeId, 1)
  expect(notes.map(({ text }) => text).sort()).toEqual(['n1', 'n2', 'n3'])
  expect(notes.some(({ late }) => late)).toBe(false)
  expect((await both('/step', { to: 't', from: 'w' })).map(({ status }) => status).sort()).toEqual([200, 409])
})

it('[P6] revealing is for facilitators, publishing one’s own for those who write', async () => {
  const started = await writingAlone()
  const at = `/api/stocktakes/${started.stocktakeId}/rounds/1/reveal`
  const { token } = await server.join(started)
  const { token: observer } = await server.follow(started.links.observer)
  expect((await server.call('POST', at, { token, body: {} })).body.code).toBe('wrong-role')
  expect((await server.call('POST', `${at}/mine`, { token: observer })).body.code).toBe('wrong-role')
  expect((await server.call('POST', `${at}/mine`, { token })).body.code).toBe('not-revealed-yet')
})
