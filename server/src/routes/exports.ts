import { toPortable } from '@stocktake/shared/portable'
import { TABLE_NAMES } from '@stocktake/shared/report/tables'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { FACILITATOR, TEAM } from '../access.ts'
import { DOCUMENT_KINDS, documentFile, type ExportFile, exportFile } from '../exports/export.ts'
import { modelOf, reportOf, wholeStocktake } from '../workshop/report.ts'
import { type App, AtStocktake, otherAnswers, type RouteContext } from './context.ts'

const ROWS = { csv: 'One table: a row for each note, or for what else is asked for', xlsx: 'A workbook: the matrix of each round, and every table' } as const

const DOCUMENTS = { md: 'as Markdown', html: 'as one page that needs nothing else', docx: 'as Word' } as const

const Which = z.object({ round: z.union([z.literal('all'), z.coerce.number().int().positive()]).default('all') })

/** `table` chooses what a CSV holds; a workbook has them all. */
const WhichTable = Which.extend({ table: z.enum(TABLE_NAMES).default('notes') })

export function exportRoutes(app: App, { workshop, access }: RouteContext) {
  for (const kind of ['csv', 'xlsx'] as const)
    app.get(
      `/api/stocktakes/:id/export.${kind}`,
      { schema: { tags: ['exports'], summary: ROWS[kind], params: AtStocktake, querystring: WhichTable, response: otherAnswers(200, 'The file') } },
      async (request, reply) => {
        const { id } = request.params
        const { member } = await access.requireCaller(request, id)
        const { round, table } = request.query
        return send(reply, await exportFile(kind, await modelOf(workshop, id, round, member.role), table))
      },
    )

  for (const kind of DOCUMENT_KINDS)
    app.get(
      `/api/stocktakes/:id/export.${kind}`,
      {
        schema: {
          tags: ['exports'],
          summary: `The pack of a round, or the report of all of them, ${DOCUMENTS[kind]}; for facilitators and scribes`,
          params: AtStocktake,
          querystring: Which,
          response: otherAnswers(200, 'The file'),
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { member } = await access.requireCaller(request, id, TEAM)
        return send(reply, await documentFile(kind, await reportOf(workshop, id, request.query.round, member.role)))
      },
    )

  app.get(
    '/api/stocktakes/:id/export.json',
    {
      schema: {
        tags: ['exports'],
        summary: 'Everything, always of all rounds; importing it elsewhere gives the same stocktake',
        params: AtStocktake,
        querystring: Which,
        response: otherAnswers(200, 'The file'),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      return send(reply, await exportFile('json', toPortable(await wholeStocktake(workshop, id), workshop.now())))
    },
  )
}

const send = (reply: FastifyReply, { bytes, contentType, fileName }: ExportFile) =>
  reply.type(contentType).header('content-disposition', `attachment; filename="${fileName}"`).send(bytes)
