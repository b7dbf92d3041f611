import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import { Problem } from '@stocktake/shared/problem'
import type { Config } from '../config.ts'
import type { App } from './context.ts'
import { sendProblem } from './problems.ts'

/** What a page of ours may do: talk to us and to nobody else. */
export async function pageHeaders(app: App, { publicUrl }: Config): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // tldraw places its mark with an inline style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        // Older browsers do not count websockets to the same host as 'self'.
        connectSrc: ["'self'", (request) => socketSources(request)],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        workerSrc: ["'self'", 'blob:'],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // Both mean nothing, and browsers complain, on the plain http of a local network.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
    xFrameOptions: { action: 'sameorigin' },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https' || publicUrl?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
  })
}

function socketSources({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const { host = '' } = headers
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'"
}

/** Serves the built client from `folder`; every address that is not ours to answer is a page of it. */
export async function pageRoutes(app: App, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Vite puts a hash of the content into the names under assets/.
        reply.header('cache-control', /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|sync|live|assets)(\/|$|\?)/.test(request.url)
    return built && wantsPage ? reply.sendFile('index.html') : sendProblem(reply, new Problem('not-found'))
  })
}
