// @vitest-environment jsdom
import { CLOSE } from '@stocktake/shared/wire'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pauseAfter } from './backoff.ts'
import { connectBoard } from './connectBoard.ts'
import { TestDevice } from './testDevice.ts'
import { TestServer } from './testWire.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

async function open(server: TestServer, stocktakeId: string) {
  const connection = connectBoard({ stocktakeId, round: 1, memberId: 'm', server: 'ws://test', Socket: server.Socket, keepCopy: new TestDevice().keepCopy })
  await vi.waitFor(() => expect(server.knocks()).toBe(true))
  return connection
}

it('[S72] leaves most of a pause to chance, doubles it, and never waits longer than five seconds', () => {
  const range = (failures: number) => [pauseAfter(failures, () => 0), pauseAfter(failures, () => 1)]
  expect([0, 1, 2, 3].map(range)).toEqual([
    [100, 500],
    [200, 1000],
    [400, 2000],
    [800, 4000],
  ])
  expect([4, 10, 1000].map(range)).toEqual(Array(3).fill([1000, 5000]))
})

it('[S72] waits longer each time for a server that takes people in and cannot serve them, and briefly again once it can', async () => {
  const server = new TestServer()
  const connection = await open(server, 'backoff')
  for (let i = 0; i < 6; i++) {
    server.accept()
    server.talk()
    expect(connection.status.getState().synced).toBe(true)
    server.sockets.at(-1)?.end(CLOSE.tryAgain)
    const attempts = server.sockets.length
    if (i >= 4) vi.advanceTimersByTime(999)
    if (i >= 4) expect(server.sockets).toHaveLength(attempts)
    vi.advanceTimersByTime(5000)
    expect(server.sockets).toHaveLength(attempts + 1)
  }
  server.accept()
  server.save()
  server.sockets.at(-1)?.end(CLOSE.goingAway)
  vi.advanceTimersByTime(500)
  expect(server.knocks()).toBe(true)
  connection.close()
})

it.each([
  ['a network that returns', () => window.dispatchEvent(new Event('online'))],
  ['somebody who looks at the page again', () => document.dispatchEvent(new Event('visibilitychange'))],
])('[S72] does not let %s wait', async (_what, happens) => {
  const server = new TestServer()
  const connection = await open(server, 'network')
  for (let i = 0; i < 6; i++) {
    server.sockets.at(-1)?.end(1006)
    vi.advanceTimersByTime(5000)
  }
  server.sockets.at(-1)?.end(1006)
  expect(server.knocks()).toBe(false)
  happens()
  expect(server.knocks()).toBe(true)
  connection.close()
})
