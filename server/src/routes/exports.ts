import { portableJsonSchema } from '@stocktake/shared/portableJsonSchema'
import { Problem } from '@stocktake/shared/problem'
import { ExportCut } from '@stocktake/shared/report/cut'
import { TABLE_NAMES } from '@stocktake/shared/report/tables'
import type { Role } from '@stocktake/shared/session'
import { z } from 'zod'
import { FACILITATOR, TEAM } from '../access.ts'
import { DOCUMENT_KINDS, type ExportKind, PICTURE_KINDS, PICTURES } from '../exports/export.ts'
import { type App, AtStocktake, answers, otherAnswers, type RouteContext } from './context.ts'
import { sendFile, sendMaking } from './making.ts'

const Which = z.object({
  round: z.union([z.literal('all'), z.coerce.number().int().positive()]).default('all'),
  progress: z.literal('1').optional().describe('Answers with lines of JSON that say how far it is, with the file between them.'),
})
/** `table` chooses what a CSV holds; a workbook has them all. */
const WhichNotes = Which.extend({ table: z.enum(TABLE_NAMES).default('notes'), ...ExportCut.shape })

interface Kind {
  kind: ExportKind
  summary: string
  /** Who may have it; everybody of the stocktake where nobody is named. */
  roles?: readonly Role[]
  /** It always holds all rounds and all notes. */
  isWhole?: boolean
  /** It is of one round, so that must be named. */
  isOfRound?: boolean
}

const DOCUMENTS = { md: 'as Markdown', html: 'as one page that needs nothing else', docx: 'as Word', pdf: 'as tagged PDF', pptx: 'as six slides' } as const

const SHOWN = { matrix: 'filled matrix of a round', canvas: 'canvas of a round, with everything where hands put it,' } as const

const KINDS: readonly Kind[] = [
  { kind: 'csv', summary: 'One table: a row for each note, or for what else is asked for' },
  { kind: 'xlsx', summary: 'A workbook: the matrix of each round, and every table' },
  ...PICTURE_KINDS.map((kind) => ({ kind, summary: `The ${SHOWN[PICTURES[kind].of]} as a picture (${PICTURES[kind].as.toUpperCase()})`, isOfRound: true })),
  ...DOCUMENT_KINDS.map((kind) => ({
    kind,
    summary: `The pack of a round, or the report of all of them, ${DOCUMENTS[kind]}; for facilitators and scribes`,
    roles: TEAM,
  })),
  { kind: 'json', summary: 'Everything, always of all rounds; importing it elsewhere gives the same stocktake', roles: FACILITATOR, isWhole: true },
  { kind: 'zip', summary: 'Every file there is in one archive, with a manifest of their hashes', roles: FACILITATOR, isWhole: true },
]

export function exportRoutes(app: App, { workshop, access }: RouteContext) {
  app.get(
    '/api/stocktake-export-1.schema.json',
    {
      schema: {
        tags: ['exports'],
        summary: 'The JSON Schema of the JSON export',
        response: answers(200, z.object({ $schema: z.string() }).loose().meta({ id: 'JsonSchema', description: 'A JSON Schema.' })),
      },
    },
    async () => portableJsonSchema(),
  )

  for (const { kind, summary, roles, isWhole, isOfRound } of KINDS)
    app.get(
      `/api/stocktakes/:id/export.${kind}`,
      { schema: { tags: ['exports'], summary, params: AtStocktake, querystring: WhichNotes, response: otherAnswers(200, 'The file') } },
      async (request, reply) => {
        const { id } = request.params
        const { member } = await access.requireCaller(request, id, roles)
        const { round, table, cell, group, progress } = request.query
        if (isOfRound && round === 'all') throw new Problem('bad-request', { errors: [{ path: 'round', message: 'Name one round.' }] })
        const order = isWhole ? { kind, round: 'all' as const } : { kind, round, table, cut: { cell, group } }
        return progress ? sendMaking(workshop, id, reply, order, member) : sendFile(workshop, id, reply, order, member)
      },
    )
}
