import type { Spread } from '../ballotSchema.ts'
import { ballotLines, restOf, toldLabel, wholeBallot } from '../ballots.ts'
import { splitCell } from '../matrix.ts'
import { RATINGS, raters, restRatings } from '../readiness.ts'
import type { Session } from '../session.ts'
import type { BallotRow, Basis, ReadinessRow } from './model.ts'

/** What all gave together, and what the groups that are not told gave together. */
export const ALL = 'All'
const REST = 'Other groups'

/** One row for each item of a ballot, and one for each group that is told of it. Of a ballot that was taken back only that there was one. */
export function ballotRows(session: Session, { ballots, content, round, groups, matrix }: Basis): BallotRow[] {
  const isAnonymous = session.settings.attribution === 'anonymous'
  return ballots
    .filter((ballot) => ballot.round === round.number)
    .flatMap((stored): BallotRow[] => {
      const ballot = wholeBallot(stored)
      const { title, kind, budget, cap, closedAt, isTakenBack } = ballot
      const about = { round: round.number, ballot: ballot.id, title, kind, budget, cap, closedAt, isTakenBack }
      if (isTakenBack) return [{ ...about, item: '', text: '', row: '', column: '', group: ALL, votes: null, rank: null, disagree: null, voters: null }]
      const told = isAnonymous ? [] : Object.entries(ballot.byGroup)
      const voters = ballot.voters === null ? null : ballot.voters - told.reduce((sum, [, group]) => sum + group.voters, 0)
      return ballotLines(ballot).flatMap(({ item, votes, disagree, rank }): BallotRow[] => {
        const which = { ...about, item, ...whatIs(item, kind, content, matrix) }
        const rest = told.length && voters ? [{ ...which, group: REST, ...restOf(ballot, item), rank: null, voters }] : []
        return [
          { ...which, group: ALL, votes, disagree, rank, voters: ballot.voters },
          ...told.map(([id, group]) => ({
            ...which,
            group: toldLabel(groups, id, group.groups),
            votes: group.votes[item] ?? 0,
            disagree: group.disagree[item] ?? 0,
            rank: null,
            voters: group.voters,
          })),
          ...rest,
        ]
      })
    })
}

function whatIs(
  item: string,
  kind: BallotRow['kind'],
  { notes, themes }: Basis['content'],
  matrix: Basis['matrix'],
): Pick<BallotRow, 'text' | 'row' | 'column'> {
  const found = kind === 'themes' ? themes.find(({ id }) => id === item) : notes.find(({ id }) => id === item)
  if (!found) return { text: '', row: '', column: '' }
  const cell = 'at' in found ? found.at.cell : found.cell
  return { text: 'at' in found ? found.text : found.label, ...whereIs(matrix, cell) }
}

function whereIs(matrix: Basis['matrix'], cell: string | null): { row: string; column: string } {
  const parts = cell === null ? undefined : splitCell(cell)
  return {
    row: matrix.dimensions.find(({ id }) => id === parts?.dimensionId)?.label ?? '',
    column: matrix.intelligenceTypes.find(({ id }) => id === parts?.typeId)?.label ?? '',
  }
}

/** One row for each cell that people rated, and one for each group that is told of it. */
export function readinessRows(session: Session, { matrix, round, groups }: Basis, spread: Spread | null): ReadinessRow[] {
  const isAnonymous = session.settings.attribution === 'anonymous'
  return Object.entries(spread?.cells ?? {}).flatMap(([cell, { all, byGroup }]): ReadinessRow[] => {
    const told = isAnonymous ? [] : Object.entries(byGroup)
    const where = { round: round.number, cell, ...whereIs(matrix, cell) }
    const rest = restRatings(
      all,
      told.map(([, { tally }]) => tally),
    )
    const line = (group: string, tally: typeof all): ReadinessRow => ({
      ...where,
      group,
      people: raters(tally),
      ratings: RATINGS.map((rating) => tally[rating]),
    })
    return [
      line(ALL, all),
      ...told.map(([id, { groups: own, tally }]) => line(toldLabel(groups, id, own), tally)),
      ...(told.length && raters(rest) ? [line(REST, rest)] : []),
    ]
  })
}
