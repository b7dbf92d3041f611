import { AddMessage, EditMessage, WriteReport } from '@stocktake/shared/commands/report'
import { z } from 'zod'
import { FACILITATOR } from '../access.ts'
import { addMessageCommand, editMessageCommand, removeMessageCommand, writeReportCommand } from '../workshop/ownWords.ts'
import { type App, AtItem, AtStocktake, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'
import { sendFile } from './making.ts'

const tags = ['report']
const response = answers(200, SessionViewShape)

const Which = z.object({ round: z.union([z.literal('all'), z.coerce.number().int().positive()]).default('all') })

/** A tree of sections and blocks is described by its own types; programs read the JSON export. */
const ReportShape = z
  .object({ kind: z.enum(['round', 'series']), title: z.string(), rounds: z.array(z.number()), sections: z.array(z.unknown()) })
  .loose()
  .meta({ id: 'Report', description: 'A round pack or the report of the series, as sections, tables, figures and notes.' })

/** What facilitators preview and write before they send it. */
export function reportRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.get(
    '/api/stocktakes/:id/report',
    {
      schema: {
        tags,
        summary: 'The pack of a round, or the report of all rounds, to preview',
        params: AtStocktake,
        querystring: Which,
        response: answers(200, ReportShape),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { member } = await access.requireCaller(request, id, FACILITATOR)
      return sendFile(workshop, id, reply, { kind: 'report', round: request.query.round }, member)
    },
  )

  app.post(
    '/api/stocktakes/:id/report/words',
    {
      schema: { tags, summary: 'Write one text of a report; refused if somebody else changed it meanwhile', params: AtStocktake, body: WriteReport, response },
    },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await writeReportCommand(workshop, id, request.body), caller)
    },
  )

  app.post(
    '/api/stocktakes/:id/report/messages',
    {
      schema: {
        tags,
        summary: 'Add a key message to the pack of a round or to the report',
        params: AtStocktake,
        body: AddMessage,
        response: answers(201, SessionViewShape),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return reply.code(201).send(viewFor(context, request, await addMessageCommand(workshop, id, request.body), caller))
    },
  )

  app.patch(
    '/api/stocktakes/:id/report/messages/:item',
    { schema: { tags, summary: 'Change what a key message rests on, or its place', params: AtItem, body: EditMessage, response } },
    async (request) => {
      const { id, item } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await editMessageCommand(workshop, id, item, request.body), caller)
    },
  )

  app.delete('/api/stocktakes/:id/report/messages/:item', { schema: { tags, summary: 'Remove a key message', params: AtItem, response } }, async (request) => {
    const { id, item } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await removeMessageCommand(workshop, id, item), caller)
  })
}
