// @vitest-environment jsdom
import { MESSAGE } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { connectBoard } from './connectBoard.ts'
import { TestDevice } from './testDevice.ts'
import { frame, TestServer, type TestSocket } from './testWire.ts'

/** Against the provider in the version that is pinned: another may send on by another way. */

let stocktake = 0
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

async function open(server: TestServer) {
  const stocktakeId = `presence${++stocktake}`
  const connection = connectBoard({ stocktakeId, round: 1, memberId: 'm', server: 'ws://test', Socket: server.Socket, keepCopy: new TestDevice().keepCopy })
  await vi.waitFor(() => expect(server.knocks()).toBe(true))
  return connection
}

/** What a socket sent of presence since the last look: which ids, with which state. */
function presenceOf(socket: TestSocket | undefined): [number, unknown][] {
  return (socket?.sent.splice(0) ?? []).flatMap((message) => {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MESSAGE.awareness) return []
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    return Array.from({ length: decoding.readVarUint(inner) }, (): [number, unknown] => {
      const client = decoding.readVarUint(inner)
      decoding.readVarUint(inner)
      return [client, JSON.parse(decoding.readVarString(inner))]
    })
  })
}

const told = (states: Uint8Array) => frame(MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states))
const somebody = (cursor: { x: number; y: number }) => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState({ user: { name: 'Anna', group: null, role: 'participant' }, cursor })
  return awareness
}

it('[S76] hears of others and sends nothing of it back, through comings, changes and goings', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  server.save()
  const socket = server.sockets.at(-1)
  presenceOf(socket)
  const anna = somebody({ x: 1, y: 2 })
  const tell = () => server.tell(told(encodeAwarenessUpdate(anna, [anna.clientID])))
  tell()
  expect(connection.presences.getState()).toMatchObject([{ name: 'Anna', cursor: { x: 1, y: 2 } }])
  anna.setLocalState({ ...anna.getLocalState(), cursor: { x: 3, y: 4 } })
  tell()
  expect(connection.presences.getState()).toMatchObject([{ cursor: { x: 3, y: 4 } }])
  anna.setLocalState(null)
  tell()
  expect(connection.presences.getState()).toEqual([])
  expect(presenceOf(socket)).toEqual([])
  anna.destroy()
  connection.close()
})

it('[S76] sees after a reconnect who has not moved since', async () => {
  const server = new TestServer()
  const connection = await open(server)
  const anna = somebody({ x: 1, y: 2 })
  const everybody = told(encodeAwarenessUpdate(anna, [anna.clientID]))
  for (const _connection of ['first', 'second']) {
    server.accept()
    server.tell(everybody)
    expect(connection.presences.getState()).toMatchObject([{ name: 'Anna' }])
    server.sockets.at(-1)?.end(1006)
    expect(connection.presences.getState()).toEqual([])
    vi.advanceTimersByTime(5000)
  }
  anna.destroy()
  connection.close()
})

it('[S76] tells who comes to a new connection where this page is, and again when the server took it back', async () => {
  const server = new TestServer()
  const connection = await open(server)
  const me = connection.board.doc.clientID
  server.accept()
  server.save()
  connection.setPresence({ editing: 'n1' })
  vi.advanceTimersByTime(1000)
  server.sockets.at(-1)?.end(1006)
  vi.advanceTimersByTime(5000)
  server.accept()
  expect(presenceOf(server.sockets.at(-1)).at(-1)).toEqual([me, { editing: 'n1' }])

  // As the server does when a role or name changed.
  const states = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, me)
    encoding.writeVarUint(encoder, 1000)
    encoding.writeVarString(encoder, 'null')
  })
  server.tell(told(states))
  expect(presenceOf(server.sockets.at(-1)).at(-1)).toEqual([me, { editing: 'n1' }])
  connection.close()
})

it('[S90] takes itself for nobody else, whatever id the server shows it under', async () => {
  const server = new TestServer()
  const connection = await open(server)
  server.accept()
  connection.setPresence({ editing: 'n1' })
  const [anna, echo] = [somebody({ x: 1, y: 2 }), somebody({ x: 5, y: 6 })]
  server.tell(frame(MESSAGE.you, (encoder) => encoding.writeVarUint(encoder, echo.clientID)))
  for (const one of [anna, echo]) server.tell(told(encodeAwarenessUpdate(one, [one.clientID])))
  expect(connection.presences.getState().map(({ cursor }) => cursor)).toEqual([{ x: 1, y: 2 }])
  for (const one of [anna, echo]) one.destroy()
  connection.close()
})
