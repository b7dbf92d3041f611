import { createStocktake } from '@stocktake/shared/commands/create'
import { openRoundCommand } from '@stocktake/shared/commands/rounds'
import { makeRecord } from '@stocktake/shared/record'
import { OTHERS } from '@stocktake/shared/report/smallGroups'
import type { Member } from '@stocktake/shared/session'
import { expect, it } from 'vitest'
import { attendanceRows } from './RecordRows.ts'
import { toldRecord } from './RecordTold.ts'

const session = openRoundCommand(createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1), 1, 2)
const [large, other, small] = session.groups.map(({ id }) => id) as [string, string, string]
const members = [large, large, large, other, other, small].map((groupId, i): Member => {
  return { id: `m${i}`, role: 'participant', groupId, name: null, joinedAt: 1, attended: [1], removed: null }
})
const note = (id: string, group: string) => ({ id, text: id, at: { cell: null, x: 0, y: 0 }, group, createdAt: 1, comments: [], author: 'Ana' })
const board = { notes: [note('a', large), note('b', other), note('c', small)], themes: [], contradictions: [], ledger: [], drawing: [] }
const record = makeRecord(session, 1, board, [], members, 3)
const told = (settings: Partial<typeof session.settings>) => toldRecord(record, { settings: { ...session.settings, ...settings } })
const groups = ({ board: { notes } }: typeof record) => notes.map(({ group }) => group)

it('[X20] a record tells small groups as files do, and counts people alike', () => {
  expect(groups(told({}))).toEqual([large, OTHERS, OTHERS])
  expect(attendanceRows(told({})).map(({ group, count }) => [group?.label, count])).toEqual([
    [session.groups[0]?.label, 3],
    ['Other groups', 3],
  ])
  expect(groups(told({ smallGroups: { [small]: { as: 'shown' } } }))).toEqual([large, other, small])
  const merged = told({ smallGroups: { [small]: { as: 'merged', into: large } } })
  expect(groups(merged)).toEqual([`*${large}`, other, `*${large}`])
  expect(
    attendanceRows(merged)
      .map(({ count }) => count)
      .sort(),
  ).toEqual([2, 4])
})

it('[P20] a record names people where notes are named, and no group where they are anonymous', () => {
  expect(told({}).board.notes.some(({ author }) => author)).toBe(false)
  expect(told({ attribution: 'named' }).board.notes.every(({ author }) => author === 'Ana')).toBe(true)
  expect(groups(told({ attribution: 'anonymous' }))).toEqual([null, null, null])
})
