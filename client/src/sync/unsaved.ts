import { boardKey, recallStrings } from '../device.ts'
import { unsentOf } from './unsent.ts'

/** What this device remembers of changes that the server has not confirmed. */

/** Where ids of notes with such changes are kept. */
export const unsavedName = (stocktakeId: string, memberId: string, round: number, isDraft: boolean) =>
  boardKey(isDraft ? 'draft-unsaved' : 'unsaved', stocktakeId, memberId, round)

/** The rounds for which this device holds changes, or words, of which nobody knows yet whether the server has them. */
export function roundsWithUnsaved(stocktakeId: string, memberId: string, rounds: readonly number[], isDraft = false): number[] {
  const unsure = unsentOf(stocktakeId, memberId).getState()
  return rounds.filter(
    (round) =>
      recallStrings(unsavedName(stocktakeId, memberId, round, isDraft)).length > 0 ||
      unsure.some((note) => note.unsure && note.round === round && (note.isDraft ?? false) === isDraft),
  )
}
