import type { RoundRecord } from '@stocktake/shared/record'
import { type ShownGroup, shownGroups } from '@stocktake/shared/report/smallGroups'
import type { Group } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'

/** A record as its readers are told it: small groups as the facilitator said, as files tell them too, and nobody where notes are anonymous. */
export function toldRecord(record: RoundRecord, { settings }: Pick<SessionView, 'settings'>): RoundRecord {
  const told = shownGroups(record.groups, record.attendance, settings.minimumGroup, settings.smallGroups)
  const joined = [...new Set(told.values())].filter(({ kind }) => kind !== 'own')
  const idOf = (group: ShownGroup) => (group.kind === 'merged' ? `*${group.id}` : group.id)
  const toldAs = (id: string) => {
    const group = told.get(id)
    return group && group.kind !== 'own' ? idOf(group) : id
  }
  const attendance = new Map<string, number>()
  for (const [id, count] of Object.entries(record.attendance)) attendance.set(toldAs(id), (attendance.get(toldAs(id)) ?? 0) + count)
  const isAnonymous = settings.attribution === 'anonymous'
  return {
    ...record,
    groups: [
      ...record.groups,
      ...joined.map(
        ({ label, short, colour, shape, ...group }): Group => ({
          id: idOf({ label, short, colour, shape, ...group }),
          label,
          short,
          colour,
          shape,
          driver: '',
        }),
      ),
    ],
    attendance: Object.fromEntries(attendance),
    board: {
      ...record.board,
      notes: record.board.notes.map(({ author, ...note }) => ({
        ...note,
        group: isAnonymous || note.group === null ? null : toldAs(note.group),
        ...(author && settings.attribution === 'named' ? { author } : {}),
      })),
    },
  }
}
