import { z } from 'zod'
import { BALLOT_LIMITS } from './ballotLimits.ts'
import { Id, line } from './fields.ts'

/** The forms of ballots and of the readiness rating. What can be computed with them is in `ballots.ts` and `readiness.ts`. */

const Count = z.number().int().nonnegative()
const Votes = z.number().int().min(1).max(BALLOT_LIMITS.votes)
/** How many, by the id of an item. */
const Counts = z.record(Id, Count)

const Groups = z.array(Id).max(100)

export const BallotKind = z.enum(['notes', 'themes'])
export type BallotKind = z.infer<typeof BallotKind>

/** A ballot that people vote in now. What they gave is kept apart, by person, and leaves the server for nobody but them. */
export const OpenBallot = z.object({
  id: Id,
  round: z.number().int().positive(),
  title: line(BALLOT_LIMITS.title),
  kind: BallotKind,
  items: z.array(Id).min(1).max(BALLOT_LIMITS.items),
  /** Votes that each person has. */
  budget: Votes,
  /** The most that one person may give to one item. */
  cap: Votes,
  /** Running counts are shown to everybody while people vote. */
  isShown: z.boolean(),
  /** People vote whichever step they are in; otherwise in steps that let them vote. */
  inAnyStep: z.boolean(),
  /** Facilitators and scribes vote as well. */
  teamVotes: z.boolean(),
  openedAt: z.number(),
})
export type OpenBallot = z.infer<typeof OpenBallot>

/**
 * A ballot that is over. Who voted is never kept. What is optional is absent from ballots of imports and of older records;
 * `wholeBallot` fills it in.
 */
export const ClosedBallot = z.object({
  id: Id,
  round: z.number().int().positive(),
  title: line(BALLOT_LIMITS.title),
  /** How many votes each item got. */
  votes: Counts,
  kind: BallotKind.optional(),
  items: z.array(Id).max(BALLOT_LIMITS.items).optional(),
  budget: Votes.optional(),
  cap: Votes.optional(),
  /** How many people strongly disagree with an item. */
  disagree: Counts.optional(),
  /** How many people voted. */
  voters: Count.optional(),
  /** The same by group, as far as groups are told: `groups` are those that one entry stands for. */
  byGroup: z.record(Id, z.object({ groups: Groups, voters: Count, votes: Counts, disagree: Counts })).optional(),
  isShown: z.boolean().optional(),
  /** It was taken back: nothing of it counts, and nothing was counted. */
  isTakenBack: z.boolean().optional(),
  openedAt: z.number().optional(),
  closedAt: z.number().optional(),
})
export type ClosedBallot = z.infer<typeof ClosedBallot>

export const Rating = z.enum(['in-place', 'partly', 'not-yet', 'cannot-say'])
export type Rating = z.infer<typeof Rating>

/** How many people gave each rating. */
export const Tally = z.record(Rating, Count)
export type Tally = z.infer<typeof Tally>

/** How ready people find the matter of each cell, as of some moment: of all who rated it, and by group as far as groups are told. */
export const Spread = z.object({
  at: z.number(),
  cells: z.record(z.string().max(130), z.object({ all: Tally, byGroup: z.record(Id, z.object({ groups: Groups, tally: Tally })) })),
})
export type Spread = z.infer<typeof Spread>

/** Whether people are asked to rate cells in a round, and what was shown to everybody of it. */
export const Readiness = z.object({ isAsked: z.boolean(), spread: Spread.nullable() })
export type Readiness = z.infer<typeof Readiness>
