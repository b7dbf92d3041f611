import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '@stocktake/shared/problem'
import { isTeam } from '@stocktake/shared/rounds'
import { type Member, Role, type Session } from '@stocktake/shared/session'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Owner, Store } from './store/store.ts'

/** Who asks, and with which token: the one answer for HTTP and sockets. */
export interface Caller extends Owner {
  tokenHash: string
}

export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Tells who asks. */
export interface Access {
  /** The caller, if the request carries a token of this stocktake that is still good. */
  callerOf(request: FastifyRequest, stocktakeId: string): Promise<Caller | undefined>
  /** The caller, or a problem: nobody of this stocktake, or not in one of the roles. */
  requireCaller(request: FastifyRequest, stocktakeId: string, roles?: readonly Role[]): Promise<Caller>
}

export function createAccess(store: Store, publicUrl: string | undefined, secret: string): Access {
  /** A projector has no person: its key alone says what it is. */
  async function projectorOf(key: string): Promise<Owner | undefined> {
    const link = parseLinkKey(key)
    const session = link?.role === 'projector' ? await store.readSession(link.stocktakeId) : undefined
    return session && isLinkKey(secret, key, session) ? { stocktakeId: session.id, member: PROJECTOR } : undefined
  }

  async function callerOf(request: FastifyRequest, stocktakeId: string) {
    const asked = queryToken(request)
    // Pictures of a projector's page are asked for by the browser itself, which sends no header of ours.
    const shown = bearer(request) ?? (request.ws || (asked && parseLinkKey(asked)) ? asked : undefined)
    const token = shown ?? request.cookies[cookieName(stocktakeId)]
    if (!token) return undefined
    // A cookie is sent by the browser whichever page asks, so what changes something, or listens, must come from our own.
    const unsafe = request.ws || (request.method !== 'GET' && request.method !== 'HEAD')
    if (!shown && unsafe && !isSameOrigin(request, publicUrl)) throw new Problem('wrong-origin')
    const tokenHash = hashSecret(token)
    const owner = parseLinkKey(token) ? await projectorOf(token) : await store.findByToken(tokenHash)
    if (owner?.stocktakeId !== stocktakeId) return undefined
    if (owner.member.removed) throw new Problem('removed')
    return { ...owner, tokenHash }
  }
  return {
    callerOf,
    async requireCaller(request, stocktakeId, roles) {
      const caller = await callerOf(request, stocktakeId)
      if (!caller) throw new Problem((await store.readSession(stocktakeId)) ? 'not-signed-in' : 'stocktake-not-found')
      if (roles && !roles.includes(caller.member.role)) throw new Problem('wrong-role', { role: caller.member.role })
      return caller
    },
  }
}

export const FACILITATOR: readonly Role[] = ['facilitator']
export const TEAM: readonly Role[] = Role.options.filter(isTeam)
export const WRITERS: readonly Role[] = Role.options.filter((role) => role !== 'observer')

function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
}

function queryToken(request: FastifyRequest): string | undefined {
  const { token } = request.query as { token?: unknown }
  return typeof token === 'string' && token ? token : undefined
}

/** Whether the page that sent the request is one of ours, by what browsers say and pages cannot fake. */
function isSameOrigin(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined || !URL.canParse(origin)) return false
  return origin === publicUrl || new URL(origin).host === request.host
}

// Cookies

const cookieName = (stocktakeId: string) => `st_${stocktakeId}`
const YEAR = 365 * 24 * 60 * 60
const cookieOptions = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

export const setCookie = (request: FastifyRequest, reply: FastifyReply, stocktakeId: string, token: string) =>
  reply.setCookie(cookieName(stocktakeId), token, { ...cookieOptions(request), maxAge: YEAR })

export const clearCookie = (request: FastifyRequest, reply: FastifyReply, stocktakeId: string) =>
  reply.clearCookie(cookieName(stocktakeId), cookieOptions(request))

/** The stocktakes that this browser has a cookie of, and the tokens in them. */
export const cookiesOf = (request: FastifyRequest): { stocktakeId: string; token: string }[] =>
  Object.entries(request.cookies).flatMap(([name, token]) => (name.startsWith('st_') && token ? [{ stocktakeId: name.slice(3), token }] : []))

// Links

export type LinkRole = 'facilitator' | 'observer' | 'projector'
const LETTERS = { f: 'facilitator', o: 'observer', p: 'projector' } as const

/** What stands for a projector where a person is asked for. It reads what observers read, and counts as nobody. */
export const PROJECTOR: Member = { id: 'projector', role: 'observer', groupId: null, name: null, joinedAt: 0, attended: [], removed: null }

type Keyed = Pick<Session, 'id' | 'linkEra'>

/** The key in a facilitator's, observer's or projector's link. It follows from the server's secret, so none is ever stored. */
export function linkKey(secret: string, { id, linkEra }: Keyed, role: LinkRole): string {
  const subject = linkEra ? `${id}:${role}:${linkEra}` : `${id}:${role}`
  const mark = createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 24)
  return `${id}.${role.slice(0, 1)}.${mark}`
}

/** Which stocktake and role a key claims to be for; undefined for what is no key. */
export function parseLinkKey(key: string): { stocktakeId: string; role: LinkRole } | undefined {
  const [, stocktakeId, letter] = /^([\w-]{1,64})\.([fop])\.[\w-]{24}$/.exec(key) ?? []
  return stocktakeId && (letter === 'f' || letter === 'o' || letter === 'p') ? { stocktakeId, role: LETTERS[letter] } : undefined
}

/** Whether we made this key for this stocktake, and it still counts. */
export function isLinkKey(secret: string, key: string, session: Keyed): boolean {
  const link = parseLinkKey(key)
  if (link?.stocktakeId !== session.id) return false
  const own = Buffer.from(linkKey(secret, session, link.role))
  const given = Buffer.from(key)
  return own.length === given.length && timingSafeEqual(own, given)
}
