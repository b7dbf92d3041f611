import { EditMember, EditStocktake, SetGroups, SetMatrix } from '@stocktake/shared/commands/edit'
import { Member } from '@stocktake/shared/session'
import { z } from 'zod'
import { FACILITATOR } from '../access.ts'
import { editMemberCommand } from '../workshop/people.ts'
import { editStocktakeCommand, setGroupsCommand, setMatrixCommand } from '../workshop/setup.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtStocktake, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['stocktake']
const response = answers(200, SessionViewShape)

export function stocktakeRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.get('/api/stocktakes/:id', { schema: { tags, summary: 'The stocktake, for your role', params: AtStocktake, response } }, async (request) => {
    const caller = await access.requireCaller(request, request.params.id)
    return viewFor(context, request, await readSession(workshop, request.params.id), caller)
  })

  app.patch(
    '/api/stocktakes/:id',
    { schema: { tags, summary: 'Change title, shared object, summary or settings', params: AtStocktake, body: EditStocktake, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await editStocktakeCommand(workshop, id, request.body), caller)
    },
  )

  app.put(
    '/api/stocktakes/:id/matrix',
    { schema: { tags, summary: 'Replace rows and columns', params: AtStocktake, body: SetMatrix, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setMatrixCommand(workshop, id, request.body), caller)
    },
  )

  app.put(
    '/api/stocktakes/:id/groups',
    { schema: { tags, summary: 'Replace the stakeholder groups', params: AtStocktake, body: SetGroups, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setGroupsCommand(workshop, id, request.body), caller)
    },
  )

  app.get(
    '/api/stocktakes/:id/members',
    { schema: { tags, summary: 'Everybody in the stocktake', params: AtStocktake, response: answers(200, z.object({ members: z.array(Member) })) } },
    async (request) => {
      const { id } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      return { members: await workshop.store.members(id) }
    },
  )

  app.patch(
    '/api/stocktakes/:id/members/:mid',
    {
      schema: { tags, summary: "Change somebody's role or group", params: AtStocktake.extend({ mid: z.string().max(200) }), body: EditMember, response },
    },
    async (request) => {
      const { id, mid } = request.params
      const { member } = await access.requireCaller(request, id, FACILITATOR)
      const session = await editMemberCommand(workshop, id, mid, request.body)
      // Facilitators may change themselves, and then see what they are now.
      const now = (await workshop.store.members(id)).find((candidate) => candidate.id === member.id) ?? member
      return viewFor(context, request, session, { member: now })
    },
  )
}
