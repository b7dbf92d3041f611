import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ArrowKey, stepCell } from './stepCell.ts'

const rows = ['policy', 'practice', 'culture']
const columns = ['current', 'barriers']
const all = () => true

it('[W221] goes one step, and round the edge', () => {
  expect(stepCell('policy/current', 'ArrowRight', rows, columns, all)).toBe('policy/barriers')
  expect(stepCell('policy/barriers', 'ArrowRight', rows, columns, all)).toBe('policy/current')
  expect(stepCell('policy/barriers', 'ArrowUp', rows, columns, all)).toBe('culture/barriers')
  expect(stepCell(null, 'ArrowDown', rows, columns, all)).toBe('policy/current')
  expect(stepCell(null, 'ArrowUp', rows, columns, all)).toBe('culture/current')
})

it('[W221] steps over cells that take no notes, and nowhere if there is no other', () => {
  expect(stepCell('policy/current', 'ArrowDown', rows, columns, (cell) => cell !== 'practice/current')).toBe('culture/current')
  expect(stepCell('policy/current', 'ArrowDown', rows, columns, (cell) => cell === 'policy/current')).toBeUndefined()
})

it('[W221] a step and the step back end where they began, where all cells take notes', () => {
  const back: Record<ArrowKey, ArrowKey> = { ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp', ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 9 })
  fc.assert(
    fc.property(ids, ids, fc.nat(), fc.nat(), fc.constantFrom<ArrowKey>('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'), (some, others, r, c, key) => {
      const cell = `${some[r % some.length]}/${others[c % others.length]}`
      const next = stepCell(cell, key, some, others, all)
      expect(next).not.toBe(cell)
      expect(stepCell(next ?? null, back[key], some, others, all)).toBe(cell)
    }),
  )
})
