import { newId } from '@stocktake/shared/ids'
import { isTeam, openRound } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import { draftCells } from '@stocktake/shared/steps'
import { CLOSE } from '@stocktake/shared/wire'
import type { WebSocket } from 'ws'
import type { Caller } from '../access.ts'
import type { BusMessage } from '../bus/bus.ts'
import { readDraftName } from '../rooms/names.ts'
import { decisionsOf } from '../workshop/carry.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { type Audience, everybodyHere, type Listener, newAudience, presences, send } from './audience.ts'
import { askedOf } from './ready.ts'
import { createTakingPart } from './takingPart.ts'
import { createTeller } from './teller.ts'
import { createVotingNews } from './voting.ts'
import { createWritingCounts } from './writing.ts'

/** Presence is told at most once in this many milliseconds, however many people come and go. */
const HERE_EVERY = 1000
/** The same for who is ready; whoever presses hears at once that it counted. */
const READY_EVERY = 250
/** Keeps proxies from closing a quiet connection, and finds those that are gone. */
const PING_EVERY = 25_000

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
  const { store, bus, rooms } = workshop
  const { encode, sendView, sendHere, sendReady, tellWriting } = createTeller(workshop)
  const takePart = createTakingPart(workshop)
  const audiences = new Map<string, Audience>()
  const node = newId()

  const audienceOf = (stocktakeId: string): Audience => {
    const known = audiences.get(stocktakeId)
    if (known) return known
    const audience = newAudience()
    audiences.set(stocktakeId, audience)
    return audience
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
      await takePart(session, audience.listeners)
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
      await takePart(session, [listener])
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
