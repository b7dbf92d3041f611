import type { ClosedBallot, OpenBallot } from './ballotSchema.ts'
import { Problem } from './problem.ts'
import type { BoardContent } from './record.ts'
import { shownGroups } from './report/smallGroups.ts'
import type { Group, Session } from './session.ts'

/** Ballots as plain values: what one person may give, and what of it remains when a ballot is over. No schema library is loaded here. */

/** What one person gave in a ballot: votes by item, and the items that they strongly disagree with. */
export interface Votes {
  votes: Record<string, number>
  disagree: string[]
}

export const noVotes = (): Votes => ({ votes: {}, disagree: [] })

/** The square root of the number of items: enough to choose, too few to please everybody. */
export const defaultBudget = (items: number) => Math.max(1, Math.round(Math.sqrt(items)))
/** Several votes on one item say that it matters most; no item takes them all. */
export const defaultCap = (budget: number) => Math.min(budget, 3)

export const votesUsed = ({ votes }: Votes) => Object.values(votes).reduce((sum, count) => sum + count, 0)
export const votesLeft = ({ budget }: Pick<OpenBallot, 'budget'>, mine: Votes) => Math.max(0, budget - votesUsed(mine))
/** Has this person said anything in the ballot? */
export const hasVoted = (mine: Votes) => votesUsed(mine) > 0 || mine.disagree.length > 0

/** What a person gives to one item, whole: who strongly disagrees with it gives it no votes. */
export interface Cast {
  item: string
  votes: number
  disagree: boolean
}

/** What a person gives after changing one item. Refused where it is more than they have, or more than one item may get. */
export function castVote(ballot: Pick<OpenBallot, 'items' | 'budget' | 'cap'>, before: Votes, { item, votes, disagree }: Cast): Votes {
  if (!ballot.items.includes(item)) throw new Problem('not-on-ballot', { item })
  if (votes > 0 && disagree) throw new Problem('bad-request', { errors: [{ path: 'disagree', message: 'An item gets votes or the mark, not both.' }] })
  if (votes > ballot.cap) throw new Problem('votes-over-cap', { cap: ballot.cap })
  const { [item]: _before, ...others } = before.votes
  const after = { votes: votes > 0 ? { ...others, [item]: votes } : others, disagree: before.disagree.filter((other) => other !== item) }
  if (disagree) after.disagree.push(item)
  // Taking votes back is always possible.
  if (votesUsed(after) > ballot.budget && votesUsed(after) > votesUsed(before)) throw new Problem('votes-used-up', { budget: ballot.budget })
  return after
}

/** What people vote on: notes with words in some cells, chosen notes, or themes. */
export type BallotScope = { on: 'cells'; cells: readonly string[] | null } | { on: 'notes'; notes: readonly string[] } | { on: 'themes' }

/** The items of a ballot, in the order of the board. What is not there any more, or says nothing, is left out. */
export function ballotItems({ notes, themes }: Pick<BoardContent, 'notes' | 'themes'>, scope: BallotScope): string[] {
  if (scope.on === 'themes') {
    const used = new Set(notes.map((note) => note.theme))
    return themes.filter(({ id }) => used.has(id)).map(({ id }) => id)
  }
  const isWanted = ({ id, at }: BoardContent['notes'][number]) =>
    scope.on === 'notes' ? scope.notes.includes(id) : at.cell !== null && (scope.cells === null || scope.cells.includes(at.cell))
  return notes.filter((note) => (note.text.trim() || note.picture) && isWanted(note)).map(({ id }) => id)
}

/** What results by group follow: the groups, and what the stocktake says of small ones. */
export type TellRules = Pick<Session, 'groups'> & { settings: Pick<Session['settings'], 'minimumGroup' | 'smallGroups' | 'attribution'> }

/** Facilitators and scribes without a group, as far as they take part. No group can have this id. */
const TEAM = '*team'

/** A group, or some that are told as one, by the id of the first. */
export interface Told {
  id: string
  groups: string[]
}

/**
 * The groups that results of these people tell: those of whom enough took part, not those who could have. The rest, which
 * everybody can work out from the total, is nobody or enough people as well. Where notes are anonymous no group is told.
 */
export function toldGroups(people: readonly { group: string | null }[], { groups, settings }: TellRules): Told[] {
  if (settings.attribution === 'anonymous') return []
  const counts = new Map<string, number>()
  for (const { group } of people) {
    const known = groups.some(({ id }) => id === group) ? group : null
    counts.set(known ?? TEAM, (counts.get(known ?? TEAM) ?? 0) + 1)
  }
  const team: Group = { id: TEAM, label: TEAM, short: TEAM, colour: '#000000', shape: 'circle', driver: '' }
  const shown = shownGroups([...groups, team], Object.fromEntries(counts), settings.minimumGroup, settings.smallGroups)
  return groups.flatMap(({ id }) => {
    const entry = shown.get(id)
    return entry?.id === id && entry.people > 0 ? [{ id, groups: entry.groups }] : []
  })
}

/** What a told group is called: "Primary care with Pharmacists". */
export function toldLabel(groups: readonly Pick<Group, 'id' | 'label'>[], id: string, own: readonly string[]): string {
  const label = (one: string) => groups.find((group) => group.id === one)?.label ?? one
  return [id, ...own.filter((other) => other !== id)].map(label).join(' with ')
}

/** What one person gave, and of which group they are. */
export interface Given extends Votes {
  group: string | null
}

