import type { Bus, BusMessage } from './bus.ts'

/** The bus of a single process: a call to each listener. @param failed what a listener threw, which concerns no other */
export function createMemoryBus(failed: (error: unknown) => void = () => {}): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  return {
    publish(message) {
      for (const listener of [...listeners]) {
        try {
          listener(message)
        } catch (error) {
          failed(error)
        }
      }
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
