import { z } from 'zod'
import { Breakout, type BreakoutTable } from '../breakoutSchema.ts'
import { groupsTold, liveBreakout, seatIn, seatSmallest, spread, tableOf } from '../breakouts.ts'
import { Id, line } from '../fields.ts'
import { newId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { cellsOf } from '../matrix.ts'
import { Problem } from '../problem.ts'
import type { Member, Round, Session } from '../session.ts'
import { roundFor } from './rounds.ts'

const withBreakouts = (session: Session, round: Round, breakouts: Breakout[]): Session => ({
  ...session,
  rounds: session.rounds.map((other) => (other.number === round.number ? { ...round, breakouts } : other)),
})

export const StartBreakout = z.object({
  kind: Breakout.shape.kind,
  ownCellsOnly: z.boolean().default(false),
  tables: z
    .array(
      z.object({
        name: line(LIMITS.label),
        cells: z
          .array(z.string().max(130))
          .min(1)
          .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
          .nullable()
          .default(null),
        /** Whose people sit here, where each group works for itself. */
        groups: z.array(Id).max(LIMITS.groups).default([]),
        /** Who sits here, where the facilitator picks. */
        members: z.array(Id).max(1000).default([]),
      }),
    )
    .min(1)
    .max(LIMITS.tables),
})

/**
 * Seats people at tables: each group for itself, spread evenly, or as picked. Nothing on the board changes.
 *
 * @param members everybody of the stocktake
 * @param here ids of those who are connected now: they are the ones that are spread
 */
export function startBreakout(
  session: Session,
  number: number,
  input: z.infer<typeof StartBreakout>,
  members: readonly Member[],
  here: ReadonlySet<string>,
  now: number,
): Session {
  const round = roundFor(session, number, 'lead')
  if (liveBreakout(round)) throw new Problem('breakout-live', { round: number })
  if (round.breakouts.length >= LIMITS.breakouts) throw new Problem('too-large', { breakouts: LIMITS.breakouts })
  check(session, round, input, members)
  const id = newId()
  const tables = input.tables.map(({ name, cells, groups }): BreakoutTable => ({ id: newId(), name, cells, groups: input.kind === 'own' ? groups : [] }))
  const empty = { id, kind: input.kind, startedAt: now, endedAt: null, ownCellsOnly: input.ownCellsOnly, tables }
  const seats = () => {
    if (input.kind === 'own') return {}
    if (input.kind === 'picked') return Object.fromEntries(input.tables.flatMap((table, i) => table.members.map((member) => [member, tables[i]?.id ?? ''])))
    const people = members.filter((member) => member.role === 'participant' && here.has(member.id))
    return spread(
      people.map((member) => ({ memberId: member.id, groupId: member.groupId })),
      tables.map((table) => table.id),
      id,
    )
  }
  return withBreakouts(session, round, [...round.breakouts, telling({ ...empty, seats: seats() }, session, number, members)])
}

function check(session: Session, round: Round, { kind, tables }: z.infer<typeof StartBreakout>, members: readonly Member[]): void {
  const wrong = (message: string) => new Problem('bad-request', { errors: [{ path: 'tables', message }] })
  const known = new Set(cellsOf(session.matrix, round.columns))
  for (const { cells } of tables) for (const cell of cells ?? []) if (!known.has(cell)) throw wrong(`This round has no cell "${cell}".`)
  const groups = kind === 'own' ? tables.flatMap((table) => table.groups) : []
  for (const group of groups) if (!session.groups.some(({ id }) => id === group)) throw new Problem('group-not-found', { group })
  if (new Set(groups).size !== groups.length) throw wrong('A group sits at two tables.')
  const picked = kind === 'picked' ? tables.flatMap((table) => table.members) : []
  for (const id of picked) if (!seatable(members.find((member) => member.id === id))) throw new Problem('member-not-found', { member: id })
  if (new Set(picked).size !== picked.length) throw wrong('A person sits at two tables.')
}

/** Whoever writes can sit at a table. */
const seatable = (member: Member | undefined) => member !== undefined && member.role !== 'observer'

export const Seat = z.object({ member: Id, table: Id })

/** Seats one person at another table of the breakout that is on. */
export function seat(session: Session, number: number, { member, table }: z.infer<typeof Seat>, members: readonly Member[]): Session {
  const round = roundFor(session, number, 'lead')
  const breakout = liveBreakout(round)
  if (!breakout || !tableOf(breakout, table)) throw new Problem('breakout-not-found', { round: number, table })
  if (!seatable(members.find(({ id }) => id === member))) throw new Problem('member-not-found', { member })
  const seats = { ...breakout.seats, [member]: table }
  return withBreakouts(
    session,
    round,
    round.breakouts.map((other) => (other.id === breakout.id ? telling({ ...breakout, seats }, session, number, members) : other)),
  )
}

/** The same tables with the groups whose notes say where they were written, as people sit there now. */
function telling(breakout: Breakout, { settings }: Session, round: number, members: readonly Member[]): Breakout {
  const people = members
    .filter(({ removed }) => !removed)
    .map(({ id, role, groupId, attended }) => ({ memberId: id, role, groupId, isHere: attended.includes(round) }))
  return { ...breakout, told: groupsTold(breakout, people, Math.max(2, settings.minimumGroup)) }
}

/**
 * The session with seats, at the smallest tables, for those of `members` who came late to tables that are mixed; the same if there are none.
 *
 * @param everybody all members of the stocktake
 */
export function seatLate(session: Session, members: readonly Pick<Member, 'id' | 'role' | 'groupId'>[], everybody: readonly Member[]): Session {
  const round = session.rounds.find((one) => liveBreakout(one))
  const breakout = round && liveBreakout(round)
  if (!round || breakout?.kind !== 'mixed') return session
  const late = members.filter((member) => member.role === 'participant' && !seatIn(breakout, { ...member, memberId: member.id })).map(({ id }) => id)
  if (!late.length) return session
  const seats = seatSmallest(
    breakout.tables.map(({ id }) => id),
    breakout.seats,
    late,
  )
  return withBreakouts(
    session,
    round,
    round.breakouts.map((other) => (other.id === breakout.id ? telling({ ...breakout, seats }, session, round.number, everybody) : other)),
  )
}

/** The session after somebody came into another group or role, or was removed: who sits with whom is another thing then. */
export function tellAnew(session: Session, members: readonly Member[]): Session {
  const round = session.rounds.find((one) => liveBreakout(one))
  const breakout = round && liveBreakout(round)
  if (!round || !breakout) return session
  const after = telling(breakout, session, round.number, members)
  if (JSON.stringify(after.told) === JSON.stringify(breakout.told)) return session
  return withBreakouts(
    session,
    round,
    round.breakouts.map((other) => (other.id === breakout.id ? after : other)),
  )
}

export const EndBreakout = z.object({ breakout: Id })

/** Brings everybody back to the plenary. Of two presses at once one ends it, and neither ends another that began meanwhile. */
export function endBreakout(session: Session, number: number, { breakout }: z.infer<typeof EndBreakout>, now: number): Session {
  const round = roundFor(session, number, 'lead')
  if (!round.breakouts.some(({ id }) => id === breakout)) throw new Problem('breakout-not-found', { round: number, breakout })
  return withBreakouts(
    session,
    round,
    round.breakouts.map((other) => (other.id === breakout ? { ...other, endedAt: other.endedAt ?? now } : other)),
  )
}
