import { seatLate } from '@stocktake/shared/commands/breakouts'
import { newId } from '@stocktake/shared/ids'
import { isTeam, openRound } from '@stocktake/shared/rounds'
import type { Role, Session } from '@stocktake/shared/session'
import { draftCells } from '@stocktake/shared/steps'
import { CLOSE, type Here, type LiveMessage, type LiveNews, type Writing } from '@stocktake/shared/wire'
import type { WebSocket } from 'ws'
import { type Caller, PROJECTOR } from './access.ts'
import type { BusMessage, Presence } from './bus/bus.ts'
import { type Asked, askedOf, readyOf } from './ready.ts'
import { readDraftName } from './rooms/names.ts'
import { myTable, sharedView } from './routes/context.ts'
import { createVotingNews } from './voting.ts'
import { seatLateCommand } from './workshop/breakouts.ts'
import { decisionsOf } from './workshop/carry.ts'
import type { Workshop } from './workshop/workshop.ts'
import { createWritingCounts } from './writing.ts'

/** Presence is told at most once in this many milliseconds, however many people come and go. */
const HERE_EVERY = 1000
/** The same for who is ready; whoever presses hears at once that it counted. */
const READY_EVERY = 250
/** Keeps proxies from closing a quiet connection, and finds those that are gone. */
const PING_EVERY = 25_000
/** A client that lets this many bytes pile up is not reading. It may connect again. */
const BACKLOG = 8 * 1024 * 1024

interface Listener {
  socket: WebSocket
  caller: Caller
  /** The address this client reached us under: links in its views begin with it. */
  base: string
  /** It has its first view. Until then it is sent nothing else, but what it misses is noticed. */
  greeted: boolean
  missed: boolean
  /** Since the last ping. */
  answered: boolean
}

/** Everybody of one stocktake who listens here, and who is connected to other server processes. */
interface Audience {
  listeners: Set<Listener>
  elsewhere: Map<string, readonly Presence[]>
  hereTimer: NodeJS.Timeout | undefined
  lastHere: number
  readyTimer: NodeJS.Timeout | undefined
  /** The step that people may be ready for. */
  asked: Asked | undefined
  /** The round whose counts of notes written alone are told. */
  writingIn: number | undefined
}

export interface Live {
  /** Ids of the members who are connected now, to this or another server process. */
  whoIsHere(stocktakeId: string): ReadonlySet<string>
  connect(socket: WebSocket, caller: Caller, base: string): Promise<void>
  close(): void
}

/**
 * The `/live` sockets: pushes what changed to everybody it concerns. A frame is made once for all who may see the same.
 *
 * @param inBackground takes care of work that nobody waits for
 */
