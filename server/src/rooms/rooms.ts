import type { Board } from '@stocktake/shared/board/board'
import type { Actor } from '@stocktake/shared/policy'
import type { BoardContent } from '@stocktake/shared/record'
import type { Member, Session } from '@stocktake/shared/session'
import type { Store } from '../store/store.ts'

/** What a room needs of a websocket; `ws` has it. Hand it over before the first message can arrive, or paused. */
export interface Socket {
  readonly bufferedAmount: number
  send(bytes: Uint8Array): void
  close(code: number, reason?: string): void
  terminate(): void
  pause(): void
  resume(): void
  ping(): void
  on(event: 'message', listener: (bytes: unknown, isBinary: boolean) => void): unknown
  on(event: 'close' | 'error' | 'pong', listener: () => void): unknown
}

/** Who connects to which board. */
export interface Joining {
  stocktakeId: string
  round: number
  actor: Actor
  memberName: string | null
  /** The client asked for `saved` and `refused` messages. */
  ext: boolean
  /** The session as the caller just read it; the room uses the newest it has seen. */
  session: Session
}

/** Every board that is in memory, and the way to those that are not. */
export interface Rooms {
  /** Takes over a socket that was let in. Closes it with one of `CLOSE` when it cannot be served. Never throws. */
  connect(socket: Socket, joining: Joining): void
  /** What is on disk of a board. */
  read(stocktakeId: string, round: number): Promise<BoardContent>
  /**
   * The server's own change, in whatever state the round is. On disk when it resolves, and sent to everybody. Rejects
   * with `Problem('storage-failed')`, nothing changed, when it could not be written.
   */
  edit(stocktakeId: string, round: number, effect: (board: Board) => void): Promise<void>
  /** Puts whole content on a board, for imports. Notes keep their ids; nobody is known as their writer. */
  load(stocktakeId: string, round: number, content: BoardContent): Promise<void>
  /**
   * From the moment this resolves until the function it gives is called, nothing that people send is admitted; what was
   * admitted before is on disk. `edit` and `read` work meanwhile. Messages wait and are judged after the release.
   */
  hold(stocktakeId: string, round: number): Promise<() => void>
  /** Tells boards that are in memory what now holds: states of rounds, whose notes may be edited, groups, attribution. */
  sessionChanged(session: Session): void
  /** Somebody has another role, group or name from now on. */
  memberChanged(stocktakeId: string, member: Pick<Member, 'id' | 'role' | 'groupId' | 'name'>): void
  /** Ends every connection of somebody whose access was taken away. */
  disconnect(memberId: string): void
  /** Says goodbye to everybody, writes what is left, and resolves when all is on disk. */
  close(): Promise<void>
}

/** Facts for the log: ids and numbers, never anybody's words. */
export type Log = (what: string, facts: Readonly<Record<string, unknown>>) => void

export interface RoomsOptions {
  store: Store
  /** Milliseconds since 1970. */
  now?: () => number
  log?: Log
}

export declare function openRooms(options: RoomsOptions): Rooms
