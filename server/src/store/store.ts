import type { Votes } from '@stocktake/shared/ballots'
import type { Note } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import type { Ratings } from '@stocktake/shared/readiness'
import type { RoundRecord } from '@stocktake/shared/record'
import type { Member, Session, Where } from '@stocktake/shared/session'

/**
 * Everything that survives a restart. Two promises hold for each method: when its promise resolves, what it wrote is on
 * disk; when it rejects, nothing of it was written. `store.contract.ts` is the one suite every implementation passes.
 */
export interface Store {
  // Sessions

  /** Adds a stocktake and whatever goes with it in one transaction. Rejects with `JoinCodeTaken` when its join code is in use. */
  createSession(session: Session, also?: Also): Promise<void>
  readSession(id: string): Promise<Session | undefined>
  findByJoinCode(code: string): Promise<Session | undefined>
  /**
   * Writes a session and, in the same transaction, whatever goes with it. Resolves to false, writing nothing, if the
   * stored version is not `session.version - 1`, or if a board that goes with it has come further: somebody else was first.
   * Rejects with `JoinCodeTaken` when its join code is another's.
   */
  saveSession(session: Session, also?: Also): Promise<boolean>
  sessionIds(): Promise<string[]>

  // People

  addMember(stocktakeId: string, member: Member, secrets: Secrets): Promise<void>
  /** Another device of the same person. */
  addToken(memberId: string, tokenHash: string): Promise<void>
  revokeToken(tokenHash: string): Promise<void>
  /** Ends what all devices of a person hold, and says what that was. */
  revokeTokens(memberId: string): Promise<string[]>
  findByToken(tokenHash: string): Promise<Owner | undefined>
  findByReturnCode(returnCodeHash: string): Promise<Owner | undefined>
  members(stocktakeId: string): Promise<Member[]>
  editMember(stocktakeId: string, memberId: string, change: Partial<Pick<Member, 'role' | 'groupId' | 'removed'> & { where: Where | null }>): Promise<void>
  /** Notes that a person was here during an open round; again is fine. */
  attend(memberId: string, round: number): Promise<void>
  /** Remembers for what somebody is ready, in the place of anything before. */
  setReady(memberId: string, mark: string | null): Promise<void>
  /** Ids of all who are ready for that. */
  ready(stocktakeId: string, mark: string): Promise<string[]>

  // Notes of people who were removed, while nobody may see them

  /** Keeps notes of a round; one that is kept already is replaced. */
  hideNotes(stocktakeId: string, round: number, member: string, notes: readonly Note[]): Promise<void>
  hiddenNotes(stocktakeId: string, round: number): Promise<{ member: string; note: Note }[]>
  dropHidden(stocktakeId: string, round: number, notes: readonly string[]): Promise<void>

  // Boards

  /**
   * Appends updates to the logs of their rooms, in order, in one flush, with the owners of notes they add. A room is
   * `<stocktake id>/<document>`. Sequence numbers are the caller's and go up by one in each room. Rejects with
   * `SequenceTaken` when one of them is in use, as another process wrote to the room, and with `BoardSealed` when one that
   * is not the server's own is for a board that was sealed.
   */
  appendUpdates(updates: readonly LoggedUpdate[]): Promise<void>
  /** The newest snapshot and the updates after it; with `after` only what is newer than that sequence number. Owners are always all. */
  readRoom(room: string, after?: number): Promise<StoredRoom>
  /** Names of all rooms that hold something and begin so, in order. */
  roomNames(prefix: string): Promise<string[]>
  /**
   * Replaces everything up to and including `seq` by one snapshot. The snapshot is on disk before any log row goes. Does
   * nothing if there is a newer one.
   */
  saveSnapshot(room: string, seq: number, snapshot: StoredSnapshot): Promise<void>

  // Rounds

  decisions(stocktakeId: string): Promise<CarryDecision[]>
  /** Replaces the carry decisions of one round. */
  saveDecisions(stocktakeId: string, round: number, decisions: readonly CarryDecision[]): Promise<void>
  /**
   * Leaves nothing in the files of what was deleted or replaced before. Everything else waits meanwhile, the longer the more
   * there is; so for what somebody takes back, not for every day.
   */
  overwriteDeleted(): Promise<void>
  /** Records of a round, oldest first. */
  records(stocktakeId: string, round: number): Promise<StoredRecord[]>