export function createLive(workshop: Workshop, inBackground: (promise: Promise<unknown>, what: string) => void): Live {
  const { store, bus, secret, rooms } = workshop
  const audiences = new Map<string, Audience>()
  const node = newId()
  const attended = new Set<string>()

  const audienceOf = (stocktakeId: string): Audience => {
    const known = audiences.get(stocktakeId)
    if (known) return known
    const audience: Audience = {
      listeners: new Set(),
      elsewhere: new Map(),
      hereTimer: undefined,
      lastHere: 0,
      readyTimer: undefined,
      asked: undefined,
      writingIn: undefined,
    }
    audiences.set(stocktakeId, audience)
    return audience
  }

  const send = (listener: Listener, frame: string) => {
    if (!listener.greeted) listener.missed = true
    else if (listener.socket.bufferedAmount > BACKLOG) listener.socket.terminate()
    else if (listener.socket.readyState === listener.socket.OPEN) listener.socket.send(frame)
  }
  const encode = (news: LiveNews) => JSON.stringify({ ...news, now: workshop.now() } satisfies LiveMessage)

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

  /** Being here while a round is open is taking part in it. */
  async function noteAttendance(session: Session, listeners: Iterable<Listener>) {
    const round = openRound(session)
    if (!round) return
    for (const { caller } of listeners) {
      if (isProjector(caller)) continue
      const key = `${caller.member.id} ${round.number}`
      if (attended.has(key)) continue
      attended.add(key)
      await store.attend(caller.member.id, round.number)
    }
  }

  /** Seats who is here without a seat, where people sit at mixed tables. */
  async function seatLatecomers(session: Session, listeners: Iterable<Listener>) {
    const members = [...listeners].map(({ caller }) => caller.member)
    if (seatLate(session, members) !== session) await seatLateCommand(workshop, session.id, members)
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

  function readySoon(stocktakeId: string, audience: Audience) {
    audience.readyTimer ??= setTimeout(() => {
      audience.readyTimer = undefined
      inBackground(sendReady(stocktakeId, audience), 'live ready')
    }, READY_EVERY)
  }

  function hereChanged(stocktakeId: string, audience: Audience) {
    if (audience.hereTimer) return
    const wait = Math.max(0, audience.lastHere + HERE_EVERY - Date.now())
    audience.hereTimer = setTimeout(() => {
      audience.hereTimer = undefined
      audience.lastHere = Date.now()
      sendHere(audience)
      inBackground(sendReady(stocktakeId, audience), 'live ready')
      voting.changed(stocktakeId)
    }, wait)
  }

  /** What somebody wrote alone whose notes are hidden is not counted, as it will not be revealed; anonymous notes are, and will. */
  const members = async (stocktakeId: string, round: number) => {
    const names = await rooms.drafts.members(stocktakeId, round)
    const [session, people] = [await store.readSession(stocktakeId), await store.members(stocktakeId)]
    if (session?.settings.attribution === 'anonymous') return names
    const hidden = new Set(people.flatMap(({ id, removed }) => (removed === 'hidden' ? [id] : [])))
    return names.filter((name) => !hidden.has(name))
  }

  const writing = createWritingCounts(
    { ...rooms.drafts, members },
    (stocktakeId, counts, writers) => {
      const audience = audiences.get(stocktakeId)
      if (audience) inBackground(tellWriting(stocktakeId, audience, audience.listeners, counts, writers), 'telling who writes')
    },
    inBackground,
  )

  /** The same counts for everybody; the team hears besides which groups write. */
  async function tellWriting(stocktakeId: string, audience: Audience, listeners: Iterable<Listener>, counts: Writing, writers: ReadonlySet<string>) {
    const session = await store.readSession(stocktakeId)
    const forAll = encode({ type: 'writing', writing: counts })
    const groups = session ? groupsThatWrite(session.settings, everybodyHere(audience).values(), writers) : []
    const forTeam = encode({ type: 'writing', writing: { ...counts, groups } })
    for (const listener of listeners) send(listener, isTeam(listener.caller.member.role) ? forTeam : forAll)
  }

  /** How far people are who write alone, where the open round has them do so. */
  async function sendWriting(session: Session, audience: Audience, listeners: Iterable<Listener>) {
    const round = openRound(session)
    if (!round || draftCells(round) === undefined) return
    audience.writingIn = round.number
    const { counts, writers } = await writing.read(session.id, round.number)
    await tellWriting(session.id, audience, listeners, counts, writers)
  }

  const voting = createVotingNews(
    store,
    (stocktakeId) => {
      const audience = audiences.get(stocktakeId)
      return audience ? everybodyHere(audience) : new Map()
    },
    (stocktakeId, news, memberId) => {
      const frame = encode(news)
      for (const listener of audiences.get(stocktakeId)?.listeners ?? [])
        if (memberId === undefined || listener.caller.member.id === memberId) send(listener, frame)
    },
    inBackground,
  )

  const tellOthers = (stocktakeId: string, audience: Audience) => bus.publish({ type: 'here', stocktakeId, node, people: presences(audience) })

  async function heard(message: BusMessage) {
    if (message.type === 'revoked') {
      for (const { listeners } of audiences.values())
        for (const { caller, socket } of listeners) if (caller.tokenHash === message.tokenHash) socket.close(CLOSE.notSignedIn, 'access ended')
      return
    }
    if (message.type === 'written') {
      // Of boards nothing is told here; they have their own way.
      const draft = readDraftName(message.room)
      if (draft) writing.changed(draft.stocktakeId, draft.round, draft.draftOf)
      return
    }
    if (message.type === 'moved') return
    const { stocktakeId } = message
    const audience = audiences.get(stocktakeId)
    if (!audience) return
    if (message.type === 'session') {
      const session = await store.readSession(stocktakeId)
      if (!session) return
      sendView(session, audience.listeners)
      const asked = askedOf(session)
      if (asked?.mark !== audience.asked?.mark) readySoon(stocktakeId, audience)
      audience.asked = asked
      if (audience.writingIn !== openRound(session)?.number) await sendWriting(session, audience, audience.listeners)
      voting.changed(stocktakeId)
      await noteAttendance(session, audience.listeners)
      await seatLatecomers(session, audience.listeners)
    } else if (message.type === 'voted') await voting.voted(stocktakeId, message.memberId)
    else if (message.type === 'carry') {
      const frame = encode({ type: 'carry', round: message.round, decisions: await decisionsOf(workshop, stocktakeId, message.round) })
      for (const listener of audience.listeners) if (isTeam(listener.caller.member.role)) send(listener, frame)
    } else if (message.type === 'ready') readySoon(stocktakeId, audience)
    else if (message.type === 'member') {
      // They come back at once, as who they are now.
      for (const { caller, socket } of audience.listeners) if (caller.member.id === message.memberId) socket.close(CLOSE.tryAgain, 'role or group changed')
      const session = audience.writingIn === undefined ? undefined : await store.readSession(stocktakeId)
      writing.forget(stocktakeId)
      if (session) await sendWriting(session, audience, audience.listeners)
    } else if (message.node !== node) {
      audience.elsewhere.set(message.node, message.people)
      hereChanged(stocktakeId, audience)
    }
  }

  const unsubscribe = bus.subscribe((message) => inBackground(heard(message), `live ${message.type}`))
  const pings = setInterval(() => {
    for (const { listeners } of audiences.values())
      for (const listener of listeners) {
        if (!listener.answered) listener.socket.terminate()
        listener.answered = false
        if (listener.socket.readyState === listener.socket.OPEN) listener.socket.ping()
      }
  }, PING_EVERY)
  pings.unref()

  return {
    whoIsHere(stocktakeId) {
      const audience = audiences.get(stocktakeId)
      return new Set(audience ? everybodyHere(audience).keys() : [])
    },
    async connect(socket, caller, base) {
      const { stocktakeId } = caller
      const listener: Listener = { socket, caller, base, greeted: false, missed: false, answered: true }
      const audience = audienceOf(stocktakeId)
      audience.listeners.add(listener)
      socket.on('pong', () => {
        listener.answered = true
      })
      // This channel only tells. Whoever talks into it is not a client of ours.
      socket.on('message', () => socket.close(CLOSE.badMessage, 'nothing is read here'))
      socket.on('close', () => {
        audience.listeners.delete(listener)
        tellOthers(stocktakeId, audience)
        if (audience.listeners.size) return hereChanged(stocktakeId, audience)
        clearTimeout(audience.hereTimer)
        clearTimeout(audience.readyTimer)
        audiences.delete(stocktakeId)
        writing.forget(stocktakeId)
        voting.forget(stocktakeId)
      })
      socket.resume()
      let session: Session | undefined
      do {
        listener.missed = false
        session = await store.readSession(stocktakeId)
      } while (listener.missed)
      if (!session) return socket.close(CLOSE.notFound)
      listener.greeted = true
      sendView(session, [listener])
      sendHere(audience, [listener])
      tellOthers(stocktakeId, audience)
      hereChanged(stocktakeId, audience)
      audience.asked = askedOf(session)
      await sendReady(stocktakeId, audience, [listener])
      await sendWriting(session, audience, [listener])
      for (const news of await voting.read(session, caller.member.id)) send(listener, encode(news))
      await noteAttendance(session, [listener])
      await seatLatecomers(session, [listener])
    },
    close() {
      unsubscribe()
      clearInterval(pings)
      writing.close()
      voting.close()
      for (const { listeners, hereTimer, readyTimer } of audiences.values()) {
        clearTimeout(hereTimer)
        clearTimeout(readyTimer)
        for (const { socket } of listeners) socket.close(CLOSE.goingAway, 'the server stops')
      }
    },
  }
}

/** Distinct people: somebody with two windows is one. */
function presences({ listeners }: Audience): Presence[] {
  const people = new Map<string, Presence>()
  for (const { caller } of listeners) {
    const { id: memberId, groupId, role } = caller.member
    if (!isProjector(caller)) people.set(memberId, { memberId, groupId, role })
  }
  return [...people.values()]
}

/** Groups of which somebody here has written alone. Where too few of a group are here, that would be to tell of a person. */
function groupsThatWrite({ attribution, minimumGroup }: Session['settings'], here: Iterable<Presence>, writers: ReadonlySet<string>): string[] {
  if (attribution === 'anonymous') return []
  const people = [...here]
  const groups = new Set(people.flatMap(({ memberId, groupId }) => (groupId !== null && writers.has(memberId) ? groupId : [])))
  return [...groups].filter((group) => people.filter(({ groupId }) => groupId === group).length >= minimumGroup)
}

/** The same, with those who are connected to other server processes. */
function everybodyHere(audience: Audience): Map<string, Presence> {
  const people = new Map<string, Presence>()
  for (const list of audience.elsewhere.values()) for (const person of list) people.set(person.memberId, person)
  for (const person of presences(audience)) people.set(person.memberId, person)
  return people
}

const isProjector = ({ member }: Caller) => member.id === PROJECTOR.id

/** Roles that see the same. */
const roleClass = (role: Role) => (isTeam(role) ? role : 'others')
