import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ballotsContract } from './ballots.contract.ts'
import { boardsContract } from './boards.contract.ts'
import { filesContract } from './files.contract.ts'
import { peopleContract } from './people.contract.ts'
import { sessionsContract } from './sessions.contract.ts'
import type { Store } from './store.ts'
import type { OpenStore } from './testStore.ts'

/** The promises of `Store`, for any implementation. `reopen` closes it and opens the same data again. */
export function storeContract(make: () => Promise<{ store: Store; reopen: () => Promise<Store>; dispose: () => Promise<void> }>) {
  let made: Awaited<ReturnType<typeof make>>
  let store: Store
  beforeEach(async () => {
    made = await make()
    store = made.store
  })
  afterEach(() => made.dispose())
  const at: OpenStore = {
    get store() {
      return store
    },
    async reopen() {
      store = await made.reopen()
    },
  }

  describe('sessions', () => sessionsContract(at))
  describe('people', () => peopleContract(at))
  describe('boards', () => boardsContract(at))
  describe('files', () => filesContract(at))
  describe('ballots', () => ballotsContract(at))

  it('[S49] makes a secret once', async () => {
    expect(await at.store.secret('links', () => 'one')).toBe('one')
    await at.reopen()
    expect(await at.store.secret('links', () => 'two')).toBe('one')
  })

  it('[S49] refuses work once it is closed', async () => {
    await at.store.ping()
    await at.store.close()
    await expect(at.store.ping()).rejects.toThrow()
  })
}
