import { describe } from 'vitest'
import { busContract } from './bus.contract.ts'
import { createMemoryBus } from './memory.ts'

describe('the bus of a single process', () => {
  busContract(async () => {
    const bus = createMemoryBus()
    return { join: async () => bus, dispose: () => bus.close() }
  })
})
