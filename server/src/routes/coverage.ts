import { MarkFull } from '@stocktake/shared/commands/cells'
import { FACILITATOR } from '../access.ts'
import { markFullCommand } from '../workshop/coverage.ts'
import { type App, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

/** What follows from where people wrote: cells that are full for now. */
export function coverageRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.post(
    '/api/stocktakes/:id/rounds/:n/full',
    {
      schema: {
        tags: ['coverage'],
        summary: 'Say that a cell takes no more notes of participants for now, or that it takes them again',
        params: AtRound,
        body: MarkFull,
        response: answers(200, SessionViewShape),
      },
    },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await markFullCommand(workshop, id, n, request.body), caller)
    },
  )
}
