import type { Bus, BusMessage } from './bus.ts'

/** The bus of a single process: a call to each listener. */
export function createMemoryBus(): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  return {
    publish(message) {
      for (const listener of [...listeners]) listener(message)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ping: () => Promise.resolve(),
    async close() {
      listeners.clear()
    },
  }
}
