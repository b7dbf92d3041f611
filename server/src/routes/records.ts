import { Id } from '@stocktake/shared/fields'
import { Problem } from '@stocktake/shared/problem'
import { RecordShape } from '@stocktake/shared/record'
import { z } from 'zod'
import { lineageFor, readableRound } from '../workshop/report.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtRound, AtStocktake, answers, type RouteContext } from './context.ts'

const tags = ['records']
const Kept = z.object({ version: z.number(), hash: z.string() })

export function recordRoutes(app: App, { workshop, access }: RouteContext) {
  /** The records of a round, for a caller who may read it. */
  const recordsFor = async (request: Parameters<typeof access.requireCaller>[0], id: string, number: number) => {
    const { member } = await access.requireCaller(request, id)
    readableRound(await readSession(workshop, id), number, member.role)
    return workshop.store.records(id, number)
  }

  app.get(
    '/api/stocktakes/:id/rounds/:n/records',
    {
      schema: {
        tags,
        summary: 'Which records a round has, oldest first',
        params: AtRound,
        response: answers(200, z.array(Kept.extend({ closedAt: z.number() }))),
      },
    },
    async (request) =>
      (await recordsFor(request, request.params.id, request.params.n)).map(({ version, hash, record }) => ({ version, hash, closedAt: record.closedAt })),
  )

  app.get(
    '/api/stocktakes/:id/rounds/:n/record',
    {
      schema: {
        tags,
        summary: 'A record of a closed round, the newest unless a version is named',
        description: '`hash` is the SHA-256 of the record as JSON with sorted keys and no spaces.',
        params: AtRound,
        querystring: z.object({ version: z.coerce.number().int().positive().optional() }),
        response: answers(200, Kept.extend({ record: RecordShape })),
      },
    },
    async (request) => {
      const { version } = request.query
      const records = await recordsFor(request, request.params.id, request.params.n)
      const found = version === undefined ? records.at(-1) : records.find((record) => record.version === version)
      if (!found) throw new Problem('record-not-found', { version })
      return { hash: found.hash, version: found.version, record: found.record }
    },
  )

  app.get(
    '/api/stocktakes/:id/lineage/:n/:note',
    {
      schema: {
        tags,
        summary: 'Where a note came from and what became of it',
        params: AtStocktake.extend({ n: z.coerce.number().int().positive(), note: Id }),
        response: answers(200, z.looseObject({})),
      },
    },
    async (request) => {
      const { id, n, note } = request.params
      const { member } = await access.requireCaller(request, id)
      return lineageFor(workshop, id, { round: n, note }, member.role)
    },
  )
}
