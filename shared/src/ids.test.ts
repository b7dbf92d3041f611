import { expect, it } from 'vitest'
import { Id } from './fields.ts'
import { isId, newId } from './ids.ts'

it('[B9] an id is never a name that every object has', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a/b', '', 'x'.repeat(65)]) {
    expect(isId(name)).toBe(false)
    expect(Id.safeParse(name).success).toBe(false)
  }
  for (const name of [newId(), 'practice', 'a-b_c']) {
    expect(isId(name)).toBe(true)
    expect(Id.safeParse(name).success).toBe(true)
  }
})
