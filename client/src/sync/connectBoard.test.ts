// @vitest-environment jsdom
import { addNote, change, deleteNotes, noteText, readNotes } from '@stocktake/shared/board/board'
import { CLOSE, MESSAGE } from '@stocktake/shared/wire'
import * as encoding from 'lib0/encoding'
import { beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { connectBoard } from './connectBoard.ts'
import { standingOf } from './standing.ts'
import { TestDevice } from './testDevice.ts'
import { frame, savedFrame, TestServer } from './testWire.ts'
import { unsentOf } from './unsent.ts'

const place = { cell: 'practice/barriers', x: 16, y: 56 }
const note = (text: string) => ({ text, at: place, group: 'g', createdAt: 1 })

let stocktake = 0
async function open(server: TestServer, onDropped?: (wait: number) => void, device = new TestDevice(), isDraft = false) {
  const connection = connectBoard({
    stocktakeId: `s${stocktake}`,
    round: 1,
    isDraft,
    memberId: 'm',
    server: 'ws://fake',
    Socket: server.Socket,
    keepCopy: device.keepCopy,
    onDropped: onDropped ?? (() => undefined),
  })
  await vi.waitFor(() => expect(server.knocks()).toBe(true))
  return connection
}

beforeEach(() => {
  stocktake++
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

it('[S1] is saved when the server has confirmed, not before', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.save()
  expect(connection.status.getState()).toMatchObject({ connection: 'online', synced: true, ready: true, saved: true })

  addNote(connection.board, note('a'))
  server.talk()
  server.flush()
  expect(readNotes(server.board)).toHaveLength(1)
  expect(connection.status.getState()).toMatchObject({ saved: false, unsaved: 1 })

  server.save()
  expect(connection.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  connection.close()
})

it('[S2] keeps what is written offline, says how many notes that is, and sends it once', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.save()
  server.sockets.at(-1)?.end(1006)
  for (const text of ['one', 'two', 'three']) addNote(connection.board, note(text))
  expect(connection.status.getState()).toMatchObject({ connection: 'offline', saved: false, unsaved: 3 })

  vi.advanceTimersByTime(10_000)
  server.accept()
  expect(connection.status.getState()).toMatchObject({ connection: 'online', unsaved: 3 })
  server.save()

  expect(connection.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  expect(
    readNotes(server.board)
      .map((each) => each.text)
      .sort(),
  ).toEqual(['one', 'three', 'two'])
  connection.close()
})

it('[S2] still knows after a reload that something was never confirmed', async () => {
  const server = new TestServer()
  const before = await open(server)
  addNote(before.board, note('a'))
  before.close()

  const after = await open(server)
  expect(after.status.getState()).toMatchObject({ saved: false, unsaved: 1 })
  after.close()
})

it('[S70] does not believe a count that is ahead of what the server says it has', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.save()
  const before = new Y.Doc()
  Y.applyUpdate(before, Y.encodeStateAsUpdate(server.board.doc))
  addNote(connection.board, note('a'))
  server.tell(savedFrame(2, before))
  expect(connection.status.getState().saved).toBe(false)

  server.save()
  expect(connection.status.getState().saved).toBe(true)
  connection.close()
})

it('[S71] sees by the copy alone what the server never confirmed, and how many notes that is', async () => {
  const server = new TestServer()
  const device = new TestDevice()
  const before = await open(server, undefined, device)
  server.accept()
  addNote(before.board, note('confirmed'))
  server.save()
  addNote(before.board, note('never confirmed'))
  before.close()
  localStorage.clear()

  const after = await open(server, undefined, device)
  expect(after.status.getState()).toMatchObject({ connection: 'connecting', saved: false, unsaved: 1 })
  server.accept()
  server.talk()
  expect(after.status.getState()).toMatchObject({ synced: true, saved: false, unsaved: 1 })
  server.save()
  expect(after.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  after.close()
})

it('[S71] counts as unsaved what another tab put into the copy and nobody sent yet', async () => {
  const server = new TestServer()
  const device = new TestDevice()
  const first = await open(server, undefined, device)
  const second = await open(server, undefined, device)
  server.accept()
  server.save()
  server.sockets[0]?.end(1006)
  addNote(first.board, note('in the first tab'))
  device.exchange()
  expect(second.status.getState()).toMatchObject({ saved: false, unsaved: 1 })
  server.save()
  expect(second.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  first.close()
  second.close()
})

it('[S70] takes a server that came back from an older backup at its word', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  addNote(connection.board, note('was on its disk once'))
  server.save()
  server.crash()
  const restored = new TestServer()
  server.board = restored.board
  vi.advanceTimersByTime(10_000)
  server.accept()
  server.talk()
  expect(connection.status.getState()).toMatchObject({ saved: false, unsaved: 1 })
  server.save()
  expect(readNotes(server.board)).toHaveLength(1)
  expect(connection.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  connection.close()
})

it('[S3] keeps of what a server forgot only one’s own words, when it refuses to have them back', async () => {
  const server = new TestServer()
  addNote(server.board, { ...note('theirs'), id: 'theirs' })
  const connection = await open(server)
  server.accept()
  server.save()
  addNote(connection.board, { ...note('mine'), id: 'mine' })
  server.save()
  server.crash()
  server.board = new TestServer().board
  server.refusing = { reason: 'not-your-group', notes: ['theirs'] }
  addNote(connection.board, { ...note('not sent yet'), id: 'new' })
  vi.advanceTimersByTime(5000)
  server.accept()
  server.talk()
  await vi.waitFor(() => expect(connection.status.getState().connection).toBe('ended'))
  connection.close()

  const next = await open(server)
  server.accept()
  server.talk()
  expect(
    next.status
      .getState()
      .unsent.map(({ id }) => id)
      .sort(),
  ).toEqual(['mine', 'new'])
  next.close()
})

it('[S73] says not saved steadily while the server cannot store, and ends it with the first confirmation', async () => {
  const server = new TestServer()
  const connection = await open(server)
  const standings: string[] = []
  server.accept()
  server.save()
  addNote(connection.board, note('one'))
  server.talk()
  server.fail()
  connection.status.subscribe((status) => standings.push(standingOf(status)))
  for (let i = 0; i < 4; i++) {
    vi.advanceTimersByTime(5000)
    server.accept()
    server.talk()
    if (i === 1) addNote(connection.board, note('another'))
    server.talk()
    server.fail()
  }
  expect(new Set(standings)).toEqual(new Set(['not-saved']))
  expect(connection.status.getState()).toMatchObject({ storageFailed: true, unsaved: 2 })

  vi.advanceTimersByTime(5000)
  server.accept()
  server.save()
  expect(standingOf(connection.status.getState())).toBe('saved')
  expect(readNotes(server.board)).toHaveLength(2)
  connection.close()
})

it('[S73] says offline when the server that could not store is gone altogether', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.save()
  addNote(connection.board, note('one'))
  server.talk()
  server.fail()
  vi.advanceTimersByTime(5000)
  expect(standingOf(connection.status.getState())).toBe('not-saved')
  server.sockets.at(-1)?.end(1006)
  expect(standingOf(connection.status.getState())).toBe('offline')
  connection.close()
})

it('[S73] says nothing of it to who only reads', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.talk()
  server.fail()
  expect(connection.status.getState()).toMatchObject({ storageFailed: false })
  connection.close()
})

it('[S3] keeps the words of refused notes as unsent, and only those the server does not have', async () => {
  const server = new TestServer()
  addNote(server.board, { ...note('as it was'), id: 'old' })
  const dropped = vi.fn()
  const connection = await open(server, dropped)
  server.accept()
  server.save()
  server.refusing = { reason: 'round-closed', notes: [] }
  change(connection.board, () => {
    addNote(connection.board, { ...note('new words'), id: 'new' })
    noteText(connection.board, 'old')?.insert(0, 'changed, not ')
    addNote(connection.board, { ...note(''), id: 'empty' })
  })
  server.talk()
  await vi.waitFor(() => expect(dropped).toHaveBeenCalledWith(0))
  expect(connection.status.getState()).toMatchObject({ connection: 'ended', endedWith: CLOSE.refused })
  connection.close()

  const next = await open(server)
  expect(next.status.getState().unsent).toEqual([])
  server.accept()
  server.talk()
  expect(next.status.getState().unsent).toMatchObject([
    { id: 'new', text: 'new words', cell: place.cell, reason: 'round-closed' },
    { id: 'old', text: 'changed, not as it was' },
  ])
  expect(readNotes(next.board).map((each) => each.text)).toEqual(['as it was'])

  next.discardUnsent('new')
  expect(next.status.getState().unsent).toHaveLength(1)
  next.close()
})

it('[S3] does not offer words again that had arrived before the refusal', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  addNote(connection.board, { ...note('arrived, not yet confirmed'), id: 'first' })
  server.talk()
  server.flush()
  server.refusing = { reason: 'round-closed', notes: [] }
  addNote(connection.board, { ...note('too late'), id: 'second' })
  server.talk()
  await vi.waitFor(() => expect(connection.status.getState().connection).toBe('ended'))
  connection.close()

  const next = await open(server)
  server.accept()
  server.talk()
  expect(next.status.getState().unsent.map((each) => each.text)).toEqual(['too late'])
  next.close()
})

it('[S3] keeps the words of a draft apart from the board of its round, which knows nothing of them', async () => {
  const server = new TestServer()
  const draft = await open(server, undefined, new TestDevice(), true)
  server.accept()
  server.refusing = { reason: 'round-closed', notes: [] }
  addNote(draft.board, { ...note('only mine'), id: 'mine' })
  server.talk()
  await vi.waitFor(() => expect(draft.status.getState().connection).toBe('ended'))
  draft.close()

  const board = await open(new TestServer())
  expect(board.board.notes.size).toBe(0)
  board.close()
  const unsent = unsentOf(`s${stocktake}`, 'm')
  unsent.settle({ round: 1, isDraft: false }, () => undefined)
  expect(unsent.getState()).toMatchObject([{ id: 'mine', unsure: true, isDraft: true }])
  unsent.settle({ round: 1, isDraft: true }, () => undefined)
  expect(unsent.getState()).toMatchObject([{ id: 'mine', unsure: false }])
})

it('[S3] stops for good when the server says so', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.sockets.at(-1)?.end(CLOSE.forbidden)
  vi.advanceTimersByTime(60_000)

  expect(connection.status.getState()).toMatchObject({ connection: 'ended', endedWith: CLOSE.forbidden })
  expect(server.sockets).toHaveLength(1)
  connection.close()
})

