import type { LoggedUpdate, Store } from '../store/store.ts'

/** Writes rows of many rooms: one flush in flight, and all that comes meanwhile is the next one. */
export interface Journal {
  /** Resolves when the rows are on disk; rejects when none of them is. */
  append(rows: readonly LoggedUpdate[]): Promise<void>
}

interface Waiting {
  rows: readonly LoggedUpdate[]
  resolve: () => void
  reject: (error: unknown) => void
}

export function createJournal(store: Pick<Store, 'appendUpdates'>): Journal {
  let waiting: Waiting[] = []
  let isWriting = false

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
      const group = waiting
      waiting = []
      await write(group)
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
