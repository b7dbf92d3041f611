import { CarryDecision } from '@stocktake/shared/carry'
import { Decide } from '@stocktake/shared/commands/carry'
import { z } from 'zod'
import { TEAM } from '../access.ts'
import { decideCommand, decisionsOf, undecideCommand } from '../workshop/carry.ts'
import { readableRound } from '../workshop/report.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtRound, answers, type RouteContext } from './context.ts'

const tags = ['carry forward']
const response = answers(200, z.object({ decisions: z.array(CarryDecision) }).meta({ id: 'Decisions' }))
const DecideExample = Decide.meta({
  examples: [{ sources: [{ round: 1, note: 'n1' }], action: 'refined', texts: ['The letter is read aloud before leaving.'], reason: 'Clearer', as: 'note' }],
})

export function carryRoutes(app: App, { workshop, access }: RouteContext) {
  app.get(
    '/api/stocktakes/:id/rounds/:n/carry',
    { schema: { tags, summary: 'What was decided about the notes of a round', params: AtRound, response } },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id)
      readableRound(await readSession(workshop, id), n, member.role)
      return { decisions: await decisionsOf(workshop, id, n) }
    },
  )

  app.post(
    '/api/stocktakes/:id/rounds/:n/carry',
    { schema: { tags, summary: 'Decide what becomes of notes', params: AtRound, body: DecideExample, response } },
    async (request) => {
      const { id, n } = request.params
      await access.requireCaller(request, id, TEAM)
      return { decisions: await decideCommand(workshop, id, n, request.body) }
    },
  )

  app.delete(
    '/api/stocktakes/:id/rounds/:n/carry/:decision',
    { schema: { tags, summary: 'Take a decision back', params: AtRound.extend({ decision: z.string().max(200) }), response } },
    async (request) => {
      const { id, n, decision } = request.params
      await access.requireCaller(request, id, TEAM)
      return { decisions: await undecideCommand(workshop, id, n, decision) }
    },
  )
}
