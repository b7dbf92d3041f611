import { Rating } from '@stocktake/shared/ballotSchema'
import { AskReadiness, CastVote, CloseBallot, Rate, StartBallot } from '@stocktake/shared/commands/ballots'
import { z } from 'zod'
import { FACILITATOR } from '../access.ts'
import { castVoteCommand, closeBallotCommand, ownVotes, startBallotCommand } from '../workshop/ballots.ts'
import { askReadinessCommand, ownRatings, rateCommand, showReadinessCommand } from '../workshop/readiness.ts'
import { type App, AtRound, answers, type RouteContext, SessionViewShape, viewFor } from './context.ts'

const AtBallot = AtRound.extend({ b: z.string().min(1).max(200).describe('Id of the ballot, as in `openBallot` of the stocktake.') })
const Examples = StartBallot.meta({
  examples: [{ title: 'What matters most?', scope: { on: 'cells', cells: null }, budget: 5, cap: 2 }],
})
const VotesShape = z.object({ votes: z.record(z.string(), z.number()), disagree: z.array(z.string()) }).meta({ id: 'OwnVotes' })
const RatingsShape = z.object({ ratings: z.record(z.string(), Rating) }).meta({ id: 'OwnRatings' })
const view = answers(200, SessionViewShape)

/** Voting, and rating how ready each cell is. The policy says who may; what people give is answered to them alone. */
export function ballotRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context
  const at = '/api/stocktakes/:id/rounds/:n/ballots'
  const tags = ['ballots']

  app.post(at, { schema: { tags, summary: 'Open a ballot on what is on the board', params: AtRound, body: Examples, response: view } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await startBallotCommand(workshop, id, n, request.body), caller)
  })

  app.get(
    `${at}/:b/votes`,
    { schema: { tags, summary: 'What I gave in the open ballot', params: AtBallot, response: answers(200, VotesShape) } },
    async (request) => {
      const { id, n, b } = request.params
      const { member } = await access.requireCaller(request, id)
      return ownVotes(workshop, id, n, b, member.id)
    },
  )

  app.post(
    `${at}/:b/votes`,
    {
      schema: {
        tags,
        summary: 'Say how many votes one item gets from me, or that I strongly disagree with it',
        params: AtBallot,
        body: CastVote,
        response: answers(200, VotesShape),
      },
    },
    async (request) => {
      const { id, n, b } = request.params
      const { member } = await access.requireCaller(request, id)
      return castVoteCommand(workshop, id, n, b, member, request.body)
    },
  )

  app.post(
    `${at}/:b/close`,
    {
      schema: {
        tags,
        summary: 'Close a ballot: counts stay, who gave what is deleted; or take it back, so that nothing of it counts',
        params: AtBallot,
        body: CloseBallot.default({ takeBack: false }),
        response: view,
      },
    },
    async (request) => {
      const { id, n, b } = request.params
      const caller = await access.requireCaller(request, id, FACILITATOR)
      return viewFor(context, request, await closeBallotCommand(workshop, id, n, b, request.body.takeBack), caller)
    },
  )
}

export function readinessRoutes(app: App, context: RouteContext) {
  const { workshop, access } = context
  const at = '/api/stocktakes/:id/rounds/:n/readiness'
  const tags = ['readiness']
  const params = AtRound

  app.put(at, { schema: { tags, summary: 'Ask people to rate each cell, or stop asking', params, body: AskReadiness, response: view } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await askReadinessCommand(workshop, id, n, request.body), caller)
  })

  app.post(`${at}/show`, { schema: { tags, summary: 'Show everybody the spread of the ratings so far', params, response: view } }, async (request) => {
    const { id, n } = request.params
    const caller = await access.requireCaller(request, id, FACILITATOR)
    return viewFor(context, request, await showReadinessCommand(workshop, id, n), caller)
  })

  app.get(`${at}/mine`, { schema: { tags, summary: 'How I rated the cells', params, response: answers(200, RatingsShape) } }, async (request) => {
    const { id, n } = request.params
    const { member } = await access.requireCaller(request, id)
    return { ratings: await ownRatings(workshop, id, n, member.id) }
  })

  app.post(
    `${at}/mine`,
    { schema: { tags, summary: 'Rate one cell, or take my rating back', params, body: Rate, response: answers(200, RatingsShape) } },
    async (request) => {
      const { id, n } = request.params
      const { member } = await access.requireCaller(request, id)
      return { ratings: await rateCommand(workshop, id, n, member, request.body) }
    },
  )
}
