import { z } from 'zod'
import { Id } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { Where } from '../session.ts'

/** Joining by code, as a participant; or by the secret link of a facilitator or observer. */
export const Join = z.union([
  z.object({ code: z.string().min(1).max(40), groupId: Id, name: z.string().trim().max(LIMITS.name).optional(), where: Where.optional() }),
  z.object({ key: z.string().min(1).max(200), groupId: Id.optional(), name: z.string().trim().max(LIMITS.name).optional(), where: Where.optional() }),
])
export const Return = z.object({ returnCode: z.string().min(1).max(60) })
