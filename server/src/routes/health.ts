import { z } from 'zod'
import type { Bus } from '../bus/bus.ts'
import { type App, answers, type RouteContext } from './context.ts'

const Ok = z.object({ status: z.literal('ok') })

export function healthRoutes(app: App, { workshop, config }: RouteContext, bus: Bus) {
  app.get('/healthz', { schema: { tags: ['server'], summary: 'The process lives', response: answers(200, Ok) } }, async () => ({ status: 'ok' as const }))

  app.get('/readyz', { schema: { tags: ['server'], summary: 'Storage and bus answer', response: answers(200, Ok) } }, async () => {
    await Promise.all([workshop.store.ping(), bus.ping()])
    return { status: 'ok' as const }
  })

  app.get(
    '/api/about',
    {
      schema: {
        tags: ['server'],
        summary: 'What a page must know of this server before anybody has joined',
        response: answers(200, z.object({ createKeyNeeded: z.boolean(), tldrawLicenseKey: z.string().nullable() })),
      },
    },
    async () => ({ createKeyNeeded: config.createKey !== undefined, tldrawLicenseKey: config.tldrawLicenseKey ?? null }),
  )
}
