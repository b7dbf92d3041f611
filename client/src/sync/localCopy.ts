import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

export interface LocalCopy {
  /** Origin of the changes it brings back. */
  readonly origin: unknown
  /** The copy has been read, or there is none to be had; never fails. */
  readonly ready: Promise<void>
  /** Forgets everything that was kept. */
  clear(): Promise<void>
  close(): void
}

/** How long a browser may take to open its database before the board starts without it. */
const PATIENCE = 3000

/** Keeps a board on this device, so that it survives a reload and can be edited offline. Without IndexedDB it does nothing. */
export function keepLocalCopy(name: string, doc: Y.Doc): LocalCopy {
  if (typeof indexedDB === 'undefined') return { origin: undefined, ready: Promise.resolve(), clear: async () => undefined, close: () => undefined }
  const persistence = new IndexeddbPersistence(name, doc)
  const read = persistence.whenSynced.then(() => undefined)
  const late = new Promise<void>((resolve) => {
    // Some browsers neither open nor refuse a database (private windows, another tab upgrading it): time alone tells.
    setTimeout(resolve, PATIENCE)
  })
  // A browser that forbids storage rejects when the database is opened; the board goes on without a copy.
  const refused = persistence._db.then(
    () => read,
    () => undefined,
  )
  return {
    origin: persistence,
    ready: Promise.race([refused, late]),
    clear: () => clearStores(persistence.db),
    close: () => void persistence.destroy().catch(() => undefined),
  }
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
