import { createStocktake } from '@stocktake/shared/commands/create'
import type { Member } from '@stocktake/shared/session'
import type { Store } from './store.ts'

/** What the parts of the contract of stores share: the store that is tried, and something to put into it. */

export interface OpenStore {
  readonly store: Store
  /** Closes it and opens the same data again. */
  reopen(): Promise<void>
}

export const session = (title = 'Discharge letters') => createStocktake({ title, sharedObject: 'A letter that arrives', template: 'care-standard' }, 1000)
export const ana: Member = { id: 'ana', role: 'participant', groupId: 'g1', name: 'Ana', joinedAt: 5, attended: [], removed: null }
export const secrets = { tokenHash: 'token-1', returnCodeHash: 'return-1' }
