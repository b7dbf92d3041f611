// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { OwnAwareness } from './ownAwareness.ts'
import { choosePointers } from './pointers.ts'
import { linkPresence, pauseFor } from './presence.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  choosePointers('few')
  vi.useRealTimers()
})

/** Somebody in a room with so many others, each with a pointer. */
function among(people: number) {
  const awareness = new OwnAwareness(new Y.Doc())
  const link = linkPresence(awareness)
  for (let client = 1; client <= people; client++)
    awareness.states.set(client, { user: { name: 'x', group: null, role: 'participant' }, cursor: { x: 1, y: 2 } })
  awareness.emit('change', [{}, 'test'])
  return {
    awareness,
    sends: () => {
      link.set({ cursor: { x: 3, y: 4 }, editing: 'n1' })
      vi.advanceTimersByTime(1000)
      return awareness.getLocalState()
    },
    sees: () => link.presences.getState().filter(({ cursor }) => cursor).length,
    link,
    close: () => {
      link.close()
      awareness.destroy()
    },
  }
}

it('[S36] the more people are here, the less often each says where they are: together at most 750 times a second', () => {
  expect([1, 10, 50].map((people) => Math.round(1000 / pauseFor(people)))).toEqual([15, 15, 15])
  for (const people of [51, 100, 150, 300, 1000]) expect((people * 1000) / pauseFor(people)).toBeCloseTo(750)
})

it('[S36] sends no more often than that, however often the pointer moves', () => {
  const { link, awareness, close } = among(299)
  const sent = vi.fn()
  choosePointers('always')
  awareness.on('update', sent)
  for (let i = 0; i < 1000; i++) {
    link.set({ cursor: { x: i, y: 0 } })
    vi.advanceTimersByTime(10)
  }
  expect(sent.mock.calls.length).toBeGreaterThan(20)
  expect(sent.mock.calls.length).toBeLessThanOrEqual(26)
  close()
})

it.each([
  ['few', 99, true],
  ['few', 100, false],
  ['always', 100, true],
  ['never', 1, false],
] as const)('[S77] with the choice "%s" and %i others pointers are sent and shown: %s', (choice, others, has) => {
  choosePointers(choice)
  const { sends, sees, close } = among(others)
  expect(sends()).toEqual(has ? { cursor: { x: 3, y: 4 }, editing: 'n1' } : { editing: 'n1' })
  expect(sees()).toBe(has ? others : 0)
  close()
})

it('[S77] a choice holds at once, in both directions', () => {
  const { sends, sees, awareness, close } = among(3)
  sends()
  choosePointers('never')
  vi.advanceTimersByTime(1000)
  expect([sees(), awareness.getLocalState()]).toEqual([0, { editing: 'n1' }])
  choosePointers('few')
  vi.advanceTimersByTime(1000)
  expect([sees(), awareness.getLocalState()]).toEqual([3, { cursor: { x: 3, y: 4 }, editing: 'n1' }])
  expect(localStorage.getItem('stocktake/pointers')).toBe('"few"')
  close()
})

it('[S36] keeps the identity of whoever did not move', () => {
  const { link, awareness, close } = among(2)
  const [, before] = link.presences.getState()
  awareness.states.set(1, { user: { name: 'x', group: null, role: 'participant' }, cursor: { x: 9, y: 9 } })
  awareness.emit('change', [{}, 'test'])
  expect(link.presences.getState()[0]).toMatchObject({ cursor: { x: 9, y: 9 } })
  expect(link.presences.getState()[1]).toBe(before)
  close()
})
