import type { Role } from '@stocktake/shared/session'

/** A person who is connected, by one of the server processes. */
export interface Presence {
  memberId: string
  groupId: string | null
  role: Role
}

/**
 * What the parts of the server, and one day several servers, tell each other. A message says what changed, never what
 * it is now: who is concerned reads the store, so a message that comes twice or late does no harm.
 */
export type BusMessage =
  | { type: 'session'; stocktakeId: string; version: number }
  | { type: 'carry'; stocktakeId: string; round: number }
  /** A person voted in the open ballot, or rated a cell. */
  | { type: 'voted'; stocktakeId: string; memberId: string }
  /** A person's role or group changed, or they were removed or let in again: their sockets must begin again as who they are now. */
  | { type: 'member'; stocktakeId: string; memberId: string }
  /** Somebody is ready for the step to be over, or not any more. */
  | { type: 'ready'; stocktakeId: string }
  /** A token was revoked: its sockets end. */
  | { type: 'revoked'; tokenHash: string }
  /** Cursors and selections of people on a board who are connected to one server process: one message of awareness. */
  | { type: 'moved'; room: string; node: string; message: Uint8Array }
  /** The log of a board is on disk up to this sequence number. */
  | { type: 'written'; room: string; seq: number }
  /** Everybody who is connected to one server process. */
  | { type: 'here'; stocktakeId: string; node: string; people: readonly Presence[] }

export interface Bus {
  publish(message: BusMessage): void
  /** Returns the function that ends it. */
  subscribe(listener: (message: BusMessage) => void): () => void
  /** Answers if the bus works. */
  ping(): Promise<void>
  close(): Promise<void>
}
