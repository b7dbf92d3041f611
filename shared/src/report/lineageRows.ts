import type { Note } from '../board/schema.ts'
import type { NoteRef } from '../fields.ts'
import { keyOf, lineagePaths, MAX_PATHS } from './lineage.ts'
import type { LineageRow, ModelInput } from './model.ts'
import { groupMark } from './notes.ts'
import type { ShownGroup } from './smallGroups.ts'

const NOBODY: ReadonlyMap<string, ShownGroup> = new Map()

/**
 * One row for each way from a first wording to a last one that passes through a round asked for: a merge of two gives
 * two rows with the same end. Notes that came from nowhere and went nowhere have no row.
 */
export function lineageRows(
  { session, contents, rounds }: ModelInput,
  find: (ref: NoteRef) => Note | undefined,
  toldIn: (round: number) => ReadonlyMap<string, ShownGroup> | undefined,
): LineageRow[] {
  const refs = [...contents].flatMap(([round, content]) => content.notes.map((note) => ({ round, note: note.id, origin: note.origin })))
  const goneOn = new Set(refs.flatMap(({ origin, round }) => origin?.from.filter((source) => source.round < round).map(keyOf) ?? []))
  const ends = refs.filter((ref) => ref.origin && !goneOn.has(keyOf(ref))).sort((a, b) => a.round - b.round)
  return ends.flatMap((end) => {
    const paths = lineagePaths(find, { round: end.round, note: end.note }, MAX_PATHS + 1)
    const wanted = paths.slice(0, MAX_PATHS).filter((path) => path.length > 1 && path.some((step) => rounds.includes(step.ref.round)))
    return wanted.map((path) => ({
      steps: path.map(({ ref, note }) => ({
        ref,
        text: note.text,
        action: note.origin?.action ?? null,
        group: groupMark(session, toldIn(ref.round) ?? NOBODY, note.group)?.short ?? '',
      })),
      more: paths.length > MAX_PATHS,
    }))
  })
}
