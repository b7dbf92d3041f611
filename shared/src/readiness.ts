import type { Rating, Spread, Tally } from './ballotSchema.ts'
import { type TellRules, toldGroups } from './ballots.ts'

/** The readiness rating: each person says of a cell how far it is; everybody sees the spread. */

export const RATINGS = ['in-place', 'partly', 'not-yet', 'cannot-say'] as const satisfies readonly Rating[]

/** What one person says of cells, by cell id. */
export type Ratings = Record<string, Rating>

const noRatings = (): Tally => ({ 'in-place': 0, partly: 0, 'not-yet': 0, 'cannot-say': 0 })

export const raters = (tally: Tally) => RATINGS.reduce((sum, rating) => sum + tally[rating], 0)

/** What groups that are not told say together. */
export function restRatings(all: Tally, told: readonly Tally[]): Tally {
  const rest = { ...all }
  for (const tally of told) for (const rating of RATINGS) rest[rating] -= tally[rating]
  return rest
}

const tallyOf = (ratings: readonly Rating[]): Tally => {
  const tally = noRatings()
  for (const rating of ratings) tally[rating]++
  return tally
}

/** The spread of all ratings, by cell and by group as far as groups may be told apart; of cells that nobody rated nothing. */
export function spreadOf(given: readonly { group: string | null; ratings: Ratings }[], rules: TellRules, now: number): Spread {
  const byCell = new Map<string, { group: string | null; rating: Rating }[]>()
  for (const { group, ratings } of given)
    for (const [cell, rating] of Object.entries(ratings)) byCell.set(cell, [...(byCell.get(cell) ?? []), { group, rating }])
  const cells = [...byCell]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, list]) => {
      const told = toldGroups(list, rules)
      return [
        cell,
        {
          all: tallyOf(list.map(({ rating }) => rating)),
          byGroup: Object.fromEntries(
            told.map(({ id, groups }) => [
              id,
              { groups, tally: tallyOf(list.filter(({ group }) => group !== null && groups.includes(group)).map(({ rating }) => rating)) },
            ]),
          ),
        },
      ] as const
    })
  return { at: now, cells: Object.fromEntries(cells) }
}
