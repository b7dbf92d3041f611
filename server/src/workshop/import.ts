import { createHash } from 'node:crypto'
import { type ImportPlan, importRefused } from '@stocktake/shared/plan'
import type { Session } from '@stocktake/shared/session'
import { sniff } from '../files.ts'
import type { StoredRecord } from '../store/store.ts'
import { addStocktake } from './people.ts'
import { hashRecord } from './rounds.ts'
import type { Workshop } from './workshop.ts'

/**
 * Makes a stocktake from an import. The session comes last: until it is there nobody can reach the rest, so an import
 * that fails half-way leaves no half of a stocktake.
 */
export async function importCommand(workshop: Workshop, plan: ImportPlan): Promise<{ session: Session; token: string }> {
  const records = plan.records.map(checkedRecord)
  const files = await Promise.all(plan.files.map(checkedFile))
  const { id } = plan.session
  for (const [round, content] of plan.boards) await workshop.rooms.load(id, round, content)
  for (const { info, bytes } of files) await workshop.store.addFile(id, info, once(bytes))

  const newest = new Map(records.map(({ round, hash, version }) => [round, { hash, version }]))
  const rounds = plan.session.rounds.map((round) => {
    const record = newest.get(round.number)
    return record ? { ...round, records: record.version, recordHash: record.hash } : round
  })
  const decisions = [...new Set(plan.decisions.map(({ round }) => round))].map((round) => ({
    round,
    decisions: plan.decisions.filter((decision) => decision.round === round),
  }))
  const members = plan.members.map((member) => ({ member, secrets: null }))
  return addStocktake(workshop, { ...plan.session, rounds }, { records, decisions, members })
}

/** A record's hash is what makes it citable, so one that does not fit its record is not taken over. */
function checkedRecord({ round, version, hash, record }: ImportPlan['records'][number]): StoredRecord {
  const own = hashRecord(record)
  if (hash !== null && hash !== own)
    throw importRefused([{ path: `records.${round}.${version}.hash`, message: 'The record is not the one that this hash was made of.' }])
  return { round, version, hash: own, record }
}

async function checkedFile({ info, base64 }: ImportPlan['files'][number]) {
  const bytes = Buffer.from(base64, 'base64')
  const refused = (message: string) => importRefused([{ path: `files.${info.id}`, message }])
  if (bytes.length !== info.size || createHash('sha256').update(bytes).digest('hex') !== info.sha256) throw refused('The file is not whole.')
  // The type decides how browsers treat the file, so it comes from the bytes and never from who sends them.
  const type = await sniff(bytes)
  if (!type) throw refused('That kind of file is not accepted.')
  return { info: { ...info, type }, bytes }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}
