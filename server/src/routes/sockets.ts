import { mayRead } from '@stocktake/shared/policy'
import { Problem } from '@stocktake/shared/problem'
import { roundOf } from '@stocktake/shared/rounds'
import { CLOSE, readDocument } from '@stocktake/shared/wire'
import type { FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Caller } from '../access.ts'
import type { Live } from '../live/live.ts'
import { type App, baseOf, type RouteContext } from './context.ts'

type SocketRequest = FastifyRequest<{ Params: { stocktakeId: string; document?: string }; Querystring: Record<string, string | string[] | undefined> }>

/** The two kinds of socket: who it is and what they want is settled here, then others take over. */
export function socketRoutes(app: App, { workshop, access, config }: RouteContext, live: Live) {
  const { rooms, bus } = workshop
  /** Sockets on boards by token, so that they end when the token does. */
  const byToken = new Map<string, Set<WebSocket>>()
  const unsubscribe = bus.subscribe((message) => {
    if (message.type === 'revoked') for (const socket of byToken.get(message.tokenHash) ?? []) socket.close(CLOSE.notSignedIn, 'access ended')
  })
  app.addHook('onClose', async () => unsubscribe())

  function remember(socket: WebSocket, tokenHash: string) {
    const sockets = byToken.get(tokenHash) ?? new Set()
    byToken.set(tokenHash, sockets.add(socket))
    socket.on('close', () => {
      sockets.delete(socket)
      if (!sockets.size) byToken.delete(tokenHash)
    })
  }

  /**
   * A browser cannot see why a websocket was refused, so it is accepted, and closed with the reason. What it sends
   * before it is let in waits in the network; whoever takes over lets it flow.
   */
  const admit = async (socket: WebSocket, request: SocketRequest, welcome: (caller: Caller) => Promise<void>) => {
    socket.pause()
    try {
      const { stocktakeId } = request.params
      await welcome(await access.requireCaller(request, stocktakeId))
      // Who was removed while they came in was not there to be shown out.
      await access.requireCaller(request, stocktakeId)
    } catch (error) {
      if (!(error instanceof Problem)) request.log.error({ err: error, route: request.routeOptions.url }, 'socket')
      socket.close(closeCode(error), error instanceof Problem ? error.code : 'bug')
      // Or the answer to our goodbye would never be read.
      socket.resume()
    }
  }

  const socketRoute = (url: string, wsHandler: (socket: WebSocket, request: SocketRequest) => Promise<void>) =>
    app.route<{ Params: SocketRequest['params']; Querystring: SocketRequest['query'] }>({
      method: 'GET',
      url,
      schema: { hide: true },
      wsHandler,
      handler: () => {
        throw new Problem('not-found')
      },
    })

  socketRoute('/live/:stocktakeId', (socket, request) => admit(socket, request, (caller) => live.connect(socket, caller, baseOf(config, request))))

  socketRoute('/sync/:stocktakeId/:document', (socket, request) =>
    admit(socket, request, async (caller) => {
      const { stocktakeId, member, tokenHash } = caller
      const document = readDocument(request.params.document ?? '')
      const session = await workshop.store.readSession(stocktakeId)
      const round = session && document ? roundOf(session, document.round) : undefined
      if (!session || !document || !round) throw new Problem('round-not-found')
      if (!mayRead(member, round.state)) throw new Problem('wrong-role')
      const isDraft = document.kind === 'draft'
      if (isDraft && member.role === 'observer') throw new Problem('wrong-role')
      remember(socket, tokenHash)
      const { id: memberId, role, groupId, name } = member
      const wire = request.raw.socket
      const write = (bytes: Uint8Array) => {
        // After its goodbye nothing may follow.
        if (socket.readyState === socket.OPEN) wire.write(bytes)
      }
      rooms.connect(Object.assign(socket, { write, cork: () => wire.cork(), uncork: () => wire.uncork() }), {
        stocktakeId,
        round: round.number,
        isDraft,
        actor: { memberId, role, groupId },
        memberName: name,
        hears: { ext: request.query.ext === '1', zip: request.query.zip === '1' },
        session,
      })
    }),
  )
}

function closeCode(error: unknown): number {
  if (!(error instanceof Problem)) return CLOSE.tryAgain
  if (error.status === 401) return CLOSE.notSignedIn
  if (error.status === 404) return CLOSE.notFound
  return error.status === 403 ? CLOSE.forbidden : CLOSE.tryAgain
}
