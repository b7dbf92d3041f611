import { EditStocktake, SetGroups, SetMatrix } from '@stocktake/shared/commands/edit'
import { FACILITATOR } from '../access.ts'
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
}
