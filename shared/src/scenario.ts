import { NO_ATTENTION } from './attention.ts'
import { DEFAULT_CONSENT } from './beginnings.ts'
import type { CarryDecision } from './carry.ts'
import { newId, newJoinCode } from './ids.ts'
import { LIMITS } from './limits.ts'
import { asErrors, type ImportPlan, importRefused } from './plan.ts'
import { type BoardContent, makeRecord } from './record.ts'
import { boardOf, refOf } from './scenario/boards.ts'
import { scenarioErrors } from './scenario/checks.ts'
import { decisionsOf } from './scenario/decisions.ts'
import { Scenario } from './scenario/schema.ts'
import { shortLabels } from './scenario/shortLabels.ts'
import { type Member, type Round, Session } from './session.ts'
import { notThereYet, standingFor, withCarried } from './standing.ts'
import type { StimulusItem } from './stimulusSchema.ts'

const MINUTE = 60_000

interface Times {
  openedAt: number
  closedAt: number
}

/**
 * Makes a stocktake of a scenario: all rounds but the last closed, each with the record it would have left, and the last
 * open. Rounds open at ten in the morning UTC of their date, or when the round before them has closed.
 */
export function readScenario(json: unknown, now: number): ImportPlan {
  const result = Scenario.safeParse(json)
  if (!result.success) throw importRefused(asErrors(result.error.issues))
  const scenario = result.data
  const errors = scenarioErrors(scenario)
  if (errors.length) throw importRefused(errors)

  const times = timesOf(scenario)
  const members = membersOf(scenario, times)
  const boards = new Map(scenario.rounds.map(({ number }) => [number, boardOf(scenario, number, times(number).openedAt)]))
  const last = scenario.rounds.at(-1)?.number
  if (last !== undefined) bringOn(boards, last)
  const decisions = decisionsOf(scenario, (round) => (round === last ? times(round).openedAt : times(round).closedAt))
  const running = Session.safeParse(sessionOf(scenario, times, now))
  if (!running.success) throw importRefused(asErrors(running.error.issues))
  const records = scenario.rounds
    .filter(({ number }) => number !== last)
    .map(({ number }) => ({
      round: number,
      version: 1,
      hash: null,
      record: makeRecord(asOf(running.data, number), number, boards.get(number) as BoardContent, undone(decisions), members, times(number).closedAt),
    }))
  const rounds = running.data.rounds.map(
    (round): Round => (round.number === last ? round : { ...round, state: 'closed', closedAt: times(round.number).closedAt, records: 1 }),
  )
  return { session: { ...running.data, rounds }, members, boards, decisions, records, files: [] }
}

/** The last round is open, so it shows what stands open from the rounds before it. */
function bringOn(boards: Map<number, BoardContent>, number: number): void {
  const board = boards.get(number)
  if (!board) return
  const { contradictions, ledger } = standingFor(number, boards)
  boards.set(number, {
    ...board,
    contradictions: [
      ...board.contradictions,
      ...notThereYet(contradictions, board.contradictions, newId).map((one) => withCarried(one, board.notes, number, boards)),
    ],
    ledger: [...board.ledger, ...notThereYet(ledger, board.ledger, newId)],
  })
}

function timesOf(scenario: Scenario): (round: number) => Times {
  const times = new Map<number, Times>()
  let free = 0
  for (const round of scenario.rounds) {
    const openedAt = Math.max(Date.parse(`${round.date}T10:00:00Z`), free)
    free = openedAt + round.duration_min * MINUTE
    times.set(round.number, { openedAt, closedAt: free })
  }
  return (round) => times.get(round) ?? { openedAt: 0, closedAt: 0 }
}

