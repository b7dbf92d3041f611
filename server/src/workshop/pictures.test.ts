import { addNote, deleteNotes, FROM_SERVER } from '@stocktake/shared/board/board'
import { PICTURE_PREFIX } from '@stocktake/shared/board/schema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'
import { cleanPictures, PICTURES_REST } from './pictures.ts'

let server: TestServer
let now: number
let started: Started
beforeEach(async () => {
  now = 1_000_000
  server = await openTestServer({}, { now: () => now })
  started = await server.start()
})
afterEach(() => server.dispose())

const at = { cell: 'practice/barriers', x: 16, y: 56 }
const round = (verb: string) => server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/${verb}`, { token: started.token })
const clean = () => cleanPictures(server.parts.workshop, started.stocktakeId)
const kept = async () => (await server.parts.store.files(started.stocktakeId)).map(({ id }) => id.slice(PICTURE_PREFIX.length)).sort()

async function* bytes() {
  yield Uint8Array.of(1, 2, 3)
}
/** As uploaded now. */
async function picture(name: string) {
  const id = `${PICTURE_PREFIX}${name}`
  await server.parts.store.addFile(started.stocktakeId, { id, name: 'ward.png', type: 'image/png', addedAt: now }, bytes())
  return { file: id, alt: 'The ward' }
}
const wait = (share: number) => {
  now += PICTURES_REST * share
}

describe('pictures that nothing has any more', () => {
  it('[S84] are kept as long as a note, a draft, a hidden note, the shelf or a record has them, and no longer', async () => {
    const { stocktakeId, token } = started
    await round('open')
    const person = await server.join(started)
    // In the record of the round as it was first closed, and nowhere else since.
    await server.note(stocktakeId, 1, { id: 'recorded', picture: await picture('recorded') })
    await round('close')
    await round('reopen')
    await server.parts.rooms.edit(stocktakeId, 1, (board) => deleteNotes(board, ['recorded'], FROM_SERVER))

    await server.note(stocktakeId, 1, { id: 'noted', picture: await picture('noted') })
    const [hidden, drafted, shelved] = [await picture('hidden'), await picture('drafted'), await picture('shelved')]
    const theirs = { id: 'theirs', text: 'x', at, group: null, createdAt: 1, picture: hidden }
    await server.parts.rooms.edit(stocktakeId, 1, (board) => addNote(board, theirs, FROM_SERVER), new Map([['theirs', person.memberId]]))
    const removing = await server.call('PUT', `/api/stocktakes/${stocktakeId}/members/${person.memberId}/removed`, { token, body: { removed: 'hidden' } })
    expect(removing.status).toBe(204)
    expect((await server.parts.rooms.read(stocktakeId, 1)).notes.map(({ id }) => id)).toEqual(['noted'])
    await server.parts.rooms.drafts.edit({ stocktakeId, round: 1, draftOf: person.memberId }, (board) =>
      addNote(board, { id: 'd', text: 'x', at, group: null, createdAt: 1, picture: drafted }, FROM_SERVER),
    )
    const shelf = { kind: 'image', title: 'A', file: shelved.file }
    expect((await server.call('POST', `/api/stocktakes/${stocktakeId}/rounds/1/stimulus`, { token, body: shelf })).status).toBe(201)
    await picture('of-nothing')

    wait(1)
    expect(await clean()).toBe(0)
    wait(1)
    expect(await clean()).toBe(1)
    expect(await kept()).toEqual(['drafted', 'hidden', 'noted', 'recorded', 'shelved'])
    expect(await clean()).toBe(0)
  })

  it('[S84] stay for a day after whatever was written last, so that an undo finds them', async () => {
    await round('open')
    const { stocktakeId } = started
    const ward = await picture('ward')
    wait(2)
    await server.note(stocktakeId, 1, { id: 'a', picture: ward })
    await clean()
    wait(2)
    await server.parts.rooms.edit(stocktakeId, 1, (board) => deleteNotes(board, ['a'], FROM_SERVER))
    expect(await clean()).toBe(0)
    wait(0.9)
    expect(await clean()).toBe(0)
    // Undone, and deleted once more, between two looks.
    await server.note(stocktakeId, 1, { id: 'a', picture: ward })
    await server.parts.rooms.edit(stocktakeId, 1, (board) => deleteNotes(board, ['a'], FROM_SERVER))
    wait(0.9)
    expect(await clean()).toBe(0)
    await server.restart()
    wait(0.9)
    expect(await kept()).toEqual(['ward'])
    wait(0.1)
    expect(await clean()).toBe(1)
    expect(await kept()).toEqual([])
  })

  it('[S84] are left alone while they are new: whoever uploads one has yet to say what it shows', async () => {
    await clean()
    wait(3)
    await picture('new')
    await clean()
    wait(0.5)
    expect(await clean()).toBe(0)
    expect(await kept()).toEqual(['new'])
  })
})
