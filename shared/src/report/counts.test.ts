import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStocktake } from '../commands/create.ts'
import { type BoardContent, makeRecord, type RoundRecord } from '../record.ts'
import type { Member, Session, Where } from '../session.ts'
import type { Block } from './blocks.ts'
import { buildModel } from './buildModel.ts'
import type { ModelInput } from './model.ts'
import { roundPack } from './pack.ts'
import { seriesReport } from './series.ts'
import { TABLES } from './tables.ts'

const NOW = Date.UTC(2025, 2, 4, 12, 5)
const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, NOW)
const [large, other, small] = base.groups.map(({ id }) => id) as [string, string, string]
const EMPTY: BoardContent = { notes: [], themes: [], contradictions: [], ledger: [], drawing: [] }

const sessionOf = (state: 'open' | 'closed', where: Session['settings']['where'] = 'ask'): Session => ({
  ...base,
  rounds: base.rounds.map((round) => (round.number === 1 ? { ...round, state, openedAt: NOW, records: state === 'closed' ? 1 : 0 } : round)),
  settings: { ...base.settings, where },
})
let count = 0
const people = (groupId: string | null, ...places: (Where | undefined)[]): Member[] =>
  places.map((where) => ({
    id: `p${count++}`,
    role: groupId ? 'participant' : 'facilitator',
    groupId,
    name: null,
    joinedAt: 1,
    attended: [1],
    removed: null,
    ...(where ? { where } : {}),
  }))
const inputOf = (session: Session, members: Member[], record?: RoundRecord): ModelInput => ({
  session,
  contents: new Map([[1, EMPTY]]),
  records: new Map(record ? [[1, [record]]] : []),
  decisions: [],
  members,
  files: [],
  now: NOW,
  rounds: [1],
})
const rowsOf = (input: ModelInput) =>
  buildModel(input).attendance.flatMap(({ group, people, where }) => (people ? [[group, people, where && [where.room, where.remote, where.unsaid]]] : []))
const recordOf = (session: Session, members: Member[]) => makeRecord(session, 1, EMPTY, [], members, NOW)
const wordsOf = (report: { sections: { id: string; blocks: Block[] }[] }) => JSON.stringify(report.sections.find(({ id }) => id === 'people')?.blocks)

describe('who took part in the room and who from elsewhere', () => {
  const members = [...people(large, 'room', 'room', 'remote', undefined), ...people(other, 'remote', 'remote'), ...people(null, undefined)]

  it('[X21] is counted by group, with whoever said nothing', () => {
    expect(rowsOf(inputOf(sessionOf('open'), members))).toEqual([
      [base.groups[0]?.label, 4, [2, 1, 1]],
      [base.groups[1]?.label, 2, [0, 2, 0]],
      ['Team and guests', 1, [0, 0, 1]],
    ])
  })

  it('[X21] goes by what is usual where people say nothing else', () => {
    expect(rowsOf(inputOf(sessionOf('open', 'room'), members)).map((row) => row[2])).toEqual([
      [3, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ])
  })

  it('[X21] stays as it was when the round closed, wherever people are and go afterwards', () => {
    const closed = sessionOf('closed')
    const before = rowsOf(inputOf(sessionOf('open'), members))
    const record = recordOf(closed, members)
    const moved = members.map((member): Member => ({ ...member, groupId: other, where: 'room', attended: [] }))
    expect(rowsOf(inputOf({ ...closed, settings: { ...closed.settings, where: 'remote' } }, moved, record))).toEqual(before)
  })

  it('[X21] is said to be not asked where a record does not know, and in no column', () => {
    const closed = sessionOf('closed')
    const { came: _none, ...old } = recordOf(closed, members)
    const input = inputOf(closed, members, old)
    expect(rowsOf(input).map((row) => row[2])).toEqual([null, null, null])
    for (const report of [roundPack(input, 1), seriesReport(input)]) {
      expect(wordsOf(report)).toContain('It was not asked, or nobody said, who was in the room')
      expect(wordsOf(report)).not.toContain('In the room')
    }
    expect(TABLES.attendance(buildModel(input)).rows[0]?.slice(-3)).toEqual([null, null, null])
  })

  it('[X20] [X21] tells of small groups together with others here, too', () => {
    const few = [...people(large, 'room', 'room', 'room'), ...people(other, 'room', 'remote'), ...people(small, 'remote')]
    expect(rowsOf(inputOf(sessionOf('open'), few))).toEqual([
      [base.groups[0]?.label, 3, [3, 0, 0]],
      ['Other groups', 3, [1, 2, 0]],
    ])
    expect(wordsOf(roundPack(inputOf(sessionOf('open'), few), 1))).not.toContain(base.groups[2]?.label)
  })

  it('[X21] stands in the pack, the series and the table of both, in the same numbers', () => {
    const input = inputOf(sessionOf('open'), members)
    const pack = JSON.stringify(roundPack(input, 1))
    expect(pack).toContain('7 people took part: 2 in the room, 3 from elsewhere, 2 did not say where')
    for (const words of ['In the room', 'From elsewhere', 'Did not say']) expect(pack).toContain(words)
    expect(wordsOf(seriesReport(input))).toContain('[{"text":"Of them from elsewhere"},{"text":"3"}]')
    expect(TABLES.attendance(buildModel(input)).rows.map((row) => row.slice(-3))).toContainEqual([2, 1, 1])
  })

  it('[X21] adds up to all who came, whoever they are', () => {
    const place = fc.constantFrom<(Where | undefined)[]>('room', 'remote', undefined)
    const person = fc.tuple(fc.constantFrom(large, other, small, null), place)
    fc.assert(
      fc.property(fc.array(person, { size: 'max', maxLength: 60 }), fc.constantFrom('ask' as const, 'room' as const, 'remote' as const), (list, usual) => {
        const all = list.flatMap(([group, where]) => people(group, where))
        const open = sessionOf('open', usual)
        for (const input of [inputOf(open, all), inputOf(sessionOf('closed', usual), [], recordOf(open, all))]) {
          const { attendance } = buildModel(input)
          expect(attendance.reduce((sum, row) => sum + row.people, 0)).toBe(all.length)
          for (const { people, where, firstTime, returned } of attendance) {
            expect(firstTime + returned).toBe(people)
            if (!where) continue
            expect(where.room + where.remote + where.unsaid).toBe(people)
            expect(Math.min(where.room, where.remote, where.unsaid)).toBeGreaterThanOrEqual(0)
            if (usual !== 'ask') expect(where.unsaid).toBe(0)
          }
        }
      }),
    )
  })
})