/** What remains of a ballot: counts by item, and by group as far as groups may be told apart. */
export function closeBallotWith(ballot: OpenBallot, given: readonly Given[], rules: TellRules, now: number): ClosedBallot {
  const { id, round, title, kind, items, budget, cap, isShown, openedAt } = ballot
  const voters = given.filter(hasVoted)
  const byGroup = Object.fromEntries(
    toldGroups(voters, rules).map(({ id: head, groups }) => {
      const own = voters.filter(({ group }) => group !== null && groups.includes(group))
      return [head, { groups, voters: own.length, ...countVotes(own) }]
    }),
  )
  return { id, round, title, kind, items, budget, cap, isShown, openedAt, closedAt: now, voters: voters.length, ...countVotes(voters), byGroup }
}

/** What remains of a ballot that was taken back: that there was one. */
export function takeBackBallot({ id, round, title, kind, items, budget, cap, isShown, openedAt }: OpenBallot, now: number): ClosedBallot {
  return { id, round, title, kind, items, budget, cap, isShown, openedAt, closedAt: now, votes: {}, isTakenBack: true }
}

/** Votes and marks by item; items that got none are left out. */
export function countVotes(given: readonly Votes[]): { votes: Record<string, number>; disagree: Record<string, number> } {
  const votes = new Map<string, number>()
  const disagree = new Map<string, number>()
  for (const one of given) {
    for (const [item, count] of Object.entries(one.votes)) votes.set(item, (votes.get(item) ?? 0) + count)
    for (const item of one.disagree) disagree.set(item, (disagree.get(item) ?? 0) + 1)
  }
  // In the order of items, not in that of who voted first.
  const sorted = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { votes: sorted(votes), disagree: sorted(disagree) }
}

export interface WholeBallot {
  id: string
  round: number
  title: string
  kind: 'notes' | 'themes'
  /** Every item, also those that nobody gave anything; of an imported ballot, those that got votes. */
  items: string[]
  budget: number | null
  cap: number | null
  votes: Record<string, number>
  disagree: Record<string, number>
  voters: number | null
  byGroup: Record<string, { groups: string[]; voters: number; votes: Record<string, number>; disagree: Record<string, number> }>
  isShown: boolean
  isTakenBack: boolean
  openedAt: number | null
  closedAt: number | null
}

/** A closed ballot with everything that imports and older records leave out. */
export const wholeBallot = (ballot: ClosedBallot): WholeBallot => ({
  id: ballot.id,
  round: ballot.round,
  title: ballot.title,
  kind: ballot.kind ?? 'notes',
  items: ballot.items ?? Object.keys(ballot.votes),
  budget: ballot.budget ?? null,
  cap: ballot.cap ?? null,
  votes: ballot.votes,
  disagree: ballot.disagree ?? {},
  voters: ballot.voters ?? null,
  byGroup: ballot.byGroup ?? {},
  isShown: ballot.isShown ?? false,
  isTakenBack: ballot.isTakenBack ?? false,
  openedAt: ballot.openedAt ?? null,
  closedAt: ballot.closedAt ?? null,
})

export interface NoteVotes {
  votes: ReadonlyMap<string, number>
  disagree: ReadonlyMap<string, number>
}

/** What notes got over all ballots on notes of a round, or null if there was none. */
export function noteVotes(ballots: readonly ClosedBallot[], round: number): NoteVotes | null {
  const own = ballots.map(wholeBallot).filter((ballot) => ballot.round === round && ballot.kind === 'notes' && !ballot.isTakenBack)
  if (!own.length) return null
  const sum = (of: 'votes' | 'disagree') => {
    const counts = new Map<string, number>()
    for (const ballot of own) for (const [note, count] of Object.entries(ballot[of])) counts.set(note, (counts.get(note) ?? 0) + count)
    return counts
  }
  return { votes: sum('votes'), disagree: sum('disagree') }
}

/** One line of a result. */
export interface BallotLine {
  item: string
  votes: number
  disagree: number
  /** 1 for the most votes; equal votes share a rank. */
  rank: number
}

/** The lines of a result: most votes first, and of as many votes the least disagreement. */
export function ballotLines({ items, votes, disagree }: Pick<WholeBallot, 'items' | 'votes' | 'disagree'>): BallotLine[] {
  const lines = items.map((item, i) => ({ item, i, votes: votes[item] ?? 0, disagree: disagree[item] ?? 0 }))
  lines.sort((a, b) => b.votes - a.votes || a.disagree - b.disagree || a.i - b.i)
  return lines.map(({ i: _order, ...line }) => ({ ...line, rank: lines.findIndex(({ votes: more }) => more === line.votes) + 1 }))
}

/** What groups that are not told apart gave to an item together, where there are told ones besides. */
export function restOf(ballot: Pick<WholeBallot, 'byGroup' | 'votes' | 'disagree'>, item: string): { votes: number; disagree: number } {
  const told = Object.values(ballot.byGroup)
  const sum = (of: 'votes' | 'disagree') => told.reduce((total, group) => total + (group[of][item] ?? 0), 0)
  return { votes: (ballot.votes[item] ?? 0) - sum('votes'), disagree: (ballot.disagree[item] ?? 0) - sum('disagree') }
}

/**
 * The order in which one person finds the items: another for each, so that what stands first sways nobody, and always the
 * same for them.
 */
export function ownOrder(items: readonly string[], member: string): string[] {
  return [...items]
    .map((item) => ({ item, key: scatter(`${member} ${item}`) }))
    .sort((a, b) => a.key - b.key || (a.item < b.item ? -1 : 1))
    .map(({ item }) => item)
}

/** A number that says nothing of the word it is made of (FNV-1a, with its bits mixed once more). */
function scatter(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (hash ^ (hash >>> 16)) >>> 0
}
