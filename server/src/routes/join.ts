import { Join, Return } from '@stocktake/shared/commands/join'
import { peopleByGroup } from '@stocktake/shared/report/smallGroups'
import { openRound } from '@stocktake/shared/rounds'
import { Attribution, Group, Role, type Session } from '@stocktake/shared/session'
import { z } from 'zod'
import { clearCookie, cookiesOf, hashSecret, setCookie } from '../access.ts'
import { findByCode, findByKey, joinCommand, leaveCommand, returnCommand } from '../workshop/people.ts'
import { type App, AtStocktake, answers, otherAnswers, type RouteContext } from './context.ts'

const JoinGroup = Group.pick({ id: true, label: true, short: true, colour: true, shape: true })
const groupsOf = ({ groups }: Session) => groups.map(({ id, label, short, colour, shape }) => ({ id, label, short, colour, shape }))

const Preview = z.object({ stocktakeId: z.string(), title: z.string(), sharedObject: z.string(), groups: z.array(JoinGroup), consent: z.string() })
const Joined = z
  .object({
    stocktakeId: z.string(),
    memberId: z.string(),
    role: Role,
    token: z.string(),
    returnCode: z.string().describe('Brings the same person back on another device.'),
  })
  .meta({ id: 'Joined' })
const Mine = z.array(z.object({ stocktakeId: z.string(), title: z.string(), sharedObject: z.string(), role: Role, openRound: z.number().nullable() }))

/** A hall of people comes in within a minute from one address; wrong codes are counted apart, and strictly. */
const limit = { config: { rateLimit: { max: 600, timeWindow: '1 minute' } } }

export function joinRoutes(app: App, { workshop, access, attempts }: RouteContext) {
  app.get(
    '/api/join/:code',
    {
      ...limit,
      schema: {
        tags: ['join'],
        summary: 'What a joining person must see first',
        params: z.object({ code: z.string().max(100) }),
        response: answers(
          200,
          Preview.extend({
            joinOpen: z.boolean(),
            asksWhere: z.boolean().describe('Whether who joins may say if they are in the room or elsewhere.'),
            roundTitle: z.string().nullable(),
            attribution: Attribution.describe('How notes that are written now are shown.'),
            empty: z.array(z.string()).describe('Ids of groups that nobody has joined: whoever is alone in one can be told by it.'),
          }),
        ),
      },
    },
    async (request) => {
      const session = await attempts.guard(request, () => findByCode(workshop, request.params.code))
      const { id, title, sharedObject, settings } = session
      const { consent, joinOpen, attribution, where } = settings
      const people = peopleByGroup(await workshop.store.members(id))
      const empty = session.groups.flatMap((group) => (people[group.id] ? [] : [group.id]))
      const roundTitle = openRound(session)?.title ?? null
      const asksWhere = where === 'ask'
      return { stocktakeId: id, title, sharedObject, groups: groupsOf(session), consent, joinOpen, asksWhere, roundTitle, attribution, empty }
    },
  )

  app.get(
    '/api/keys/:key',
    {
      ...limit,
      schema: {
        tags: ['join'],
        summary: "What a facilitator's or observer's link leads to",
        params: z.object({ key: z.string().max(200) }),
        response: answers(200, Preview.extend({ role: Role, asksWhere: z.boolean() })),
      },
    },
    async (request) => {
      const { session, role } = await attempts.guard(request, () => findByKey(workshop, request.params.key))
      const { id, title, sharedObject, settings } = session
      const { consent, where } = settings
      return { stocktakeId: id, title, sharedObject, role, groups: groupsOf(session), consent, asksWhere: where === 'ask' }
    },
  )

  const JoinExample = Join.meta({ examples: [{ code: 'K7RM3Q', groupId: 'g1', name: 'Sam' }] })
  app.post(
    '/api/join',
    { ...limit, schema: { tags: ['join'], summary: 'Join with a code or a link', body: JoinExample, response: answers(201, Joined) } },
    async (request, reply) => {
      const joined = await attempts.guard(request, () => joinCommand(workshop, request.body))
      setCookie(request, reply, joined.stocktakeId, joined.token)
      return reply.code(201).send(joined)
    },
  )

  app.post(
    '/api/return',
    { ...limit, schema: { tags: ['join'], summary: 'Come back as the same person with a return code', body: Return, response: answers(200, Joined) } },
    async (request, reply) => {
      const joined = await attempts.guard(request, () => returnCommand(workshop, request.body.returnCode))
      setCookie(request, reply, joined.stocktakeId, joined.token)
      return joined
    },
  )

  app.get(
    '/api/mine',
    { schema: { tags: ['join'], summary: 'The stocktakes this browser is part of', response: answers(200, Mine) } },
    async (request, reply) => {
      const mine: z.infer<typeof Mine> = []
      for (const { stocktakeId, token } of cookiesOf(request)) {
        const owner = await workshop.store.findByToken(hashSecret(token))
        // Who was removed may be let in again, and then needs this cookie.
        if (owner?.member.removed) continue
        const session = owner?.stocktakeId === stocktakeId ? await workshop.store.readSession(stocktakeId) : undefined
        if (!owner || !session) clearCookie(request, reply, stocktakeId)
        else
          mine.push({
            stocktakeId,
            title: session.title,
            sharedObject: session.sharedObject,
            role: owner.member.role,
            openRound: openRound(session)?.number ?? null,
          })
      }
      return mine
    },
  )

  app.post(
    '/api/stocktakes/:id/leave',
    { schema: { tags: ['join'], summary: "End this device's access", params: AtStocktake, response: otherAnswers(204, 'Left') } },
    async (request, reply) => {
      const { id } = request.params
      const { tokenHash } = await access.requireCaller(request, id)
      await leaveCommand(workshop, tokenHash)
      clearCookie(request, reply, id)
      return reply.code(204).send()
    },
  )
}
