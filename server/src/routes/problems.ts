import { Problem, toProblemJson } from '@stocktake/shared/problem'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

/** The one place where errors become answers. Whatever is not a problem is a bug: logged with its cause, shown as such. */
export function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error)
  // The route's pattern and not the address itself: addresses hold codes and keys.
  if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url, method: request.method }, problem.code)
  return sendProblem(reply, problem)
}

export const sendProblem = (reply: FastifyReply, problem: Problem) =>
  reply.code(problem.status).header('cache-control', 'no-store').type('application/problem+json').serializer(JSON.stringify).send(toProblemJson(problem))

/** What is told of an error. */
export function asProblem(error: Error): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message: message ?? 'is not right',
    }))
    return new Problem('bad-request', { errors: errors.slice(0, 20) }, { cause: error })
  }
  const status = (error as FastifyError).statusCode ?? 500
  if (status === 413) return new Problem('too-large', {}, { cause: error })
  if (status === 429) return new Problem('too-many-requests', {}, { cause: error })
  if (status === 404) return new Problem('not-found', {}, { cause: error })
  if (status >= 400 && status < 500) return new Problem('bad-request', {}, { cause: error })
  return new Problem('bug', {}, { cause: error })
}
