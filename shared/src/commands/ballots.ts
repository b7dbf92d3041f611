import { z } from 'zod'
import { pauseInForce } from '../attention.ts'
import { BALLOT_LIMITS } from '../ballotLimits.ts'
import { type OpenBallot, Rating } from '../ballotSchema.ts'
import { type Cast, castVote, closeBallotWith, defaultBudget, defaultCap, type Given, takeBackBallot, type Votes } from '../ballots.ts'
import { Id, line } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { cellsOf } from '../matrix.ts'
import { type Actor, rateRefusal, type VoteReason, voteRefusal } from '../policy.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import { type Ratings, spreadOf } from '../readiness.ts'
import { roundOf } from '../rounds.ts'
import type { Round, Session } from '../session.ts'
import { stepsInForce } from '../steps.ts'
import { roundFor } from './rounds.ts'

const cells = z
  .array(z.string().max(130))
  .min(1)
  .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
const votes = z.number().int().min(1).max(BALLOT_LIMITS.votes)

export const StartBallot = z.object({
  title: line(BALLOT_LIMITS.title),
  /** Notes of some cells (null: of all), chosen notes, or themes. */
  scope: z.discriminatedUnion('on', [
    z.object({ on: z.literal('cells'), cells: cells.nullable() }),
    z.object({ on: z.literal('notes'), notes: z.array(Id).min(1).max(BALLOT_LIMITS.items) }),
    z.object({ on: z.literal('themes') }),
  ]),
  /** Votes that each person has; if absent, the square root of the number of items. */
  budget: votes.optional(),
  /** The most for one item; if absent three, or the whole budget if that is less. */
  cap: votes.optional(),
  isShown: z.boolean().default(false),
  inAnyStep: z.boolean().default(false),
  teamVotes: z.boolean().default(false),
})

/** Opens a ballot on these items. One ballot is open at a time, so that everybody knows which votes are meant. */
export function openBallot(session: Session, number: number, input: z.output<typeof StartBallot>, items: readonly string[], id: string, now: number): Session {
  roundFor(session, number, 'lead')
  if (session.openBallot) throw new Problem('ballot-open', { ballot: session.openBallot.id })
  if (!items.length) throw new Problem('nothing-to-vote-on')
  if (items.length > BALLOT_LIMITS.items) throw new Problem('too-large', { items: BALLOT_LIMITS.items })
  if (session.ballots.length >= BALLOT_LIMITS.ballots) throw new Problem('too-large', { ballots: BALLOT_LIMITS.ballots })
  const { title, scope, isShown, inAnyStep, teamVotes } = input
  const budget = input.budget ?? defaultBudget(items.length)
  const cap = Math.min(budget, input.cap ?? defaultCap(budget))
  const kind = scope.on === 'themes' ? 'themes' : 'notes'
  return { ...session, openBallot: { id, round: number, title, kind, items: [...items], budget, cap, isShown, inAnyStep, teamVotes, openedAt: now } }
}

export const CastVote = z.object({ item: Id, votes: z.number().int().min(0).max(BALLOT_LIMITS.votes), disagree: z.boolean().default(false) })

/** What a member gives after changing one item, if the session as it stands lets them. */
export function voteOf(session: Session, number: number, ballotId: string, actor: Actor, before: Votes, cast: Cast, now: number): Votes {
  const { ballot, round } = openBallotOf(session, number, ballotId)
  refuse(voteRefusal(actor, circumstances(session, round, now), ballot), 'voting-not-now')
  return castVote(ballot, before, cast)
}

export const CloseBallot = z.object({ takeBack: z.boolean().default(false) })

/** Ends a ballot: counts remain, and of one that is taken back, that there was one. */
export function closeBallot(session: Session, number: number, ballotId: string, given: readonly Given[], takeBack: boolean, now: number): Session {
  const { ballot } = openBallotOf(session, number, ballotId)
  const closed = takeBack ? takeBackBallot(ballot, now) : closeBallotWith(ballot, given, session, now)
  return { ...session, openBallot: null, ballots: [...session.ballots, closed] }
}

export function openBallotOf(session: Session, number: number, ballotId: string): { ballot: OpenBallot; round: Round } {
  const { openBallot: ballot } = session
  const round = roundOf(session, number)
  if (!round) throw new Problem('round-not-found', { round: number })
  if (ballot?.id !== ballotId || ballot.round !== number) throw new Problem('ballot-not-open', { ballot: ballotId })
  return { ballot, round }
}

// Readiness

const withRound = (session: Session, round: Round): Session => ({ ...session, rounds: session.rounds.map((r) => (r.number === round.number ? round : r)) })

export const AskReadiness = z.object({ isAsked: z.boolean() })

/** Asks people to rate the cells of the open round, or does not ask any more. What was shown stays on show. */
export function askReadiness(session: Session, number: number, { isAsked }: z.infer<typeof AskReadiness>): Session {
  const round = roundFor(session, number, 'lead')
  return withRound(session, { ...round, readiness: { spread: round.readiness?.spread ?? null, isAsked } })
}

export const Rate = z.object({ cell: z.string().max(130), rating: Rating.nullable() })

/** What a member says of the cells after changing one; null takes a rating back. */
export function rate(session: Session, number: number, actor: Actor, before: Ratings, { cell, rating }: z.infer<typeof Rate>, now: number): Ratings {
  const round = roundFor(session, number, 'lead')
  refuse(rateRefusal(actor, circumstances(session, round, now), round.readiness?.isAsked === true), 'readiness-not-asked')
  if (!cellsOf(session.matrix, round.columns).includes(cell))
    throw new Problem('bad-request', { errors: [{ path: 'cell', message: 'The round has no such cell.' }] })
  const { [cell]: _before, ...others } = before
  return rating === null ? others : { ...others, [cell]: rating }
}

export interface Rated {
  group: string | null
  ratings: Ratings
}

/** Shows everybody the spread of what people say now. */
export function showReadiness(session: Session, number: number, given: readonly Rated[], now: number): Session {
  roundFor(session, number, 'lead')
  return withReadiness(session, number, given, now)
}

/** A round with the spread of these ratings; where there are none, what was shown before stays. */
export function withReadiness(session: Session, number: number, given: readonly Rated[], now: number): Session {
  const round = roundOf(session, number)
  if (!round || !given.some(({ ratings }) => Object.keys(ratings).length > 0)) return session
  return withRound(session, { ...round, readiness: { isAsked: round.readiness?.isAsked ?? false, spread: spreadOf(given, session, now) } })
}

const circumstances = ({ attention }: Session, round: Round, now: number) => ({
  round: round.state,
  steps: stepsInForce(round, now).steps,
  paused: pauseInForce(attention, round.number, now).isInForce,
})

function refuse(reason: VoteReason | undefined, otherwise: ProblemCode): void {
  if (!reason) return
  if (reason === 'round-closed' || reason === 'round-not-open') throw new Problem(reason)
  if (reason === 'paused') throw new Problem('voting-not-now')
  throw new Problem(reason === 'read-only-role' || reason === 'team-does-not-vote' ? 'wrong-role' : otherwise)
}
