import { type EditStocktake, editStocktake, type SetGroups, setGroups, setMatrix } from '@stocktake/shared/commands/edit'
import type { Matrix, Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { change, command, type Workshop } from './workshop.ts'

export const editStocktakeCommand = (workshop: Workshop, id: string, input: z.infer<typeof EditStocktake>) =>
  command(workshop, id, (session) => editStocktake(session, input))

export const setMatrixCommand = (workshop: Workshop, id: string, matrix: Matrix) =>
  workshop.inTurn(id, () =>
    change(workshop, id, async (session) => ({
      session: setMatrix(
        session,
        matrix,
        await usedCells(
          workshop,
          session,
          session.rounds.map((round) => round.number),
        ),
      ),
    })),
  )

export const setGroupsCommand = (workshop: Workshop, id: string, input: z.infer<typeof SetGroups>) =>
  workshop.inTurn(id, () => change(workshop, id, async (session) => ({ session: setGroups(session, input, await usedGroups(workshop, session)) })))

/** The cells that hold notes on the boards of these rounds. */
export async function usedCells({ rooms }: Workshop, session: Session, rounds: readonly number[]): Promise<Set<string>> {
  const used = new Set<string>()
  for (const round of rounds) for (const { at } of (await rooms.read(session.id, round)).notes) if (at.cell !== null) used.add(at.cell)
  return used
}

/** The groups that have people, notes, or words on their way into a later round. */
async function usedGroups({ store, rooms }: Workshop, session: Session): Promise<Set<string>> {
  const used = new Set<string>()
  const add = (group: string | null) => group !== null && used.add(group)
  for (const { groupId } of await store.members(session.id)) add(groupId)
  for (const { results } of await store.decisions(session.id)) for (const { group } of results) add(group)
  for (const { number } of session.rounds) for (const { group } of (await rooms.read(session.id, number)).notes) add(group)
  return used
}
