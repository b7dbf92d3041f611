import { ChangeCode, EditMember, RemoveMember, SayWhere } from '@stocktake/shared/commands/edit'
import { Member } from '@stocktake/shared/session'
import { z } from 'zod'
import { FACILITATOR } from '../access.ts'
import { changeCodeCommand, editMemberCommand, endAccessCommand, removeMemberCommand, sayWhereCommand } from '../workshop/people.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtStocktake, answers, otherAnswers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['people']
const response = answers(200, SessionViewShape)
const AtMember = AtStocktake.extend({ mid: z.string().max(200) })

/** The people of a stocktake, and what lets them in. Facilitators alone, but for where one is oneself. */
export function peopleRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  app.get(
    '/api/stocktakes/:id/members',
    { schema: { tags, summary: 'Everybody in the stocktake', params: AtStocktake, response: answers(200, z.object({ members: z.array(Member) })) } },
    async (request) => {
      const { id } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      const members = await workshop.store.members(id)
      // Where notes are anonymous a name beside a time and a group would say too much.
      const { settings } = await readSession(workshop, id)
      return { members: settings.attribution === 'anonymous' ? members.map((member) => ({ ...member, name: null })) : members }
    },
  )

  app.put(
    '/api/stocktakes/:id/me/where',
    {
      schema: {
        tags,
        summary: 'Say whether I take part in the room or from elsewhere',
        description: 'Anybody, of themselves. Records of closed rounds stay as they are.',
        params: AtStocktake,
        body: SayWhere,
        response,
      },
    },
    async (request) => {
      const { id } = request.params
      const { member } = await access.requireCaller(request, id)
      await sayWhereCommand(workshop, id, member.id, request.body)
      const { where: _before, ...rest } = member
      const { where } = request.body
      return viewFor(context, request, await readSession(workshop, id), { member: where ? { ...rest, where } : rest })
    },
  )

  app.patch(
    '/api/stocktakes/:id/members/:mid',
    {
      schema: { tags, summary: "Change somebody's role, group, or where they take part", params: AtMember, body: EditMember, response },
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

  app.put(
    '/api/stocktakes/:id/members/:mid/removed',
    {
      schema: {
        tags,
        summary: 'Remove somebody, with their notes kept or hidden; null lets them in again',
        description: 'Hidden notes leave the boards of rounds that are not closed, and no export has them; they return with their writer.',
        params: AtMember,
        body: RemoveMember,
        response: otherAnswers(204, 'Done'),
      },
    },
    async (request, reply) => {
      const { id, mid } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      await removeMemberCommand(workshop, id, mid, request.body)
      return reply.code(204).send()
    },
  )

  app.post(
    '/api/stocktakes/:id/members/:mid/end-access',
    {
      schema: {
        tags,
        summary: "End the access of somebody's devices, as when one is lost; with the return code they come back",
        params: AtMember,
        response: otherAnswers(204, 'Done'),
      },
    },
    async (request, reply) => {
      const { id, mid } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      await endAccessCommand(workshop, id, mid)
      return reply.code(204).send()
    },
  )

  app.post(
    '/api/stocktakes/:id/code',
    { schema: { tags, summary: 'Change the join code and all links; whoever is in stays', params: AtStocktake, body: ChangeCode, response } },
    async (request) => {
      const { id } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await changeCodeCommand(workshop, id, request.body), caller)
    },
  )
}
