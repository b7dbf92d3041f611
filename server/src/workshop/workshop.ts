import { Problem } from '@stocktake/shared/problem'
import type { Session } from '@stocktake/shared/session'
import type { Preview } from '@stocktake/shared/view'
import type { Bus } from '../bus/bus.ts'
import type { ExportWriter } from '../exports/source.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Also, Store } from '../store/store.ts'

/** What commands work with. The functions of this folder are the commands: they know sessions and rooms, never a request. */
export interface Workshop {
  readonly store: Store
  readonly rooms: Rooms
  readonly bus: Bus
  readonly writer: ExportWriter
  readonly now: () => number
  /** What the keys in links follow from. */
  readonly secret: string
  /** What facilitators read last of notes before their reveal, by round. */
  readonly previews: Map<string, { at: number; preview: Preview }>
  /** Runs one command of a stocktake after the other: two people who press at once are never half done both. */
  inTurn<T>(stocktakeId: string, command: () => Promise<T>): Promise<T>
}

export function createWorkshop(parts: Pick<Workshop, 'store' | 'rooms' | 'bus' | 'writer' | 'now' | 'secret'>): Workshop {
  const last = new Map<string, Promise<unknown>>()
  return {
    ...parts,
    previews: new Map(),
    inTurn(stocktakeId, command) {
      const turn = (last.get(stocktakeId) ?? Promise.resolve()).then(command)
      const settled = turn.catch(() => {})
      last.set(stocktakeId, settled)
      settled.then(() => last.get(stocktakeId) === settled && last.delete(stocktakeId))
      return turn
    },
  }
}

export async function readSession({ store }: Pick<Workshop, 'store'>, stocktakeId: string): Promise<Session> {
  const session = await store.readSession(stocktakeId)
  if (!session) throw new Problem('stocktake-not-found', { stocktakeId })
  return session
}

/** Another server process may change the same session; after so many lost races something else is wrong. */
const ATTEMPTS = 5

/** What a command makes of a session, and what is to be saved in the same transaction. */
export interface Change {
  session: Session
  also?: Also
}

/**
 * Changes a session: loads it, asks `effect` for the next one, saves that if nobody was faster, and tells everybody.
 * `effect` may run again on a newer session, so what it does beside computing must be safe to repeat.
 */
export async function change(workshop: Workshop, stocktakeId: string, effect: (session: Session) => Change | Promise<Change>): Promise<Session> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await readSession(workshop, stocktakeId)
    const { session: after, also } = await effect(before)
    const session = { ...after, version: before.version + 1 }
    if (await workshop.store.saveSession(session, also)) return tell(workshop, session)
  }
  throw new Problem('changed-meanwhile', { stocktakeId })
}

/** Tells everybody of a session that was just saved. */
export function tell({ rooms, bus }: Pick<Workshop, 'rooms' | 'bus'>, session: Session): Session {
  rooms.sessionChanged(session)
  bus.publish({ type: 'session', stocktakeId: session.id, version: session.version })
  return session
}

/** A command that is nothing but a pure effect on the session. */
export const command = (workshop: Workshop, stocktakeId: string, effect: (session: Session) => Session) =>
  workshop.inTurn(stocktakeId, () => change(workshop, stocktakeId, (session) => ({ session: effect(session) })))
