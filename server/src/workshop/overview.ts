import { type MarkFull, markFull } from '@stocktake/shared/commands/cells'
import { type Recap, recapOf } from '@stocktake/shared/report/recap'
import { isTeam } from '@stocktake/shared/rounds'
import type { Role } from '@stocktake/shared/session'
import { sessionFor } from '@stocktake/shared/view'
import type { z } from 'zod'
import { boardsOf, readableRound } from './report.ts'
import { command, readSession, type Workshop } from './workshop.ts'

export const markFullCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof MarkFull>) =>
  command(workshop, id, (session) => markFull(session, number, input))

/** Recaps that are being made. Everybody asks at once when a round comes to it, and all get the same. */
const underway = new WeakMap<Workshop, Map<string, Promise<Recap>>>()

/** What a round begins with, made from what the rounds before left. */
export async function recapFor(workshop: Workshop, id: string, number: number, role: Role): Promise<Recap> {
  readableRound(await readSession(workshop, id), number, role)
  const making = underway.get(workshop) ?? new Map<string, Promise<Recap>>()
  underway.set(workshop, making)
  const key = `${id} ${number} ${isTeam(role)}`
  const known = making.get(key)
  if (known) return known
  const made = makeRecap(workshop, id, number, role).finally(() => making.delete(key))
  making.set(key, made)
  return made
}

async function makeRecap(workshop: Workshop, id: string, number: number, role: Role): Promise<Recap> {
  const session = sessionFor(await readSession(workshop, id), role)
  const { contents } = await boardsOf(workshop, session, role)
  return recapOf({ session, contents, decisions: await workshop.store.decisions(id) }, number)
}
