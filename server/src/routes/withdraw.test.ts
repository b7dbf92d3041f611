import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addNote, putTheme } from '@stocktake/shared/board/board'
import { putContradiction, putLedgerEntry } from '@stocktake/shared/board/records'
import { canonical, type RoundRecord } from '@stocktake/shared/record'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const SECRET = 'Sister-Agnes-cannot-read-the-letter'
const at = ({ stocktakeId }: Started, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`
type Kept = { hash: string; record: RoundRecord }

/** Round 1 is closed with the words in a note, a ledger entry, a tension and, worded anew, a later note; round 2 is open with a copy. */
async function told(): Promise<Started> {
  const started = await server.start()
  const { token, stocktakeId } = started
  const post = (path: string, body?: unknown) => server.call('POST', at(started, path), { token, body })
  await post('/rounds', { title: 'Round 2' })
  await post('/rounds/1/open')
  await server.note(stocktakeId, 1, { id: 'n1', text: SECRET, comments: [`${SECRET}, somebody answered`], theme: 't1' })
  await server.note(stocktakeId, 1, { id: 'n2', text: 'It is printed too small' })
  await server.parts.rooms.edit(stocktakeId, 1, (board) => {
    putTheme(board, { id: 't1', label: 'Reading', cell: 'practice/barriers', createdAt: 1 })
    putLedgerEntry(board, { id: 'l1', kind: 'action', text: SECRET, fromNotes: [{ round: 1, note: 'n1' }] })
    const tension = { id: 'c1', title: 'Small print', poleA: `“${SECRET}”`, poleB: 'Paper costs', level: '', manifestation: '', cue: '', status: '' }
    putContradiction(board, { ...tension, nodes: [], betweenGroups: [], evidence: [{ round: 1, note: 'n1' }], addressedBy: [] })
  })
  await post('/rounds/1/carry', { sources: [{ round: 1, note: 'n1' }], action: 'kept' })
  await post('/rounds/1/close')
  await post('/rounds/2/open')
  return started
}

const withdraw = (started: Started, note: string, token = started.token, round = 1) =>
  server.call('POST', at(started, `/rounds/${round}/withdraw`), { token, body: { note } })

/** Everything that the server hands out or keeps. */
async function everything(started: Started): Promise<Buffer> {
  const { token } = started
  const paths = [
    '',
    '/rounds/1/record',
    '/rounds/1/carry',
    '/rounds/2/carry',
    '/lineage/1/n1',
    '/export.json',
    '/export.csv',
    '/export.csv?table=contradictions',
  ]
  const answers = await Promise.all(
    [...paths, '/export.csv?table=ledger', '/export.csv?table=lineage'].map((path) => server.call('GET', at(started, path), { token })),
  )
  const files = (await readdir(server.folder)).filter((name) => name.startsWith('stocktake'))
  const boards = await Promise.all([1, 2].map(async (round) => JSON.stringify(await server.parts.rooms.read(started.stocktakeId, round))))
  const kept = await Promise.all(files.map((name) => readFile(join(server.folder, name))))
  return Buffer.concat([...answers.map(({ bytes }) => bytes), ...boards.map((board) => Buffer.from(board)), ...kept])
}

it('[X50] [X51] what is withdrawn is nowhere any more, in no file, board or export; its place is counted, and the record says so', async () => {
  const started = await told()
  const { token } = started
  expect((await everything(started)).includes(SECRET)).toBe(true)
  const record = async () => (await server.call<Kept>('GET', at(started, '/rounds/1/record'), { token })).body
  const before = await record()

  const { status, body } = await withdraw(started, 'n1')
  expect(status).toBe(200)
  // Half of the words is too much as well: pages, journal and documents are searched for both halves.
  const all = await everything(started)
  for (const words of [SECRET, 'Sister-Agnes', 'cannot-read']) expect(all.includes(words), words).toBe(false)

  const after = await record()
  expect(after.record.board.notes).toHaveLength(before.record.board.notes.length)
  expect(after.record.board.notes.find(({ id }) => id === 'n1')).toMatchObject({ text: '', comments: [], withdrawn: true, theme: 't1' })
  expect(after.record.withdrawals).toMatchObject([{ note: 'n1' }])
  expect(after.record.board.ledger[0]?.text).toBe('Withdrawn')
  expect(after.record.board.contradictions[0]?.poleA).toBe('“[Withdrawn]”')
  expect(after.hash).not.toBe(before.hash)
  expect(after.hash).toBe(createHash('sha256').update(canonical(after.record)).digest('hex'))
  expect(body.rounds[0]?.recordHash).toBe(after.hash)
  // The copy that the next round began with is gone; what others wrote is not.
  expect((await server.parts.rooms.read(started.stocktakeId, 2)).notes).toEqual([])
  expect(after.record.board.notes.find(({ id }) => id === 'n2')?.text).toBe('It is printed too small')

  const csv = (await server.call('GET', at(started, '/export.csv?round=1'), { token })).bytes.toString()
  expect(csv).toContain('[Withdrawn]')
  // Again is fine, also after a stop.
  await server.restart()
  expect((await withdraw(started, 'n1')).status).toBe(200)
  expect(await record()).toEqual(after)
})

it('[X52] what was withdrawn keeps its place when the round is opened again and closed once more, and in another stocktake', async () => {
  const started = await told()
  const { token } = started
  await withdraw(started, 'n1')
  const post = (path: string) => server.call('POST', at(started, path), { token })
  await post('/rounds/2/close')
  await post('/rounds/1/reopen')
  expect((await server.call('GET', at(started, '/export.csv?round=1'), { token })).bytes.toString()).toContain('[Withdrawn]')
  await server.note(started.stocktakeId, 1, { id: 'n3' })
  await post('/rounds/1/close')
  const { record } = (await server.call<Kept>('GET', at(started, '/rounds/1/record'), { token })).body
  expect(record.version).toBe(2)
  expect(record.board.notes.map(({ id, withdrawn }) => [id, withdrawn === true])).toEqual([
    ['n1', true],
    ['n2', false],
    ['n3', false],
  ])
  expect(record.withdrawals).toHaveLength(1)

  const file = (await server.call<Record<string, unknown>>('GET', at(started, '/export.json'), { token })).body
  const there = (await server.call<Started>('POST', '/api/import', { body: file })).body
  const again = (await server.call<Record<string, unknown>>('GET', at(there, '/export.json'), { token: there.token })).body
  const { exportedAt: _a, session: mine, ...rest } = file
  const { exportedAt: _b, session: theirs, ...restThere } = again
  expect(restThere).toEqual(rest)
  expect({ ...(theirs as object), id: '' }).toEqual({ ...(mine as object), id: '' })
})

it('[X53] a draft of its writer forgets it too, and a copy takes its first wording along', async () => {
  const started = await told()
  const { stocktakeId } = started
  const { memberId } = await server.join(started)
  const draft = { stocktakeId, round: 1, draftOf: memberId }
  await server.parts.rooms.drafts.edit(draft, (board) => {
    addNote(board, { id: 'n1', text: SECRET, at: { cell: 'practice/barriers', x: 16, y: 56 }, group: null, createdAt: 1 })
  })
  const [copy] = (await server.parts.rooms.read(stocktakeId, 2)).notes
  await server.call('POST', at(started, '/rounds/2/close'), { token: started.token })
  expect((await withdraw(started, copy?.id ?? '', started.token, 2)).status).toBe(200)
  expect((await everything(started)).includes(SECRET)).toBe(false)
  expect((await server.parts.rooms.drafts.read(draft)).notes).toEqual([])
})

it('[X50] withdrawing is for facilitators, from a record, and of notes that it has', async () => {
  const started = await told()
  const { token } = await server.join(started)
  expect((await withdraw(started, 'n1', token)).body.code).toBe('wrong-role')
  expect((await withdraw(started, 'nowhere')).body.code).toBe('note-not-found')
  expect((await withdraw(started, 'n1', started.token, 2)).body.code).toBe('record-not-found')
  expect((await withdraw(started, 'n1', started.token, 9)).body.code).toBe('round-not-found')
})
