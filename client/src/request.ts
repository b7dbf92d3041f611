import type { ProblemCode, ProblemJson } from '@stocktake/shared/problem'
import { presentedKey } from './credential.ts'

/** How this page asks the server: the only `fetch`. Which addresses there are is in `api.ts`, and for files in `files.ts`. */

/** A refused or failed request. Switch on `code`; `message` is the server's sentence for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  constructor(
    /** `offline`: the server was not reached, so nothing was done. */
    readonly code: ProblemCode | 'offline',
    readonly status: number,
    readonly title: string,
    /** Which field, and what is wrong with it. */
    readonly errors: readonly { path: string; message: string }[] = [],
    /** Facts about it, such as the cell that is in use. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(title)
  }
}

/** The address of a stocktake, or of something in it. */
export const at = (stocktakeId: string, rest = '') => `/api/stocktakes/${part(stocktakeId)}${rest}`
/** What is put into an address as one part of it. */
export const part = encodeURIComponent

/** Long enough for a slow network; files take as long as they take. */
const PATIENCE = 30_000

/** Reaches the server with the key that this page presents, if any. Rejects with `offline` where it cannot. */
export async function reach(
  path: string,
  { headers, ...init }: { method?: string; body?: string; headers?: Record<string, string>; signal?: AbortSignal },
): Promise<Response> {
  const key = presentedKey()
  return fetch(path, { ...init, headers: { ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }), ...headers } }).catch((cause) => {
    throw offline(cause)
  })
}

/** Asks, and resolves to the answer's JSON. Rejects with an `ApiProblem` and nothing else. */
export async function request<Answer>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await reach(path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(path === '/api/import' ? {} : { signal: AbortSignal.timeout(PATIENCE) }),
  })
  if (answer.status === 204) return undefined as Answer
  const content = await answer.json().catch(() => undefined)
  if (answer.ok && content !== undefined) return content as Answer
  throw problemFrom(answer.status, content)
}

/** The server was not reached. */
export function offline(cause?: unknown) {
  const problem = new ApiProblem('offline', 0, 'The server cannot be reached. Check your connection and try again.')
  problem.cause = cause
  return problem
}

/** An answer that is not ours comes from something on the way, such as a proxy whose server is away. */
export function problemFrom(status: number, content: unknown): ApiProblem {
  const { code, title, errors, detail } = (content ?? {}) as Partial<ProblemJson>
  if (code && title) return new ApiProblem(code, status, title, errors ?? [], factsIn(detail))
  if (status >= 502 && status <= 504) return offline()
  if (status === 413) return new ApiProblem('too-large', status, 'That is larger than this server accepts.')
  return new ApiProblem('bug', status, 'The server gave an answer that this page does not understand. Try again.')
}

function factsIn(detail: string | undefined): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(detail ?? '{}')
    return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
