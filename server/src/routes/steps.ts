import { GoToStep, HoldBack, RevealNotes, SetClock, SetSteps, TakeBack } from '@stocktake/shared/commands/steps'
import type { Role } from '@stocktake/shared/session'
import { z } from 'zod'
import { FACILITATOR } from '../access.ts'
import { holdBackCommand, previewCommand } from '../workshop/holdBack.ts'
import { revealCommand, revealMineCommand } from '../workshop/reveal.ts'
import { goToStepCommand, setClockCommand, setStepsCommand, takeBackCommand } from '../workshop/steps.ts'
import { type App, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

/** Whoever may write. */
const WRITERS: readonly Role[] = ['facilitator', 'scribe', 'participant']

const tags = ['steps']
const params = AtRound
const response = answers(200, SessionViewShape)

const PreviewShape = z.object({
  notes: z.array(z.object({ id: z.string(), text: z.string(), picture: z.string().optional(), held: z.boolean() })),
  others: z.number(),
  tooFew: z.boolean(),
})

/** Leading a round: its steps, where everybody is, the clock. Facilitators alone. */
export function stepRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context
  const at = '/api/stocktakes/:id/rounds/:n'

  app.put(
    `${at}/steps`,
    { schema: { tags, summary: 'Compose the steps of a round; the live one cannot be removed', params, body: SetSteps, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setStepsCommand(workshop, id, n, request.body), caller)
    },
  )

  app.post(`${at}/step`, { schema: { tags, summary: 'Move everybody to a step', params, body: GoToStep, response } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await goToStepCommand(workshop, id, n, request.body), caller)
  })

  app.post(
    `${at}/step/back`,
    { schema: { tags, summary: 'Take the last move back, within ten seconds', params, body: TakeBack, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await takeBackCommand(workshop, id, n, request.body), caller)
    },
  )

  app.post(`${at}/reveal`, { schema: { tags, summary: 'Show what people wrote alone', params, body: RevealNotes, response } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await revealCommand(workshop, id, n, request.body), caller)
  })

  app.post(
    `${at}/reveal/mine`,
    {
      schema: {
        tags,
        summary: 'Show one’s own notes that came after the reveal, marked as late',
        params,
        response: answers(200, z.object({ notes: z.number() })),
      },
    },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id, WRITERS)
      return { notes: await revealMineCommand(workshop, id, n, member) }
    },
  )

  app.get(
    `${at}/preview`,
    {
      schema: {
        tags,
        summary: 'Words of notes before their reveal, where people were told so',
        description: 'In no order, with nothing that tells whose they are, and taken anew at most once a minute.',
        params,
        response: answers(200, PreviewShape),
      },
    },
    async (request) => {
      const { id, n } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      return previewCommand(workshop, id, n)
    },
  )

  app.post(
    `${at}/hold-back`,
    {
      schema: {
        tags,
        summary: 'Hold a note back from the reveal, or let it through again; its writer alone is told',
        params,
        body: HoldBack,
        response: answers(200, z.object({ held: z.boolean() })),
      },
    },
    async (request) => {
      const { id, n } = request.params
      await access.requireCaller(request, id, FACILITATOR)
      await holdBackCommand(workshop, id, n, request.body)
      return { held: request.body.held }
    },
  )

  app.post(
    `${at}/clock`,
    { schema: { tags, summary: 'Start, lengthen, pause, resume or stop the clock', params, body: SetClock, response } },
    async (request) => {
      const { id, n } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await setClockCommand(workshop, id, n, request.body), caller)
    },
  )
}
