// @vitest-environment jsdom
import { addNote, change, createBoard, deleteNotes, noteText, readNotes } from '@stocktake/shared/board/board'
import { CLOSE, MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { beforeEach, expect, it, vi } from 'vitest'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { connectBoard } from './connectBoard.ts'
import { unsentOf } from './unsent.ts'

const place = { cell: 'practice/barriers', x: 16, y: 56 }
const note = (text: string) => ({ text, at: place, group: 'g', createdAt: 1 })

/** A server behind a fake wire: what arrives is kept until `acknowledge`, or refused if `refusing` says so. */
class FakeServer {
  board = createBoard()
  sockets: FakeSocket[] = []
  refusing: Refusal | undefined
  counted = 0
  Socket: typeof WebSocket

  constructor() {
    const server = this
    this.Socket = class extends FakeSocket {
      constructor() {
        super(server)
      }
    } as unknown as typeof WebSocket
  }

  get socket() {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('nobody connected')
    return socket
  }

  /** Lets the newest socket open: the server asks first, as ours does. */
  accept() {
    this.counted = 0
    this.socket.readyState = 1
    this.socket.onopen?.()
    this.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync)
      syncProtocol.writeSyncStep1(encoder, this.board.doc)
    })
  }

  receive(bytes: Uint8Array) {
    const decoder = decoding.createDecoder(bytes)
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return
    const kind = bytes[1]
    if (kind === 0) {
      this.send((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.sync)
        syncProtocol.readSyncMessage(decoder, encoder, this.board.doc, this)
      })
      return
    }
    if (this.refusing && changesSomething(this.board.doc, bytes)) {
      const refusal = this.refusing
      this.send((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.refused)
        encoding.writeVarString(encoder, JSON.stringify(refusal))
      })
      this.socket.end(CLOSE.refused)
      return
    }
    syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), this.board.doc, this)
    this.counted++
  }

  acknowledge() {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.saved)
      encoding.writeVarUint(encoder, this.counted)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.board.doc))
    })
  }

  send(write: (encoder: encoding.Encoder) => void) {
    const encoder = encoding.createEncoder()
    write(encoder)
    this.socket.onmessage?.({ data: encoding.toUint8Array(encoder) })
  }
}

class FakeSocket {
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  onmessage: ((event: { data: Uint8Array }) => void) | null = null
  constructor(private readonly server: FakeServer) {
    server.sockets.push(this)
  }
  send(bytes: Uint8Array) {
    if (this.readyState === 1) this.server.receive(bytes)
  }
  close() {
    this.readyState = 3
  }
  end(code: number) {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

function changesSomething(doc: Y.Doc, bytes: Uint8Array) {
  const twin = new Y.Doc()
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(doc))
  let changed = false
  twin.on('update', () => {
    changed = true
  })
  const decoder = decoding.createDecoder(bytes)
  decoding.readVarUint(decoder)
  syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), twin, undefined)
  return changed
}

let stocktake = 0
async function open(server: FakeServer, onDropped?: (wait: number) => void, isDraft = false) {
  const connection = connectBoard({
    stocktakeId: `s${stocktake}`,
    round: 1,
    isDraft,
    memberId: 'm',
    server: 'ws://fake',
    Socket: server.Socket,
    onDropped: onDropped ?? (() => undefined),
  })
  await Promise.resolve()
  await Promise.resolve()
  return connection
}

