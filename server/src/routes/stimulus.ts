import { AddStimulus, AddVersion, addStimulus, addVersion, EditStimulus, editStimulus, SetShelf, setShelf } from '@stocktake/shared/commands/stimulus'
import { Problem } from '@stocktake/shared/problem'
import { TEAM } from '../access.ts'
import { command } from '../workshop/workshop.ts'
import { type App, AtItem, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const tags = ['stimulus']
const response = answers(200, SessionViewShape)

export function stimulusRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context

  const checkFile = async (id: string, file: string | undefined) => {
    if (file !== undefined && !(await workshop.store.fileInfo(id, file))) throw new Problem('file-not-found', { file })
  }

  app.post(
    '/api/stocktakes/:id/rounds/:n/stimulus',
    { schema: { tags, summary: "Put a new item on a round's shelf", params: AtRound, body: AddStimulus, response: answers(201, SessionViewShape) } },
    async (request, reply) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, TEAM)
      await checkFile(id, request.body.file)
      const session = await command(workshop, id, (before) => addStimulus(before, n, request.body, workshop.now()))
      return reply.code(201).send(viewFor(context, request, session, caller))
    },
  )

  app.put(
    '/api/stocktakes/:id/rounds/:n/shelf',
    { schema: { tags, summary: "Set what is on a round's shelf", params: AtRound, body: SetShelf, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, TEAM)
      return viewFor(context, request, await command(workshop, id, (before) => setShelf(before, n, request.body)), caller)
    },
  )

  app.patch(
    '/api/stocktakes/:id/stimulus/:item',
    { schema: { tags, summary: "Mend an item's labels or alternative text", params: AtItem, body: EditStimulus, response } },
    async (request) => {
      const { id, item } = request.params
      const caller = await access.requireCaller(request, id, TEAM)
      return viewFor(context, request, await command(workshop, id, (before) => editStimulus(before, item, request.body)), caller)
    },
  )

  app.post(
    '/api/stocktakes/:id/stimulus/:item/versions',
    { schema: { tags, summary: 'Add a version that says what changed and why', params: AtItem, body: AddVersion, response } },
    async (request) => {
      const { id, item } = request.params
      const caller = await access.requireCaller(request, id, TEAM)
      await checkFile(id, request.body.file)
      return viewFor(context, request, await command(workshop, id, (before) => addVersion(before, item, request.body, workshop.now())), caller)
    },
  )
}
