import { createStore, type StoreApi } from 'zustand'
import { ApiProblem } from './request.ts'

/** How long a change waits for the next try while the server cannot be reached. */
const AGAIN = 2000

export interface Optimistic<Base> {
  /** What the server said last; undefined until it has said anything. */
  base: Base | undefined
  /** The same with what was pressed since: this is what is shown. */
  shown: Base | undefined
  /** Changes that the server has not confirmed yet. */
  waiting: number
  /** The server cannot be reached; what waits is sent when it can be. */
  isCutOff: boolean
  /** Why the last change was refused and taken back. */
  problem: ApiProblem | null
}

export interface OptimisticOptions<Base, Change> {
  /** What a change is about: of two that wait, about the same, the later counts. */
  about: (change: Change) => string
  /** What there is after a change, without asking anybody. */
  apply: (base: Base, change: Change) => Base
  /** Asks the server; resolves to all there is then. */
  send: (change: Change) => Promise<Base>
  read: () => Promise<Base>
  /** Where what waits is kept, so that a reload loses none of it. */
  keep?: { recall: () => Change[]; remember: (waiting: readonly Change[]) => void }
}

export interface OptimisticStore<Base, Change> {
  state: StoreApi<Optimistic<Base>>
  change: (change: Change) => void
  /** The server said what there is, by some other way. */
  heard: (base: Base) => void
  /** Asks the server what there is, if it has not said so yet. */
  load: () => void
}

/**
 * Presses that show at once and are confirmed afterwards: sent one after the other, kept while the connection is lost, and
 * taken back with a reason when refused.
 */
export function createOptimistic<Base, Change>({ about, apply, send, read, keep }: OptimisticOptions<Base, Change>): OptimisticStore<Base, Change> {
  const state = createStore<Optimistic<Base>>()(() => ({ base: undefined, shown: undefined, waiting: 0, isCutOff: false, problem: null }))
  let waiting: Change[] = keep?.recall() ?? []
  let isSending = false

  function show(change: Partial<Optimistic<Base>> = {}) {
    keep?.remember(waiting)
    const base = 'base' in change ? change.base : state.getState().base
    state.setState({ ...change, waiting: waiting.length, shown: base === undefined ? undefined : waiting.reduce(apply, base) })
  }

  async function pump(): Promise<void> {
    if (isSending || !waiting.length) return
    isSending = true
    try {
      await sendAll()
    } finally {
      // Also after a fault of our own, or nothing would ever be sent again.
      isSending = false
    }
  }

  async function sendAll(): Promise<void> {
    while (waiting.length) {
      const next = waiting[0] as Change
      try {
        const base = await send(next)
        waiting = waiting.filter((change) => change !== next)
        show({ base, isCutOff: false })
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem
        if (problem.code === 'offline') {
          show({ isCutOff: true })
          // Nothing tells when the server can be reached again; the next try finds out.
          await new Promise((resolve) => setTimeout(resolve, AGAIN))
          continue
        }
        waiting = waiting.filter((change) => change !== next)
        show({ problem, isCutOff: false })
      }
    }
  }

  return {
    state,
    change(change) {
      // The first may be on its way already; it is left to arrive.
      const [first, ...later] = waiting
      const onTheWay = isSending && first !== undefined ? [first] : []
      const replaceable = isSending ? later : waiting
      waiting = [...onTheWay, ...replaceable.filter((other) => about(other) !== about(change)), change]
      show({ problem: null })
      void pump()
    },
    heard(base) {
      show({ base })
      void pump()
    },
    load() {
      if (state.getState().base !== undefined) return
      read().then(
        (base) => {
          if (state.getState().base === undefined) show({ base })
          void pump()
        },
        (problem) => {
          // Not reached now: the live channel says it as soon as there is a connection.
          if (!(problem instanceof ApiProblem)) throw problem
        },
      )
    },
  }
}
