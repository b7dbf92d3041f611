import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

export interface LocalCopy {
  /** Origin of the changes it brings back. */
  readonly origin: unknown
  /** The copy has been read, or there is none to be had; never fails. Gives the state vector kept beside it, if any. */
  readonly ready: Promise<Uint8Array | undefined>
  /**
   * Keeps beside the copy what the server has of it; with `soon` within a second, for what others write. An older one says
   * too little, never too much.
   */
  keepDurable(stateVector: () => Uint8Array, soon?: boolean): void
  /** Forgets everything that was kept. */
  clear(): Promise<void>
  close(): void
}

/** How long a browser may take to open its database before the board starts without it. */
const PATIENCE = 3000
/** How long after others wrote it is noted that the server has it. */
const NOTE_AFTER = 1000
const DURABLE = 'durable'

/** Keeps a board on this device, so that it survives a reload and can be edited offline. Without IndexedDB it does nothing. */
export function keepLocalCopy(name: string, doc: Y.Doc): LocalCopy {
  if (typeof indexedDB === 'undefined') return NO_COPY
  const persistence = new IndexeddbPersistence(name, doc)
  const read = persistence.whenSynced.then(async () => {
    const kept: unknown = await persistence.get(DURABLE).catch(() => undefined)
    return kept instanceof ArrayBuffer ? new Uint8Array(kept) : undefined
  })
  const late = new Promise<undefined>((resolve) => {
    // Some browsers neither open nor refuse a database (private windows, another tab upgrading it): time alone tells.
    setTimeout(() => resolve(undefined), PATIENCE)
  })
  // A browser that forbids storage rejects when the database is opened; the board goes on without a copy.
  const refused = persistence._db.then(
    () => read,
    () => undefined,
  )
  let noting: ReturnType<typeof setTimeout> | undefined
  return {
    origin: persistence,
    ready: Promise.race([refused, late]),
    keepDurable(stateVector, soon = false) {
      const note = () => {
        clearTimeout(noting)
        noting = undefined
        if (persistence.db) persistence.set(DURABLE, stateVector().slice().buffer).catch(() => undefined)
      }
      if (soon) noting ??= setTimeout(note, NOTE_AFTER)
      else note()
    },
    clear: () => clearStores(persistence.db),
    close() {
      clearTimeout(noting)
      persistence.destroy().catch(() => undefined)
    },
  }
}

const NO_COPY: LocalCopy = {
  origin: undefined,
  ready: Promise.resolve(undefined),
  keepDurable: () => undefined,
  clear: async () => undefined,
  close: () => undefined,
}

/** Empties the database instead of deleting it: deleting waits for every other tab that has it open. */
function clearStores(db: IDBDatabase | null): Promise<void> {
  return new Promise((resolve) => {
    if (!db) return resolve()
    try {
      const transaction = db.transaction(['updates'], 'readwrite')
      transaction.objectStore('updates').clear()
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => resolve()
      transaction.onabort = () => resolve()
    } catch {
      resolve()
    }
  })
}
