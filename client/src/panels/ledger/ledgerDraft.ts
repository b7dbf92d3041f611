import { createStore } from 'zustand/vanilla'
import type { Kind } from './ledgerWords.ts'

/** What is being entered: it survives a look at something else. */
export interface LedgerDraft {
  kind: Kind
  text: string
  owner: string
  due: string
  /** Ids of the notes it comes from, and of which round they are. */
  notes: readonly string[]
  round: number
  /** Goes up when somebody asks to enter something, so that the field takes the focus. */
  asked: number
}

const EMPTY: LedgerDraft = { kind: 'action', text: '', owner: '', due: '', notes: [], round: 0, asked: 0 }

export const ledgerDraft = createStore<LedgerDraft>()(() => EMPTY)

/** Begins an entry that comes from notes; words that stand there already stay. */
export const enterFrom = (round: number, notes: readonly string[]): void => ledgerDraft.setState(({ asked }) => ({ notes, round, asked: asked + 1 }))
