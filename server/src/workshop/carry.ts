import type { CarryDecision } from '@stocktake/shared/carry'
import { type Decide, decide, undecide } from '@stocktake/shared/commands/carry'
import { splitCell } from '@stocktake/shared/matrix'
import { Problem } from '@stocktake/shared/problem'
import type { BoardContent } from '@stocktake/shared/record'
import { roundOf } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { readSession, type Workshop } from './workshop.ts'

export async function decisionsOf({ store }: Pick<Workshop, 'store'>, stocktakeId: string, round: number): Promise<CarryDecision[]> {
  return (await store.decisions(stocktakeId)).filter((decision) => decision.round === round)
}

/** Decides about notes of the open round; answers all its decisions. */
export const decideCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof Decide>) =>
  changeDecisions(workshop, id, number, async (session, decisions) => {
    checkTarget(session, input)
    const boards = new Map<number, BoardContent>()
    for (const { round } of input.sources) if (!boards.has(round) && roundOf(session, round)) boards.set(round, await workshop.rooms.read(id, round))
    const read = ({ round, note }: { round: number; note: string }) => boards.get(round)?.notes.find((candidate) => candidate.id === note)
    return decide(session, number, decisions, input, read, workshop.now())
  })

export const undecideCommand = (workshop: Workshop, id: string, number: number, decisionId: string) =>
  changeDecisions(workshop, id, number, async (session, decisions) => undecide(session, number, decisions, decisionId))

const changeDecisions = (
  workshop: Workshop,
  id: string,
  number: number,
  effect: (session: Session, decisions: CarryDecision[]) => Promise<CarryDecision[]>,
): Promise<CarryDecision[]> =>
  workshop.inTurn(id, async () => {
    const session = await readSession(workshop, id)
    const decisions = await effect(session, await decisionsOf(workshop, id, number))
    await workshop.store.saveDecisions(id, number, decisions)
    workshop.bus.publish({ type: 'carry', stocktakeId: id, round: number })
    return decisions
  })

/** A group or cell that the stocktake does not have would be carried into nowhere. */
function checkTarget({ groups, matrix }: Session, { group, cell }: z.infer<typeof Decide>): void {
  if (group && !groups.some(({ id }) => id === group)) throw new Problem('group-not-found', { group })
  if (!cell) return
  const parts = splitCell(cell)
  const known = matrix.dimensions.some(({ id }) => id === parts?.dimensionId) && matrix.intelligenceTypes.some(({ id }) => id === parts?.typeId)
  if (!known) throw new Problem('bad-request', { errors: [{ path: 'cell', message: 'The matrix has no such cell.' }] })
}
