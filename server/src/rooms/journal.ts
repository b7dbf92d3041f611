import { setTimeout as pause } from 'node:timers/promises'
import type { LoggedUpdate, Store } from '../store/store.ts'

/**
 * Writes rows of many rooms: one flush in flight, and all that comes meanwhile, and within a moment after it, is the next
 * one. What comes alone is flushed at once.
 */
export interface Journal {
  /** Resolves when the rows are on disk; rejects when none of them is. */
  append(rows: readonly LoggedUpdate[]): Promise<void>
}

/** Of the time that is spent with flushing, and the longest moment between two flushes, in milliseconds. */
const SHARE = 0.25
const MOST = 5

/** Rows of one flush, but for those of one room: writing more holds everybody up. */
const ROWS = 400

interface Waiting {
  rows: readonly LoggedUpdate[]
  resolve: () => void
  reject: (error: unknown) => void
}

export function createJournal(store: Pick<Store, 'appendUpdates'>): Journal {
  const waiting: Waiting[] = []
  let isWriting = false
  let from = Number.NEGATIVE_INFINITY

  const write = async (group: readonly Waiting[]) => {
    try {
      await store.appendUpdates(group.flatMap(({ rows }) => rows))
      for (const { resolve } of group) resolve()
    } catch (error) {
      // One room's bad luck (a sequence number that another process took) must not become everybody's.
      if (group.length > 1) for (const one of group) await write([one])
      else for (const { reject } of group) reject(error)
    }
  }

  const run = async () => {
    isWriting = true
    while (waiting.length) {
      const wait = from - performance.now()
      if (wait > 0) await pause(wait)
      const group = waiting.splice(0, rowsWithin(waiting, ROWS))
      const began = performance.now()
      await write(group)
      const ended = performance.now()
      from = ended + Math.min(MOST, (ended - began) / SHARE)
    }
    isWriting = false
  }

  return {
    append: (rows) =>
      new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject })
        if (!isWriting) void run()
      }),
  }
}

/** How many of them have together no more rows than that; one at least. */
function rowsWithin(waiting: readonly Waiting[], most: number): number {
  let count = 0
  let sum = 0
  for (const { rows } of waiting) {
    sum += rows.length
    if (sum > most && count > 0) break
    count++
  }
  return count
}
