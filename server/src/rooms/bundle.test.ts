import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Bundle } from './bundle.ts'

// A real client reads what stands on the wire.
const http = createServer()
const sockets = new WebSocketServer({ server: http })
let client: WebSocket
let wire: Duplex
const heard: Buffer[] = []

beforeAll(async () => {
  const arrived = new Promise<void>((resolve) =>
    sockets.on('connection', (_, request) => {
      wire = request.socket
      resolve()
    }),
  )
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  client.on('message', (bytes: Buffer) => heard.push(bytes))
  await arrived
})
afterAll(() => {
  client.terminate()
  http.close()
})

it('[S34] what leaves in one piece arrives as the messages that went in, at every length', async () => {
  const length = fc.oneof(fc.nat(300), fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000))
  await fc.assert(
    fc.asyncProperty(
      fc.array(length, { minLength: 1, maxLength: 6 }),
      fc.array(fc.option(fc.nat(300), { nil: undefined })),
      fc.nat(6),
      fc.nat(255),
      async (lengths, cuts, ahead, fill) => {
        heard.length = 0
        const messages = lengths.map((size, i) => new Uint8Array(size).fill(fill + i))
        const sent = messages.map((message, i) => (cuts[i] === undefined ? message : [message.subarray(0, cuts[i]), message.subarray(cuts[i])]))
        const before = new Bundle(sent.slice(0, ahead))
        const bundle = new Bundle(sent.slice(ahead), before)
        expect(bundle.messages.map((message) => message.length)).toEqual(lengths)
        wire.cork()
        for (const piece of bundle.wire) wire.write(piece)
        wire.uncork()
        expect(bundle.wire).toBe(bundle.wire)
        // The very pieces, not copies of them.
        expect(before.wire.every((piece, i) => piece === bundle.wire[i])).toBe(true)
        while (heard.length < messages.length) await once(client, 'message')
        expect(heard.map((bytes) => Buffer.compare(bytes, messages[heard.indexOf(bytes)] ?? Buffer.alloc(0)))).toEqual(messages.map(() => 0))
      },
    ),
    { numRuns: 50 },
  )
})
