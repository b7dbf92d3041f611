import { EndBreakout, Seat, StartBreakout } from '@stocktake/shared/commands/breakouts'
import { FACILITATOR } from '../access.ts'
import { endBreakoutCommand, seatCommand, startBreakoutCommand } from '../workshop/breakouts.ts'
import { type App, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['breakouts']
const params = AtRound
const response = answers(200, SessionViewShape)
const StartExample = StartBreakout.meta({
  examples: [{ kind: 'mixed', tables: [{ name: 'Table 1', cells: ['practice/barriers'] }, { name: 'Table 2' }], ownCellsOnly: false }],
})

/** People at several tables, all on the one board. Facilitators alone seat them. */
export function breakoutRoutes(app: App, context: RouteContext) {
  const { workshop, access, whoIsHere } = context
  const at = '/api/stocktakes/:id/rounds/:n/breakout'

  app.post(at, { schema: { tags, summary: 'Seat people at tables', params, body: StartExample, response } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await startBreakoutCommand(workshop, id, n, request.body, whoIsHere(id)), caller)
  })

  app.post(`${at}/seat`, { schema: { tags, summary: 'Seat one person at another table', params, body: Seat, response } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await seatCommand(workshop, id, n, request.body), caller)
  })

  app.post(`${at}/end`, { schema: { tags, summary: 'Bring everybody back to the plenary', params, body: EndBreakout, response } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await endBreakoutCommand(workshop, id, n, request.body), caller)
  })
}
