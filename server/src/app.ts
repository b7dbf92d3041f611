import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import fastifyWebsocket from '@fastify/websocket'
import { newToken } from '@stocktake/shared/ids'
import { Problem } from '@stocktake/shared/problem'
import { WIRE_LIMITS } from '@stocktake/shared/wire'
import fastify, { LogController } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { createAccess } from './access.ts'
import type { Bus } from './bus/bus.ts'
import type { Config } from './config.ts'
import type { ExportWriter } from './exports/source.ts'
import { writeHere } from './exports/writer.ts'
import { LARGEST_FILE } from './files.ts'
import { createLive } from './live/live.ts'
import type { Rooms } from './rooms/rooms.ts'
import { createAttempts } from './routes/attempts.ts'
import { attentionRoutes } from './routes/attention.ts'
import { ballotRoutes, readinessRoutes } from './routes/ballots.ts'
import { breakoutRoutes } from './routes/breakouts.ts'
import { carryRoutes } from './routes/carry.ts'
import type { App, RouteContext } from './routes/context.ts'
import { exportRoutes } from './routes/exports.ts'
import { fileRoutes } from './routes/files.ts'
import { healthRoutes } from './routes/health.ts'
import { joinRoutes } from './routes/join.ts'
import { lookalikeRoutes } from './routes/lookalikes.ts'
import { overviewRoutes } from './routes/overview.ts'
import { pageHeaders, pageRoutes } from './routes/page.ts'
import { peopleRoutes } from './routes/people.ts'
import { answerError } from './routes/problems.ts'
import { recordRoutes } from './routes/records.ts'
import { reportRoutes } from './routes/report.ts'
import { roundRoutes } from './routes/rounds.ts'
import { socketRoutes } from './routes/sockets.ts'
import { startRoutes } from './routes/start.ts'
import { stepRoutes } from './routes/steps.ts'
import { stimulusRoutes } from './routes/stimulus.ts'
import { stocktakeRoutes } from './routes/stocktake.ts'
import type { Store } from './store/store.ts'
import { createWorkshop, type Workshop } from './workshop/workshop.ts'

export interface Parts {
  store: Store
  bus: Bus
  rooms: Rooms
  config: Config
  /** Makes files; here and now unless told otherwise. */
  writer?: ExportWriter
  /** Where the built client is; absent if there is none, as in most tests. */
  clientFolder?: string
  now?: () => number
}

/** How long a socket has to answer when it is closed because the server stops. */
const GOODBYE = 2000

/** The whole server, not listening yet. Closing the app closes its sockets and boards; store and bus are their openers'. */
export async function buildApp({
  store,
  bus,
  rooms,
  config,
  writer = writeHere(),
  clientFolder,
  now = Date.now,
}: Parts): Promise<{ app: App; workshop: Workshop }> {
  const secret = await store.secret('links', newToken)
  const workshop = createWorkshop({ store, bus, rooms, writer, now, secret })
  const app = newFastify(config)
  const live = createLive(workshop, (promise, what) => void promise.catch((error) => app.log.error({ err: error }, what)))
  const context: RouteContext = {
    workshop,
    access: createAccess(store, config.publicUrl, secret),
    config,
    attempts: createAttempts(now),
    whoIsHere: live.whoIsHere,
  }

  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 4, fileSize: LARGEST_FILE + 1 }, throwFileSizeLimit: true })
  await app.register(fastifyRateLimit, { global: false, errorResponseBuilder: () => new Problem('too-many-requests') })
  await app.register(fastifyWebsocket, {
    options: { maxPayload: WIRE_LIMITS.message },
    // A client that vanishes or sends what is no websocket frame ends its own socket.
    errorHandler: (_error, socket) => socket.terminate(),
    // Rooms and live say goodbye to their sockets themselves.
    preClose: (done) => {
      live.close()
      rooms.close().then(() => done(), done)
      // A client that does not answer our goodbye must not keep us from ending.
      setTimeout(() => app.websocketServer.clients.forEach((socket) => void socket.terminate()), GOODBYE).unref()
    },
  })
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Stocktake', version: '1', description: ABOUT } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await pageHeaders(app, config)

  await app.register(async (scope) => {
    const typed = scope.withTypeProvider<ZodTypeProvider>()
    // Answers differ by who asks, and a shared screen must not show somebody else's.
    typed.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
    startRoutes(typed, context)
    joinRoutes(typed, context)
    stocktakeRoutes(typed, context)
    roundRoutes(typed, context)
    lookalikeRoutes(typed, context)
    stepRoutes(typed, context)
    breakoutRoutes(typed, context)
    overviewRoutes(typed, context)
    reportRoutes(typed, context)
    attentionRoutes(typed, context)
    peopleRoutes(typed, context)
    ballotRoutes(typed, context)
    readinessRoutes(typed, context)
    stimulusRoutes(typed, context)
    fileRoutes(typed, context)
    carryRoutes(typed, context)
    recordRoutes(typed, context)
    exportRoutes(typed, context)
    healthRoutes(typed, context, bus)
    typed.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
    socketRoutes(typed, context, live)
  })
  await pageRoutes(app, clientFolder ?? join(config.dataDir, 'no-client'))
  return { app, workshop }
}

function newFastify({ logLevel, publicUrl }: Config): App {
  const app = fastify({
    logger: logLevel === 'silent' ? false : { level: logLevel, serializers: { req: ({ method }) => ({ method }) } },
    // One line a request says little and would hold codes and keys, which are in addresses.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    // A proxy on this machine may say for whom it asks; one elsewhere only where we are told that there is one.
    trustProxy: publicUrl?.startsWith('https:') ? ['loopback', 'linklocal', 'uniquelocal'] : 'loopback',
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  // Answers are typed where they are made; their schemas are for the documentation.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler(answerError)
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Some clients name a type even where they send nothing.
    if (body === '') done(null, undefined)
    else parse(request, body.toString(), done)
  })
  return app
}

const ABOUT = `A workshop series in rounds: people write notes into a matrix, together and live.
Authenticate with \`Authorization: Bearer <token>\`; tokens come from creating, joining and returning.
Boards are Yjs documents on \`/sync/<stocktake>/round-<n>\` (y-websocket protocol, \`?token=\`); changes of the session are
pushed on \`/live/<stocktake>\`. Errors are \`application/problem+json\` with a \`code\`.`