/** The session while all rounds run: records are made of this, and then rounds are closed. */
function sessionOf(scenario: Scenario, times: (round: number) => Times, now: number): Session {
  const shorts = shortLabels(scenario.stakeholder_groups.map((group) => group.label))
  return {
    id: newId(),
    version: 0,
    title: scenario.title,
    sharedObject: scenario.shared_object,
    summary: scenario.summary,
    matrix: { dimensions: scenario.matrix.dimensions, intelligenceTypes: scenario.matrix.intelligence_types },
    groups: scenario.stakeholder_groups.map((group, i) => ({ ...group, short: shorts[i] ?? group.id })),
    rounds: scenario.rounds.map((round) => roundOf(round, times(round.number).openedAt)),
    stimulus: scenario.stimulus.map((item) => stimulusOf(scenario, item, times)),
    ballots: scenario.rounds.map(({ number }) => ({
      id: `votes-${number}`,
      round: number,
      title: 'Votes',
      votes: Object.fromEntries(scenario.notes.filter((note) => note.round === number && note.votes > 0).map((note) => [note.id, note.votes])),
    })),
    settings: {
      attribution: scenario.settings.note_attribution === 'none' ? 'anonymous' : 'group',
      readBeforeReveal: false,
      minimumGroup: scenario.settings.minimum_group_size_to_show,
      smallGroups: toldAsTheyAre(scenario),
      notesEditableBy: 'author',
      consent: DEFAULT_CONSENT,
      joinOpen: true,
      where: 'ask',
    },
    report: { fields: {}, messages: [] },
    attention: NO_ATTENTION,
    joinCode: newJoinCode(),
    linkEra: 0,
    createdAt: now,
  }
}

const roundOf = (round: Scenario['rounds'][number], openedAt: number): Round => ({
  number: round.number,
  title: round.title,
  question: round.guiding_question,
  columns: round.columns,
  prompts: {},
  state: 'open',
  shelf: round.first_stimulus.map((item) => ({ ...item, hidden: false })),
  plan: {
    date: round.date,
    durationMinutes: round.duration_min,
    learningAction: round.learning_action,
    secondStimulus: round.second_stimulus ?? '',
    agenda: round.agenda,
  },
  openedAt,
  closedAt: null,
  records: 0,
  recordHash: null,
  steps: [],
  live: null,
  full: [],
  breakouts: [],
})

function stimulusOf(scenario: Scenario, item: Scenario['stimulus'][number], times: (round: number) => Times): StimulusItem {
  const toRef = refOf(scenario)
  return {
    id: item.id,
    kind: item.kind === 'clinical vignette' ? 'case' : 'text',
    kindLabel: item.kind,
    title: item.title,
    source: '',
    sensitivity: item.sensitivity ?? '',
    versions: item.versions.map(({ version, round, text, change_note, from_notes }) => ({
      version,
      round,
      text,
      alt: '',
      changeNote: change_note ?? '',
      fromNotes: from_notes.map(toRef),
      createdAt: times(round).openedAt,
    })),
  }
}

/** A scenario says itself how many notes each group has; its people are made up. */
const toldAsTheyAre = ({ stakeholder_groups }: Scenario): Session['settings']['smallGroups'] =>
  Object.fromEntries(stakeholder_groups.map(({ id }) => [id, { as: 'shown' as const }]))

/** People are roles. The team was there throughout; a scenario does not say otherwise. */
function membersOf(scenario: Scenario, times: (round: number) => Times): Member[] {
  const numbers = scenario.rounds.map((round) => round.number)
  const member = (role: Member['role'], groupId: string | null, name: string, attended: number[]): Member => {
    const joinedAt = times(attended[0] ?? numbers[0] ?? 0).openedAt
    return { id: newId(), role, groupId, name: name.slice(0, LIMITS.name), joinedAt, attended, removed: null }
  }
  return [
    ...scenario.participants.map(({ id, role, group, rounds_attended }) => {
      const attended = numbers.filter((number, i) => rounds_attended.includes(number) || scenario.rounds[i]?.attended.includes(id))
      return member('participant', group, role, attended)
    }),
    ...scenario.team.map(({ role }) => member(/facilitat/i.test(role) ? 'facilitator' : 'scribe', null, role, numbers)),
  ]
}

/** The session as a round saw it: versions of stimulus made for later rounds were not there yet. */
const asOf = (session: Session, number: number): Session => ({
  ...session,
  stimulus: session.stimulus
    .map((item) => ({ ...item, versions: item.versions.filter((version) => version.round <= number) }))
    .filter((item) => item.versions.length > 0),
})

/** Decisions as they stood when their round closed: the next round had not opened, so nothing was placed. */
const undone = (decisions: readonly CarryDecision[]): CarryDecision[] => decisions.map((decision) => ({ ...decision, placedIn: null }))
