import { createHash } from 'node:crypto'
import { withReadiness } from '@stocktake/shared/commands/ballots'
import {
  type AddRound,
  addRound,
  closeRound,
  type EditRound,
  editRound,
  openRoundCommand,
  removeRound,
  reopenRound,
  roundFor,
} from '@stocktake/shared/commands/rounds'
import { canonical, makeRecord, type RoundRecord } from '@stocktake/shared/record'
import type { Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { roomName } from '../rooms/names.ts'
import { endBallot } from './ballots.ts'
import { bringOpen } from './bringing.ts'
import { settleHidden } from './hidden.ts'
import { pendingDecisions, placeNotes, withStimulus } from './placing.ts'
import { ratingsOf } from './readiness.ts'
import { usedCells } from './setup.ts'
import { change, command, readSession, type Workshop } from './workshop.ts'

export const hashRecord = (record: RoundRecord) => createHash('sha256').update(canonical(record)).digest('hex')

export const addRoundCommand = (workshop: Workshop, id: string, input: z.infer<typeof AddRound>) => command(workshop, id, (session) => addRound(session, input))

export const editRoundCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof EditRound>) =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => {
      roundFor(session, number, 'edit')
      return { session: editRound(session, number, input, await usedCells(workshop, session, input.columns ? [number] : [])) }
    }),
  )

export const removeRoundCommand = (workshop: Workshop, id: string, number: number) =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => {
      roundFor(session, number, 'remove')
      // The number may be given again to a later round, whose board must not begin with something of this one.
      const hasContent = Object.values(await workshop.rooms.read(id, number)).some((list) => list.length > 0)
      return { session: removeRound(session, number, hasContent) }
    }),
  )

/**
 * Opens a draft round with what earlier rounds carried forward: notes go onto its board, stimulus onto its shelf; tensions,
 * actions and parked items that are open still go along. The board comes first. If the server stops before the session is saved, the round is still a draft, and opening it again
 * finds the notes there already, by their ids.
 */
export const openRound = (workshop: Workshop, id: string, number: number) =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => {
      const opened = openRoundCommand(session, number, workshop.now())
      const decisions = await workshop.store.decisions(id)
      const pending = pendingDecisions(session, number, decisions)
      await placeNotes(workshop, session, number, pending)
      await bringOpen(workshop, session, number)
      const placed = decisions.map((decision) => (pending.includes(decision) ? { ...decision, placedIn: number } : decision))
      const rounds = [...new Set(pending.map((decision) => decision.round))]
      return {
        session: withStimulus(opened, number, pending, workshop.now()),
        also: { decisions: rounds.map((round) => ({ round, decisions: placed.filter((decision) => decision.round === round) })) },
      }
    }),
  )

/** Closes the open round: nothing more is admitted to its board, and what is there becomes a record, all or nothing. */
export const closeRoundCommand = (workshop: Workshop, id: string, number: number): Promise<Session> =>
  workshop.inTurn(id, async () => {
    const { store, rooms } = workshop
    const { openBallot: ballot } = openedFor(await readSession(workshop, id), number)
    // What people gave counts; if closing fails after this, the round goes on with its ballot over.
    if (ballot) await endBallot(workshop, id, number, ballot.id, false)
    const release = await rooms.hold(id, number)
    try {
      return await change(workshop, id, async (before) => {
        const now = workshop.now()
        const session = withReadiness(openedFor(before, number), number, await ratingsOf(store, id, number), now)
        const { content, room, seq } = await rooms.readAt(id, number)
        const last = (await store.records(id, number)).at(-1)?.record
        const record = makeRecord(session, number, content, await store.decisions(id), await store.members(id), now, last)
        const hash = hashRecord(record)
        const records = [{ round: number, version: record.version, hash, record }]
        return { session: closeRound(session, number, now, hash), also: { records, boards: [{ room, seq, isSealed: true }] } }
      })
    } finally {
      // By now the room knows that the round is closed, or, if that failed, the round goes on as it was.
      release()
    }
  })

/** The session, if its round can be closed. */
function openedFor(session: Session, number: number): Session {
  roundFor(session, number, 'close')
  return session
}

export const reopenRoundCommand = (workshop: Workshop, id: string, number: number) =>
  workshop.inTurn(id, async () => {
    const session = await change(workshop, id, (before) => ({
      session: reopenRound(before, number),
      also: { boards: [{ room: roomName(id, number), isSealed: false }] },
    }))
    // Meanwhile people may have been removed, or let in again.
    await settleHidden(workshop, session, number)
    return session
  })
