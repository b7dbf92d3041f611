import { deflateRawSync } from 'node:zlib'
import { CLOSE, MESSAGE } from '@stocktake/shared/wire'
import * as encoding from 'lib0/encoding'
import { expect, it, vi } from 'vitest'
import { canUnpack, unpack } from './packed.ts'
import { frame, socketsTo, type TestSocket } from './testWire.ts'
import { unpackingSocket } from './unpackingSocket.ts'

/** Node's zlib is the server here. */
const packed = (message: Uint8Array) => frame(MESSAGE.packed, (encoder) => encoding.writeVarUint8Array(encoder, deflateRawSync(message)))
const plain = (text: string) => frame(MESSAGE.sync, (encoder) => encoding.writeVarString(encoder, text))
const bufferOf = (bytes: Uint8Array) => bytes.slice().buffer

function connected() {
  const sockets: TestSocket[] = []
  const undecodable = vi.fn()
  const Socket = unpackingSocket(
    socketsTo((socket) => void sockets.push(socket)),
    undecodable,
  )
  const socket = new Socket('ws://test')
  const heard: (string | number)[] = []
  socket.onmessage = (event) => {
    const bytes = new Uint8Array(event.data)
    if (bytes[0] !== MESSAGE.sync) throw new Error('no message of ours')
    heard.push(new TextDecoder().decode(bytes.slice(2)))
  }
  socket.onclose = (event) => heard.push(event.code)
  const [server] = sockets
  if (!server) throw new Error('no socket')
  const closed = vi.spyOn(server, 'close')
  server.open()
  return { server, heard, undecodable, closed }
}

it('[S75] Node can unpack, so these tests are about something', () => {
  expect(canUnpack()).toBe(true)
})

it('[S75] hands on what is inside as if it had come plainly, whatever its size', async () => {
  const { server, heard } = connected()
  const long = 'words '.repeat(200_000)
  server.deliver(packed(plain('short')))
  server.deliver(packed(frame(MESSAGE.sync, (encoder) => encoding.writeUint8Array(encoder, new TextEncoder().encode(`x${long}`)))))
  await vi.waitFor(() => expect(heard).toEqual(['short', long]))
})

it('[S75] keeps the order: what comes while one is unpacked waits behind it, the end included', async () => {
  const { server, heard } = connected()
  server.deliver(plain('1'))
  expect(heard).toEqual(['1'])
  server.deliver(packed(plain('2')))
  server.deliver(plain('3'))
  server.deliver(packed(plain('4')))
  server.deliver(plain('5'))
  server.end(CLOSE.refused)
  expect(heard).toEqual(['1'])
  await vi.waitFor(() => expect(heard).toHaveLength(6))
  expect(heard).toEqual(['1', '2', '3', '4', '5', CLOSE.refused])
})

it.each([
  ['bytes that are no deflate', frame(MESSAGE.packed, (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array([255, 255, 255, 255])))],
  [
    'a deflate that breaks off',
    frame(MESSAGE.packed, (encoder) => encoding.writeVarUint8Array(encoder, deflateRawSync(plain('words'.repeat(100))).subarray(0, 9))),
  ],
  ['a length beyond the end', new Uint8Array([MESSAGE.packed, 200, 200, 1])],
  ['nothing inside', packed(new Uint8Array())],
  ['a packed one inside', packed(packed(plain('deep')))],
  ['what the listener cannot read', packed(new Uint8Array([99]))],
])('[S75] closes the socket for %s, and hands on nothing after it', async (_what, message) => {
  const { server, heard, undecodable, closed } = connected()
  server.deliver(packed(plain('before')))
  server.deliver(message)
  server.deliver(plain('after'))
  await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(CLOSE.badMessage, 'packed'))
  expect(undecodable).toHaveBeenCalledTimes(1)
  expect(heard).toEqual(['before'])
})

it('[S75] unpacks no more than a limit', async () => {
  const bomb = packed(new Uint8Array(3_000_000))
  expect(bomb.length).toBeLessThan(10_000)
  await expect(unpack(bufferOf(bomb), 2_999_999)).rejects.toThrow('too large')
  expect((await unpack(bufferOf(bomb), 3_000_000)).byteLength).toBe(3_000_000)
})
