import { Problem } from '@stocktake/shared/problem'

const WINDOW = 10 * 60_000
/** Pictures of one person in ten minutes: more than anybody pastes in a workshop, too few to fill a disk unnoticed. */
const MOST = 40

/** Counts what each person sends, and refuses who sends too much. */
export interface Allowance {
  count(memberId: string): void
}

export function createAllowance(now: () => number): Allowance {
  let sent = new Map<string, number>()
  let since = now()
  return {
    count(memberId) {
      if (now() - since > WINDOW) {
        sent = new Map()
        since = now()
      }
      const count = (sent.get(memberId) ?? 0) + 1
      if (count > MOST) throw new Problem('too-many-requests')
      sent.set(memberId, count)
    },
  }
}
