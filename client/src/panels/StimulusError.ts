import type { ApiProblem } from '../request.ts'

/** What the server said about one field. */
export const errorAt = (problem: ApiProblem | null, path: string) =>
  problem?.errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message

/** Everything the server said, for the foot of a form. */
export const wordsOf = (problem: ApiProblem) => (problem.errors.length ? problem.errors.map((error) => error.message).join(' ') : problem.title)
