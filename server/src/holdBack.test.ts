import { addNote, createBoard, noteText, readNote, readNotes, spliceText } from '@stocktake/shared/board/board'
import { newStep } from '@stocktake/shared/steps'
import type { Preview } from '@stocktake/shared/view'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type { Text } from 'yjs'
import { openTestServer, type Started, type TestServer } from './testServer.ts'
import { PREVIEW_EVERY } from './workshop/holdBack.ts'

let server: TestServer
let base: string
let now = Date.now()
beforeAll(async () => {
  server = await openTestServer({}, { now: () => now })
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)

/** A round in which people write alone, and were told that their notes may be read first, or not. */
async function writingAlone(readBeforeReveal: boolean) {
  const started = await server.start()
  const round = `/api/stocktakes/${started.stocktakeId}/rounds/1`
  const { token } = started
  const tell = (told: boolean) => server.call('PATCH', `/api/stocktakes/${started.stocktakeId}`, { token, body: { settings: { readBeforeReveal: told } } })
  await server.call('PUT', `${round}/steps`, { token, body: { steps: [newStep('w', 'write')] } })
  await server.call('POST', `${round}/open`, { token })
  await tell(readBeforeReveal)
  const board = async () => (await server.parts.rooms.read(started.stocktakeId, 1)).notes.map(({ text }) => text).sort()
  return {
    started,
    tell,
    board,
    preview: (as = token) => server.call<Preview>('GET', `${round}/preview`, { token: as }),
    hold: (note: string, held: boolean, as = token) => server.call('POST', `${round}/hold-back`, { token: as, body: { note, held } }),
    reveal: () => server.call('POST', `${round}/reveal`, { token, body: {} }),
  }
}

/** Somebody with their draft open. */
async function writer(started: Started, group: number) {
  const { token, memberId } = await server.join(started, group)
  const { groupId } = (await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token })).body.me
  const draft = createBoard()
  const provider = new WebsocketProvider(`${base}/sync/${started.stocktakeId}`, 'draft-1', draft.doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    params: { token },
  })
  onTestFinished(() => provider.destroy())
  await soon(() => expect(provider.synced).toBe(true))
  const arrived = async (id: string, text: string) => {
    const drafts = server.parts.rooms.drafts
    await soon(async () => {
      const { notes } = await drafts.read({ stocktakeId: started.stocktakeId, round: 1, draftOf: memberId })
      expect(notes).toContainEqual(expect.objectContaining({ id, text }))
    })
  }
  return {
    token,
    draft,
    async write(id: string, text: string, told = true) {
      addNote(draft, { id, text, at: { cell: 'practice/barriers', x: 1, y: 1 }, group: groupId, createdAt: 1, ...(told ? { mayBeRead: true as const } : {}) })
      await arrived(id, text)
    },
    async reword(id: string, text: string) {
      spliceText(noteText(draft, id) as Text, text)
      await arrived(id, text)
    },
  }
}

it('[L37] facilitators read nothing before the reveal unless people were told, and then nothing that was written before', async () => {
  const { started, tell, preview } = await writingAlone(false)
  const [ana, ben] = [await writer(started, 0), await writer(started, 1)]
  await ana.write('early', 'written unwatched', false)
  expect((await preview()).body.code).toBe('not-told-so')
  await tell(true)
  await ana.write('b-note', 'all my words')
  await ben.write('a-note', 'his words')
  expect((await preview()).body).toEqual({
    notes: [
      { id: 'a-note', text: 'his words', held: false },
      { id: 'b-note', text: 'all my words', held: false },
    ],
    others: 1,
    tooFew: false,
  })
  for (const token of [ana.token, (await server.follow(started.links.observer)).token]) expect((await preview(token)).body.code).toBe('wrong-role')
})

it('[L37] notes of one person alone are not read, and what was read stays the same for a while', async () => {
  const { started, preview } = await writingAlone(true)
  const [ana, ben] = [await writer(started, 0), await writer(started, 1)]
  await ana.write('n1', 'one')
  await ana.write('n2', 'two')
  expect((await preview()).body).toEqual({ notes: [], others: 2, tooFew: true })
  await ben.write('n3', 'three')
  expect((await preview()).body.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  await ben.reword('n3', 'three, and typed while somebody looked')
  expect((await preview()).body.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  now += PREVIEW_EVERY
  expect((await preview()).body.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three, and typed while somebody looked'])
})

it('[L38] a note held back stays with its writer, who alone is told, until it is reworded', async () => {
  const { started, preview, hold, reveal, board } = await writingAlone(true)
  const [ana, ben] = [await writer(started, 0), await writer(started, 1)]
  await ana.write('n1', 'A cruel word')
  await ben.write('n2', 'A kind word')
  expect((await hold('n1', true, ana.token)).body.code).toBe('wrong-role')
  const answer = await hold('n1', true)
  expect([answer.status, answer.body]).toEqual([200, { held: true }])
  await soon(() => expect(readNote(ana.draft, 'n1')?.held).toBe('A cruel word'))
  expect(readNotes(ben.draft).map(({ held }) => held)).toEqual([undefined])
  expect((await preview()).body.notes.map(({ id, held }) => [id, held])).toEqual([
    ['n1', true],
    ['n2', false],
  ])
  await ana.reword('n1', 'A cruel  word ')
  await reveal()
  expect(await board()).toEqual(['A kind word'])
  expect((await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/reveal/mine`, { token: ana.token })).body.code).toBe('not-revealed-yet')
  await ana.reword('n1', 'A hard word')
  await reveal()
  expect(await board()).toEqual(['A hard word', 'A kind word'])
  expect((await server.parts.rooms.read(started.stocktakeId, 1)).notes.some((note) => 'held' in note || 'mayBeRead' in note)).toBe(false)
})

it('[L38] a note can be let through again, and one that nobody was promised about cannot be held', async () => {
  const { started, hold, reveal, board } = await writingAlone(true)
  const [ana, ben] = [await writer(started, 0), await writer(started, 1)]
  await ana.write('n1', 'one')
  await ben.write('n2', 'two', false)
  expect((await hold('n2', true)).body.code).toBe('note-not-found')
  await hold('n1', true)
  await hold('n1', false)
  await soon(() => expect(readNote(ana.draft, 'n1')).toMatchObject({ text: 'one' }))
  await reveal()
  expect(await board()).toEqual(['one', 'two'])
})
