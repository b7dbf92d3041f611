import { CreateStocktake } from '@stocktake/shared/commands/create'
import { readImport } from '@stocktake/shared/portable'
import type { Session } from '@stocktake/shared/session'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { setCookie } from '../access.ts'
import { readExample } from '../demo.ts'
import { importCommand } from '../workshop/import.ts'
import { createCommand } from '../workshop/people.ts'
import { type App, answers, baseOf, linksOf, type RouteContext, requireCreateKey } from './context.ts'

const Created = z
  .object({
    stocktakeId: z.string(),
    joinCode: z.string(),
    token: z.string().describe("The facilitator's token."),
    links: z.object({ facilitator: z.string(), participant: z.string(), observer: z.string() }),
  })
  .meta({ id: 'Created' })

const CreateExample = CreateStocktake.meta({
  examples: [{ title: 'Discharge letters', sharedObject: 'Everybody leaves hospital with a letter they understand.', template: 'care-standard' }],
})

const IMPORT_LIMIT = 64 * 1024 * 1024
const limit = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

export function startRoutes(app: App, context: RouteContext) {
  const { workshop, config, attempts } = context

  const begin = async (request: FastifyRequest, reply: FastifyReply, make: () => Promise<{ session: Session; token: string }>) => {
    const { session, token } = await attempts.guard(request, async () => {
      requireCreateKey(config, request)
      return make()
    })
    setCookie(request, reply, session.id, token)
    const links = linksOf(session, 'facilitator', baseOf(config, request), workshop.secret)
    return reply.code(201).send({ stocktakeId: session.id, joinCode: session.joinCode, token, links })
  }

  app.post(
    '/api/stocktakes',
    { ...limit, schema: { tags: ['start'], summary: 'Start a stocktake', body: CreateExample, response: answers(201, Created) } },
    (request, reply) => begin(request, reply, () => createCommand(workshop, request.body)),
  )

  app.post(
    '/api/example',
    { ...limit, schema: { tags: ['start'], summary: 'Start a stocktake from the example, imported like any other', response: answers(201, Created) } },
    (request, reply) => begin(request, reply, async () => importCommand(workshop, readImport(await readExample(), workshop.now()))),
  )

  app.post(
    '/api/import',
    {
      ...limit,
      bodyLimit: IMPORT_LIMIT,
      // The key is checked before 64 MB are read and parsed for somebody who has none.
      preParsing: async (request) => void (await attempts.guard(request, async () => requireCreateKey(config, request))),
      schema: {
        tags: ['start'],
        summary: 'Start a stocktake from an export or a scenario',
        description: 'Takes `stocktake-export/1` (our own JSON export) and `stocktake-scenario/1`.',
        body: z.unknown(),
        response: answers(201, Created),
      },
    },
    (request, reply) => begin(request, reply, () => importCommand(workshop, readImport(request.body, workshop.now()))),
  )
}
