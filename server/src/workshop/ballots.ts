import { ballotItems, noVotes, type Votes } from '@stocktake/shared/ballots'
import { type CastVote, closeBallot, openBallot, openBallotOf, type StartBallot, voteOf } from '@stocktake/shared/commands/ballots'
import { roundFor } from '@stocktake/shared/commands/rounds'
import { newId } from '@stocktake/shared/ids'
import type { Member, Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { change, readSession, tell, type Workshop } from './workshop.ts'

/** Opens a ballot on what is on the board now. */
export const startBallotCommand = (workshop: Workshop, id: string, number: number, input: z.output<typeof StartBallot>): Promise<Session> =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => {
      roundFor(session, number, 'lead')
      const items = ballotItems(await workshop.rooms.read(id, number), input.scope)
      return { session: openBallot(session, number, input, items, newId(), workshop.now()) }
    }),
  )

/** Takes what a member gives to one item; answers all that they give. */
export async function castVoteCommand(
  { store, bus, now }: Workshop,
  id: string,
  number: number,
  ballot: string,
  { id: memberId, role, groupId }: Member,
  input: z.output<typeof CastVote>,
): Promise<Votes> {
  const votes = await store.vote(id, ballot, memberId, (session, before) => voteOf(session, number, ballot, { memberId, role, groupId }, before, input, now()))
  bus.publish({ type: 'voted', stocktakeId: id, memberId })
  return votes
}

/** What a member gives in the open ballot. */
export async function ownVotes({ store }: Pick<Workshop, 'store'>, id: string, number: number, ballot: string, memberId: string): Promise<Votes> {
  openBallotOf(await readSession({ store }, id), number, ballot)
  return (await store.votes(id, ballot, memberId))[0]?.given ?? noVotes()
}

export const closeBallotCommand = (workshop: Workshop, id: string, number: number, ballot: string, takeBack: boolean): Promise<Session> =>
  workshop.inTurn(id, () => endBallot(workshop, id, number, ballot, takeBack))

/** Closes a ballot and tells everybody; for commands that are in their turn already. */
export const endBallot = async (workshop: Workshop, id: string, number: number, ballot: string, takeBack: boolean): Promise<Session> =>
  tell(
    workshop,
    await workshop.store.endBallot(id, ballot, (session, given) => {
      const votes = given.map(({ group, given: own }) => ({ ...own, group }))
      return closeBallot(session, number, ballot, votes, takeBack, workshop.now())
    }),
  )
