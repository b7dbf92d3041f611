/**
 * What travels on the two kinds of socket. `/sync/<stocktake>/<document>` speaks the y-websocket protocol; clients that
 * ask with `ext=1` also get the extra message types, and with `zip=1` beside it packed messages. `/live/<stocktake>` pushes JSON.
 */
import type { GroupReady } from './attention.ts'
import type { Votes } from './ballots.ts'
import type { CarryDecision } from './carry.ts'
import type { Reason } from './policy.ts'
import type { Ratings } from './readiness.ts'
import type { SessionView } from './view.ts'

export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 100, refused: 101, yours: 102, packed: 103, you: 104 } as const

/**
 * `saved`: varUint count of this connection's sync messages (step 2 and update) that are durable since it opened,
 * then varUint8Array the state vector that is durable.
 * `refused`: varString JSON of a `Refusal`.
 * `yours`: varString JSON, ids of notes that this person wrote: on joining all of them, later those of their other devices.
 * `you`: varUint, the id of awareness under which the others hear of this connection. It is made by the server, so that
 * nobody finds whoever they see here among the Yjs client ids of the document. Those who do not ask with `ext=1` are not told
 * of themselves at all.
 * `packed`: varUint8Array, the raw deflate (RFC 1951) of ONE whole message of another type. It stands for that message, in
 * its place in the order. From the server alone, and only to clients that ask with `zip=1` besides.
 */
export interface Refusal {
  reason: Reason | 'unreadable' | 'storage-failed'
  /** Ids of the notes concerned, where known. */
  notes: string[]
}

/** Close codes of our sockets (4000 and up are ours). A client reconnects after any other. */
export const CLOSE = {
  badMessage: 4400,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  /** The update was refused: save the words, drop the local copy, connect again. */
  refused: 4409,
  tooLarge: 1009,
  tryAgain: 1013,
  goingAway: 1001,
} as const

/** After these there is no point in connecting again as the same person. */
export const isFinal = (code: number) => code === CLOSE.notSignedIn || code === CLOSE.forbidden || code === CLOSE.notFound

export const WIRE_LIMITS = {
  /** Bytes of one websocket message. */
  message: 1024 * 1024,
  /** Bytes of what is inside a packed message. */
  unpacked: 64 * 1024 * 1024,
  /** Bytes of one awareness message. */
  awareness: 16 * 1024,
} as const

/** The name of a round's board document. */
export const roundDocument = (round: number) => `round-${round}`

/** The name of one's own draft for a round: under the same name everybody finds another document, their own. */
export const draftDocument = (round: number) => `draft-${round}`

/** What a document name means; undefined for any other name. */
export function readDocument(name: string): { kind: 'round' | 'draft'; round: number } | undefined {
  const [, kind, round] = /^(round|draft)-([1-9]\d{0,3})$/.exec(name) ?? []
  return kind === 'round' || kind === 'draft' ? { kind, round: Number(round) } : undefined
}

/** How much people have written alone so far: never who, never what. */
export interface Writing {
  round: number
  /** People who have notes of their own that are not revealed. */
  writers: number
  notes: number
  /** By cell id; the parking lot under `''`. */
  byCell: Record<string, number>
  /** To facilitators and scribes alone: groups of which somebody here has written. Where a group is a person, it is not told. */
  groups?: string[]
}

/** How far people are with the open ballot: never who, and what they give only where running counts are shown. */
export interface Voting {
  ballot: string
  /** People who may vote and are here, or have voted. */
  people: number
  voted: number
  /** People who have given all their votes. */
  finished: number
  running: { votes: Record<string, number>; disagree: Record<string, number> } | null
}

/** How many people have rated a cell of the open round, of those who are here. */
export interface RatingProgress {
  round: number
  people: number
  rated: number
}

/** What I gave, told to my own devices alone. */
export interface Mine {
  ballot: (Votes & { id: string }) | null
  readiness: { round: number; ratings: Ratings } | null
}

export interface Here {
  /** People connected now. */
  total: number
  byGroup: Record<string, number>
  /** How many of them lead. */
  facilitators: number
}

/** How many of the participants who are here are ready for the step to be over. */
export interface Ready {
  round: number
  step: string
  ready: number
  of: number
  /** Whether the person who hears this is one of them. */
  mine: boolean
  /** To facilitators alone; small groups are in the total and nowhere else. */
  byGroup?: GroupReady[]
}

/** A live message, and what time it was on the server, in milliseconds since 1970. */
export type LiveMessage = LiveNews & { now: number }

export type LiveNews =
  | { type: 'view'; view: Omit<SessionView, 'me'> }
  | { type: 'here'; here: Here }
  | { type: 'writing'; writing: Writing }
  | { type: 'ready'; ready: Ready }
  /** To facilitators: ids of the people who are connected. */
  | { type: 'people'; people: string[] }
  | { type: 'voting'; voting: Voting | null; rating: RatingProgress | null }
  | { type: 'mine'; mine: Mine }
  /** To facilitators and scribes: the carry decisions of a round, whole. */
  | { type: 'carry'; round: number; decisions: CarryDecision[] }
