import { z } from 'zod'
import { Id, line } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { Problem } from '../problem.ts'
import { openRound, ROUND_TABLE, type RoundCommand, roundOf } from '../rounds.ts'
import { type Round, RoundPlan, type Session } from '../session.ts'
import type { Live } from '../stepSchema.ts'

/** The round, if the command is allowed in its state; the whole of "when" is `ROUND_TABLE`. */
export function roundFor(session: Session, number: number, command: RoundCommand): Round {
  const round = roundOf(session, number)
  if (!round) throw new Problem('round-not-found', { round: number })
  const outcome = ROUND_TABLE[round.state][command]
  if ('refused' in outcome) throw new Problem(outcome.refused, { round: number })
  return round
}

/** Pauses, and what everybody is shown, end with the round. */
const calm = (session: Session): Session => ({ ...session, attention: { ...session.attention, paused: null, spotlight: null } })

const replace = (session: Session, round: Round): Session => ({ ...session, rounds: session.rounds.map((r) => (r.number === round.number ? round : r)) })

const known = (session: Session, columns: readonly string[]) => {
  for (const column of columns)
    if (!session.matrix.intelligenceTypes.some((type) => type.id === column))
      throw new Problem('bad-request', { errors: [{ path: 'columns', message: `There is no column "${column}".` }] })
}

export const AddRound = z.object({
  title: line(LIMITS.title),
  question: z.string().max(LIMITS.question).default(''),
  columns: z.array(Id).min(1).max(LIMITS.intelligenceTypes).optional(),
})

/** Takes back a note that a record of the round has. */
export const Withdraw = z.object({ note: Id })

/** Adds a draft round at the end; without columns it takes the core ones. */
export function addRound(session: Session, { title, question, columns }: z.infer<typeof AddRound>): Session {
  if (session.rounds.length >= LIMITS.rounds) throw new Problem('too-large', { rounds: LIMITS.rounds })
  const core = session.matrix.intelligenceTypes.filter((type) => type.core).map((type) => type.id)
  const chosen = columns ?? (core.length ? core : session.matrix.intelligenceTypes.map((type) => type.id))
  known(session, chosen)
  const number = Math.max(0, ...session.rounds.map((round) => round.number)) + 1
  const plan = RoundPlan.parse({})
  const round: Round = {
    number,
    title,
    question,
    columns: chosen,
    prompts: {},
    state: 'draft',
    shelf: [],
    plan,
    openedAt: null,
    closedAt: null,
    records: 0,
    recordHash: null,
    steps: [],
    live: null,
    full: [],
    breakouts: [],
  }
  return { ...session, rounds: [...session.rounds, round] }
}

/** Only what is sent, without the defaults of a new plan; null takes the length away. */
const PlanChange = z
  .object({
    date: RoundPlan.shape.date.unwrap(),
    durationMinutes: RoundPlan.shape.durationMinutes.unwrap().nullable(),
    learningAction: RoundPlan.shape.learningAction.unwrap(),
    secondStimulus: RoundPlan.shape.secondStimulus.unwrap(),
    agenda: RoundPlan.shape.agenda.unwrap(),
  })
  .partial()

export const EditRound = z.object({
  title: line(LIMITS.title).optional(),
  question: z.string().max(LIMITS.question).optional(),
  columns: z.array(Id).min(1).max(LIMITS.intelligenceTypes).optional(),
  prompts: z.record(z.string().max(130), z.string().max(LIMITS.question)).optional(),
  plan: PlanChange.optional(),
})

/** Changes a round that is not closed. A column that holds notes of this round (`usedCells`) stays in use. */
export function editRound(session: Session, number: number, input: z.infer<typeof EditRound>, usedCells: ReadonlySet<string>): Session {
  const round = roundFor(session, number, 'edit')
  if (input.columns) {
    known(session, input.columns)
    for (const cell of usedCells) if (!input.columns.includes(cell.split('/')[1] ?? '')) throw new Problem('in-use', { cell })
  }
  const { plan: planChange, ...rest } = input
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const { durationMinutes = round.plan.durationMinutes, ...plan } = planChange ?? {}
  return replace(session, { ...round, ...given, plan: { ...round.plan, ...plan, durationMinutes: durationMinutes ?? undefined } })
}

/** Removes a draft round that is the last one and was never opened; numbers of rounds are never used again otherwise. */
export function removeRound(session: Session, number: number, hasNotes: boolean): Session {
  const round = roundFor(session, number, 'remove')
  if (hasNotes || round.records || session.rounds.at(-1)?.number !== number) throw new Problem('round-has-notes', { round: number })
  return { ...session, rounds: session.rounds.filter((r) => r.number !== number) }
}

/** Opens a draft round; one round is open at a time. */
export function openRoundCommand(session: Session, number: number, now: number): Session {
  const round = roundFor(session, number, 'open')
  const other = openRound(session)
  if (other) throw new Problem('another-round-open', { round: other.number })
  const [first] = round.steps
  return replace(session, { ...round, state: 'open', openedAt: now, live: first ? startOf(first.id, now) : null })
}

const startOf = (step: string, now: number): Live => ({ step, since: now, clock: null, before: null, lately: [], reveals: [] })

/** Closes the open round; `hash` is that of the record made of it. */
export function closeRound(session: Session, number: number, now: number, hash: string): Session {
  const round = roundFor(session, number, 'close')
  // Whoever opens it again finds everybody where they were.
  const live = round.live && { ...startOf(round.live.step, round.live.since), reveals: round.live.reveals }
  const breakouts = round.breakouts.map((breakout) => ({ ...breakout, endedAt: breakout.endedAt ?? now, seats: {} }))
  return replace(calm(session), { ...round, live, breakouts, full: [], state: 'closed', closedAt: now, records: round.records + 1, recordHash: hash })
}

/** Opens a closed round again; its records stay. */
export function reopenRound(session: Session, number: number): Session {
  const round = roundFor(session, number, 'reopen')
  const other = openRound(session)
  if (other) throw new Problem('another-round-open', { round: other.number })
  return replace(session, { ...round, state: 'open', closedAt: null })
}
