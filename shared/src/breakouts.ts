import type { Breakout, BreakoutTable } from './breakoutSchema.ts'
import { cellId, cellsOf } from './matrix.ts'
import type { Matrix, Member, Round } from './session.ts'

/**
 * Breakouts: who sits at which table, and what that means for what they see and write. A table is a view of the one
 * board, so nothing is ever moved between tables. No schema library is loaded here: every page asks this.
 */

/** The breakout that people sit in now. */
export const liveBreakout = ({ state, breakouts }: Pick<Round, 'state' | 'breakouts'>): Breakout | undefined =>
  state === 'open' ? breakouts.find(({ endedAt }) => endedAt === null) : undefined

export const tableOf = ({ tables }: Pick<Breakout, 'tables'>, id: string | null | undefined): BreakoutTable | undefined =>
  tables.find((table) => table.id === id)

/** A table of this round, whether people still sit there or not: notes go on saying where they were written. */
export const tableOfRound = ({ breakouts }: Pick<Round, 'breakouts'>, id: string): BreakoutTable | undefined =>
  breakouts.flatMap(({ tables }) => tables).find((table) => table.id === id)

type Seated = Pick<Member, 'role' | 'groupId'> & { memberId: string }

/** The table where somebody sits: the one they were given, else that of their group. Who leads or looks on sits at none unless given one. */
export function seatIn({ tables, seats }: Pick<Breakout, 'tables' | 'seats'>, { memberId, role, groupId }: Seated): BreakoutTable | undefined {
  const given = tables.find(({ id }) => id === seats[memberId])
  if (given || role !== 'participant' || groupId === null) return given
  return tables.find(({ groups }) => groups.includes(groupId))
}

/** The id of the table where somebody sits now, null for nowhere. */
export function seatOf(round: Pick<Round, 'state' | 'breakouts'>, member: Seated): string | null {
  const breakout = liveBreakout(round)
  return (breakout && seatIn(breakout, member)?.id) ?? null
}

/** The cells to which a table's people are held now, null for none. */
export function heldToCells(round: Pick<Round, 'state' | 'breakouts'>, table: string | null): readonly string[] | null {
  const breakout = table === null ? undefined : liveBreakout(round)
  return breakout?.ownCellsOnly ? (tableOf(breakout, table)?.cells ?? null) : null
}

/** The tables that a new note of somebody may say it was written at: theirs, also of a breakout that is over, for it may come late. */
export const tablesFor = ({ breakouts }: Pick<Round, 'breakouts'>, member: Seated): string[] =>
  member.role === 'facilitator' || member.role === 'scribe'
    ? breakouts.flatMap(({ tables }) => tables.map(({ id }) => id))
    : breakouts.flatMap((breakout) => seatIn(breakout, member)?.id ?? [])

/** May a note of this group, or of this name, say at which table it was written? A table and a group together may be one person. */
export const tellsTable = ({ told }: Pick<Breakout, 'told'>, { group = null, author, anonymous }: Said): boolean =>
  anonymous !== true && (group === null || author !== undefined || told?.includes(group) === true)

/** What a note says of its writer. */
interface Said {
  group?: string | null | undefined
  author?: string | undefined
  anonymous?: true | undefined
}

/**
 * The groups whose notes may say their table: at each table where any of them sit, and beside the tables, are at least
 * `minimum` of them, or all of them are in one place. Nobody can be told by their table then, nor by a note that says none.
 */
export function groupsTold(
  breakout: Pick<Breakout, 'kind' | 'tables' | 'seats'>,
  people: readonly (Seated & { isHere: boolean })[],
  minimum: number,
): string[] {
  const places = new Map<string, Map<string | null, number>>()
  for (const person of people) {
    const { groupId, role, isHere } = person
    if (role !== 'participant' || groupId === null) continue
    const table = seatIn(breakout, person)?.id ?? null
    // Who is not here will be seated when they come, or writes nothing.
    if (table === null && (breakout.kind === 'mixed' || !isHere)) continue
    const own = places.get(groupId) ?? new Map<string | null, number>()
    places.set(groupId, own.set(table, (own.get(table) ?? 0) + 1))
  }
  return [...places].filter(([, counts]) => counts.size === 1 || [...counts.values()].every((count) => count >= minimum)).map(([group]) => group)
}

/**
 * Spreads people over tables: as many at each as can be, and of each group as many at each as can be. `salt` decides who
 * sits with whom, so that two breakouts do not seat the same people together.
 */
export function spread(people: readonly { memberId: string; groupId: string | null }[], tables: readonly string[], salt: string): Record<string, string> {
  const order = new Map(people.map(({ memberId }) => [memberId, scrambled(salt + memberId)]))
  const line = [...people].sort(
    (a, b) => compare(a.groupId ?? '', b.groupId ?? '') || (order.get(a.memberId) ?? 0) - (order.get(b.memberId) ?? 0) || compare(a.memberId, b.memberId),
  )
  // Dealt like cards, group after group: no table ever is two people ahead of another.
  return Object.fromEntries(line.flatMap(({ memberId }, i) => (tables.length ? [[memberId, tables[i % tables.length] as string]] : [])))
}

/** Seats those who came late, one after the other, each at the smallest table. */
export function seatSmallest(tables: readonly string[], seats: Readonly<Record<string, string>>, latecomers: readonly string[]): Record<string, string> {
  const sizes = new Map(tables.map((id) => [id, 0]))
  for (const table of Object.values(seats)) if (sizes.has(table)) sizes.set(table, (sizes.get(table) ?? 0) + 1)
  const after = { ...seats }
  for (const member of latecomers) {
    const [smallest] = [...sizes].sort((a, b) => a[1] - b[1])[0] ?? []
    if (smallest === undefined || after[member] !== undefined) continue
    after[member] = smallest
    sizes.set(smallest, (sizes.get(smallest) ?? 0) + 1)
  }
  return after
}

/** How many people sit at each table, by its id; of members who are given. */
export function countSeats(breakout: Breakout, members: readonly Seated[]): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(breakout.tables.map(({ id }) => [id, 0]))
  for (const member of members) {
    const table = seatIn(breakout, member)
    if (table) counts[table.id] = (counts[table.id] ?? 0) + 1
  }
  return counts
}

/**
 * What cells are together, in the fewest words: whole rows or whole columns by their names, other cells one by one; null
 * for all that the round uses.
 */
export function cellsInWords(matrix: Matrix, columns: readonly string[], cells: readonly string[] | null): string[] | null {
  const all = cellsOf(matrix, columns)
  const own = new Set(all.filter((cell) => cells === null || cells.includes(cell)))
  if (own.size === all.length) return null
  const inUse = matrix.intelligenceTypes.filter(({ id }) => columns.includes(id))
  const rows = matrix.dimensions.filter((row) => inUse.every((column) => own.has(cellId(row.id, column.id))))
  if (own.size === rows.length * inUse.length) return rows.map(({ label }) => label)
  const whole = inUse.filter((column) => matrix.dimensions.every((row) => own.has(cellId(row.id, column.id))))
  if (own.size === whole.length * matrix.dimensions.length) return whole.map(({ short }) => short)
  return matrix.dimensions.flatMap((row) => inUse.flatMap((column) => (own.has(cellId(row.id, column.id)) ? [`${row.label}, ${column.short}`] : [])))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A number that looks like chance and is the same everywhere (FNV-1a). */
function scrambled(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
