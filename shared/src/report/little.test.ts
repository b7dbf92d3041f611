import { expect, it } from 'vitest'
import { createStocktake } from '../commands/create.ts'
import type { BoardContent } from '../record.ts'
import type { ModelInput } from './model.ts'
import { roundPack } from './pack.ts'
import { seriesReport } from './series.ts'
import { aside } from './visible.ts'

const NOW = Date.UTC(2025, 2, 4, 12, 5)
const EMPTY: BoardContent = { notes: [], themes: [], contradictions: [], ledger: [], drawing: [] }
const stocktake = (title = 'Care plans') => createStocktake({ title, sharedObject: 'One plan', template: 'care-standard' }, NOW)

const inputOf = (session = stocktake()): ModelInput => ({
  session,
  contents: new Map([[1, EMPTY]]),
  records: new Map(),
  decisions: [],
  members: [],
  files: [],
  now: NOW,
  rounds: [1],
})

it('[X79] counts nothing that there is none of', () => {
  const pack = JSON.stringify(roundPack(inputOf(), 1))
  const numbers = ['No note in any of 8 cells', 'Nobody was counted as taking part', 'No contradiction on show', 'No note carried forward']
  for (const words of numbers) expect(pack).toContain(words)
  const series = JSON.stringify(seriesReport(inputOf()))
  for (const words of ['No contradiction named', 'No action agreed', 'The strongest ideas, from first wording to last']) expect(series).toContain(words)
})

it('[X79] says version and time in the foot of a page, however long the title is', () => {
  const input = inputOf(stocktake('Care plans and '.repeat(13).trim()))
  for (const { versionLine } of [roundPack(input, 1), seriesReport(input)]) {
    expect(versionLine.length).toBeLessThan(150)
    expect(versionLine).toContain('4 March 2025, 12:05 UTC')
  }
})

it('[X79] says once what holds for several rounds', () => {
  const session = stocktake()
  const input = inputOf({ ...session, rounds: session.rounds.map((round) => ({ ...round, state: 'closed' })) })
  const report = seriesReport({ ...input, contents: new Map([1, 2].map((number) => [number, EMPTY])), rounds: [1, 2] })
  const limits = JSON.stringify(report.sections.find(({ id }) => id === 'limits'))
  expect(limits).toContain('In rounds 1, 2 nobody was counted.')
})

it('[X79] keeps what is said behind words in its own order', () => {
  expect(aside('Group A', 'words')).toBe('(Group A)')
  expect(aside('Group A', 'مرحبا')).toBe('\u202a(Group A)\u202c')
})
