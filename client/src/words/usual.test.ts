import { createStocktake } from '@stocktake/shared/commands/create'
import { STEP_KINDS } from '@stocktake/shared/kinds'
import { cellsOf, DEFAULT_MATRIX } from '@stocktake/shared/matrix'
import { newStep } from '@stocktake/shared/steps'
import { afterEach, expect, it } from 'vitest'
import en from './en.ts'
import cymraeg from './languages/cy.Cymraeg.json'
import { speak, tell } from './spoken.ts'
import { cellName, questionOf, readable, usual } from './usual.ts'

afterEach(() => speak('en'))
const inWelsh = () => {
  tell('cy', cymraeg.words)
  speak('cy')
}

const session = createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1)
const steps = STEP_KINDS.map((kind, i) => newStep(`s${i}`, kind))
const fresh = { matrix: session.matrix, groups: session.groups, rounds: session.rounds.map((round) => ({ ...round, steps })) }
const all = cellsOf(
  DEFAULT_MATRIX,
  DEFAULT_MATRIX.intelligenceTypes.map(({ id }) => id),
)

it('[W191] what a stocktake begins with is read in the language of the page, and stored as it was', () => {
  expect(readable(fresh)).toEqual(fresh)
  inWelsh()
  const { matrix, rounds } = readable(fresh)
  expect(matrix.dimensions.map(({ label }) => label)).toEqual(['Polisi', 'Ymarfer', 'Diwylliant', 'Technoleg'])
  expect(matrix.intelligenceTypes.map(({ label }) => label)).toEqual(Object.values(cymraeg.words.usual.columns).map(({ label }) => label))
  expect(matrix.intelligenceTypes.map(({ short }) => short)).toEqual(Object.values(cymraeg.words.usual.columns).map(({ short }) => short))
  expect(rounds[0]?.steps.map(({ title, instruction }) => ({ title, instruction }))).toEqual(STEP_KINDS.map((kind) => cymraeg.words.usual.steps[kind]))
  expect(rounds.map(({ title, question }) => ({ title, question }))).toEqual(Object.values(cymraeg.words.usual.rounds))
  expect(readable(fresh).groups.map(({ label, short }) => ({ label, short }))).toEqual(Object.values(cymraeg.words.usual.groups))
  expect(usual(session.settings.consent)).toBe(cymraeg.words.usual.consent)
  expect(fresh.matrix).toEqual(DEFAULT_MATRIX)
  const empty = createStocktake({ title: 'T', sharedObject: 'O', template: 'blank' }, 1)
  expect(readable(empty).rounds.map(({ title, question }) => [title, question])).toEqual([['Rownd 1', '']])
  expect(readable(empty).groups.map(({ label }) => label)).toEqual(['Grŵp A', 'Grŵp B'])
})

it('[W191] what facilitators wrote themselves is read as they wrote it, in any language', () => {
  const [first, ...others] = DEFAULT_MATRIX.dimensions
  const [step, ...later] = steps
  if (!first || !step) throw new Error('there are rows and steps')
  const matrix = { ...DEFAULT_MATRIX, dimensions: [{ ...first, label: 'Rules' }, ...others] }
  const rounds = session.rounds.map((round) => ({ ...round, steps: [{ ...step, title: 'Welcome' }, ...later] }))
  inWelsh()
  const read = readable({ matrix, rounds, groups: [] })
  expect(read.matrix.dimensions.map(({ label }) => label)).toEqual(['Rules', 'Ymarfer', 'Diwylliant', 'Technoleg'])
  expect(read.rounds[0]?.steps[0]).toMatchObject({ title: 'Welcome', instruction: cymraeg.words.usual.steps.open.instruction })
  expect(cellName(read.matrix, 'policy/current')).toBe('Rules, Presennol')
  expect(cellName(read.matrix, null)).toBe('Maes parcio')
  expect(questionOf(read.matrix, { 'policy/current': ' Own? ' }, 'policy/current')).toBe('Own?')
  expect(questionOf(read.matrix, { 'policy/current': '  ' }, 'policy/current')).toBe(cymraeg.words.usual.questions['policy/current'])
})

it('[W191] each of the 28 cells asks a question of its own, and a cell that a facilitator made a plain one', () => {
  const questions = () => all.map((cell) => questionOf(DEFAULT_MATRIX, {}, cell))
  expect(questions()).toEqual(all.map((cell) => en.usual.questions[cell as keyof typeof en.usual.questions]))
  expect(new Set(questions()).size).toBe(28)
  const more = { ...DEFAULT_MATRIX, dimensions: [{ id: 'money', label: 'Money' }] }
  expect(questionOf(more, {}, 'money/current')).toBe('What should be written under Money, Current?')
  inWelsh()
  expect(new Set(questions())).toEqual(new Set(Object.values(cymraeg.words.usual.questions)))
})