  // Ballots and readiness: what people gave, by person. It leaves the server for nobody but them.
  /**
   * Changes what one person gives in a ballot. `effect` is asked in the same transaction, with the session as it stands and
   * what the person gave so far, so nothing gets into a ballot that is over and no two devices together give too much; if it
   * throws, nothing is written and this rejects with the same.
   */
  vote(stocktakeId: string, ballot: string, memberId: string, effect: (session: Session, before: Votes) => Votes): Promise<Votes>
  /** All that was given, or what one person gave. */
  votes(stocktakeId: string, ballot: string, memberId?: string): Promise<ByMember<Votes>[]>
  /**
   * Ends a ballot in one transaction: `effect` makes the next session of the one as it stands and of all that was given; then
   * what people gave is gone, overwritten in the file. Resolves to that session, with its version counted up.
   */
  endBallot(stocktakeId: string, ballot: string, effect: (session: Session, given: readonly ByMember<Votes>[]) => Session): Promise<Session>
  /** Changes how one person rates the cells of a round, in one transaction like `vote`. */
  rate(stocktakeId: string, round: number, memberId: string, effect: (session: Session, before: Ratings) => Ratings): Promise<Ratings>
  ratings(stocktakeId: string, round: number, memberId?: string): Promise<ByMember<Ratings>[]>

  // Files

  /** Stores the bytes as they come; size and hash are those of what came. If `chunks` throws, this rejects with the same and nothing is kept. */
  addFile(stocktakeId: string, file: Omit<StoredFile, 'size' | 'sha256'>, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile>
  fileInfo(stocktakeId: string, fileId: string): Promise<StoredFile | undefined>
  files(stocktakeId: string): Promise<StoredFile[]>
  /** Bytes `from` to `to`, both included. */
  readFile(stocktakeId: string, fileId: string, from?: number, to?: number): AsyncIterable<Uint8Array>
  /** How often session and boards of a stocktake were written so far, and since when it is known to be no more than that: asking is looking. */
  rest(stocktakeId: string, now: number): Promise<{ writes: number; since: number }>
  /** Deletes files. Resolves to false, deleting nothing, if it was written more often than `writes` by now. */
  dropFiles(stocktakeId: string, fileIds: readonly string[], writes: number): Promise<boolean>

  /** A value kept for the server itself, made once: `make` is used only if there is none yet. */
  secret(name: string, make: () => string): Promise<string>
  /** Answers if storage works. */
  ping(): Promise<void>
  close(): Promise<void>
}

export class JoinCodeTaken extends Error {}
export class SequenceTaken extends Error {}
export class BoardSealed extends Error {}

/** What one person gave, and which group they are of now. */
export interface ByMember<T> {
  member: string
  group: string | null
  given: T
}

/** What is written together with a session, or not at all. */
export interface Also {
  records?: readonly StoredRecord[]
  /** Records in the place of those of the same round and version. */
  rewritten?: readonly StoredRecord[]
  /** Replaces the decisions of the rounds that are named. */
  decisions?: readonly { round: number; decisions: readonly CarryDecision[] }[]
  /**
   * Boards that are sealed with it, or opened again: whatever another server process still believes, nothing that people
   * write gets into a sealed one. With `seq`, what was read of the board up to there must be all of it.
   */
  boards?: readonly { room: string; isSealed: boolean; seq?: number }[]
  /** People who come with it; without secrets they are names in an import, and nobody can act as them. */
  members?: readonly { member: Member; secrets: Secrets | null }[]
}

/** SHA-256 of what a person's devices hold. The values themselves are never stored. */
export interface Secrets {
  tokenHash: string
  returnCodeHash: string
}

export interface Owner {
  stocktakeId: string
  member: Member
}

export interface LoggedUpdate {
  room: string
  seq: number
  update: Uint8Array
  /** Written by the server itself, not by people. */
  isOwn: boolean
  /** Notes that this update adds, and whose they are; null where nobody is known. */
  owners: readonly { note: string; member: string | null }[]
}

export interface StoredRoom {
  /** Sequence number of the last update known, 0 for a new room. */
  seq: number
  snapshot: StoredSnapshot | undefined
  updates: Uint8Array[]
  owners: Map<string, string | null>
}

/** A board as of some sequence number. */
export interface StoredSnapshot {
  /** Updates that make up the board, each of which needs none but those before it. */
  parts: Uint8Array[]
  /** What the parts hold, and what of it is deleted: whoever has been here can be told what they lack without reading the parts. */
  stateVector: Uint8Array
  deletions: Uint8Array
}

export interface StoredRecord {
  round: number
  version: number
  hash: string
  record: RoundRecord
}

export interface StoredFile {
  id: string
  name: string
  type: string
  size: number
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string
  addedAt: number
}
