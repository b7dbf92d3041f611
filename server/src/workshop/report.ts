import { mayRead } from '@stocktake/shared/policy'
import type { WholeStocktake } from '@stocktake/shared/portable'
import { Problem } from '@stocktake/shared/problem'
import type { BoardContent, RoundRecord } from '@stocktake/shared/record'
import type { Report } from '@stocktake/shared/report/blocks'
import { type Digest, digestOf } from '@stocktake/shared/report/digest'
import { type LineageTree, lineageOf } from '@stocktake/shared/report/lineage'
import { buildModel, type ExportModel, type ModelInput } from '@stocktake/shared/report/model'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { type NoteRef, type Role, type Round, roundOf, type Session } from '@stocktake/shared/session'
import { sessionFor } from '@stocktake/shared/view'
import { withPlaces } from '@stocktake/shared/withdraw'
import type { StoredFile, StoredRecord } from '../store/store.ts'
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
  const input = await modelInputOf(workshop, stocktakeId, wanted, role)
  return buildModel(input)
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

/** The pack of a round or the report of all of them, with what the facilitators wrote into it: for the team. */
export async function reportOf(workshop: Workshop, stocktakeId: string, wanted: number | 'all', role: Role): Promise<Report> {
  const input = await modelInputOf(workshop, stocktakeId, wanted, role)
  const { report } = await readSession(workshop, stocktakeId)
  const whole = { ...input, session: { ...input.session, report } }
  return wanted === 'all' ? seriesReport(whole) : roundPack(whole, wanted)
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

/** Everything there is of a stocktake, with the boards as they are now. */
export async function wholeStocktake({ store, rooms }: Workshop, stocktakeId: string): Promise<WholeStocktake> {
  const session = await readSession({ store }, stocktakeId)
  const boards = new Map<number, BoardContent>()
  const records: StoredRecord[] = []
  for (const { number } of session.rounds) {
    boards.set(number, await rooms.read(stocktakeId, number))
    records.push(...(await store.records(stocktakeId, number)))
  }
  const files: { info: StoredFile; base64: string }[] = []
  for (const info of await store.files(stocktakeId)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of store.readFile(stocktakeId, info.id)) chunks.push(chunk)
    files.push({ info, base64: Buffer.concat(chunks).toString('base64') })
  }
  return { session, members: await store.members(stocktakeId), boards, decisions: await store.decisions(stocktakeId), records, files }
}

/** Boards by round: of a closed round as its newest record has it, of another as it is now. */
export async function boardsOf({ store, rooms }: Workshop, session: Session, role: Role) {
  const contents = new Map<number, BoardContent>()
  const records = new Map<number, RoundRecord[]>()
  for (const { number, state } of session.rounds.filter((round) => mayRead({ role }, round.state))) {
    const kept = (await store.records(session.id, number)).map(({ record }) => record)
    records.set(number, kept)
    const last = kept.at(-1)
    contents.set(number, state === 'closed' && last ? last.board : withPlaces(await rooms.read(session.id, number), last))
  }
  return { contents, records }
}
