import { type AskReadiness, askReadiness, type Rate, type Rated, rate, showReadiness } from '@stocktake/shared/commands/ballots'
import type { Ratings } from '@stocktake/shared/readiness'
import type { Member, Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import type { Store } from '../store/store.ts'
import { change, command, type Workshop } from './workshop.ts'

export const askReadinessCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof AskReadiness>): Promise<Session> =>
  command(workshop, id, (session) => askReadiness(session, number, input))

/** Takes how ready a member finds the matter of one cell; answers all their ratings. In turn, so that closing a round misses none. */
export const rateCommand = (workshop: Workshop, id: string, number: number, member: Member, input: z.infer<typeof Rate>): Promise<Ratings> =>
  workshop.inTurn(id, async () => {
    const { store, bus, now } = workshop
    const { id: memberId, role, groupId } = member
    const ratings = await store.rate(id, number, memberId, (session, before) => rate(session, number, { memberId, role, groupId }, before, input, now()))
    bus.publish({ type: 'voted', stocktakeId: id, memberId })
    return ratings
  })

export const showReadinessCommand = (workshop: Workshop, id: string, number: number): Promise<Session> =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => ({ session: showReadiness(session, number, await ratingsOf(workshop.store, id, number), workshop.now()) })),
  )

export const ownRatings = async ({ store }: Pick<Workshop, 'store'>, id: string, number: number, memberId: string): Promise<Ratings> =>
  (await store.ratings(id, number, memberId))[0]?.given ?? {}

export const ratingsOf = async (store: Store, id: string, number: number): Promise<Rated[]> =>
  (await store.ratings(id, number)).map(({ group, given }) => ({ group, ratings: given }))
