import type { WebSocket } from 'ws'
import { type Caller, PROJECTOR } from '../access.ts'
import type { Presence } from '../bus/bus.ts'
import type { Asked } from './ready.ts'

/** Who listens to a stocktake here, and who is connected to it anywhere. */

/** A client that lets this many bytes pile up is not reading. It may connect again. */
const BACKLOG = 8 * 1024 * 1024

export interface Listener {
  socket: WebSocket
  caller: Caller
  /** The address this client reached us under: links in its views begin with it. */
  base: string
  /** It has its first view. Until then it is sent nothing else, but what it misses is noticed. */
  greeted: boolean
  missed: boolean
  /** Since the last ping. */
  answered: boolean
}

/** Everybody of one stocktake who listens here, and who is connected to other server processes. */
export interface Audience {
  listeners: Set<Listener>
  elsewhere: Map<string, readonly Presence[]>
  hereTimer: NodeJS.Timeout | undefined
  lastHere: number
  readyTimer: NodeJS.Timeout | undefined
  /** The step that people may be ready for. */
  asked: Asked | undefined
  /** The round whose counts of notes written alone are told. */
  writingIn: number | undefined
}

export const newAudience = (): Audience => ({
  listeners: new Set(),
  elsewhere: new Map(),
  hereTimer: undefined,
  lastHere: 0,
  readyTimer: undefined,
  asked: undefined,
  writingIn: undefined,
})

export function send(listener: Listener, frame: string) {
  if (!listener.greeted) listener.missed = true
  else if (listener.socket.bufferedAmount > BACKLOG) listener.socket.terminate()
  else if (listener.socket.readyState === listener.socket.OPEN) listener.socket.send(frame)
}

/** Distinct people: somebody with two windows is one. */
export function presences({ listeners }: Audience): Presence[] {
  const people = new Map<string, Presence>()
  for (const { caller } of listeners) {
    const { id: memberId, groupId, role } = caller.member
    if (!isProjector(caller)) people.set(memberId, { memberId, groupId, role })
  }
  return [...people.values()]
}

/** The same, with those who are connected to other server processes. */
export function everybodyHere(audience: Audience): Map<string, Presence> {
  const people = new Map<string, Presence>()
  for (const list of audience.elsewhere.values()) for (const person of list) people.set(person.memberId, person)
  for (const person of presences(audience)) people.set(person.memberId, person)
  return people
}

export const isProjector = ({ member }: Caller) => member.id === PROJECTOR.id
