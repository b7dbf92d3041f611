/** Somebody who keeps every byte that reaches them, on every socket and by every request. */
import { once } from 'node:events'
import { type LiveMessage, MESSAGE } from '@stocktake/shared/wire'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { TestServer } from './testServer.ts'

/** Asks for a whole document, as a client with an empty one does: sync, step 1, a state vector of nothing. */
const ASK_FOR_ALL = Uint8Array.of(MESSAGE.sync, 0, 1, 0)

export function spy(server: TestServer, base: string, { stocktakeId }: { stocktakeId: string }, token: string) {
  const kept: Buffer[] = []
  const dial = async (path: string) => {
    const socket = new WebSocket(`${base}${path}${path.includes('?') ? '&' : '?'}token=${token}`)
    onTestFinished(() => socket.terminate())
    socket.on('error', () => {})
    socket.on('message', (bytes: Buffer) => kept.push(Buffer.from(bytes)))
    const closed = once(socket, 'close').then(([code, reason]) => {
      kept.push(reason as Buffer)
      return code as number
    })
    await Promise.race([once(socket, 'open'), closed])
    if (socket.readyState === socket.OPEN && path.startsWith('/sync')) socket.send(ASK_FOR_ALL)
    return { socket, closed }
  }
  const get = async (path: string) => {
    const answer = await server.call('GET', path, { token })
    kept.push(answer.bytes, Buffer.from(JSON.stringify(answer.headers)))
    return answer
  }
  const messages = () =>
    kept.flatMap((bytes) => {
      const text = bytes.toString()
      return text.startsWith('{"type":') ? [JSON.parse(text) as LiveMessage] : []
    })
  return {
    get bytes() {
      return Buffer.concat(kept)
    },
    dial,
    get,
    live: () => dial(`/live/${stocktakeId}`),
    board: (document = 'round-1') => dial(`/sync/${stocktakeId}/${document}?ext=1`),
    last: <Type extends LiveMessage['type']>(type: Type) =>
      messages().findLast((message): message is Extract<LiveMessage, { type: Type }> => message.type === type),
  }
}
