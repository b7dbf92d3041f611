import { expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { linkPresence, pauseFor } from './presence.ts'

it('[S36] the more people are here, the less often each says where they are', () => {
  expect([pauseFor(1), pauseFor(50), pauseFor(100)].map(Math.round)).toEqual([67, 67, 67])
  expect(pauseFor(300)).toBeCloseTo(200)
})

it('[S36] in a crowd no pointers are sent, only what one is working on', () => {
  vi.useFakeTimers()
  const awareness = new Awareness(new Y.Doc())
  const link = linkPresence(awareness)
  link.set({ cursor: { x: 1, y: 2 }, editing: 'n1' })
  vi.advanceTimersByTime(1000)
  expect(awareness.getLocalState()).toEqual({ cursor: { x: 1, y: 2 }, editing: 'n1' })
  for (let client = 1; client <= 120; client++) awareness.states.set(client, {})
  link.set({ cursor: { x: 3, y: 4 } })
  vi.advanceTimersByTime(1000)
  expect(awareness.getLocalState()).toEqual({ editing: 'n1' })
  link.close()
  awareness.destroy()
  vi.useRealTimers()
})
