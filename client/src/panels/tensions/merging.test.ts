import { expect, it } from 'vitest'
import { merge } from './merging.ts'

const base = { a: 'one', b: 'two', notes: [1] }

it('[W160] a form shows and saves what was changed here, and of the rest what others wrote meanwhile', () => {
  expect(merge(base, { ...base, a: 'mine' }, { ...base, b: 'theirs' })).toEqual({
    changes: { a: 'mine' },
    clashes: [],
    shown: { a: 'mine', b: 'theirs', notes: [1] },
  })
})

it('[W160] what both changed otherwise is said before it is saved; what both changed alike is not', () => {
  expect(merge(base, { ...base, a: 'mine', notes: [1, 2] }, { ...base, a: 'theirs', notes: [1, 2] })).toEqual({
    changes: { a: 'mine' },
    clashes: ['a'],
    shown: { a: 'mine', b: 'two', notes: [1, 2] },
  })
  expect(merge(base, base, { ...base, a: 'theirs' })).toEqual({ changes: {}, clashes: [], shown: { ...base, a: 'theirs' } })
})
