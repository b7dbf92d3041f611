import { parentPort } from 'node:worker_threads'
import type { FoldResult, FoldTask } from './folder.ts'
import { snapshotOf } from './parts.ts'

/** The other side of `folder.ts`. */
parentPort?.on('message', ({ number, updates }: FoldTask) => {
  let result: FoldResult
  try {
    result = { number, snapshot: snapshotOf(updates) }
  } catch (error) {
    result = { number, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(result)
})
