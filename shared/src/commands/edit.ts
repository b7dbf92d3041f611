import { z } from 'zod'
import { Id, line } from '../fields.ts'
import { newJoinCode } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { Problem } from '../problem.ts'
import { Group, Matrix, type Session, Settings, Where } from '../session.ts'

/** Only what is sent: `Settings.partial()` would fill in the defaults, and one changed setting would reset the others. */
const SettingsChange = z
  .object({
    attribution: Settings.shape.attribution.unwrap(),
    readBeforeReveal: Settings.shape.readBeforeReveal.unwrap(),
    minimumGroup: Settings.shape.minimumGroup.unwrap(),
    smallGroups: Settings.shape.smallGroups.unwrap(),
    notesEditableBy: Settings.shape.notesEditableBy.unwrap(),
    consent: Settings.shape.consent.unwrap(),
    joinOpen: Settings.shape.joinOpen.unwrap(),
    where: Settings.shape.where.unwrap(),
  })
  .partial()

export const EditStocktake = z.object({
  title: line(LIMITS.title).optional(),
  sharedObject: line(LIMITS.sharedObject).optional(),
  summary: z.string().max(2000).optional(),
  settings: SettingsChange.optional(),
})

/** Changes title, shared object, summary or settings; what is not named stays. */
export function editStocktake(session: Session, { settings, ...rest }: z.infer<typeof EditStocktake>): Session {
  return { ...session, ...defined(rest), settings: { ...session.settings, ...defined(settings ?? {}) } }
}

export const SetMatrix = Matrix

/**
 * Replaces rows and columns: renames, adds, reorders, removes. Notes point at ids, so none is touched. A row or column
 * that holds notes in any round (`usedCells`), or a column that a round has in use, cannot go.
 */
export function setMatrix(session: Session, matrix: z.infer<typeof Matrix>, usedCells: ReadonlySet<string>): Session {
  const rows = new Set(matrix.dimensions.map((d) => d.id))
  const columns = new Set(matrix.intelligenceTypes.map((t) => t.id))
  for (const cell of usedCells) {
    const [row = '', column = ''] = cell.split('/')
    if (!rows.has(row) || !columns.has(column)) throw new Problem('in-use', { cell })
  }
  const rounds = session.rounds.map((round) => {
    const kept = round.columns.filter((column) => columns.has(column))
    if (kept.length === round.columns.length) return round
    if (round.state !== 'draft') throw new Problem('in-use', { round: round.number })
    return { ...round, columns: kept.length ? kept : [matrix.intelligenceTypes[0]?.id ?? ''] }
  })
  return { ...session, matrix, rounds }
}

export const SetGroups = z.object({ groups: z.array(Group).min(1).max(LIMITS.groups) })

/** Replaces the stakeholder groups; one that has people or notes (`usedGroups`) cannot go. */
export function setGroups(session: Session, { groups }: z.infer<typeof SetGroups>, usedGroups: ReadonlySet<string>): Session {
  const ids = new Set(groups.map((group) => group.id))
  if (ids.size !== groups.length) throw new Problem('bad-request', { errors: [{ path: 'groups', message: 'Two groups have the same id.' }] })
  for (const used of usedGroups) if (!ids.has(used)) throw new Problem('in-use', { group: used })
  return { ...session, groups }
}

/** Removes somebody, with their notes kept in sight or hidden; null lets them in again, and their notes return. */
export const RemoveMember = z.object({ removed: z.enum(['kept', 'hidden']).nullable() })

/** `code` is the one that the presser saw: of two presses at once one changes it. */
export const ChangeCode = z.object({ code: z.string().max(40) })

/** Another join code, and other links: the old ones lead nowhere, and nobody who is in is thrown out. */
export function changeCode(session: Session, { code }: z.infer<typeof ChangeCode>): Session {
  if (session.joinCode !== code) throw new Problem('changed-meanwhile')
  return { ...session, joinCode: newJoinCode(), linkEra: session.linkEra + 1 }
}

export const EditMember = z.object({
  role: z.enum(['facilitator', 'scribe', 'participant', 'observer']).optional(),
  groupId: Id.optional(),
  where: Where.nullable().optional(),
})

/** Where I am myself: in the room or elsewhere; null takes back what I said. */
export const SayWhere = z.object({ where: Where.nullable() })

const defined = <T extends object>(value: T): Partial<T> => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>
