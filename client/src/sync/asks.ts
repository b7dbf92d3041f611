import { type Actor, may, type Reason, refusal } from '@stocktake/shared/policy'
import { createStore } from 'zustand/vanilla'
import type { BoardRules } from './useRules.ts'

/** What a part of the workspace may ask of another that it does not know; the workspace itself sees to it. */
export type Ask =
  /** Go to a note of the board that is shown. */
  | { what: 'show-note'; note: string }
  | { what: 'show-tension'; tension: string }
  /** Name a tension between these notes, or some more. */
  | { what: 'name-tension'; notes: readonly string[] }
  | { what: 'edit-tension'; tension: string }
  /** Say what of this round addresses it. */
  | { what: 'address-tension'; tension: string }
  /** Enter a decision, an action or a parked item that comes from these notes. */
  | { what: 'enter'; notes: readonly string[] }
  | { what: 'edit-entry'; entry: string }
  /** Bring notes from a sheet. */
  | { what: 'import' }
  /** Put together a ballot. */
  | { what: 'start-ballot' }

/** The last ask that nobody has seen to yet. */
export const asks = createStore<{ asked: Ask | null }>()(() => ({ asked: null }))

export const ask = (asked: Ask): void => asks.setState({ asked })
export const answered = (): void => asks.setState({ asked: null })

export interface Whoever {
  me: Actor
  rules: BoardRules
}

/** May this person name tensions now, or change one that was named in this round? */
export const mayName = ({ me, rules }: Whoever): boolean => may(me, 'name-contradiction', rules.live)
/** Why this person may not change this tension, if so. What was begun in a step that is just over may be finished. */
export const tensionRefusal = ({ me, rules }: Whoever, { since }: { since?: object }): Reason | undefined =>
  refusal(me, 'name-contradiction', rules.inForce, { isEarlier: since !== undefined })
export const ledgerRefusal = ({ me, rules }: Whoever): Reason | undefined => refusal(me, 'keep-ledger', rules.inForce)
export const mayKeepLedger = ({ me, rules }: Whoever): boolean => may(me, 'keep-ledger', rules.live)
