import type { Note } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import { DEFAULT_MATRIX } from '@stocktake/shared/matrix'
import type { RoundRecord } from '@stocktake/shared/record'
import { describe, expect, it } from 'vitest'
import { attendanceRows, clustersIn, comparedRows, fatesOf, parkedIn } from './RecordRows.ts'

const note = (id: string, cell: string | null, theme?: string): Note => ({
  id,
  text: id,
  at: { cell, x: 0, y: 0 },
  group: null,
  createdAt: 1,
  comments: [],
  ...(theme ? { theme } : {}),
})

const kept: CarryDecision = {
  id: 'd1',
  round: 1,
  action: 'kept',
  sources: [{ round: 1, note: 'a' }],
  results: [{ id: 'r', text: 'a', cell: null, group: null, as: 'note' }],
  reason: '',
  decidedAt: 1,
  placedIn: null,
}

const record = (columns: string[], notes: Note[] = [], number = 1): RoundRecord => ({
  schema: 'stocktake-record/1',
  stocktake: { id: 's', title: 'T', sharedObject: 'O' },
  version: 1,
  closedAt: 1,
  round: {
    number,
    title: 'R',
    question: '',
    columns,
    prompts: {},
    shelf: [],
    plan: { date: '', learningAction: '', secondStimulus: '', agenda: [] },
    openedAt: 1,
    closedAt: 2,
  },
  matrix: DEFAULT_MATRIX,
  groups: [{ id: 'gp', label: 'Primary care', short: 'GP', colour: '#123456', shape: 'circle', driver: '' }],
  stimulus: [],
  ballots: [],
  attendance: { gp: 2, team: 1, gone: 4 },
  decisions: [kept],
  board: { notes, themes: [{ id: 't', label: 'Time', cell: null, createdAt: 1 }], contradictions: [], ledger: [], drawing: [] },
})

describe('a record laid out', () => {
  it('[W40] gathers the notes of a cell under their themes, the loose ones last', () => {
    const clusters = clustersIn(
      record(['current'], [note('a', 'policy/current'), note('b', 'policy/current', 't'), note('c', 'culture/current')]),
      'policy/current',
    )
    expect(clusters.map(({ theme, notes }) => [theme?.label ?? null, notes.map(({ id }) => id)])).toEqual([
      ['Time', ['b']],
      [null, ['a']],
    ])
  })

  it('[W40] shows every note: what is in no cell of the round stands in the parking lot', () => {
    const clusters = parkedIn(record(['current'], [note('a', null), note('b', 'policy/barriers'), note('c', 'policy/current')]))
    expect(clusters.flatMap(({ notes }) => notes.map(({ id }) => id))).toEqual(['a', 'b'])
  })

  it('[W40] compares all columns that either round used, in the order of the matrix', () => {
    const rows = comparedRows([record(['current', 'barriers']), record(['desired', 'barriers'], [], 2)])
    expect(rows.map(({ row }) => row.id)).toEqual(['policy', 'practice', 'culture', 'technology'])
    expect(rows[0]?.columns.map(({ id }) => id)).toEqual(['current', 'desired', 'barriers'])
  })

  it('[W41] says where a note went once the next round has received it, and what a later round brought back', () => {
    const notes = [note('a', null), note('b', null), note('c', null)]
    const placed = { ...kept, placedIn: 2 }
    const back: CarryDecision = { ...kept, id: 'd2', round: 2, sources: [{ round: 1, note: 'b' }] }
    const fates = fatesOf(record(['current'], notes), [placed, back])
    expect(fates.get('a')?.carriedTo).toEqual([{ round: 2, note: 'r' }])
    expect(fates.get('b')?.fate).toBe('carried')
    expect(fates.get('c')?.fate).toBe('open')
  })

  it('[W40] counts people by group and leaves out groups that the stocktake does not know', () => {
    expect(attendanceRows(record(['current'])).map(({ group, count }) => [group?.short ?? 'team', count])).toEqual([
      ['GP', 2],
      ['team', 1],
    ])
  })
})