beforeEach(() => {
  stocktake++
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

it('[S1] is saved when the server has confirmed, not before', async () => {
  const server = new FakeServer()
  const connection = await open(server)
  server.accept()
  server.acknowledge()
  expect(connection.status.getState()).toMatchObject({ connection: 'online', synced: true, ready: true, saved: true })

  addNote(connection.board, note('a'))
  expect(readNotes(server.board)).toHaveLength(1)
  expect(connection.status.getState()).toMatchObject({ saved: false, unsaved: 1 })

  server.acknowledge()
  expect(connection.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  connection.close()
})

it('[S2] keeps what is written offline, says how many notes that is, and sends it once', async () => {
  const server = new FakeServer()
  const connection = await open(server)
  server.accept()
  server.acknowledge()
  server.socket.end(1006)
  for (const text of ['one', 'two', 'three']) addNote(connection.board, note(text))
  expect(connection.status.getState()).toMatchObject({ connection: 'offline', saved: false, unsaved: 3 })

  vi.advanceTimersByTime(10_000)
  server.accept()
  expect(connection.status.getState()).toMatchObject({ connection: 'online', unsaved: 3 })
  server.acknowledge()

  expect(connection.status.getState()).toMatchObject({ saved: true, unsaved: 0 })
  expect(
    readNotes(server.board)
      .map((each) => each.text)
      .sort(),
  ).toEqual(['one', 'three', 'two'])
  connection.close()
})

it('[S2] still knows after a reload that something was never confirmed', async () => {
  const server = new FakeServer()
  const before = await open(server)
  addNote(before.board, note('a'))
  before.close()

  const after = await open(server)
  expect(after.status.getState()).toMatchObject({ saved: false, unsaved: 1 })
  after.close()
})

it('[S3] keeps the words of refused notes as unsent, and only those the server does not have', async () => {
  const server = new FakeServer()
  addNote(server.board, { ...note('as it was'), id: 'old' })
  const dropped = vi.fn()
  const connection = await open(server, dropped)
  server.accept()
  server.acknowledge()
  server.refusing = { reason: 'round-closed', notes: [] }
  change(connection.board, () => {
    addNote(connection.board, { ...note('new words'), id: 'new' })
    noteText(connection.board, 'old')?.insert(0, 'changed, not ')
    addNote(connection.board, { ...note(''), id: 'empty' })
  })
  await vi.waitFor(() => expect(dropped).toHaveBeenCalledWith(0))
  expect(connection.status.getState()).toMatchObject({ connection: 'ended', endedWith: CLOSE.refused })
  connection.close()

  const next = await open(server)
  expect(next.status.getState().unsent).toEqual([])
  server.accept()
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
  const server = new FakeServer()
  const connection = await open(server)
  server.accept()
  addNote(connection.board, { ...note('arrived, not yet confirmed'), id: 'first' })
  server.refusing = { reason: 'round-closed', notes: [] }
  addNote(connection.board, { ...note('too late'), id: 'second' })
  await vi.waitFor(() => expect(connection.status.getState().connection).toBe('ended'))
  connection.close()

  const next = await open(server)
  server.accept()
  expect(next.status.getState().unsent.map((each) => each.text)).toEqual(['too late'])
  next.close()
})

it('[S3] keeps the words of a draft apart from the board of its round, which knows nothing of them', async () => {
  const server = new FakeServer()
  const draft = await open(server, undefined, true)
  server.accept()
  server.refusing = { reason: 'round-closed', notes: [] }
  addNote(draft.board, { ...note('only mine'), id: 'mine' })
  await vi.waitFor(() => expect(draft.status.getState().connection).toBe('ended'))
  draft.close()

  const board = await open(new FakeServer())
  expect(board.board.notes.size).toBe(0)
  board.close()
  const unsent = unsentOf(`s${stocktake}`, 'm')
  unsent.settle({ round: 1, isDraft: false }, () => undefined)
  expect(unsent.getState()).toMatchObject([{ id: 'mine', unsure: true, isDraft: true }])
  unsent.settle({ round: 1, isDraft: true }, () => undefined)
  expect(unsent.getState()).toMatchObject([{ id: 'mine', unsure: false }])
})

it('[S3] stops for good when the server says so', async () => {
  const server = new FakeServer()
  const connection = await open(server)
  server.accept()
  server.socket.end(CLOSE.forbidden)
  vi.advanceTimersByTime(60_000)

  expect(connection.status.getState()).toMatchObject({ connection: 'ended', endedWith: CLOSE.forbidden })
  expect(server.sockets).toHaveLength(1)
  connection.close()
})

it('[W11] knows which notes were made here, and does not claim one that undo brought back', async () => {
  const server = new FakeServer()
  addNote(server.board, { ...note('theirs'), id: 'theirs' })
  const connection = await open(server)
  server.accept()
  const mine = addNote(connection.board, note('mine'))
  connection.endUndoStep()
  deleteNotes(connection.board, ['theirs'])
  connection.undo()

  expect(connection.board.notes.has('theirs')).toBe(true)
  expect([...connection.mine.getState()]).toEqual([mine])
  connection.close()
})

it('[S33] takes from the server which notes this person wrote elsewhere, and survives nonsense in their place', async () => {
  const server = new FakeServer()
  const connection = await open(server)
  server.accept()
  for (const text of ['["from my phone", 7]', 'nonsense'])
    server.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.yours)
      encoding.writeVarString(encoder, text)
    })
  expect([...connection.mine.getState()]).toEqual(['from my phone'])
  connection.close()
})

it('[S3] shares unsent words between the rounds of a person, and keeps them over a reload', () => {
  const store = unsentOf('elsewhere', 'm')
  store.keep([{ id: 'n', text: 'words', cell: null, reason: 'round-closed', at: 1, round: 1, unsure: false }])
  expect(unsentOf('elsewhere', 'm').getState()).toHaveLength(1)
  expect(localStorage.getItem('stocktake/unsent/elsewhere/m')).toContain('words')
})
