import { countVotes, hasVoted, noVotes, votesLeft } from '@stocktake/shared/ballots'
import { rateRefusal, voteRefusal } from '@stocktake/shared/policy'
import { openRound } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import type { LiveNews, Mine } from '@stocktake/shared/wire'
import type { Presence } from '../bus/bus.ts'
import type { Store } from '../store/store.ts'

/** Progress is told at most once in this many milliseconds, however fast people vote. */
const VOTING_EVERY = 1000

type Progress = Extract<LiveNews, { type: 'voting' }>

/** Tells how far people are with a ballot or a rating, and each person's devices what that person gave. */
export interface VotingNews {
  /** Somebody voted or came, or the session changed: who listens hears of it before long. */
  changed(stocktakeId: string): void
  voted(stocktakeId: string, memberId: string): Promise<void>
  /** For somebody who has just come: nothing where nobody votes or rates. */
  read(session: Session, memberId: string): Promise<LiveNews[]>
  /** Nobody of this stocktake listens any more. */
  forget(stocktakeId: string): void
  close(): void
}

/**
 * @param here everybody who is connected, by id
 * @param tell sends to all who listen, or to one person's devices
 */
export function createVotingNews(
  store: Store,
  here: (stocktakeId: string) => ReadonlyMap<string, Presence>,
  tell: (stocktakeId: string, news: LiveNews, memberId?: string) => void,
  inBackground: (promise: Promise<unknown>, what: string) => void,
): VotingNews {
  const timers = new Map<string, NodeJS.Timeout>()

  async function tellProgress(stocktakeId: string) {
    const session = await store.readSession(stocktakeId)
    if (session && isVoting(session)) tell(stocktakeId, await progressOf(store, session, here(stocktakeId)))
  }

  function changed(stocktakeId: string) {
    if (timers.has(stocktakeId)) return
    const timer = setTimeout(() => {
      timers.delete(stocktakeId)
      inBackground(tellProgress(stocktakeId), 'telling how far people have voted')
    }, VOTING_EVERY)
    timer.unref()
    timers.set(stocktakeId, timer)
  }

  return {
    changed,
    async voted(stocktakeId, memberId) {
      changed(stocktakeId)
      const session = here(stocktakeId).has(memberId) ? await store.readSession(stocktakeId) : undefined
      if (session) tell(stocktakeId, { type: 'mine', mine: await mineOf(store, session, memberId) }, memberId)
    },
    async read(session, memberId) {
      if (!isVoting(session)) return []
      return [await progressOf(store, session, here(session.id)), { type: 'mine', mine: await mineOf(store, session, memberId) }]
    },
    forget(stocktakeId) {
      clearTimeout(timers.get(stocktakeId))
      timers.delete(stocktakeId)
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** Is there anything in this session that people vote in or rate? */
const isVoting = (session: Session) => Boolean(session.openBallot) || openRound(session)?.readiness?.isAsked === true

/** Of those who are here, or have voted, and may. Nobody is named, and counts are told only where they are shown. */
async function progressOf(store: Store, session: Session, here: ReadonlyMap<string, Presence>): Promise<Progress> {
  const { openBallot: ballot } = session
  const round = openRound(session)
  const counted = (may: (person: Presence) => boolean, did: ReadonlySet<string>) =>
    new Set([...did, ...[...here.values()].filter(may).map(({ memberId }) => memberId)]).size
  const progress: Progress = { type: 'voting', voting: null, rating: null }
  if (ballot && round?.number === ballot.round) {
    const given = (await store.votes(session.id, ballot.id)).filter((one) => hasVoted(one.given))
    const voters = new Set(given.map(({ member }) => member))
    progress.voting = {
      ballot: ballot.id,
      // Where nobody may vote for now, because of the step or a pause, the same people are meant.
      people: counted((person) => !voteRefusal(person, { round: 'open', steps: null }, ballot), voters),
      voted: given.length,
      finished: given.filter((one) => votesLeft(ballot, one.given) === 0).length,
      running: ballot.isShown ? countVotes(given.map((one) => one.given)) : null,
    }
  }
  if (round?.readiness?.isAsked) {
    const given = (await store.ratings(session.id, round.number)).filter((one) => Object.keys(one.given).length > 0)
    const people = counted((person) => !rateRefusal(person, { round: 'open' }, true), new Set(given.map(({ member }) => member)))
    progress.rating = { round: round.number, people, rated: given.length }
  }
  return progress
}

/** What one person gave, for their own devices. */
async function mineOf(store: Store, session: Session, memberId: string): Promise<Mine> {
  const { openBallot: ballot } = session
  const round = openRound(session)
  const mine: Mine = { ballot: null, readiness: null }
  if (ballot) mine.ballot = { id: ballot.id, ...((await store.votes(session.id, ballot.id, memberId))[0]?.given ?? noVotes()) }
  if (round?.readiness) mine.readiness = { round: round.number, ratings: (await store.ratings(session.id, round.number, memberId))[0]?.given ?? {} }
  return mine
}
