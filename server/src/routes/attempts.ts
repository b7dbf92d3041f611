import { normalizeIP } from '@fastify/rate-limit'
import { Problem, type ProblemCode } from '@stocktake/shared/problem'
import type { FastifyRequest } from 'fastify'

const WINDOW = 60_000
/** Wrong codes a minute from one address. A hall of 300 people behind one address mistypes less; a guesser gets nowhere. */
const FAILURES = 60
const GUESSES: readonly ProblemCode[] = ['code-unknown', 'return-code-unknown', 'link-unknown', 'create-key-needed']

/** Counts wrong codes by network address, and refuses an address that tried too many. Right ones cost nothing. */
export interface Attempts {
  guard<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T>
}

export function createAttempts(now: () => number): Attempts {
  let failures = new Map<string, number>()
  let since = now()
  return {
    async guard(request, attempt) {
      if (now() - since > WINDOW) {
        failures = new Map()
        since = now()
      }
      const address = normalizeIP(request.ip, 64)
      const failed = failures.get(address) ?? 0
      if (failed >= FAILURES) throw new Problem('too-many-requests')
      try {
        return await attempt()
      } catch (error) {
        if (error instanceof Problem && GUESSES.includes(error.code)) failures.set(address, (failures.get(address) ?? 0) + 1)
        throw error
      }
    },
  }
}
