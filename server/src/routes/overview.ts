import { MarkFull } from '@stocktake/shared/commands/cells'
import { NoteRef } from '@stocktake/shared/fields'
import { z } from 'zod'
import { FACILITATOR, TEAM } from '../access.ts'
import { markFullCommand, recapFor } from '../workshop/overview.ts'
import { digestFor } from '../workshop/report.ts'
import { type App, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['overview']
const text = z.string()
const count = z.number()
const RecapShape = z
  .object({
    round: count,
    question: text,
    from: z.object({ number: count, title: text }).nullable(),
    brought: z.array(
      z.object({
        note: text,
        text,
        cell: text.nullable(),
        group: text.nullable(),
        action: text,
        first: z.array(z.object({ round: count, text })),
      }),
    ),
    left: z.array(z.object({ text, action: text, reason: text })),
    stimulus: z.array(z.object({ id: text, title: text, version: count, isNew: z.boolean(), changes: z.array(text), fromNotes: count })),
    tensions: z.array(z.object({ id: text, title: text, poleA: text, poleB: text, status: text, since: count })),
    actions: z.array(z.object({ id: text, text, owner: text, due: text, status: text, since: count })),
  })
  .meta({ id: 'Recap' })
const DigestShape = z
  .object({
    round: count,
    title: text,
    text,
    fromNotes: z.array(NoteRef),
    quotations: z.array(z.object({ ref: NoteRef, quote: text, cell: text.nullable() })),
  })
  .meta({ id: 'Digest' })

/** What a facilitator sees and says of a round as a whole, and what everybody hears of the one before. */
export function overviewRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.post(
    '/api/stocktakes/:id/rounds/:n/full',
    {
      schema: {
        tags,
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

  app.get(
    '/api/stocktakes/:id/rounds/:n/recap',
    { schema: { tags, summary: 'What a round begins with, from what the rounds before left', params: AtRound, response: answers(200, RecapShape) } },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id)
      return recapFor(workshop, id, n, member.role)
    },
  )

  app.get(
    '/api/stocktakes/:id/rounds/:n/digest',
    { schema: { tags, summary: 'A round as a mirror for the next, in words to be edited', params: AtRound, response: answers(200, DigestShape) } },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id, TEAM)
      return digestFor(workshop, id, n, member.role)
    },
  )
}
