import type { Presence } from './connection.ts'

export type Leader = Presence & { spotlight: NonNullable<Presence['spotlight']> }

/** Who shows everybody a cell; of several the one who did so last. */
export function leaderOf(presences: readonly Presence[]): Leader | undefined {
  const leaders = presences.filter((one): one is Leader => one.spotlight !== undefined)
  return leaders.reduce<Leader | undefined>((latest, one) => (latest && latest.spotlight.call >= one.spotlight.call ? latest : one), undefined)
}
