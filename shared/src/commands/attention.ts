import { z } from 'zod'
import { Id } from '../fields.ts'
import { SCREENS, SPOT_KINDS, STRENGTHS } from '../kinds.ts'
import { cellsOf } from '../matrix.ts'
import { Problem } from '../problem.ts'
import type { Round, Session } from '../session.ts'
import { clockLeft } from '../steps.ts'
import { roundFor } from './rounds.ts'

const attend = (session: Session, change: Partial<Session['attention']>): Session => ({ ...session, attention: { ...session.attention, ...change } })

export const ShowEverybody = z.object({ kind: z.enum(SPOT_KINDS), id: z.string().max(130).default(''), strength: z.enum(STRENGTHS) })

/** Shows everybody a place of the open round, in the place of what was shown before. */
export function showEverybody(session: Session, number: number, { kind, id, strength }: z.infer<typeof ShowEverybody>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  if (!isThere(session, round, kind, id)) throw new Problem('nothing-to-show', { kind, id })
  // Two calls are never the same, so that the second brings also those who went elsewhere after the first.
  const at = Math.max(now, (session.attention.spotlight?.at ?? 0) + 1)
  return attend(session, { spotlight: { round: number, kind, id, strength, at } })
}

/** Is it there, for everybody? Notes are on the board, which the session does not know. */
function isThere({ matrix }: Session, round: Round, kind: z.infer<typeof ShowEverybody>['kind'], id: string): boolean {
  if (kind === 'parking') return true
  if (kind === 'row') return matrix.dimensions.some((row) => row.id === id)
  if (kind === 'column') return round.columns.includes(id)
  if (kind === 'cell') return cellsOf(matrix, round.columns).includes(id)
  if (kind === 'stimulus') return round.shelf.some((item) => item.id === id && !item.hidden)
  return Id.safeParse(id).success
}

/** `at` is that of the spotlight which the presser saw: what another facilitator shows since is left alone. */
export const EndShowing = z.object({ at: z.number() })
export const endShowing = (session: Session, { at }: z.infer<typeof EndShowing>): Session =>
  session.attention.spotlight?.at === at ? attend(session, { spotlight: null }) : session

export const SetPause = z.object({ paused: z.boolean() })

/** Has everybody pause, the clock with them, or lets them go on; doing so twice is doing it once. */
export function setPause(session: Session, number: number, { paused }: z.infer<typeof SetPause>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  const before = session.attention.paused
  if (paused === (before?.round === number)) return session
  const clock = round.live?.clock ?? null
  if (paused) {
    const runs = clock !== null && clock.endsAt !== null
    const held = runs ? { ...clock, endsAt: null, left: clockLeft(clock, now) } : clock
    return attend(withClock(session, round, held), { paused: { round: number, at: now, clock: runs } })
  }
  const goesOn = before?.clock && clock && clock.endsAt === null
  return attend(withClock(session, round, goesOn ? { ...clock, endsAt: now + clock.left } : clock), { paused: null })
}

const withClock = (session: Session, round: Round, clock: NonNullable<Round['live']>['clock']): Session => ({
  ...session,
  rounds: session.rounds.map((each) => (each === round && round.live ? { ...round, live: { ...round.live, clock } } : each)),
})

export const SetScreen = z.object({ screen: z.enum(SCREENS) })
/** Chooses what stands on the projector. */
export const setScreen = (session: Session, { screen }: z.infer<typeof SetScreen>): Session => attend(session, { screen })

/** `step` and `since` are those of the step that the presser is in: a press that comes after it is over counts for nothing. */
export const SetReady = z.object({ step: Id, since: z.number(), ready: z.boolean() })
