import type { Group, Member, Settings } from '../session.ts'

/**
 * How groups are told in results and files. A group with fewer people than the minimum could tell whose notes are whose;
 * its facilitator shows it all the same, tells it as part of another group, or hides it among the others. Everything that
 * is published by group goes through here, so that no two tables differ and none can be subtracted from another.
 */

/** A group as results tell it: one group by itself, one with others merged into it, or those that are told together. */
export interface ShownGroup {
  /** The group's own id, or `OTHERS`, which no group can have. */
  id: string
  kind: 'own' | 'merged' | 'others'
  label: string
  short: string
  colour: string
  shape: Group['shape']
  people: number
  /** Ids of the real groups in it, in the order of the stocktake. */
  groups: string[]
}

/** The id of the groups that are told together. */
export const OTHERS = '*others'

type Choices = Settings['smallGroups']

/** Participants by group id: the people that the minimum is about. */
export function peopleByGroup(members: readonly Pick<Member, 'role' | 'groupId'>[]): Record<string, number> {
  const people = new Map<string, number>()
  for (const { role, groupId } of members) if (role === 'participant' && groupId !== null) people.set(groupId, (people.get(groupId) ?? 0) + 1)
  return Object.fromEntries(people)
}

/** Is it for the facilitator to say how a group of so many people is told? Where nobody joined, its notes point to nobody. */
export const isSmall = (people: number, minimum: number) => people > 0 && people < minimum

/**
 * Says for every group as what it is told. Small groups that nobody decided about are hidden. Hidden groups are told together,
 * at least two and with at least the minimum of people; the smallest of the others keep them company where that takes it.
 */
export function shownGroups(
  groups: readonly Group[],
  people: Readonly<Record<string, number>>,
  minimum: number,
  choices: Choices,
): ReadonlyMap<string, ShownGroup> {
  const size = (id: string) => (Object.hasOwn(people, id) ? (people[id] ?? 0) : 0)
  const choiceOf = (id: string) => {
    const choice = Object.hasOwn(choices, id) ? choices[id] : undefined
    return size(id) < minimum && choice ? choice.as : isSmall(size(id), minimum) ? 'hidden' : 'shown'
  }
  const known = new Map(groups.map((group) => [group.id, group]))
  const parts = merge(groups, (id) => (choiceOf(id) === 'merged' ? intoOf(choices, id) : undefined), known)
  const peopleIn = (part: Part) => part.groups.reduce((sum, id) => sum + size(id), 0)
  const isHidden = (part: Part) => choiceOf(part.head) === 'hidden' || part.lost || (part.groups.length > 1 && peopleIn(part) < minimum)

  const hidden = parts.filter(isHidden)
  // The smallest first: they cost the reader least.
  const open = parts.filter((part) => !isHidden(part)).sort((a, b) => peopleIn(a) - peopleIn(b))
  const inHidden = () => hidden.reduce((sum, part) => sum + peopleIn(part), 0)
  const isCovered = () => hidden.length === 0 || (hidden.flatMap((part) => part.groups).length > 1 && inHidden() >= minimum)
  while (!isCovered() && open.length) {
    // Groups that nobody joined hide nobody, unless nothing else is left.
    const next = open.findIndex((part) => peopleIn(part) > 0)
    hidden.push(...open.splice(Math.max(0, next), 1))
  }

  const shown = new Map<string, ShownGroup>()
  const tell = (ids: readonly string[], about: Pick<ShownGroup, 'id' | 'kind' | 'label' | 'short' | 'colour' | 'shape'>) => {
    const members = groups.map(({ id }) => id).filter((id) => ids.includes(id))
    const { id, kind, label, short, colour, shape } = about
    const entry: ShownGroup = { id, kind, label, short, colour, shape, groups: members, people: members.reduce((sum, one) => sum + size(one), 0) }
    for (const one of members) shown.set(one, entry)
  }
  for (const { head, groups: ids } of open) {
    const own = known.get(head)
    if (!own) continue
    const others = groups.filter(({ id }) => id !== head && ids.includes(id))
    const merged = { kind: 'merged' as const, label: [own, ...others].map(({ label }) => label).join(' with '), short: `${own.short} +` }
    tell(ids, { ...own, kind: 'own', ...(others.length ? merged : {}) })
  }
  const together = hidden.flatMap((part) => part.groups)
  tell(together, OTHER_LOOK)
  return new Map(groups.flatMap(({ id }) => (shown.has(id) ? [[id, shown.get(id) as ShownGroup] as const] : [])))
}

/** Called so also where it is all of them: *All groups* is what a choice of groups says for leaving none out. */
const OTHER_LOOK = { id: OTHERS, kind: 'others', label: 'Other groups', short: 'Others', colour: '#5A5A5A', shape: 'circle' } as const

/** Adds up what was counted by real group for the groups that are told; what belongs to none of them is left out. */
export function countShown(shown: ReadonlyMap<string, ShownGroup>, counts: Readonly<Record<string, number>>): { group: ShownGroup; count: number }[] {
  const sums = new Map<ShownGroup, number>()
  for (const [id, group] of shown) sums.set(group, (sums.get(group) ?? 0) + (Object.hasOwn(counts, id) ? (counts[id] ?? 0) : 0))
  return [...sums].map(([group, count]) => ({ group, count }))
}

/** Groups that are told as one: the head gives it its name. */
interface Part {
  head: string
  groups: string[]
  /** It was to be part of something that does not exist. */
  lost: boolean
}

/** Follows every group to where it was merged into, and that to where it was. Whoever ends in a circle or nowhere is lost. */
function merge(groups: readonly Group[], into: (id: string) => string | undefined, known: ReadonlyMap<string, Group>): Part[] {
  const parts = new Map<string, Part>()
  for (const { id } of groups) {
    const passed = new Set([id])
    let head = id
    let lost = false
    for (let next = into(head); next !== undefined; next = into(head)) {
      if (!known.has(next) || passed.has(next)) {
        lost = true
        break
      }
      passed.add(next)
      head = next
    }
    const key = lost ? id : head
    const part = parts.get(key) ?? { head: key, groups: [], lost }
    parts.set(key, { ...part, groups: [...part.groups, id] })
  }
  return [...parts.values()]
}

function intoOf(choices: Choices, id: string): string | undefined {
  const choice = choices[id]
  return choice?.as === 'merged' ? choice.into : undefined
}
