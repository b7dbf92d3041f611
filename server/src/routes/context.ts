import type { IncomingMessage, ServerResponse } from 'node:http'
import { seatOf } from '@stocktake/shared/breakouts'
import { Problem } from '@stocktake/shared/problem'
import { openRound } from '@stocktake/shared/rounds'
import { type Member, Role, Session, Where } from '@stocktake/shared/session'
import { type SessionView, sessionFor } from '@stocktake/shared/view'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Access, type Caller, linkKey } from '../access.ts'
import type { Config } from '../config.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { Attempts } from './attempts.ts'

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** What routes work with. */
export interface RouteContext {
  workshop: Workshop
  access: Access
  config: Config
  attempts: Attempts
  /** Ids of the members who are connected to a stocktake now. */
  whoIsHere: (stocktakeId: string) => ReadonlySet<string>
}

// Addresses

/** The address under which this request, and so its sender's colleagues, reach us. */
export const baseOf = (config: Config, request: FastifyRequest) => config.publicUrl ?? `${request.protocol}://${request.host}`

export function linksOf(session: Session, role: Role, base: string, secret: string): SessionView['links'] {
  const participant = `${base}/j/${session.joinCode}`
  if (role !== 'facilitator') return { participant }
  const key = (of: 'facilitator' | 'observer') => `${base}/k/${linkKey(secret, session, of)}`
  return { participant, facilitator: key('facilitator'), observer: key('observer') }
}

/** What everybody of one role sees; with `me` and their table it is a whole view. */
export const sharedView = (session: Session, role: Role, base: string, secret: string): Omit<SessionView, 'me' | 'myTable'> => ({
  ...sessionFor(session, role),
  links: linksOf(session, role, base, secret),
})

export function viewFor({ workshop, config }: RouteContext, request: FastifyRequest, session: Session, { member }: Pick<Caller, 'member'>): SessionView {
  const { id: memberId, role, groupId, name, where } = member
  const me = { memberId, role, groupId, name, ...(where ? { where } : {}) }
  return { ...sharedView(session, role, baseOf(config, request), workshop.secret), me, myTable: myTable(session, member) }
}

/** Where somebody sits in the breakout that is on. */
export function myTable(session: Session, { id: memberId, role, groupId }: Member): string | null {
  const round = openRound(session)
  return round ? seatOf(round, { memberId, role, groupId }) : null
}

// Schemas that several routes share

/** Ids in paths are looked up, never trusted: one that is not there, however it looks, is not found. */
const PathId = z.string().min(1).max(200)
export const AtStocktake = z.object({ id: PathId.describe('Id of the stocktake.') })
export const AtRound = AtStocktake.extend({ n: z.coerce.number().int().positive().describe('Number of the round.') })
export const AtItem = AtStocktake.extend({ item: PathId })

const Me = z.object({ memberId: z.string(), role: Role, groupId: z.string().nullable(), name: z.string().nullable(), where: Where.optional() })
export const SessionViewShape = Session.extend({
  me: Me,
  myTable: z.string().nullable(),
  links: z.object({ participant: z.string(), facilitator: z.string().optional(), observer: z.string().optional() }),
}).meta({ id: 'SessionView', description: 'The stocktake as the caller may see it.' })

export const ProblemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'An expected error (RFC 9457). Programs read `code`, people `title`.',
    examples: [
      { type: 'urn:stocktake:problem:round-closed', title: 'That round is closed. A facilitator can open it again.', status: 409, code: 'round-closed' },
    ],
  })

const problemAnswer = { description: 'A problem, as `application/problem+json`', content: { 'application/problem+json': { schema: ProblemShape } } }

/** The answers of a route, for its documentation: one that is good, and problems. */
export const answers = (status: 200 | 201, schema: z.ZodType, description = 'Done') => ({
  [status]: { description, content: { 'application/json': { schema } } },
  '4xx': problemAnswer,
  '5xx': problemAnswer,
})
/** The same for routes that answer with nothing or with bytes. */
export const otherAnswers = (status: 200 | 204 | 206, description: string) => ({
  [status]: { description, content: { 'application/octet-stream': { schema: z.unknown() } } },
  '4xx': problemAnswer,
  '5xx': problemAnswer,
})

export function requireCreateKey({ createKey }: Config, request: FastifyRequest): void {
  if (createKey !== undefined && request.headers['x-create-key'] !== createKey) throw new Problem('create-key-needed')
}
