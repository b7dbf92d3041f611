import type { NoteRef } from '@stocktake/shared/fields'
import { mayRead } from '@stocktake/shared/policy'
import { Problem } from '@stocktake/shared/problem'
import { type BoardContent, type RoundRecord, withPlaces } from '@stocktake/shared/record'
import { type Digest, digestOf } from '@stocktake/shared/report/digest'
import { type LineageTree, lineageOf } from '@stocktake/shared/report/lineage'
import type { ModelInput } from '@stocktake/shared/report/model'
import { isTeam, roundOf } from '@stocktake/shared/rounds'
import type { Role, Round, Session } from '@stocktake/shared/session'
import { sessionFor } from '@stocktake/shared/view'
import type { ExportOrder, ExportRound, ExportSource, MadeFile, Told } from '../exports/source.ts'
import { readSession, type Workshop } from './workshop.ts'

/** The round, if this role may read its board. */
export function readableRound(session: Session, number: number, role: Role): Round {
  const round = roundOf(session, number)
  if (!round) throw new Problem('round-not-found', { round: number })
  if (!mayRead({ role }, round.state)) throw new Problem('wrong-role', { round: number })
  return round
}

async function modelInputOf(workshop: Workshop, stocktakeId: string, wanted: number | 'all', role: Role): Promise<ModelInput> {
  const { store } = workshop
  const whole = await readSession(workshop, stocktakeId)
  if (wanted !== 'all') readableRound(whole, wanted, role)
  const session = sessionFor(whole, role)
  const { contents, records } = await boardsOf(workshop, session, role)
  const [decisions, members, files] = await Promise.all([store.decisions(stocktakeId), store.members(stocktakeId), store.files(stocktakeId)])
  return { session, contents, records, decisions, members, files, now: workshop.now(), rounds: wanted === 'all' ? [...contents.keys()] : [wanted] }
}

/** A round held up to those who made it, in words that the team edits before anybody else reads them. */
export const digestFor = async (workshop: Workshop, stocktakeId: string, number: number, role: Role): Promise<Digest> =>
  digestOf(await modelInputOf(workshop, stocktakeId, number, role), number)

/** Where a note came from and what became of it, over the rounds that the reader may see. */
export async function lineageFor(workshop: Workshop, stocktakeId: string, ref: NoteRef, role: Role): Promise<LineageTree> {
  const session = await readSession(workshop, stocktakeId)
  readableRound(session, ref.round, role)
  const { contents } = await boardsOf(workshop, session, role)
  const tree = lineageOf({ contents, decisions: await workshop.store.decisions(stocktakeId) }, ref)
  if (!tree) throw new Problem('note-not-found', { ...ref })
  return tree
}

/** The file that somebody asks for, made wherever files are made: of what this role may see. */
export async function exportFor(workshop: Workshop, stocktakeId: string, order: ExportOrder, role: Role, told: Told): Promise<MadeFile> {
  const session = await readSession(workshop, stocktakeId)
  if (order.round !== 'all') readableRound(session, order.round, role)
  return workshop.writer.write(order, sourceFor(workshop, session, role), told)
}

function sourceFor(workshop: Workshop, whole: Session, role: Role): ExportSource {
  const { store, rooms } = workshop
  const { id } = whole
  // Reports are for the team, with what the facilitators wrote into them; others get tables, which have none of it.
  const session = { ...sessionFor(whole, role), ...(isTeam(role) ? { report: whole.report } : {}) }
  const readable = session.rounds.filter(({ state }) => mayRead({ role }, state))
  return {
    async head() {
      const [decisions, members, files] = await Promise.all([store.decisions(id), store.members(id), store.files(id)])
      const everything = role === 'facilitator' ? whole : null
      return { session, whole: everything, decisions, members, files, rounds: readable.map(({ number }) => number), now: workshop.now() }
    },
    async round(number) {
      const round = readable.find((one) => one.number === number)
      if (!round) throw new Problem('round-not-found', { round: number })
      return boardOf(workshop, id, round)
    },
    board: (number) => rooms.read(id, number),
    async file(file) {
      const chunks: Uint8Array[] = []
      for await (const chunk of store.readFile(id, file)) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
  }
}

/** Boards by round: of a closed round as its newest record has it, of another as it is now. */
export async function boardsOf(workshop: Workshop, session: Session, role: Role) {
  const contents = new Map<number, BoardContent>()
  const records = new Map<number, RoundRecord[]>()
  for (const round of session.rounds.filter(({ state }) => mayRead({ role }, state))) {
    const found = await boardOf(workshop, session.id, round)
    contents.set(round.number, found.content)
    records.set(
      round.number,
      found.records.map(({ record }) => record),
    )
  }
  return { contents, records }
}

async function boardOf({ store, rooms }: Workshop, stocktakeId: string, { number, state }: Pick<Round, 'number' | 'state'>): Promise<ExportRound> {
  const records = await store.records(stocktakeId, number)
  const last = records.at(-1)?.record
  return { records, content: state === 'closed' && last ? last.board : withPlaces(await rooms.read(stocktakeId, number), last) }
}
