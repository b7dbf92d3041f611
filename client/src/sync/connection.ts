import type { Board, BoardChange } from '@stocktake/shared/board/board'
import type { Place } from '@stocktake/shared/board/schema'
import type { Caret, Sight } from '@stocktake/shared/presence'
import type { Refusal } from '@stocktake/shared/wire'
import type { StoreApi } from 'zustand/vanilla'

/** Words of a note that the server did not accept, or that were written where the board could not take them. */
export interface UnsentNote {
  id: string
  text: string
  cell: string | null
  reason: Refusal['reason'] | 'deleted-meanwhile'
  at: number
}

/** Where a board stands with its server; the interface says all of it in words. */
export interface BoardStatus {
  connection: 'connecting' | 'online' | 'offline' | 'ended'
  /** Everything the server had has arrived at least once since this board was opened. */
  synced: boolean
  /** Something may be shown: from the server or from this device's own copy. */
  ready: boolean
  /** Everything written here is durable on the server, as far as this connection was told. */
  saved: boolean
  /** The server could not store what was written here, and has confirmed nothing since. */
  storageFailed: boolean
  /** How many notes here have changes that the server has not confirmed. */
  unsaved: number
  /** Why the connection ended for good, where it did: one of the close codes of `wire.ts`. */
  endedWith?: number
  unsent: UnsentNote[]
}

/** Somebody else on this board, as far as the policy lets us know. `client` is one tab. */
export interface Presence {
  client: number
  name: string | null
  group: string | null
  role: string
  /** In canvas coordinates; absent while not on the canvas. */
  cursor?: { x: number; y: number }
  /** Ids of selected notes. */
  selection?: string[]
  /** Id of the note being typed in. */
  editing?: string
  /** A note in hand, with the place it has reached; the selected ones go along by the same distance. */
  drag?: { note: string; at: Place }
  /** Where in the text of a note they type. */
  caret?: Caret
  /** The cell in which their hands are; null is the parking lot. */
  cell?: string | null
  /** What of the canvas they see. */
  view?: Sight
}

/** What I tell the others; `undefined` takes a value back. */
export type PresenceChange = {
  [Field in 'cursor' | 'selection' | 'editing' | 'drag' | 'caret' | 'cell' | 'view']?: Presence[Field] | undefined
}

/** An open board: one socket, one local copy, one undo history. */
export interface BoardConnection {
  readonly board: Board
  readonly status: StoreApi<BoardStatus>
  readonly presences: StoreApi<Presence[]>
  /** Ids of the notes that this person wrote: those made here, and those the server names. It alone knows for sure; this decides what is offered. */
  readonly mine: StoreApi<ReadonlySet<string>>
  /** Calls back once per transaction; `mine` says whether it was done here. */
  onChange(callback: (change: BoardChange & { mine: boolean }) => void): () => void
  /** Tells the others where I am; values are merged over the last ones. */
  setPresence(change: PresenceChange): void
  undo(): void
  redo(): void
  /** Ends the current undo step, so that the next change is undone on its own. */
  endUndoStep(): void
  /** Whether each step of what is written here is to stand in the document as if somebody else had written it. */
  writeApart(apart: boolean): void
  /** Keeps words that have no note to stand in. */
  keepWords(words: Omit<UnsentNote, 'at'>): void
  discardUnsent(id: string): void
  close(): void
}
