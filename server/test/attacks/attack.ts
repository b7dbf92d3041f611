import { addNote, type Board, change } from '@stocktake/shared/board/board'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { Client } from '../client.ts'
import type { Seat } from '../seats.ts'

/** One way in which somebody with the developer tools open, or a broken program, treats a server. */
export interface Attack {
  name: string
  /** The rule that it tries to break, besides S60. */
  rule: string
  /** How much of it there is at full size, and in tests; a small part of it where nothing else is said. */
  size: number
  small?: number
  /** It needs a room with thousands of notes to hurt. */
  onBigRoom?: true
  /** It tries what our server alone refuses. */
  oursAlone?: true
  /** The close codes that our server promises for it. */
  codes?: readonly number[]
  /** Does it, and resolves when it is over, with the close codes of the sockets that were closed. */
  run(target: Target, size: number): Promise<number[]>
}

export interface Target {
  /** Where the attacked room is, for a participant of it. */
  seat: Seat
  /** A note there that is another participant's. */
  note: string
  /** Another group than the attacker's. */
  otherGroup: string | null
  /** Milliseconds after which a server that does not close a socket is taken to leave it open; for good where it is infinite. */
  patience: number
  /** What stays open until the room was looked at. */
  open: Set<{ drop(): void }>
}

/** A client that says nothing by itself, on an open socket. */
export async function intruder({ seat, open }: Target, more: { ext?: boolean; answers?: boolean } = {}): Promise<Client> {
  const client = new Client(seat, { asks: false, answers: false, ...more })
  open.add(client)
  await client.opened()
  return client
}

/** Waits for something that a server without our manners may never do. */
export async function within<T>({ patience }: Target, event: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const still = new Promise<undefined>((resolve) => {
    if (Number.isFinite(patience)) timer = setTimeout(() => resolve(undefined), patience)
  })
  return Promise.race([event, still]).finally(() => clearTimeout(timer))
}

/** The close code, or none where the server leaves it open. */
export async function over(target: Target, client: Client): Promise<number[]> {
  const code = await within(target, client.closed)
  if (code === undefined) return []
  target.open.delete(client)
  return [code]
}

/** Opens a socket, sends these frames, and waits for its end. */
export async function strike(target: Target, frames: readonly (Uint8Array | string)[], more: { ext?: boolean } = {}): Promise<number[]> {
  const client = await intruder(target, more)
  for (const frame of frames) typeof frame === 'string' ? client.socket.send(frame) : client.send(frame)
  return over(target, client)
}

/** Runs an effect so many times, some at once. */
export async function times<T>(size: number, atOnce: number, effect: (i: number) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  let next = 0
  const work = async () => {
    while (next < size) found.push(...(await effect(next++)))
  }
  await Promise.all(Array.from({ length: Math.min(size, atOnce) }, work))
  return found
}

/** The board of the attacked room, by somebody who left again. */
export async function copyOf(target: Target): Promise<Board> {
  const client = new Client(target.seat)
  await client.synced()
  client.drop()
  await client.closed
  return client.board
}

/** What a change of a board would be sent as. */
export function forged(board: Board, effect: (board: Board) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  board.doc.on('update', keep)
  change(board, () => effect(board))
  board.doc.off('update', keep)
  return Y.mergeUpdates(updates)
}

export const aNote = (board: Board, group: string | null, text: string, id?: string) =>
  addNote(board, { id, text, at: { cell: 'practice/current', x: 1, y: 2 }, group, createdAt: Date.now() })

/** Numbers that look random and are the same each time, so that what was found is found again. */
export function randomly(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Writes to a socket below the websocket, at the pace at which it is taken. Ends quietly when the other side hangs up. */
export function pour({ socket }: Client, chunk: Uint8Array, count: number): Promise<void> {
  return new Promise((resolve) => {
    const raw = (socket as unknown as { _socket: import('node:net').Socket })._socket
    let left = count
    const more = () => {
      while (left > 0 && socket.readyState === WebSocket.OPEN && raw.writable) {
        left--
        if (!raw.write(chunk)) return
      }
      done()
    }
    const done = () => {
      raw.off('drain', more)
      raw.off('close', done)
      resolve()
    }
    raw.on('drain', more)
    raw.once('close', done)
    more()
  })
}

/** The head of a frame of a client, with a mask that changes nothing. */
export function frameHead(opcode: number, length: number, isLast = true): Buffer {
  const head = Buffer.alloc(14)
  head[0] = (isLast ? 0x80 : 0) | opcode
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
