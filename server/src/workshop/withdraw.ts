import { deleteNotes, FROM_SERVER, noteText, readContradictions, readLedger, readNotes, spliceText } from '@stocktake/shared/board/board'
import { changeContradiction, changeLedgerEntry } from '@stocktake/shared/board/records'
import { sameNote } from '@stocktake/shared/fate'
import type { NoteRef } from '@stocktake/shared/fields'
import { Problem } from '@stocktake/shared/problem'
import { type BoardContent, canonical } from '@stocktake/shared/record'
import { roundOf } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import {
  findWithdrawal,
  strikeContradiction,
  strikeDecisions,
  strikeLedger,
  strikeNote,
  strikeStimulus,
  type Withdrawal,
  withdrawFrom,
  withoutWords,
} from '@stocktake/shared/withdraw'
import type { ServerEdit } from '../rooms/gate.ts'
import type { StoredRecord } from '../store/store.ts'
import { dropPictures } from './pictures.ts'
import { hashRecord } from './rounds.ts'
import { change, readSession, type Workshop } from './workshop.ts'

/**
 * Takes a note back that a record has. Boards come first, then the records and the session in one transaction, then what is
 * left in the files of what was there before. If the server stops in between, withdrawing it again goes on from there.
 */
export const withdrawCommand = (workshop: Workshop, id: string, round: number, note: string): Promise<Session> =>
  workshop.inTurn(id, async () => {
    const { store } = workshop
    const session = await readSession(workshop, id)
    if (!roundOf(session, round)) throw new Problem('round-not-found', { round })
    const { boards, records } = await everything(workshop, session)
    const decisions = await store.decisions(id)
    const kept = records.map(({ record }) => record)
    const own = kept.filter((record) => record.round.number === round)
    if (!own.length) throw new Problem('record-not-found', { round })
    if (!own.some(({ board }) => board.notes.some((candidate) => candidate.id === note))) throw new Problem('note-not-found', { round, note })
    const found = findWithdrawal({ boards, records: kept, decisions, stimulus: session.stimulus }, { round, note })
    if (!found) return scrub(workshop, session, [{ round, note }], [])

    for (const [number, content] of boards)
      if (canonical(withoutWords(number, content, found)) !== canonical(content)) await workshop.rooms.edit(id, number, strikeBoard(number, found))
    const now = workshop.now()
    const rewritten = records.flatMap((stored): StoredRecord[] => {
      const record = withdrawFrom(stored.record, found, now)
      return canonical(record) === canonical(stored.record) ? [] : [{ ...stored, record, hash: hashRecord(record) }]
    })
    const left = strikeDecisions(decisions, found)
    const saved = await change(workshop, id, (before) => ({
      session: { ...before, stimulus: strikeStimulus(before.stimulus, found), rounds: before.rounds.map((each) => withHash(each, rewritten)) },
      also: { rewritten, decisions: before.rounds.map(({ number }) => ({ round: number, decisions: left.filter((decision) => decision.round === number) })) },
    }))
    return scrub(workshop, saved, found.notes, found.pictures)
  })

async function everything({ store, rooms }: Workshop, { id, rounds }: Session) {
  const boards = new Map<number, BoardContent>()
  const records: StoredRecord[] = []
  for (const { number } of rounds) {
    boards.set(number, await rooms.read(id, number))
    records.push(...(await store.records(id, number)))
  }
  return { boards, records }
}

/** The round with the hash of its newest record, where that was rewritten. */
const withHash = <R extends Session['rounds'][number]>(round: R, rewritten: readonly StoredRecord[]): R => {
  const newest = rewritten.find((stored) => stored.round === round.number && stored.version === round.records)
  return newest ? { ...round, recordHash: newest.hash } : round
}

/** The server's own hand: notes leave the board, and their words what comes from them. */
const strikeBoard =
  (round: number, found: Withdrawal): ServerEdit =>
  (board) => {
    const gone = readNotes(board).filter(({ id }) => found.notes.some((ref) => sameNote(ref, { round, note: id })))
    deleteNotes(
      board,
      gone.map(({ id }) => id),
      FROM_SERVER,
    )
    for (const note of readNotes(board)) {
      const { text } = strikeNote(note, found)
      const shared = text === note.text ? undefined : noteText(board, note.id)
      if (shared) spliceText(shared, text, text.length, FROM_SERVER)
    }
    for (const entry of readLedger(board)) {
      const { text, outcome } = strikeLedger(entry, found)
      if (text !== entry.text || outcome !== entry.outcome) changeLedgerEntry(board, entry.id, { text, outcome }, FROM_SERVER)
    }
    for (const entry of readContradictions(board)) {
      const { title, poleA, poleB, cue } = strikeContradiction(entry, found)
      const isSame = title === entry.title && poleA === entry.poleA && poleB === entry.poleB && cue === entry.cue
      if (!isSame) changeContradiction(board, entry.id, { title, poleA, poleB, cue }, FROM_SERVER)
    }
  }

/** Leaves nothing of it in documents, drafts, pictures and files. */
async function scrub(workshop: Workshop, session: Session, notes: readonly NoteRef[], pictures: readonly string[]): Promise<Session> {
  const { store, rooms } = workshop
  const { id } = session
  for (const { number: round } of session.rounds) {
    const own = notes.filter((ref) => ref.round === round).map(({ note }) => note)
    if (own.length) await store.dropHidden(id, round, own)
    for (const draftOf of own.length ? await rooms.drafts.members(id, round) : []) {
      await rooms.drafts.edit({ stocktakeId: id, round, draftOf }, (board) => deleteNotes(board, own, FROM_SERVER))
      await rooms.forgetDeleted(id, round, draftOf)
    }
    await rooms.forgetDeleted(id, round)
  }
  await dropPictures(workshop, id, pictures)
  await store.overwriteDeleted()
  return session
}