it('[W11] knows which notes were made here, and does not claim one that undo brought back', async () => {
  const server = new TestServer()
  addNote(server.board, { ...note('theirs'), id: 'theirs' })
  const connection = await open(server)
  server.accept()
  server.talk()
  const mine = addNote(connection.board, note('mine'))
  connection.endUndoStep()
  deleteNotes(connection.board, ['theirs'])
  connection.undo()

  expect(connection.board.notes.has('theirs')).toBe(true)
  expect([...connection.mine.getState()]).toEqual([mine])
  connection.close()
})

it('[S33] takes from the server which notes this person wrote elsewhere, and survives nonsense in their place', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  for (const text of ['["from my phone", 7]', 'nonsense']) server.tell(frame(MESSAGE.yours, (encoder) => encoding.writeVarString(encoder, text)))
  expect([...connection.mine.getState()]).toEqual(['from my phone'])
  connection.close()
})

it('[S3] shares unsent words between the rounds of a person, and keeps them over a reload', () => {
  const store = unsentOf('elsewhere', 'm')
  store.keep([{ id: 'n', text: 'words', cell: null, reason: 'round-closed', at: 1, round: 1, unsure: false }])
  expect(unsentOf('elsewhere', 'm').getState()).toHaveLength(1)
  expect(localStorage.getItem('stocktake/unsent/elsewhere/m')).toContain('words')
})
