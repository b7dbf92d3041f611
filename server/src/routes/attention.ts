import { EndShowing, SetPause, SetReady, SetScreen, ShowEverybody } from '@stocktake/shared/commands/attention'
import { Problem } from '@stocktake/shared/problem'
import type { Role } from '@stocktake/shared/session'
import { z } from 'zod'
import { FACILITATOR, linkKey } from '../access.ts'
import { endShowingCommand, setPauseCommand, setReadyCommand, setScreenCommand, showEverybodyCommand } from '../workshop/attention.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtRound, AtStocktake, answers, otherAnswers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['attention']
const response = answers(200, SessionViewShape)
const PARTICIPANT: readonly Role[] = ['participant']

/** What everybody attends to: what is shown to all, the pause, the projector, and who is ready. */
export function attentionRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context
  const at = '/api/stocktakes/:id'

  app.put(
    `${at}/rounds/:n/spotlight`,
    { schema: { tags, summary: 'Show everybody a row, column, cell, note or stimulus', params: AtRound, body: ShowEverybody, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await showEverybodyCommand(workshop, id, n, request.body), caller)
    },
  )

  app.post(
    `${at}/spotlight/end`,
    { schema: { tags, summary: 'Stop showing it; what is shown since is left alone', params: AtStocktake, body: EndShowing, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await endShowingCommand(workshop, id, request.body), caller)
    },
  )

  app.put(
    `${at}/rounds/:n/pause`,
    { schema: { tags, summary: 'Have participants pause, the clock with them, or go on', params: AtRound, body: SetPause, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setPauseCommand(workshop, id, n, request.body), caller)
    },
  )

  app.put(
    `${at}/rounds/:n/ready`,
    {
      schema: { tags, summary: 'Say that one is ready for the step to be over', params: AtRound, body: SetReady, response: otherAnswers(204, 'Counted') },
    },
    async (request, reply) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id, PARTICIPANT)
      await setReadyCommand(workshop, id, n, member, request.body)
      return reply.code(204).send()
    },
  )

  app.put(
    `${at}/screen`,
    { schema: { tags, summary: 'Choose what stands on the projector', params: AtStocktake, body: SetScreen, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setScreenCommand(workshop, id, request.body), caller)
    },
  )

  app.post(
    `${at}/projector`,
    {
      schema: {
        tags,
        summary: 'A key with which a projector reads what observers read, and nothing else',
        params: AtStocktake,
        response: answers(200, z.object({ key: z.string().describe('Goes where tokens go.') })),
      },
    },
    async (request) => {
      const { id } = request.params
      const { member } = await access.requireCaller(request, id)
      if (member.role === 'participant') throw new Problem('wrong-role', { role: member.role })
      return { key: linkKey(workshop.secret, await readSession(workshop, id), 'projector') }
    },
  )
}
