import { createHash } from 'node:crypto'
import type { Board } from '@stocktake/shared/board/board'
import { changeContradiction, putContradiction, putLedgerEntry } from '@stocktake/shared/board/records'
import type { CarryDecision } from '@stocktake/shared/carry'
import { canonical, type RoundRecord } from '@stocktake/shared/record'
import type { LineageTree } from '@stocktake/shared/report/lineage'
import type { SessionView } from '@stocktake/shared/view'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

type Decisions = { decisions: CarryDecision[] }
type Kept = { hash: string; version: number; record: RoundRecord }
const at = ({ stocktakeId }: Started, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`

/** A stocktake whose first round is open, with a second one drafted. */
async function opened(): Promise<Started> {
  const started = await server.start()
  await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 2', question: 'Secret plan?' } })
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  return started
}
const verb = (started: Started, n: number, name: 'open' | 'close' | 'reopen') =>
  server.call('POST', at(started, `/rounds/${n}/${name}`), { token: started.token })
const states = ({ rounds }: SessionView) => rounds.map(({ state }) => state)

describe('the life of a round', () => {
  it('[R1] [R2] one is open at a time, and each command has its state', async () => {
    const started = await opened()
    expect((await verb(started, 2, 'open')).body.code).toBe('another-round-open')
    expect((await verb(started, 1, 'open')).body.code).toBe('round-already-open')
    expect((await verb(started, 1, 'reopen')).body.code).toBe('round-already-open')
    expect((await verb(started, 2, 'close')).body.code).toBe('round-not-open')
    expect((await verb(started, 9, 'open')).body.code).toBe('round-not-found')
    expect(states((await verb(started, 1, 'close')).body)).toEqual(['closed', 'draft'])
    expect((await verb(started, 1, 'close')).body.code).toBe('round-closed')
    expect((await server.call('PATCH', at(started, '/rounds/1'), { token: started.token, body: { title: 'Late' } })).body.code).toBe('round-closed')
    expect(states((await verb(started, 2, 'open')).body)).toEqual(['closed', 'open'])
    expect((await verb(started, 1, 'reopen')).body.code).toBe('another-round-open')
  })

  it('[R3] closing makes a record with its hash; opening again keeps it', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1', text: 'Nobody reads it' })
    const view = (await verb(started, 1, 'close')).body
    const read = async (version = '') => (await server.call<Kept>('GET', at(started, `/rounds/1/record${version}`), { token: started.token })).body
    const first = await read()
    expect(first.version).toBe(1)
    expect(first.record.board.notes.map(({ text }) => text)).toEqual(['Nobody reads it'])
    expect(first.hash).toBe(createHash('sha256').update(canonical(first.record)).digest('hex'))
    expect(view.rounds[0]).toMatchObject({ records: 1, recordHash: first.hash })

    await verb(started, 1, 'reopen')
    await server.note(started.stocktakeId, 1, { id: 'n2' })
    await verb(started, 1, 'close')
    expect((await read()).record.board.notes).toHaveLength(2)
    expect(await read('?version=1')).toEqual(first)
    expect((await server.call('GET', at(started, '/rounds/1/record?version=3'), { token: started.token })).body.code).toBe('record-not-found')
    const all = await server.call<Kept[]>('GET', at(started, '/rounds/1/records'), { token: started.token })
    expect(all.body.map(({ version }) => version)).toEqual([1, 2])
  })

  it('[R3] two facilitators who close at once make one record', async () => {
    const started = await opened()
    const both = await Promise.all([verb(started, 1, 'close'), verb(started, 1, 'close')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await server.parts.store.records(started.stocktakeId, 1)).length).toBe(1)
  })

  it('[R3] a close that cannot be stored leaves the round open and working', async () => {
    const started = await opened()
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('disk full'))
    try {
      expect((await verb(started, 1, 'close')).body.code).toBe('bug')
    } finally {
      store.saveSession = saveSession
    }
    expect(await store.records(started.stocktakeId, 1)).toEqual([])
    expect(states((await verb(started, 1, 'close')).body)).toEqual(['closed', 'draft'])
  })

  it('[R5] a draft shows participants its number and title alone', async () => {
    const started = await opened()
    const { token } = await server.join(started)
    const { body } = await server.call('GET', at(started), { token })
    expect(body.rounds[1]).toMatchObject({ number: 2, title: 'Round 2', question: '' })
    for (const url of ['/rounds/2/carry', '/rounds/2/records', '/lineage/2/n1', '/export.csv?round=2'])
      expect((await server.call('GET', at(started, url), { token })).body.code).toBe('wrong-role')
  })

  it('[R6] removes the last draft, unless it has notes', async () => {
    const started = await opened()
    await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 3' } })
    const remove = (n: number) => server.call('DELETE', at(started, `/rounds/${n}`), { token: started.token })
    expect((await remove(1)).body.code).toBe('round-has-notes')
    expect((await remove(2)).body.code).toBe('round-has-notes')
    expect((await remove(3)).body.rounds).toHaveLength(2)
    await server.note(started.stocktakeId, 2, { id: 'n1' })
    expect((await remove(2)).body.code).toBe('round-has-notes')
  })
})

describe('set-up', () => {
  it('[C1] keeps rows, columns and groups that hold notes or people', async () => {
    const started = await opened()
    await server.join(started)
    await server.note(started.stocktakeId, 1, { id: 'n1', cell: 'culture/barriers' })
    const { matrix, groups } = (await server.call('GET', at(started), { token: started.token })).body
    const without = (row: string) => ({ ...matrix, dimensions: matrix.dimensions.filter(({ id }) => id !== row) })
    const put = (what: string, body: unknown) => server.call('PUT', at(started, `/${what}`), { token: started.token, body })
    expect((await put('matrix', without('culture'))).body.code).toBe('in-use')
    expect((await put('matrix', without('policy'))).body.matrix?.dimensions).toHaveLength(3)
    expect((await put('groups', { groups: groups.slice(1) })).body.code).toBe('in-use')
    expect((await put('groups', { groups: groups.slice(0, 1) })).body.groups).toHaveLength(1)
    const columns = { columns: ['current'] }
    expect((await server.call('PATCH', at(started, '/rounds/1'), { token: started.token, body: columns })).body.code).toBe('in-use')
    expect((await server.call('PATCH', at(started, '/rounds/2'), { token: started.token, body: columns })).body.rounds[1]?.columns).toEqual(['current'])
  })

  it('[C20] changes of one stocktake that come at once all happen', async () => {
    const started = await server.start()
    const titles = Array.from({ length: 12 }, (_, i) => `Round ${i}`)
    const all = await Promise.all(titles.map((title) => server.call('POST', at(started, '/rounds'), { token: started.token, body: { title } })))
    expect(all.map(({ status }) => status)).toEqual(titles.map(() => 201))
    const { rounds } = (await server.call('GET', at(started), { token: started.token })).body
    expect(rounds.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
  })

  it('[P6] asks for the role that a command needs', async () => {
    const started = await opened()
    const participant = await server.join(started)
    const observer = await server.follow(started.links.observer)
    const forbidden = [
      ['PATCH', '', { title: 'Mine' }],
      ['PUT', '/matrix', { dimensions: [{ id: 'a', label: 'A' }], intelligenceTypes: [{ id: 'b', label: 'B', short: 'B' }] }],
      ['POST', '/rounds/1/close', undefined],
      ['POST', '/rounds/1/stimulus', { kind: 'text', title: 'T', text: 'x' }],
      ['POST', '/rounds/1/carry', { sources: [{ round: 1, note: 'n' }], action: 'kept' }],
      ['GET', '/members', undefined],
      ['GET', '/export.json', undefined],
    ] as const
    for (const { token } of [participant, observer])
      for (const [method, url, body] of forbidden) expect((await server.call(method, at(started, url), { token, body })).body.code).toBe('wrong-role')
    expect((await server.call('GET', at(started))).body.code).toBe('not-signed-in')
    expect((await server.call('GET', '/api/stocktakes/nowhere', { token: started.token })).body.code).toBe('stocktake-not-found')
    expect((await server.call('GET', at(await server.start()), { token: started.token })).body.code).toBe('not-signed-in')
  })

  it('[P6] a scribe whom the facilitator made one may carry and not close', async () => {
    const started = await opened()
    const { memberId, token } = await server.join(started)
    const edit = (mid: string, body: unknown) => server.call('PATCH', at(started, `/members/${mid}`), { token: started.token, body })
    expect((await edit(memberId, { role: 'scribe' })).body.me.role).toBe('facilitator')
    expect((await server.call('GET', at(started), { token })).body.me.role).toBe('scribe')
    expect((await server.call('POST', at(started, '/rounds/1/stimulus'), { token, body: { kind: 'text', title: 'T', text: 'x' } })).status).toBe(201)
    expect((await server.call('POST', at(started, '/rounds/1/close'), { token })).body.code).toBe('wrong-role')
    expect((await edit('nobody', { role: 'scribe' })).body.code).toBe('member-not-found')
    expect((await edit(memberId, { groupId: 'nowhere' })).body.code).toBe('group-not-found')
  })
})

describe('carrying forward', () => {
  const decideIn = (started: Started, n: number, body: unknown) =>
    server.call<Decisions>('POST', at(started, `/rounds/${n}/carry`), { token: started.token, body })
  const source = (note: string, round = 1) => ({ sources: [{ round, note }] })

  it('[C2] [C4] places what was carried when the next round opens, with its lineage, and leaves the old notes', async () => {
    const started = await opened()
    for (const id of ['n1', 'n2', 'n3', 'n4']) await server.note(started.stocktakeId, 1, { id })
    await decideIn(started, 1, { ...source('n1'), action: 'refined', texts: ['Sharper'] })
    await decideIn(started, 1, { sources: [...source('n2').sources, ...source('n3').sources], action: 'merged', texts: ['Both\nof them'], as: 'stimulus' })
    const { body } = await decideIn(started, 1, { ...source('n4'), action: 'parked', reason: 'Not ours to solve' })
    expect(body.decisions.map(({ action }) => action)).toEqual(['refined', 'merged', 'parked'])
    await verb(started, 1, 'close')
    const before = await server.parts.rooms.read(started.stocktakeId, 1)

    const view = (await verb(started, 2, 'open')).body

    const board = await server.parts.rooms.read(started.stocktakeId, 2)
    expect(board.notes).toMatchObject([{ text: 'Sharper', at: { cell: 'practice/barriers' }, origin: { action: 'refined', from: source('n1').sources } }])
    expect(view.rounds[1]?.shelf).toEqual([{ id: body.decisions[1]?.results[0]?.id, version: 1, hidden: false }])
    expect(view.stimulus[0]).toMatchObject({ kind: 'note', title: 'Both', versions: [{ text: 'Both\nof them', round: 2 }] })
    expect(await server.parts.rooms.read(started.stocktakeId, 1)).toEqual(before)
    const { decisions } = (await server.call<Decisions>('GET', at(started, '/rounds/1/carry'), { token: started.token })).body
    expect(decisions.map(({ placedIn }) => placedIn)).toEqual([2, 2, null])
    const { token } = await server.join(started)
    const lineage = await server.call<LineageTree>('GET', at(started, `/lineage/2/${board.notes[0]?.id}`), { token })
    expect(lineage.body).toMatchObject({ text: 'Sharper', action: 'refined', from: [{ text: 'Note n1', action: null }] })
    expect((await server.call('GET', at(started, '/lineage/1/nothing'), { token })).body.code).toBe('note-not-found')
  })

  it('[C4] a stop between placing the notes and saving the session is mended by opening again', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(started, 1, 'close')
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('power cut'))
    try {
      expect((await verb(started, 2, 'open')).status).toBe(500)
    } finally {
      store.saveSession = saveSession
    }
    expect((await verb(started, 2, 'open')).status).toBe(200)
    expect((await server.parts.rooms.read(started.stocktakeId, 2)).notes).toHaveLength(1)
  })

  it('[C21] a note of a column that the next round does not use waits in the parking lot', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1', cell: 'practice/barriers' })
    await server.call('PATCH', at(started, '/rounds/2'), { token: started.token, body: { columns: ['desired'] } })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(started, 1, 'close')
    await verb(started, 2, 'open')
    expect((await server.parts.rooms.read(started.stocktakeId, 2)).notes[0]?.at.cell).toBeNull()
  })

  it('[C3] two who decide about the same note at once are both answered, and one decision stands', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await server.note(started.stocktakeId, 1, { id: 'n2' })
    const results = await Promise.all([
      decideIn(started, 1, { ...source('n1'), action: 'kept' }),
      decideIn(started, 1, { sources: [...source('n1').sources, ...source('n2').sources], action: 'merged', texts: ['Both'] }),
    ])
    expect(results.map(({ status }) => status)).toEqual([200, 409])
    expect(results[1]?.body.code).toBe('note-already-decided')
    const [decision] = results[0]?.body.decisions ?? []
    const undo = await server.call<Decisions>('DELETE', at(started, `/rounds/1/carry/${decision?.id}`), { token: started.token })
    expect(undo.body.decisions).toEqual([])
    expect((await server.call('DELETE', at(started, `/rounds/1/carry/${decision?.id}`), { token: started.token })).body.code).toBe('decision-not-found')
  })

  it('[C3] what a later round has received is not decided anew', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(started, 1, 'close')
    await verb(started, 2, 'open')
    await verb(started, 2, 'close')
    await verb(started, 1, 'reopen')
    expect((await decideIn(started, 1, { ...source('n1'), action: 'parked', reason: 'No' })).body.code).toBe('note-already-decided')
  })

  it('[C5] refuses what cannot be carried', async () => {
    const started = await opened()
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    const code = async (body: object) => (await decideIn(started, 1, body)).body.code
    expect(await code({ ...source('gone'), action: 'kept' })).toBe('note-not-found')
    expect(await code({ ...source('n1', 9), action: 'kept' })).toBe('bad-request')
    expect(await code({ ...source('n1'), action: 'parked' })).toBe('bad-request')
    expect(await code({ ...source('n1'), action: 'kept', group: 'nowhere' })).toBe('group-not-found')
    expect(await code({ ...source('n1'), action: 'kept', cell: 'no/where' })).toBe('bad-request')
    expect((await decideIn(started, 2, { ...source('n1'), action: 'kept' })).body.code).toBe('round-not-open')
  })
})

describe('staying', () => {
  it('[S53] everything is there after the server was stopped and started again', async () => {
    const started = await opened()
    const person = await server.join(started)
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await verb(started, 1, 'close')
    const before = await server.call('GET', at(started), { token: started.token })
    const record = await server.call<Kept>('GET', at(started, '/rounds/1/record'), { token: started.token })
    await server.restart()
    expect((await server.call('GET', at(started), { token: started.token })).body).toEqual(before.body)
    expect((await server.call('GET', at(started, '/rounds/1/record'), { token: person.token })).body).toEqual(record.body)
    expect((await server.parts.rooms.read(started.stocktakeId, 1)).notes).toHaveLength(1)
    expect((await server.call('GET', `/api/keys/${started.links.observer.split('/k/')[1]}`)).status).toBe(200)
  })
})

describe('what stands open', () => {
  const tension = { title: 'T', poleA: 'a', poleB: 'b', level: '', manifestation: '', nodes: [], betweenGroups: [], evidence: [], addressedBy: [], cue: '' }
  const edit = (started: Started, round: number, effect: (board: Board) => void) => server.parts.rooms.edit(started.stocktakeId, round, effect)
  const read = (started: Started, round: number) => server.parts.rooms.read(started.stocktakeId, round)

  it('[R7] goes along with the round that opens, once, and what is settled does not', async () => {
    const started = await opened()
    await edit(started, 1, (board) => {
      putContradiction(board, { ...tension, id: 'k1', status: 'open' })
      putContradiction(board, { ...tension, id: 'k2', status: 'addressed' })
      putLedgerEntry(board, { id: 'l1', kind: 'action', text: 'Call', fromNotes: [{ round: 1, note: 'n1' }], status: 'open' })
      putLedgerEntry(board, { id: 'l2', kind: 'parking', text: 'Letters', fromNotes: [] })
      putLedgerEntry(board, { id: 'l3', kind: 'decision', text: 'Yes', fromNotes: [] })
    })
    await verb(started, 1, 'close')
    // An id of round 1 names another thing in round 2.
    await edit(started, 2, (board) => putLedgerEntry(board, { id: 'l1', kind: 'decision', text: 'Own', fromNotes: [] }))
    await verb(started, 2, 'open')
    const { contradictions, ledger } = await read(started, 2)
    expect(contradictions).toEqual([{ ...tension, id: 'k1', status: 'open', since: { round: 1, id: 'k1' } }])
    expect(ledger.map(({ text, since }) => [text, since]).sort()).toEqual([
      ['Call', { round: 1, id: 'l1' }],
      ['Letters', { round: 1, id: 'l2' }],
      ['Own', undefined],
    ])

    await edit(started, 2, (board) => changeContradiction(board, 'k1', { status: 'addressed', addressedBy: [{ round: 2, note: 'n9' }] }))
    await verb(started, 2, 'close')
    await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 3' } })
    await verb(started, 3, 'open')
    const third = await read(started, 3)
    expect(third.contradictions).toEqual([])
    expect(third.ledger.map(({ since }) => since)).toEqual(
      expect.arrayContaining([
        { round: 1, id: 'l1' },
        { round: 1, id: 'l2' },
      ]),
    )
    expect(third.ledger).toHaveLength(2)

    // The first round's record still says how it was then; what is told of all rounds says how it is.
    const record = await server.call<Kept>('GET', at(started, '/rounds/1/record'), { token: started.token })
    expect(record.body.record.board.contradictions.map(({ status }) => status)).toEqual(['open', 'addressed'])
    const csv = async (query: string) =>
      (await server.call('GET', at(started, `/export.csv?${query}`), { token: started.token })).bytes.toString().trim().split('\r\n')
    expect((await csv('table=contradictions')).slice(1).map((row) => row.split(',').slice(-3).join())).toEqual(['"addressed","2:n9",2', '"addressed","",1'])
    expect((await csv('table=contradictions&round=1')).slice(1).map((row) => row.split(',').at(-3))).toEqual(['"open"', '"addressed"'])
    expect(await csv('table=actions')).toHaveLength(2)
    expect(await csv('table=parking')).toHaveLength(2)
    expect(await csv('table=decisions')).toHaveLength(3)
    expect((await server.call('GET', at(started, '/export.csv?table=secrets'), { token: started.token })).body.code).toBe('bad-request')
  })

  it('[R7] opening that could not be stored, and was done again, brings everything once', async () => {
    const started = await opened()
    await edit(started, 1, (board) => putContradiction(board, { ...tension, id: 'k1', status: 'partly' }))
    await verb(started, 1, 'close')
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('disk full'))
    try {
      expect((await verb(started, 2, 'open')).body.code).toBe('bug')
    } finally {
      store.saveSession = saveSession
    }
    await verb(started, 2, 'open')
    expect((await read(started, 2)).contradictions).toHaveLength(1)
  })
})
