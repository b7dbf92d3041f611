import { isTeam } from '@stocktake/shared/rounds'
import type { Role, Session } from '@stocktake/shared/session'
import type { Here, LiveMessage, LiveNews, Writing } from '@stocktake/shared/wire'
import type { Presence } from '../bus/bus.ts'
import { myTable, sharedView } from '../routes/context.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { type Audience, everybodyHere, type Listener, send } from './audience.ts'
import { readyOf } from './ready.ts'

/** What is told on `/live`, and to whom. A frame is made once for all who may see the same. */
export function createTeller({ store, secret, now }: Workshop) {
  const encode = (news: LiveNews) => JSON.stringify({ ...news, now: now() } satisfies LiveMessage)

  function sendView(session: Session, listeners: Iterable<Listener>) {
    const frames = new Map<string, string>()
    for (const listener of listeners) {
      const { member } = listener.caller
      const table = myTable(session, member)
      const kind = `${roleClass(member.role)} ${table} ${listener.base}`
      const frame = frames.get(kind) ?? encode({ type: 'view', view: { ...sharedView(session, member.role, listener.base, secret), myTable: table } })
      frames.set(kind, frame)
      send(listener, frame)
    }
  }

  function sendHere(audience: Audience, listeners: Iterable<Listener> = audience.listeners) {
    const people = everybodyHere(audience)
    const here: Here = { total: people.size, byGroup: {}, facilitators: [...people.values()].filter(({ role }) => role === 'facilitator').length }
    for (const { groupId } of people.values()) {
      const group = groupId ?? 'team'
      here.byGroup[group] = (here.byGroup[group] ?? 0) + 1
    }
    const frame = encode({ type: 'here', here })
    const who = encode({ type: 'people', people: [...people.keys()] })
    for (const listener of listeners) {
      send(listener, frame)
      if (listener.caller.member.role === 'facilitator') send(listener, who)
    }
  }

  /** How many are ready for the step to be over; who has left does not count. */
  async function sendReady(stocktakeId: string, audience: Audience, listeners: Iterable<Listener> = audience.listeners) {
    const { asked } = audience
    if (!asked) return
    const marked = new Set(await store.ready(stocktakeId, asked.mark))
    if (asked.mark !== audience.asked?.mark) return
    const frames = new Map<string, string>()
    for (const listener of listeners) {
      const { id, role } = listener.caller.member
      const mine = role === 'participant' && marked.has(id)
      const kind = `${role === 'facilitator'} ${mine}`
      const frame =
        frames.get(kind) ??
        encode({ type: 'ready', ready: readyOf(asked, [...everybodyHere(audience).values()], marked, { mine, isLeading: role === 'facilitator' }) })
      frames.set(kind, frame)
      send(listener, frame)
    }
  }

  /** The same counts for everybody; the team hears besides which groups write. */
  async function tellWriting(stocktakeId: string, audience: Audience, listeners: Iterable<Listener>, counts: Writing, writers: ReadonlySet<string>) {
    const session = await store.readSession(stocktakeId)
    const forAll = encode({ type: 'writing', writing: counts })
    const groups = session ? groupsThatWrite(session.settings, everybodyHere(audience).values(), writers) : []
    const forTeam = encode({ type: 'writing', writing: { ...counts, groups } })
    for (const listener of listeners) send(listener, isTeam(listener.caller.member.role) ? forTeam : forAll)
  }

  return { encode, sendView, sendHere, sendReady, tellWriting }
}

/** Groups of which somebody here has written alone. Where too few of a group are here, that would be to tell of a person. */
function groupsThatWrite({ attribution, minimumGroup }: Session['settings'], here: Iterable<Presence>, writers: ReadonlySet<string>): string[] {
  if (attribution === 'anonymous') return []
  const people = [...here]
  const groups = new Set(people.flatMap(({ memberId, groupId }) => (groupId !== null && writers.has(memberId) ? groupId : [])))
  return [...groups].filter((group) => people.filter(({ groupId }) => groupId === group).length >= minimumGroup)
}

/** Roles that see the same. */
const roleClass = (role: Role) => (isTeam(role) ? role : 'others')
