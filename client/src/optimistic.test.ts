import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOptimistic } from './optimistic.ts'
import { ApiProblem } from './request.ts'

type Base = Record<string, number>
interface Change {
  key: string
  value: number
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server on the other side of a wire whose answers come when the test says so. */
function wired(limit = Number.POSITIVE_INFINITY, kept: Change[] = []) {
  let there: Base = {}
  let isCut = false
  const answers: (() => void)[] = []
  const sum = (base: Base) => Object.values(base).reduce((all, value) => all + value, 0)
  const apply = (base: Base, { key, value }: Change): Base => ({ ...base, [key]: value })
  const store = createOptimistic<Base, Change>({
    about: ({ key }) => key,
    apply,
    read: async () => there,
    keep: { recall: () => [...kept], remember: (waiting) => void kept.splice(0, kept.length, ...waiting) },
    send: (change) =>
      new Promise((resolve, reject) =>
        answers.push(() => {
          if (isCut) return reject(new ApiProblem('offline', 0, 'not reached'))
          const next = apply(there, change)
          if (sum(next) > limit) return reject(new ApiProblem('votes-used-up', 409, 'all given'))
          there = next
          resolve(there)
        }),
      ),
  })
  store.heard({})
  const answer = async () => {
    answers.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    store,
    shown: () => store.state.getState().shown,
    get there() {
      return there
    },
    cut: (cut: boolean) => {
      isCut = cut
    },
    answer,
    settle: async () => {
      while (answers.length || store.state.getState().waiting) {
        await answer()
        await vi.advanceTimersByTimeAsync(3000)
      }
    },
  }
}

describe('what is pressed', () => {
  it('[V14] shows at once and is confirmed afterwards', async () => {
    const { store, shown, answer, there } = wired()
    store.change({ key: 'a', value: 1 })
    expect(shown()).toEqual({ a: 1 })
    expect(there).toEqual({})
    await answer()
    expect(store.state.getState()).toMatchObject({ base: { a: 1 }, waiting: 0, isCutOff: false, problem: null })
  })

  it('[V14] is taken back with a reason when it is refused, and nothing else with it', async () => {
    const { store, shown, settle } = wired(2)
    for (const [key, value] of [
      ['a', 2],
      ['b', 1],
      ['a', 0],
    ] as const)
      store.change({ key, value })
    expect(shown()).toEqual({ a: 0, b: 1 })
    await settle()
    expect(shown()).toEqual({ a: 0 })
    expect(store.state.getState().problem?.code).toBe('votes-used-up')
  })

  it('[V14] is still there, and sent, after a page that could not send it was loaded again', async () => {
    const kept: Change[] = []
    const before = wired(2, kept)
    before.cut(true)
    before.store.change({ key: 'a', value: 1 })
    await before.answer()
    const { shown, settle, store } = wired(2, kept)
    expect(shown()).toEqual({ a: 1 })
    await settle()
    expect(store.state.getState()).toMatchObject({ base: { a: 1 }, waiting: 0 })
    expect(kept).toEqual([])
  })

  it('[V14] waits while the server cannot be reached, says so, and is sent afterwards', async () => {
    const wire = wired()
    wire.cut(true)
    wire.store.change({ key: 'a', value: 1 })
    await wire.answer()
    wire.store.change({ key: 'b', value: 2 })
    expect(wire.shown()).toEqual({ a: 1, b: 2 })
    expect(wire.store.state.getState()).toMatchObject({ isCutOff: true, waiting: 2 })
    wire.cut(false)
    await vi.advanceTimersByTimeAsync(3000)
    await wire.settle()
    expect(wire.there).toEqual({ a: 1, b: 2 })
    expect(wire.store.state.getState()).toMatchObject({ isCutOff: false, waiting: 0 })
  })

  it('[V14] in the end shows what the server has, whatever was pressed and however the wire behaved', async () => {
    const press = fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.integer({ min: 0, max: 3 }) })
    const event = fc.oneof(press, fc.constantFrom('answer' as const, 'cut' as const, 'mend' as const))
    await fc.assert(
      fc.asyncProperty(fc.array(event, { size: 'max', maxLength: 25 }), async (events) => {
        const wire = wired(5)
        for (const each of events) {
          if (each === 'answer') await wire.answer()
          else if (each === 'cut' || each === 'mend') wire.cut(each === 'cut')
          else {
            wire.store.change(each)
            expect(wire.shown()?.[each.key]).toBe(each.value)
          }
        }
        wire.cut(false)
        await wire.settle()
        expect(wire.shown()).toEqual(wire.there)
        expect(wire.store.state.getState().waiting).toBe(0)
      }),
    )
  })
})
