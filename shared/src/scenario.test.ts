import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noteHeight } from './board/place.ts'
import { NOTE_WIDTH, type Note } from './board/schema.ts'
import type { ImportPlan } from './plan.ts'
import { readImport } from './portable.ts'
import { Problem } from './problem.ts'
import { buildModel } from './report/buildModel.ts'
import type { ExportModel } from './report/model.ts'
import { Session } from './session.ts'

const EXAMPLES = ['pcsp-mental-health-ics', 'information-prescriptions-bilingual']
const read = (name: string) => JSON.parse(readFileSync(new URL(`../../server/examples/${name}.json`, import.meta.url), 'utf8'))
const NOW = Date.UTC(2025, 4, 20, 9, 30)

function modelOf(plan: ImportPlan, rounds = plan.session.rounds.map((round) => round.number)): ExportModel {
  const records = new Map(plan.records.map(({ round, record }) => [round, [record]]))
  return buildModel({ ...plan, contents: plan.boards, records, files: [], now: NOW, rounds })
}

const nonZero = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))

describe.each(EXAMPLES)('the scenario %s', (name) => {
  const scenario = read(name)
  const plan = readImport(scenario, NOW)
  const model = modelOf(plan)

  it('[X1] counts after import as it says itself', () => {
    const few = model.groups.filter((group) => group.people < 3).map((group) => group.id)
    const below = model.groups.filter((group) => group.belowMinimum).map((group) => group.id)
    expect({
      notes_total: model.coverage.total,
      notes_by_round: model.coverage.byRound,
      notes_by_group: model.coverage.byGroup,
      notes_by_cell: model.coverage.byCell,
      notes_unplaced: model.coverage.unplaced,
      carried_forward_by_round: nonZero(model.carry.carriedByRound),
      carry_actions: nonZero(model.carry.actions),
      fates: nonZero(model.carry.fates),
      empty_cells_in_use: model.coverage.emptyCells,
      votes_by_round: model.coverage.votesByRound,
      groups_with_fewer_than_three_people: few,
      groups_below_minimum: below,
      longest_lineage: model.longestLineage,
    }).toEqual(scenario.expected)
  })

  it('[X1] keeps every text, comment, contradiction, decision and reason', () => {
    const notes = scenario.notes as { id: string; text: string; comments: string[]; minute: number; fate_note: string | null; carried_to: string[] }[]
    for (const note of notes) {
      const row = model.notes.find((candidate) => candidate.ref.note === note.id)
      expect(row).toMatchObject({ text: note.text, comments: note.comments, minute: note.minute })
      expect(row?.to.map((later) => later.note).sort()).toEqual([...note.carried_to].sort())
      if (note.fate_note) expect(row?.reason).toBe(note.fate_note)
    }
    expect(model.contradictions.map((found) => found.title)).toEqual(scenario.contradictions.map((found: { title: string }) => found.title))
    const ledger = [...scenario.decisions, ...scenario.actions, ...scenario.parking_lot] as { id: string }[]
    expect(model.ledger.map((entry) => entry.id).sort()).toEqual(ledger.map((entry) => entry.id).sort())
  })

  it('[X1] closes all rounds but the last, each with a record that has what its board has', () => {
    expect(Session.safeParse(plan.session).success).toBe(true)
    const last = plan.session.rounds.length
    expect(plan.session.rounds.map((round) => round.state)).toEqual(plan.session.rounds.map((round) => (round.number === last ? 'open' : 'closed')))
    expect(plan.records.map(({ round }) => round)).toEqual(plan.session.rounds.slice(0, -1).map((round) => round.number))
    for (const { round, record } of plan.records) expect(record.board).toEqual(plan.boards.get(round))
  })

  it('[X1] lays notes out so that none covers another', () => {
    for (const { notes } of plan.boards.values()) {
      const covered = notes.filter((a) => notes.some((b) => a.id < b.id && a.at.cell === b.at.cell && overlap(a, b)))
      expect(covered).toEqual([])
    }
  })
})

const overlap = (a: Note, b: Note) =>
  a.at.x < b.at.x + NOTE_WIDTH && b.at.x < a.at.x + NOTE_WIDTH && a.at.y < b.at.y + noteHeight(b.text) && b.at.y < a.at.y + noteHeight(a.text)

describe('a scenario that is not sound', () => {
  const wrong: [string, (scenario: ReturnType<typeof read>) => void][] = [
    [
      'a note in an unknown group',
      (s) => {
        s.notes[0].group = 'nobody'
      },
    ],
    [
      'a note in half a cell',
      (s) => {
        s.notes[0].type = null
      },
    ],
    [
      'a note in an unknown row',
      (s) => {
        s.notes[0].dimension = 'weather'
      },
    ],
    [
      'two notes with one id',
      (s) => {
        s.notes[1].id = s.notes[0].id
      },
    ],
    [
      'a source of the same round',
      (s) => {
        s.notes[1].derived_from = [s.notes[0].id]
        s.notes[1].carry = 'refined'
      },
    ],
    [
      'a source that does not exist',
      (s) => {
        s.notes.at(-1).derived_from = ['n999']
      },
    ],
    [
      'an answered note that went on',
      (s) => {
        s.notes[0].fate = 'answered'
      },
    ],
    [
      'a text that is too long',
      (s) => {
        s.notes[0].text = 'x'.repeat(2001)
      },
    ],
    [
      'votes that are not a number',
      (s) => {
        s.notes[0].votes = '4'
      },
    ],
    [
      'a date that does not exist',
      (s) => {
        s.rounds[0].date = '2025-02-30'
      },
    ],
    [
      'rounds in the wrong order',
      (s) => {
        s.rounds.reverse()
      },
    ],
    [
      'no rounds',
      (s) => {
        s.rounds = []
      },
    ],
    [
      'a colour that is a script',
      (s) => {
        s.stakeholder_groups[0].colour = 'red;background:url(//x)'
      },
    ],
    [
      'an id that is a path',
      (s) => {
        s.notes[0].id = '../../etc/passwd'
      },
    ],
  ]

  it.each(wrong)('[X2] is refused with the place of the mistake: %s', (_what, spoil) => {
    const scenario = read('information-prescriptions-bilingual')
    spoil(scenario)
    const refused = problemOf(() => readImport(scenario, NOW))
    expect(refused.code).toBe('import-refused')
    expect(refused.details.errors).toEqual(expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]))
  })

  it.each([null, 1, 'text', [], {}, { schema: 'stocktake-scenario/2' }, { schema: 'stocktake-scenario/1' }])('[X2] is refused: %j', (json) => {
    expect(problemOf(() => readImport(json, NOW)).code).toBe('import-refused')
  })
})

function problemOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}
