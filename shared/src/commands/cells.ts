import { z } from 'zod'
import { cellsOf } from '../matrix.ts'
import { Problem } from '../problem.ts'
import type { Session } from '../session.ts'
import { roundFor } from './rounds.ts'

export const MarkFull = z.object({ cell: z.string().max(130), isFull: z.boolean() })

/** Says that a cell takes no more notes of participants for now, or that it takes them again. Doing it twice is doing it once. */
export function markFull(session: Session, number: number, { cell, isFull }: z.infer<typeof MarkFull>): Session {
  const round = roundFor(session, number, 'lead')
  if (isFull && !cellsOf(session.matrix, round.columns).includes(cell))
    throw new Problem('bad-request', { errors: [{ path: 'cell', message: `This round has no cell "${cell}".` }] })
  const others = round.full.filter((other) => other !== cell)
  const full = isFull ? [...others, cell] : others
  return { ...session, rounds: session.rounds.map((other) => (other.number === number ? { ...round, full } : other)) }
}
