import { once } from 'node:events'
import { addNote, createBoard, noteText, readNotes } from '@stocktake/shared/board/board'
import type { Settings } from '@stocktake/shared/session'
import { newStep } from '@stocktake/shared/steps'
import { MESSAGE } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { step1Frame } from './rooms/frames.ts'
import { openTestServer, type Person, type Started, type TestServer } from './testServer.ts'

/** What people were promised about their notes, looked for in every byte that others get. */

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const at = { cell: 'practice/barriers', x: 16, y: 56 }
const NAME = 'Wilhelmina-Quatermass'

/** A stocktake with an open round, notes shown like this. */
async function openRound(attribution: Settings['attribution'], template = 'blank'): Promise<Started> {
  const started = await server.start(template)
  await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token: started.token })
  await show(started, attribution)
  return started
}

const show = ({ stocktakeId, token }: Started, attribution: Settings['attribution']) =>
  server.call('PATCH', `/api/stocktakes/${stocktakeId}`, { token, body: { settings: { attribution } } })

async function author({ joinCode }: Started): Promise<Person & { groupId: string }> {
  const { body } = await server.call<{ groups: { id: string }[] }>('GET', `/api/join/${joinCode}`)
  const groupId = body.groups[0]?.id ?? ''
  const { body: person } = await server.call<Person>('POST', '/api/join', { body: { code: joinCode, groupId, name: NAME } })
  return { ...person, groupId }
}

/** A stock client, as anybody installs it, that says where it types. */
async function client({ stocktakeId }: Started, { token }: Pick<Person, 'token'>) {
  const board = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${stocktakeId}`, 'round-1', board.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  return { board, provider }
}

/** Somebody who keeps every byte of the board's socket, and of everything else that can be asked for. */
async function spy({ stocktakeId }: Started, token: string) {
  const board: Buffer[] = []
  const rest: Buffer[] = []
  const dial = async (path: string, kept: Buffer[]) => {
    const socket = new WebSocket(`${base}${path}${path.includes('?') ? '&' : '?'}token=${token}`)
    onTestFinished(() => socket.terminate())
    socket.on('error', () => {})
    socket.on('message', (bytes: Buffer) => kept.push(Buffer.from(bytes)))
    await once(socket, 'open')
    if (kept === board) socket.send(step1Frame(Uint8Array.of(0)))
  }
  await dial(`/sync/${stocktakeId}/round-1`, board)
  await dial(`/sync/${stocktakeId}/round-1?ext=1`, board)
  await dial(`/live/${stocktakeId}`, rest)
  return {
    get boardBytes() {
      return Buffer.concat(board)
    },
    get restBytes() {
      return Buffer.concat(rest)
    },
    /** The ids of awareness that were heard of, and what was said of each last. */
    get seen() {
      return new Map(board.flatMap(presencesIn))
    },
    ask: async () => {
      for (const path of ['', '/rounds/1/carry', '/rounds/1/record', '/lineage/1/n1', '/export.csv?round=all', '/export.xlsx?round=all']) {
        const answer = await server.call('GET', `/api/stocktakes/${stocktakeId}${path}`, { token })
        rest.push(answer.bytes, Buffer.from(JSON.stringify(answer.headers)))
      }
    },
  }
}

function presencesIn(message: Buffer): [number, Record<string, unknown> | null][] {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== MESSAGE.awareness) return []
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  return Array.from({ length: decoding.readVarUint(states) }, () => {
    const id = decoding.readVarUint(states)
    decoding.readVarUint(states)
    return [id, JSON.parse(decoding.readVarString(states))]
  })
}

const writers = ({ board }: { board: { doc: Y.Doc } }) => new Set(board.doc.store.clients.keys())

it('[P20] [S90] by group: others hear the group and nothing that leads to the person, on sockets, by request and in files', async () => {
  const started = await openRound('group')
  const wil = await author(started)
  const spies = await Promise.all(
    [(await server.join(started, 1)).token, (await server.follow(started.links.observer)).token].map((token) => spy(started, token)),
  )
  const reader = await client(started, await server.join(started, 1))
  const { board, provider } = await client(started, wil)
  provider.awareness.setLocalState({ user: { name: NAME }, editing: 'n1', cell: at.cell })
  addNote(board, { id: 'n1', text: 'We type it twice', at, group: wil.groupId, createdAt: 1 })
  await soon(() => expect(readNotes(reader.board)).toHaveLength(1))
  for (const each of spies)
    await soon(() => expect([...each.seen.values()]).toContainEqual(expect.objectContaining({ user: { group: wil.groupId }, editing: 'n1' })))
  for (const each of spies) {
    await each.ask()
    expect(each.boardBytes.includes('We type it twice')).toBe(true)
    for (const secret of [NAME, wil.memberId]) expect([each.boardBytes.includes(secret), each.restBytes.includes(secret)]).toEqual([false, false])
    // Whoever is seen is seen under no id that stands on a note.
    expect([...each.seen.keys()].filter((id) => writers(reader).has(id))).toEqual([])
  }
  expect([...writers(reader)]).toEqual([board.doc.clientID])
  // What would tell more is refused.
  addNote(board, { id: 'n2', text: 'Signed', at, group: wil.groupId, createdAt: 1, author: NAME })
  await soon(() => expect(provider.wsconnected).toBe(false))
  provider.destroy()
  expect((await server.parts.rooms.read(started.stocktakeId, 1)).notes.map(({ id }) => id)).toEqual(['n1'])
})

it('[P20] [S90] anonymously: neither group nor person, not even that somebody types, and no loosening brings it out', async () => {
  const started = await openRound('anonymous')
  const wil = await author(started)
  const facilitator = await spy(started, started.token)
  const others = await Promise.all(
    [(await server.join(started, 1)).token, (await server.follow(started.links.observer)).token].map((token) => spy(started, token)),
  )
  const { board, provider } = await client(started, wil)
  provider.awareness.setLocalState({ user: { name: NAME }, editing: 'n1', cursor: { x: 1, y: 2 }, cell: at.cell, selection: ['n1'] })
  addNote(board, { id: 'n1', text: 'Nobody dares to say it', at, group: null, createdAt: 1, anonymous: true })
  noteText(board, 'n1')?.insert(0, 'Really: ')
  for (const each of [facilitator, ...others]) await soon(() => expect(each.boardBytes.includes('Really: ')).toBe(true))
  expect([...facilitator.seen, ...others.flatMap(({ seen }) => [...seen])]).toEqual([])
  for (const attribution of ['group', 'named'] as const) {
    await show(started, attribution)
    await soon(() => expect(facilitator.seen.size).toBeGreaterThan(0))
  }
  await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/close`, { token: started.token })
  for (const each of others) await each.ask()
  for (const each of others) expect([each.restBytes.includes(NAME), each.restBytes.includes(wil.memberId)]).toEqual([false, false])
  const { board: kept } = (
    await server.call<{ record: { board: { notes: object[] } } }>('GET', `/api/stocktakes/${started.stocktakeId}/rounds/1/record`, { token: started.token })
  ).body.record
  expect(kept.notes).toEqual([{ id: 'n1', text: 'Really: Nobody dares to say it', at, group: null, createdAt: 1, comments: [], anonymous: true }])
  const whole = await server.call<{ boards: { content: { notes: object[] } }[] }>('GET', `/api/stocktakes/${started.stocktakeId}/export.json`, {
    token: started.token,
  })
  expect(whole.body.boards[0]?.content.notes).toEqual(kept.notes)
})

