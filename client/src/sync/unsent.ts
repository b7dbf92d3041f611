import { createStore, type StoreApi } from 'zustand/vanilla'
import { personKey, recall, remember } from '../device.ts'
import type { UnsentNote } from './connection.ts'

/** An unsent note as it is stored: where it comes from, and whether it may still turn out to have arrived. */
export interface KeptNote extends UnsentNote {
  round: number
  /** Not shown until the board has been read again: the server may have these words after all. */
  unsure: boolean
  /** It was written in one's own draft for the round. */
  isDraft?: boolean
}

export interface UnsentStore extends StoreApi<KeptNote[]> {
  keep(notes: readonly KeptNote[]): void
  discard(id: string): void
  /** Settles the unsure ones of a board or draft: those whose words the server has are dropped, the others are shown. */
  settle(from: { round: number; isDraft: boolean }, textOf: (noteId: string) => string | undefined): void
}

const open = new Map<string, UnsentStore>()

/** The unsent words of a person in a stocktake: one list for all rounds and lenses, kept on the device. */
export function unsentOf(stocktakeId: string, memberId: string): UnsentStore {
  const key = personKey('unsent', stocktakeId, memberId)
  const known = open.get(key)
  if (known) return known

  const store = createStore<KeptNote[]>(() => read(key))
  store.subscribe((notes) => remember(key, notes.length ? notes : undefined))
  // Another tab of the same person keeps or discards words too.
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', (event) => {
      if (event.key === key) store.setState(read(key), true)
    })
  }
  const unsent: UnsentStore = {
    ...store,
    keep: (notes) => {
      const ids = new Set(notes.map((note) => note.id))
      store.setState([...store.getState().filter((note) => !ids.has(note.id)), ...notes], true)
    },
    discard: (id) =>
      store.setState(
        store.getState().filter((note) => note.id !== id),
        true,
      ),
    settle: ({ round, isDraft }, textOf) => {
      const concerns = (note: KeptNote) => note.unsure && note.round === round && (note.isDraft ?? false) === isDraft
      if (!store.getState().some(concerns)) return
      store.setState(
        store.getState().flatMap((note) => {
          if (!concerns(note)) return [note]
          return textOf(note.id) === note.text ? [] : [{ ...note, unsure: false }]
        }),
        true,
      )
    },
  }
  open.set(key, unsent)
  return unsent
}

function read(key: string): KeptNote[] {
  const value = recall(key)
  return Array.isArray(value) ? value.filter(isKept) : []
}

const isKept = (value: unknown): value is KeptNote => {
  if (typeof value !== 'object' || value === null) return false
  const note = value as Partial<Record<keyof KeptNote, unknown>>
  return typeof note.id === 'string' && typeof note.text === 'string' && typeof note.round === 'number' && typeof note.reason === 'string'
}
