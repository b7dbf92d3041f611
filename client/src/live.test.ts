// @vitest-environment jsdom
import { CLOSE } from '@stocktake/shared/wire'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLive, type Socket } from './live.ts'

/** The wire: sockets that the test opens, feeds and closes by hand. */
function wire() {
  const sockets: Socket[] = []
  const states: string[] = []
  const online: boolean[] = []
  const received: unknown[] = []
  const live = openLive({
    connect() {
      const socket: Socket = { close: vi.fn(), onopen: null, onmessage: null, onclose: null }
      sockets.push(socket)
      return socket
    },
    onMessage: (message) => received.push(message),
    onOnline: (again) => online.push(again),
    onState: (state, code) => states.push(code ? `${state} ${code}` : state),
  })
  const last = () => sockets.at(-1) as WebSocket
  return {
    live,
    sockets,
    states,
    online,
    received,
    opens: () => last().onopen?.(new Event('open')),
    says: (data: string) => last().onmessage?.(new MessageEvent('message', { data })),
    closes: (code: number) => last().onclose?.(new CloseEvent('close', { code })),
  }
}

let open: ReturnType<typeof wire>
beforeEach(() => {
  vi.useFakeTimers()
  open = wire()
})
afterEach(() => {
  open.live.close()
  vi.useRealTimers()
})

it('[W2] connects again after the connection was lost, and says that something may have been missed', () => {
  open.opens()
  open.closes(CLOSE.goingAway)
  expect(open.states).toEqual(['connecting', 'online', 'offline'])

  vi.advanceTimersByTime(500)
  open.opens()

  expect(open.sockets).toHaveLength(2)
  expect(open.online).toEqual([false, true])
})

it.each([CLOSE.notSignedIn, CLOSE.forbidden, CLOSE.notFound])('[W2] does not connect again after the final code %i', (code) => {
  open.opens()
  open.closes(code)
  vi.advanceTimersByTime(60_000)
  expect(open.sockets).toHaveLength(1)
  expect(open.states.at(-1)).toBe(`ended ${code}`)
})

it('[W2] waits longer from one attempt to the next, never more than five seconds', () => {
  open.closes(1006)
  for (const longest of [500, 1000, 2000, 4000, 5000, 5000]) {
    const before = open.sockets.length
    vi.advanceTimersByTime(longest)
    expect(open.sockets).toHaveLength(before + 1)
    open.closes(1006)
  }
})

it('[W2] connects at once when the browser says that the network is back', () => {
  open.closes(1006)
  window.dispatchEvent(new Event('online'))
  expect(open.sockets).toHaveLength(2)
})

it('[W2] stays closed once it was closed here', () => {
  open.live.close()
  open.closes(1006)
  vi.advanceTimersByTime(60_000)
  expect(open.sockets).toHaveLength(1)
  expect(open.sockets[0]?.close).toHaveBeenCalled()
})

it('hands on messages and passes over what is not one', () => {
  open.opens()
  open.says('{"type":"here","here":{"total":2,"byGroup":{}}}')
  open.says('not json')
  expect(open.received).toEqual([{ type: 'here', here: { total: 2, byGroup: {} } }])
})
