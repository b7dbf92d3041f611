import { seatLate } from '@stocktake/shared/commands/breakouts'
import { openRound } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import { seatLateCommand } from '../workshop/breakouts.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { isProjector, type Listener } from './audience.ts'

/** Those who listen while a round is open take part in it: that is noted, and who came late has a seat. */
export function createTakingPart(workshop: Workshop) {
  const attended = new Set<string>()

  async function noteAttendance(session: Session, listeners: Iterable<Listener>) {
    const round = openRound(session)
    if (!round) return
    for (const { caller } of listeners) {
      if (isProjector(caller)) continue
      const key = `${caller.member.id} ${round.number}`
      if (attended.has(key)) continue
      attended.add(key)
      await workshop.store.attend(caller.member.id, round.number)
    }
  }

  /** Seats who is here without a seat, where people sit at mixed tables. */
  async function seatLatecomers(session: Session, listeners: Iterable<Listener>) {
    const members = [...listeners].map(({ caller }) => caller.member)
    if (seatLate(session, members, members) !== session) await seatLateCommand(workshop, session.id, members)
  }

  return async (session: Session, listeners: Iterable<Listener>) => {
    await noteAttendance(session, listeners)
    await seatLatecomers(session, listeners)
  }
}
