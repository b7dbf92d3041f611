import { readyMark } from '@stocktake/shared/attention'
import {
  type EndShowing,
  endShowing,
  type SetPause,
  type SetReady,
  type SetScreen,
  type ShowEverybody,
  setPause,
  setScreen,
  showEverybody,
} from '@stocktake/shared/commands/attention'
import { roundFor } from '@stocktake/shared/commands/rounds'
import { Problem } from '@stocktake/shared/problem'
import type { Member } from '@stocktake/shared/session'
import type { z } from 'zod'
import { command, readSession, type Workshop } from './workshop.ts'

export const showEverybodyCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof ShowEverybody>) =>
  command(workshop, id, (session) => showEverybody(session, number, input, workshop.now()))

export const endShowingCommand = (workshop: Workshop, id: string, input: z.infer<typeof EndShowing>) =>
  command(workshop, id, (session) => endShowing(session, input))

export const setPauseCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof SetPause>) =>
  command(workshop, id, (session) => setPause(session, number, input, workshop.now()))

export const setScreenCommand = (workshop: Workshop, id: string, input: z.infer<typeof SetScreen>) =>
  command(workshop, id, (session) => setScreen(session, input))

/** Somebody is ready for the step that they are in to be over, on all their devices, or not any more. */
export async function setReadyCommand(workshop: Workshop, id: string, number: number, member: Member, input: z.infer<typeof SetReady>): Promise<void> {
  const { live } = roundFor(await readSession(workshop, id), number, 'lead')
  if (live?.step !== input.step || live.since !== input.since) throw new Problem('changed-meanwhile', { step: live?.step ?? null })
  await workshop.store.setReady(member.id, input.ready ? readyMark(number, live) : null)
  workshop.bus.publish({ type: 'ready', stocktakeId: id })
}
