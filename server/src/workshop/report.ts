import { mayRead } from '@stocktake/shared/policy'
import type { BoardContent, RoundRecord } from '@stocktake/shared/record'
import { Problem } from '@stocktake/shared/problem'
import { buildModel, type ExportModel } from '@stocktake/shared/report/model'
import { type LineageTree, lineageOf } from '@stocktake/shared/report/lineage'
import { type NoteRef, type Role, type Round, roundOf, type Session } from '@stocktake/shared/session'
import { sessionFor } from '@stocktake/shared/view'
import { readSession, type Workshop } from './workshop.ts'

/** The round, if this role may read its board. */
export function readableRound(session: Session, number: number, role: Role): Round {
  const round = roundOf(session, number)
  if (!round) throw new Problem('round-not-found', { round: number })
  if (!mayRead({ role }, round.state)) throw new Problem('wrong-role', { round: number })
  return round
}

/** What the report of some rounds, or of all that the reader may see, is made from. */
export async function modelOf(workshop: Workshop, stocktakeId: string, wanted: number | 'all', role: Role): Promise<ExportModel> {
  const { store } = workshop
  const whole = await readSession(workshop, stocktakeId)
  if (wanted !== 'all') readableRound(whole, wanted, role)
  const session = sessionFor(whole, role)
  const { contents, records } = await boardsOf(workshop, session, role)
  const [decisions, members, files] = await Promise.all([store.decisions(stocktakeId), store.members(stocktakeId), store.files(stocktakeId)])
  return buildModel({ session, contents, records, decisions, members, files, now: workshop.now(), rounds: wanted === 'all' ? [...contents.keys()] : [wanted] })
}

/** Where a note came from and what became of it, over the rounds that the reader may see. */
export async function lineageFor(workshop: Workshop, stocktakeId: string, ref: NoteRef, role: Role): Promise<LineageTree> {
  const session = await readSession(workshop, stocktakeId)
  readableRound(session, ref.round, role)
  const { contents } = await boardsOf(workshop, session, role)
  const tree = lineageOf({ contents, decisions: await workshop.store.decisions(stocktakeId) }, ref)
  if (!tree) throw new Problem('note-not-found', { ...ref })
  return tree
}

/** Boards by round: of a closed round as its newest record has it, of another as it is now. */
export async function boardsOf({ store, rooms }: Workshop, session: Session, role: Role) {
  const contents = new Map<number, BoardContent>()
  const records = new Map<number, RoundRecord[]>()
  for (const { number, state } of session.rounds.filter((round) => mayRead({ role }, round.state))) {
    const kept = (await store.records(session.id, number)).map(({ record }) => record)
    records.set(number, kept)
    contents.set(number, (state === 'closed' ? kept.at(-1)?.board : undefined) ?? (await rooms.read(session.id, number)))
  }
  return { contents, records }
}
