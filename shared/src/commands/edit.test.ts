import { expect, it } from 'vitest'
import { Session } from '../session.ts'
import { createStocktake, TEMPLATES } from './create.ts'
import { EditStocktake, editStocktake, setGroups, setMatrix } from './edit.ts'
import { EditRound, editRound, openRoundCommand } from './rounds.ts'

const fresh = () => createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1)
const matrix = fresh().matrix

it.each(TEMPLATES)('the template %s makes a stocktake that its own schema accepts', (template) => {
  expect(Session.parse(createStocktake({ title: 'T', sharedObject: 'O', template }, 1))).toBeTruthy()
})

it('[C1] removes a row only while no note is in it', () => {
  const without = { ...matrix, dimensions: matrix.dimensions.slice(1) }
  expect(setMatrix(fresh(), without, new Set(['practice/current'])).matrix.dimensions).toHaveLength(3)
  expect(() => setMatrix(fresh(), without, new Set(['policy/current']))).toThrow(expect.objectContaining({ code: 'in-use' }))
})

it('[C1] takes a removed column out of draft rounds and refuses where a round has been opened with it', () => {
  const without = { ...matrix, intelligenceTypes: matrix.intelligenceTypes.filter((type) => type.id !== 'current') }
  expect(setMatrix(fresh(), without, new Set()).rounds[0]?.columns).toEqual(['barriers'])
  expect(() => setMatrix(openRoundCommand(fresh(), 1, 2), without, new Set())).toThrow(expect.objectContaining({ code: 'in-use' }))
})

it('[B4] renames and reorders without changing an id', () => {
  const turned = { ...matrix, dimensions: [...matrix.dimensions].reverse().map((d) => ({ ...d, label: `${d.label}!` })) }
  expect(setMatrix(fresh(), turned, new Set(['policy/current'])).matrix.dimensions.map((d) => d.id)).toEqual(['technology', 'culture', 'practice', 'policy'])
})

it('[C1] keeps a group that has people or notes', () => {
  const { groups } = fresh()
  const [first] = groups
  if (!first) throw new Error('no group')
  expect(() => setGroups(fresh(), { groups: [first] }, new Set(['elsewhere']))).toThrow(expect.objectContaining({ code: 'in-use' }))
  expect(() => setGroups(fresh(), { groups: [first, first] }, new Set())).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

it('changes what is named and leaves the rest', () => {
  const edited = editStocktake(fresh(), { title: 'New', settings: { joinOpen: false } })
  expect(edited).toMatchObject({ title: 'New', sharedObject: 'O', settings: { joinOpen: false, minimumGroup: 2 } })
})

it('[C7] leaves the other settings as they were when one is changed', () => {
  const before = editStocktake(fresh(), { settings: { attribution: 'named', consent: 'Kept for a year.' } })
  const after = editStocktake(before, EditStocktake.parse({ settings: { joinOpen: false } }))
  expect(after.settings).toEqual({ ...before.settings, joinOpen: false })
})

it('[C7] leaves the rest of a plan as it was, and takes the length away on null', () => {
  const planned = { date: '2026-09-01', durationMinutes: 90, learningAction: 'questioning', agenda: [{ item: 'Read', minutes: 10, mode: 'alone' }] }
  const before = editRound(fresh(), 1, EditRound.parse({ plan: planned }), new Set())
  const after = editRound(before, 1, EditRound.parse({ plan: { durationMinutes: null } }), new Set())
  expect(after.rounds[0]?.plan).toEqual({ ...before.rounds[0]?.plan, durationMinutes: undefined })
  expect(after.rounds[0]?.plan).toMatchObject({ date: '2026-09-01', learningAction: 'questioning', agenda: planned.agenda })
})
