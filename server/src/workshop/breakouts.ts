import { type EndBreakout, endBreakout, type Seat, type StartBreakout, seat, seatLate, startBreakout } from '@stocktake/shared/commands/breakouts'
import type { Member, Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { change, command, readSession, type Workshop } from './workshop.ts'

export const startBreakoutCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof StartBreakout>, here: ReadonlySet<string>) =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => ({ session: startBreakout(session, number, input, await workshop.store.members(id), here, workshop.now()) })),
  )

export const seatCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof Seat>) =>
  workshop.inTurn(id, () => change(workshop, id, async (session) => ({ session: seat(session, number, input, await workshop.store.members(id)) })))

/** Seats those of the given people who have no seat yet; says nothing to anybody if all have. */
export const seatLateCommand = (workshop: Workshop, id: string, members: readonly Member[]): Promise<Session> =>
  workshop.inTurn(id, async () => {
    const [session, everybody] = [await readSession(workshop, id), await workshop.store.members(id)]
    return seatLate(session, members, everybody) === session ? session : change(workshop, id, (now) => ({ session: seatLate(now, members, everybody) }))
  })

export const endBreakoutCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof EndBreakout>) =>
  command(workshop, id, (session) => endBreakout(session, number, input, workshop.now()))
