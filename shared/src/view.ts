import { isTeam } from './rounds.ts'
import type { Role, Round, Session, Where } from './session.ts'
import type { StimulusItem } from './stimulusSchema.ts'

export interface Me {
  memberId: string
  role: Role
  groupId: string | null
  name: string | null
  where?: Where | undefined
}

/** What one role may know of the session, as `GET /api/stocktakes/:id` answers. */
export type SessionView = Omit<Session, 'joinCode'> & {
  me: Me
  /** The table where I sit in the breakout that is on; null for none. */
  myTable: string | null
  joinCode: string
  /** Full addresses. Facilitators get all three, others only the participants'. */
  links: { participant: string; facilitator?: string; observer?: string }
}

/**
 * The session for a role. A draft round shows others than the team its number and title alone; hidden stimulus, and
 * stimulus that only a draft uses, does not leave the server.
 */
export function sessionFor(stored: Session, role: Role): Session {
  const session = stored.settings.attribution === 'anonymous' ? withoutGroups(stored) : stored
  if (role === 'facilitator') return session
  const seatless = session.rounds.map(withoutSeats)
  const report = NO_REPORT
  if (isTeam(role)) return { ...session, report, rounds: seatless }
  const rounds = seatless.map((round) => (round.state === 'draft' ? bareDraft(round) : { ...round, shelf: round.shelf.filter((item) => !item.hidden) }))
  return { ...session, report, rounds, stimulus: session.stimulus.flatMap((item) => shownVersions(item, rounds)) }
}

/** What is being written into reports is the facilitators' until they send one. */
const NO_REPORT: Session['report'] = { fields: {}, messages: [] }

/** Who sits where is told to facilitators; everybody else hears where they sit themselves. */
export const withoutSeats = <R extends Pick<Round, 'breakouts'>>(round: R): R => ({
  ...round,
  breakouts: round.breakouts.map((breakout) => ({ ...breakout, seats: {} })),
})

/** A note as a facilitator may read it before the reveal: its words, and whether it is held back. Nothing tells whose it is. */
export interface Preview {
  notes: { id: string; text: string; picture?: string; held: boolean }[]
  /** How many more there are that nobody may read: they were begun before people were told, or too few people have written. */
  others: number
  /** Notes of too few people would point to who wrote them. */
  tooFew: boolean
}

/** Where notes are anonymous, results that were counted by group before that was so tell none either. */
const withoutGroups = (session: Session): Session => ({
  ...session,
  ballots: session.ballots.map((ballot) => (ballot.byGroup ? { ...ballot, byGroup: {} } : ballot)),
  rounds: session.rounds.map((round) => {
    const spread = round.readiness?.spread
    if (!round.readiness || !spread) return round
    const cells = Object.fromEntries(Object.entries(spread.cells).map(([cell, { all }]) => [cell, { all, byGroup: {} }]))
    return { ...round, readiness: { ...round.readiness, spread: { ...spread, cells } } }
  }),
})

const bareDraft = (round: Round): Round => ({
  ...round,
  question: '',
  prompts: {},
  shelf: [],
  plan: { date: round.plan.date, learningAction: '', secondStimulus: '', agenda: [] },
  steps: [],
  live: null,
  full: [],
  breakouts: [],
})

/** An item with the versions up to the newest that is on show; none if it is on no visible shelf. */
function shownVersions(item: StimulusItem, rounds: readonly Round[]): StimulusItem[] {
  const newest = Math.max(0, ...rounds.flatMap((round) => round.shelf.filter((shelf) => shelf.id === item.id).map((shelf) => shelf.version)))
  return newest ? [{ ...item, versions: item.versions.filter((version) => version.version <= newest) }] : []
}
