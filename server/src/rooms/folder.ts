import { Worker } from 'node:worker_threads'
import type { StoredSnapshot } from '../store/store.ts'
import type { Fold } from './parts.ts'

/** What goes to the thread and what comes back. */
export interface FoldTask {
  number: number
  updates: readonly Uint8Array[]
}
export interface FoldResult {
  number: number
  snapshot?: StoredSnapshot
  error?: string
}

/** Folds logs in a thread of its own, so that no room waits for another's. For the built server, where the thread is a file beside it. */
export function openFolder(): { fold: Fold; close(): Promise<void> } {
  const waiting = new Map<number, { resolve: (snapshot: StoredSnapshot) => void; reject: (error: Error) => void }>()
  let worker: Worker | undefined
  let count = 0

  function start(): Worker {
    const started = new Worker(new URL('./foldThread.js', import.meta.url))
    started.on('message', ({ number, snapshot, error }: FoldResult) => {
      const task = waiting.get(number)
      waiting.delete(number)
      if (snapshot) task?.resolve(snapshot)
      else task?.reject(new Error(error))
      if (waiting.size === 0) started.unref()
    })
    // A board that the thread cannot hold ends the thread; the log is still there, and the next board gets a new one.
    const ended = (error?: unknown) => {
      if (worker !== started) return
      worker = undefined
      for (const { reject } of waiting.values()) reject(new Error('the folding thread ended', { cause: error }))
      waiting.clear()
    }
    started.on('error', ended)
    started.on('exit', () => ended())
    return started
  }

  return {
    fold: (updates) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        worker.ref()
        const task: FoldTask = { number: ++count, updates }
        waiting.set(task.number, { resolve, reject })
        worker.postMessage(task)
      }),
    async close() {
      await worker?.terminate()
    },
  }
}
