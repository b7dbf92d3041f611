import type { Pace } from './teller.ts'

/** What one room and one connection may cost. Generous: an honest client never meets them. */
export interface RoomLimits {
  /** Milliseconds a room stays in memory after the last person left. */
  linger: number
  /** Updates, or bytes of updates, after which the log is folded into a snapshot. */
  foldUpdates: number
  foldBytes: number
  /** Updates in the log that are worth a snapshot when a room leaves memory. */
  longTail: number
  /** Bytes of a whole board in the log and snapshot. */
  boardBytes: number
  /** Bytes that may wait for a reader, besides the state that it asked for, before it is dropped. */
  unreadBytes: number
  /** Messages a second of one connection, and how many at once; beyond them its socket is paused. */
  messagesPerSecond: number
  messagesAtOnce: number
  bytesPerSecond: number
  bytesAtOnce: number
  /** Messages of one connection that are read before others have a turn. */
  messagesATurn: number
  /** What asking who is here counts as, in messages. */
  presenceRequestCost: number
  /** What asking for the state counts as, in messages. */
  syncRequestCost: number
  /** Bytes of a state vector. */
  stateVector: number
  /** How many answers in a row may build on things that never come. */
  gapAnswers: number
  /** Windows and devices of one person on one board at once, and connections of a board together. */
  connectionsEach: number
  connectionsTogether: number
  /** How often one person may write what spoils the gate's board before they are let in no more. */
  spoilt: number
  /** How often a room tells what was written. */
  updatePace: Pace
  /** How often a room tells who is where. */
  presencePace: Pace
  /** Above how many people that is less often still: so many milliseconds for each of them. */
  crowd: { above: number; each: number }
  /** Milliseconds in which somebody may be told nothing, not even where they are themselves. */
  quiet: number
  /** Ids of awareness that a room remembers, so that nobody takes a name of somebody who just left. */
  presenceIds: number
  /** Milliseconds between two looks whether a connection still lives. */
  heartbeat: number
  /** Milliseconds that a peer has to answer a close before its socket is destroyed. */
  closeWait: number
}

export const ROOM_LIMITS: RoomLimits = {
  linger: 5000,
  foldUpdates: 1000,
  foldBytes: 256 * 1024,
  longTail: 50,
  boardBytes: 64 * 1024 * 1024,
  unreadBytes: 4 * 1024 * 1024,
  messagesPerSecond: 300,
  messagesAtOnce: 2000,
  bytesPerSecond: 1024 * 1024,
  bytesAtOnce: 16 * 1024 * 1024,
  messagesATurn: 50,
  presenceRequestCost: 20,
  syncRequestCost: 100,
  stateVector: 256 * 1024,
  gapAnswers: 3,
  connectionsEach: 50,
  connectionsTogether: 2000,
  spoilt: 10,
  updatePace: { share: 0.15, least: 0, most: 45 },
  presencePace: { share: 0.06, least: 20, most: 100 },
  crowd: { above: 50, each: 2 },
  quiet: 10_000,
  presenceIds: 2000,
  heartbeat: 30_000,
  closeWait: 5000,
}
