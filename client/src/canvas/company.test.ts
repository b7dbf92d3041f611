import { arrange } from '@stocktake/shared/board/layout'
import { expect, it } from 'vitest'
import type { Presence } from '../sync/connection.ts'
import { companyOf, sameCompany } from './company.ts'

const { layout, notes } = arrange({ rows: ['policy', 'practice'], columns: ['current'] }, [{ id: 'n1', at: { cell: 'practice/current', x: 16, y: 56 }, h: 96 }])
const scene = { boxes: () => notes, layout: { get: () => layout } } as unknown as Parameters<typeof companyOf>[1]
const person = (client: number, more: Partial<Presence>): Presence => ({ client, name: `p${client}`, group: 'g', role: 'participant', ...more })
const cells = (...presences: Presence[]) => [...companyOf(presences, scene)].map(([cell, there]) => [cell, there.map(({ client }) => client)])

it('[W153] people are where they write, else where they say their hands are, else where they point', () => {
  expect(cells(person(1, { editing: 'n1', cell: 'policy/current' }), person(2, { cell: 'policy/current' }), person(3, { cursor: { x: 100, y: 100 } }))).toEqual(
    [
      ['practice/current', [1]],
      ['policy/current', [2, 3]],
    ],
  )
  expect(cells(person(1, { cell: null }), person(2, {}), person(3, { cell: 'gone/gone' }))).toEqual([[null, [1]]])
})

it('[W153] a heading is drawn anew when people come and go, and not when they move', () => {
  const there = person(1, { cell: 'policy/current', cursor: { x: 1, y: 1 } })
  expect(sameCompany(companyOf([there], scene), companyOf([{ ...there, cursor: { x: 9, y: 9 } }], scene))).toBe(true)
  expect(sameCompany(companyOf([there], scene), companyOf([{ ...there, cell: null }], scene))).toBe(false)
  expect(sameCompany(companyOf([there], scene), companyOf([there, person(2, { cell: 'policy/current' })], scene))).toBe(false)
})
