import { AddRound, EditRound, Withdraw } from '@stocktake/shared/commands/rounds'
import type { Session } from '@stocktake/shared/session'
import { FACILITATOR } from '../access.ts'
import { addRoundCommand, closeRoundCommand, editRoundCommand, openRound, removeRoundCommand, reopenRoundCommand } from '../workshop/rounds.ts'
import { withdrawCommand } from '../workshop/withdraw.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { type App, AtRound, AtStocktake, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['rounds']
const response = answers(200, SessionViewShape)

export function roundRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.post(
    '/api/stocktakes/:id/rounds',
    { schema: { tags, summary: 'Add a round at the end', params: AtStocktake, body: AddRound, response: answers(201, SessionViewShape) } },
    async (request, reply) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return reply.code(201).send(viewFor(context, request, await addRoundCommand(workshop, id, request.body), caller))
    },
  )

  app.patch(
    '/api/stocktakes/:id/rounds/:n',
    { schema: { tags, summary: 'Change a round that is not closed', params: AtRound, body: EditRound, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await editRoundCommand(workshop, id, n, request.body), caller)
    },
  )

  app.post(
    '/api/stocktakes/:id/rounds/:n/withdraw',
    {
      schema: {
        tags,
        summary: 'Take a note back after its round was closed; nobody can bring its words back',
        description: 'Its words leave records, boards, files and every export made afterwards; its place in the count stays. The record has a new hash.',
        params: AtRound,
        body: Withdraw,
        response,
      },
    },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await withdrawCommand(workshop, id, n, request.body.note), caller)
    },
  )

  /** Commands that take nothing but the round they are about. */
  const plain = (
    method: 'POST' | 'DELETE',
    verb: '' | '/open' | '/close' | '/reopen',
    summary: string,
    run: (workshop: Workshop, id: string, number: number) => Promise<Session>,
  ) =>
    app.route({
      method,
      url: `/api/stocktakes/:id/rounds/:n${verb}`,
      schema: { tags, summary, params: AtRound, response },
      handler: async (request) => {
        const { id, n } = request.params
        const caller = await access.requireCaller(request, id, FACILITATOR)
        return viewFor(context, request, await run(workshop, id, n), caller)
      },
    })

  plain('DELETE', '', 'Remove the last round, if it was never opened', removeRoundCommand)
  plain('POST', '/open', 'Open a round, with what earlier ones carried forward', openRound)
  plain('POST', '/close', 'Close a round and make its record', closeRoundCommand)
  plain('POST', '/reopen', 'Open a closed round again; its records stay', reopenRoundCommand)
}
