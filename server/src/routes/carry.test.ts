import type { Board } from '@stocktake/shared/board/board'
import { changeContradiction, putContradiction, putLedgerEntry } from '@stocktake/shared/board/records'
import type { CarryDecision } from '@stocktake/shared/carry'
import type { RoundRecord } from '@stocktake/shared/record'
import type { LineageTree } from '@stocktake/shared/report/lineage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'
import { at, opened, verb } from './testRounds.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

type Kept = { hash: string; version: number; record: RoundRecord }
type Decisions = { decisions: CarryDecision[] }

describe('carrying forward', () => {
  const decideIn = (started: Started, n: number, body: unknown) =>
    server.call<Decisions>('POST', at(started, `/rounds/${n}/carry`), { token: started.token, body })
  const source = (note: string, round = 1) => ({ sources: [{ round, note }] })

  it('[C2] [C4] places what was carried when the next round opens, with its lineage, and leaves the old notes', async () => {
    const started = await opened(server)
    for (const id of ['n1', 'n2', 'n3', 'n4']) await server.note(started.stocktakeId, 1, { id })
    await decideIn(started, 1, { ...source('n1'), action: 'refined', texts: ['Sharper'] })
    await decideIn(started, 1, { sources: [...source('n2').sources, ...source('n3').sources], action: 'merged', texts: ['Both\nof them'], as: 'stimulus' })
    const { body } = await decideIn(started, 1, { ...source('n4'), action: 'parked', reason: 'Not ours to solve' })
    expect(body.decisions.map(({ action }) => action)).toEqual(['refined', 'merged', 'parked'])
    await verb(server, started, 1, 'close')
    const before = await server.parts.rooms.read(started.stocktakeId, 1)

    const view = (await verb(server, started, 2, 'open')).body

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
    const started = await opened(server)
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(server, started, 1, 'close')
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('power cut'))
    try {
      expect((await verb(server, started, 2, 'open')).status).toBe(500)
    } finally {
      store.saveSession = saveSession
    }
    expect((await verb(server, started, 2, 'open')).status).toBe(200)
    expect((await server.parts.rooms.read(started.stocktakeId, 2)).notes).toHaveLength(1)
  })

  it('[C21] a note of a column that the next round does not use waits in the parking lot', async () => {
    const started = await opened(server)
    await server.note(started.stocktakeId, 1, { id: 'n1', cell: 'practice/barriers' })
    await server.call('PATCH', at(started, '/rounds/2'), { token: started.token, body: { columns: ['desired'] } })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(server, started, 1, 'close')
    await verb(server, started, 2, 'open')
    expect((await server.parts.rooms.read(started.stocktakeId, 2)).notes[0]?.at.cell).toBeNull()
  })

  it('[C3] two who decide about the same note at once are both answered, and one decision stands', async () => {
    const started = await opened(server)
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
    const started = await opened(server)
    await server.note(started.stocktakeId, 1, { id: 'n1' })
    await decideIn(started, 1, { ...source('n1'), action: 'kept' })
    await verb(server, started, 1, 'close')
    await verb(server, started, 2, 'open')
    await verb(server, started, 2, 'close')
    await verb(server, started, 1, 'reopen')
    expect((await decideIn(started, 1, { ...source('n1'), action: 'parked', reason: 'No' })).body.code).toBe('note-already-decided')
  })

  it('[C5] refuses what cannot be carried', async () => {
    const started = await opened(server)
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

describe('what stands open', () => {
  const tension = { title: 'T', poleA: 'a', poleB: 'b', level: '', manifestation: '', nodes: [], betweenGroups: [], evidence: [], addressedBy: [], cue: '' }
  const edit = (started: Started, round: number, effect: (board: Board) => void) => server.parts.rooms.edit(started.stocktakeId, round, effect)
  const read = (started: Started, round: number) => server.parts.rooms.read(started.stocktakeId, round)

  it('[R7] goes along with the round that opens, once, and what is settled does not', async () => {
    const started = await opened(server)
    await edit(started, 1, (board) => {
      putContradiction(board, { ...tension, id: 'k1', status: 'open' })
      putContradiction(board, { ...tension, id: 'k2', status: 'addressed' })
      putLedgerEntry(board, { id: 'l1', kind: 'action', text: 'Call', fromNotes: [{ round: 1, note: 'n1' }], status: 'open' })
      putLedgerEntry(board, { id: 'l2', kind: 'parking', text: 'Letters', fromNotes: [] })
      putLedgerEntry(board, { id: 'l3', kind: 'decision', text: 'Yes', fromNotes: [] })
    })
    await verb(server, started, 1, 'close')
    // An id of round 1 names another thing in round 2.
    await edit(started, 2, (board) => putLedgerEntry(board, { id: 'l1', kind: 'decision', text: 'Own', fromNotes: [] }))
    await verb(server, started, 2, 'open')
    const { contradictions, ledger } = await read(started, 2)
    expect(contradictions).toEqual([{ ...tension, id: 'k1', status: 'open', since: { round: 1, id: 'k1' } }])
    expect(ledger.map(({ text, since }) => [text, since]).sort()).toEqual([
      ['Call', { round: 1, id: 'l1' }],
      ['Letters', { round: 1, id: 'l2' }],
      ['Own', undefined],
    ])

    await edit(started, 2, (board) => changeContradiction(board, 'k1', { status: 'addressed', addressedBy: [{ round: 2, note: 'n9' }] }))
    await verb(server, started, 2, 'close')
    await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 3' } })
    await verb(server, started, 3, 'open')
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
    const started = await opened(server)
    await edit(started, 1, (board) => putContradiction(board, { ...tension, id: 'k1', status: 'partly' }))
    await verb(server, started, 1, 'close')
    const { store } = server.parts
    const { saveSession } = store
    store.saveSession = () => Promise.reject(new Error('disk full'))
    try {
      expect((await verb(server, started, 2, 'open')).body.code).toBe('bug')
    } finally {
      store.saveSession = saveSession
    }
    await verb(server, started, 2, 'open')
    expect((await read(started, 2)).contradictions).toHaveLength(1)
  })
})
