import type { Note } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { readRecord } from '../../api.ts'
import { ApiProblem } from '../../request.ts'

/** Records never change, so each is read once. */
const read = new Map<string, Promise<ReadonlyMap<string, Note>>>()

function notesOf(stocktakeId: string, round: number, hash: string): Promise<ReadonlyMap<string, Note>> {
  const key = `${stocktakeId} ${round} ${hash}`
  let asked = read.get(key)
  if (!asked) {
    asked = readRecord(stocktakeId, round).then(({ record }) => new Map(record.board.notes.map((note) => [note.id, note])))
    asked.catch(() => read.delete(key))
    read.set(key, asked)
  }
  return asked
}

/** The notes of closed rounds that something refers to, as their records have them. `undefined` while they are on their way. */
export function useEarlierNotes(view: SessionView, refs: readonly NoteRef[]): (ref: NoteRef) => Note | null | undefined {
  const [known, setKnown] = useState<ReadonlyMap<number, ReadonlyMap<string, Note>>>(new Map())
  const wanted = view.rounds.flatMap(({ number, recordHash }) => (recordHash && refs.some(({ round }) => round === number) ? [`${number} ${recordHash}`] : []))
  const key = wanted.join()

  useEffect(() => {
    let isCurrent = true
    for (const each of key ? key.split(',') : []) {
      const [number, hash = ''] = each.split(' ')
      const round = Number(number)
      notesOf(view.id, round, hash).then(
        (notes) => isCurrent && setKnown((before) => new Map(before).set(round, notes)),
        (problem) => {
          if (!(problem instanceof ApiProblem)) throw problem
          // Without a connection there are no words to show; the round is named all the same.
          if (isCurrent) setKnown((before) => new Map(before).set(round, new Map()))
        },
      )
    }
    return () => {
      isCurrent = false
    }
  }, [view.id, key])

  const recorded = new Set(wanted.map((each) => Number(each.split(' ')[0])))
  return ({ round, note }) => (recorded.has(round) ? (known.has(round) ? (known.get(round)?.get(note) ?? null) : undefined) : null)
}
