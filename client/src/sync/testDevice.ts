import * as Y from 'yjs'
import type { LocalCopy } from './localCopy.ts'

/** A device's own storage of a board, shared by the tabs that are open on it. */
export class TestDevice {
  private updates: Uint8Array[] = []
  private durable: Uint8Array | undefined
  private readonly tabs = new Set<() => void>()

  readonly keepCopy = (_name: string, doc: Y.Doc): LocalCopy => {
    const origin = {}
    const load = () =>
      doc.transact(() => {
        for (const update of this.updates) Y.applyUpdate(doc, update)
      }, origin)
    const keep = (update: Uint8Array, from: unknown) => {
      if (from !== origin) this.updates.push(update)
    }
    doc.on('update', keep)
    return {
      origin,
      ready: Promise.resolve().then(() => {
        load()
        this.tabs.add(load)
        return this.durable
      }),
      keepDurable: (stateVector) => {
        this.durable = stateVector()
      },
      clear: async () => {
        this.updates = []
      },
      close: () => {
        this.tabs.delete(load)
        doc.off('update', keep)
      },
    }
  }

  /** Another tab's words were refused, so it emptied the copy; what this tab has is kept from now on only. */
  wipe() {
    this.updates = []
  }

  /** What y-indexeddb does now and then: each tab reads what the others have put there. */
  exchange() {
    for (const load of this.tabs) load()
  }
}