it('[P20] a reveal shows no more than was promised when a note was written, nor more than is promised now', async () => {
  const started = await server.start()
  const round = `/api/stocktakes/${started.stocktakeId}/rounds/1`
  await server.call('PUT', `${round}/steps`, { token: started.token, body: { steps: [newStep('w', 'write')] } })
  await server.call('POST', `${round}/open`, { token: started.token })
  const wil = await author(started)
  const draft = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', draft.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token: wil.token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  const { parts } = server
  const write = async (id: string, signing: { group: string | null; author?: string; anonymous?: true }) => {
    addNote(draft, { id, text: id, at, createdAt: 1, ...signing })
    await soon(async () =>
      expect((await parts.rooms.drafts.read({ stocktakeId: started.stocktakeId, round: 1, draftOf: wil.memberId })).notes.map((note) => note.id)).toContain(id),
    )
  }
  await write('by-group', { group: wil.groupId })
  await show(started, 'anonymous')
  await write('anonymous', { group: null, anonymous: true })
  await show(started, 'named')
  await write('named', { group: wil.groupId, author: NAME })
  const revealed = async () => {
    await server.call('POST', `${round}/reveal`, { token: started.token, body: {} })
    return (await parts.rooms.read(started.stocktakeId, 1)).notes.map(({ id, group, author: by, anonymous }) => [id, group, by, anonymous])
  }
  expect(await revealed()).toEqual([
    ['anonymous', null, undefined, true],
    ['by-group', wil.groupId, undefined, undefined],
    ['named', wil.groupId, NAME, undefined],
  ])
  await write('late', { group: wil.groupId, author: NAME })
  await show(started, 'anonymous')
  expect((await revealed()).find(([id]) => id === 'late')).toEqual(['late', null, undefined, true])
})
