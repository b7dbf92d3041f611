import { z } from 'zod'
import { createLookalikes } from '../workshop/lookalikes.ts'
import { type App, AtRound, answers, type RouteContext } from './context.ts'

const LookAlikesShape = z
  .object({
    suggestions: z.array(z.object({ notes: z.array(z.string()), likeness: z.number(), same: z.boolean() })),
    compared: z.number().describe('How many notes were compared.'),
  })
  .meta({ id: 'LookAlikes', description: 'Sets of notes that look alike, the most alike first. They are suggestions: nothing is done with the notes.' })

export function lookalikeRoutes(app: App, { workshop, access }: RouteContext) {
  const lookalikes = createLookalikes(workshop)

  app.get(
    '/api/stocktakes/:id/rounds/:n/lookalikes',
    {
      schema: {
        tags: ['themes'],
        summary: 'Which notes look alike, for whoever may put them into themes now; computed on this server',
        params: AtRound,
        response: answers(200, LookAlikesShape),
      },
    },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id)
      return lookalikes(id, n, member)
    },
  )
}
