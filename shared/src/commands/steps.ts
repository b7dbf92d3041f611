import { z } from 'zod'
import { Id } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { cellsOf } from '../matrix.ts'
import { Problem } from '../problem.ts'
import { canonical } from '../record.ts'
import type { Round, Session } from '../session.ts'
import { type Live, Step } from '../stepSchema.ts'
import { clockLeft, STEP_GRACE, stepOf, takeBackLeft } from '../steps.ts'
import { roundFor } from './rounds.ts'

/** What everybody was shown belongs to the step that is left. */
const movedOn = (session: Session): Session => ({ ...session, attention: { ...session.attention, spotlight: null } })

const withRound = (session: Session, round: Round): Session => ({ ...session, rounds: session.rounds.map((r) => (r.number === round.number ? round : r)) })

export const SetSteps = z.object({ steps: z.array(Step).max(LIMITS.steps) })

/** Composes the steps of a round that is not closed. The live step may be changed and moved; it cannot be removed. */
export function setSteps(session: Session, number: number, { steps }: z.infer<typeof SetSteps>): Session {
  const round = roundFor(session, number, 'edit')
  const wrong = (message: string) => new Problem('bad-request', { errors: [{ path: 'steps', message }] })
  if (new Set(steps.map(({ id }) => id)).size !== steps.length) throw wrong('Two steps have the same id.')
  const every = session.matrix.intelligenceTypes.map(({ id }) => id)
  const known = new Set(cellsOf(session.matrix, every))
  for (const { cells } of steps) for (const cell of cells ?? []) if (!known.has(cell)) throw wrong(`There is no cell "${cell}".`)
  const { live } = round
  if (live && !stepOf({ steps }, live.step)) throw new Problem('step-is-live', { step: live.step })
  const before = live?.before && stepOf({ steps }, live.before.step) ? live.before : null
  return withRound(session, { ...round, steps, live: live && { ...live, before } })
}

/** `from` is the step that the presser saw, null for none: of two presses at once one moves everybody, and neither moves them twice. */
export const GoToStep = z.object({ to: Id, from: Id.nullable() })

/** Moves everybody to a step, ahead or back. The clock of the step that is left stops; boards are not touched. */
export function goToStep(session: Session, number: number, { to, from }: z.infer<typeof GoToStep>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  seen(round, from)
  const step = stepOf(round, to)
  if (!step) throw new Problem('step-not-found', { step: to })
  if (to === from) return session
  const { live } = round
  const before = live && { step: live.step, clock: live.clock, reveals: live.reveals }
  // Who begins to write alone again begins anew: nothing of that was revealed yet.
  const reveals = step.kind === 'write' ? [] : (live?.reveals ?? [])
  return withRound(movedOn(session), { ...round, live: { step: to, since: now, clock: null, before, lately: leave(live, now), reveals } })
}

export const TakeBack = z.object({ from: Id })

/** Takes the last move back within ten seconds: step and clock are as if nothing had happened. */
export function takeBack(session: Session, number: number, { from }: z.infer<typeof TakeBack>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  seen(round, from)
  const { live } = round
  if (!live?.before || takeBackLeft(live, now) === 0 || !stepOf(round, live.before.step)) throw new Problem('too-late')
  const { before } = live
  // What was revealed in the meantime stays revealed.
  const reveals = live.reveals.length > before.reveals.length ? live.reveals : before.reveals
  const isPausedNow = session.attention.paused?.round === number
  // A clock that ran in the step before does not run on in the middle of a pause.
  const clock = isPausedNow && before.clock ? { ...before.clock, endsAt: null, left: clockLeft(before.clock, now) } : before.clock
  return withRound(movedOn(session), { ...round, live: { ...before, clock, reveals, since: now, before: null, lately: leave(live, now) } })
}

/** What of the notes written alone is revealed: the cells and groups named, all where none are. */
export const RevealNotes = z.object({
  cells: z
    .array(z.string().max(130))
    .min(1)
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .optional(),
  groups: z.array(Id).min(1).max(LIMITS.groups).optional(),
})

/** Holds back one note of those written alone, or lets it through again. */
export const HoldBack = z.object({ note: Id, held: z.boolean() })

/** Remembers that notes were revealed: what is written there later is late. */
export function noteReveal(session: Session, number: number, { cells, groups }: z.infer<typeof RevealNotes>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  const { live } = round
  if (!live) throw new Problem('no-live-step', { round: number })
  const reveal = { at: now, cells: cells ?? null, groups: groups ?? null }
  // Two who press at once reveal once.
  const others = live.reveals.filter((other) => canonical({ ...other, at: now }) !== canonical(reveal))
  return withRound(session, { ...round, live: { ...live, reveals: [...others, reveal].slice(-500) } })
}

const minutes = z.number().positive().max(LIMITS.stepMinutes)
export const SetClock = z.union([
  z.strictObject({ start: minutes }),
  /** `full` is the whole length, in milliseconds, that the presser saw: of two presses at once one counts. */
  z.strictObject({ add: minutes, full: z.number().optional() }),
  z.strictObject({ pause: z.literal(true) }),
  z.strictObject({ resume: z.literal(true) }),
  z.strictObject({ stop: z.literal(true) }),
])

const MINUTE = 60_000

/** Starts, lengthens, pauses, resumes or stops the clock of the live step. Zero ends nothing: it is told, and work goes on. */
export function setClock(session: Session, number: number, change: z.infer<typeof SetClock>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  const { live } = round
  if (!live) throw new Problem('no-live-step', { round: number })
  return withRound(session, { ...round, live: { ...live, clock: clockAfter(live.clock, change, now) } })
}

function clockAfter(clock: Live['clock'], change: z.infer<typeof SetClock>, now: number): Live['clock'] {
  if ('start' in change) return { full: change.start * MINUTE, endsAt: now + change.start * MINUTE, left: change.start * MINUTE }
  if ('stop' in change || !clock) return null
  const left = clockLeft(clock, now)
  if ('pause' in change) return { ...clock, endsAt: null, left }
  if ('resume' in change) return clock.endsAt === null ? { ...clock, endsAt: now + left } : clock
  if (change.full !== undefined && change.full !== clock.full) throw new Problem('changed-meanwhile')
  const more = change.add * MINUTE
  return { full: clock.full + more, endsAt: clock.endsAt === null ? null : now + left + more, left: left + more }
}

/** The step that was left goes on being accepted for a while. */
const leave = (live: Live | null, now: number): Live['lately'] =>
  live ? [...live.lately.filter(({ until, step }) => until > now && step !== live.step), { step: live.step, until: now + STEP_GRACE }].slice(-20) : []

function seen(round: Round, from: string | null): void {
  if ((round.live?.step ?? null) !== from) throw new Problem('changed-meanwhile', { step: round.live?.step ?? null })
}
