import { isPaused } from '@stocktake/shared/attention'
import type { OpenBallot, Rating } from '@stocktake/shared/ballotSchema'
import { type Cast, type NoteVotes, noteVotes, noVotes, type Votes, votesLeft } from '@stocktake/shared/ballots'
import { rateRefusal, type VoteReason, voteRefusal } from '@stocktake/shared/policy'
import { RATINGS, type Ratings } from '@stocktake/shared/readiness'
import type { Round } from '@stocktake/shared/session'
import { stepsInForce } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useMemo } from 'react'
import { create, createStore, useStore } from 'zustand'
import { castVote, rateCell, readOwnRatings, readOwnVotes } from './api.ts'
import { personKey, recall, remember } from './device.ts'
import { createOptimistic, type Optimistic, type OptimisticStore } from './optimistic.ts'
import { serverNow } from './serverTime.ts'
import { useSession } from './session.ts'
import { words } from './words/words.ts'

/** What I give in ballots and say of cells on this page: shown at once, confirmed by the server. */

interface RatingPress {
  cell: string
  rating: Rating | null
}

const isCast = (value: Partial<Cast>): value is Cast => typeof value.item === 'string' && typeof value.votes === 'number' && typeof value.disagree === 'boolean'
const isRating = (value: Partial<RatingPress>): value is RatingPress =>
  typeof value.cell === 'string' && (value.rating === null || RATINGS.some((rating) => rating === value.rating))

/** What waits for a connection stays on this device until it is sent. */
function kept<Press>(stocktakeId: string, what: string, isPress: (value: Partial<Press>) => value is Press & Partial<Press>) {
  const key = personKey(`waiting/${what}`, stocktakeId, useSession.getState().view?.me.memberId ?? '')
  return {
    recall: () => {
      const found = recall(key)
      return Array.isArray(found) ? found.filter((each): each is Press & Partial<Press> => typeof each === 'object' && each !== null && isPress(each)) : []
    },
    remember: (waiting: readonly Press[]) => void remember(key, waiting.length ? waiting : undefined),
  }
}

const voteStores = new Map<string, OptimisticStore<Votes, Cast>>()
const ratingStores = new Map<string, OptimisticStore<Ratings, RatingPress>>()

function storeOf<Store>(stores: Map<string, Store>, key: string, make: () => Store): Store {
  const store = stores.get(key) ?? make()
  stores.set(key, store)
  return store
}

const votesIn = (stocktakeId: string, { id, round }: Pick<OpenBallot, 'id' | 'round'>) =>
  storeOf(voteStores, `${stocktakeId}/${id}`, () =>
    createOptimistic<Votes, Cast>({
      about: ({ item }) => item,
      apply: ({ votes, disagree }, { item, votes: count, disagree: marked }) => {
        const { [item]: _before, ...others } = votes
        const without = disagree.filter((other) => other !== item)
        return { votes: count > 0 ? { ...others, [item]: count } : others, disagree: marked ? [...without, item] : without }
      },
      send: (cast) => castVote(stocktakeId, round, id, cast),
      read: () => readOwnVotes(stocktakeId, round, id),
      keep: kept(stocktakeId, `votes/${id}`, isCast),
    }),
  )

/** The open ballot of a round, if there is one. */
export const ballotIn = ({ openBallot }: Pick<SessionView, 'openBallot'>, round: number): OpenBallot | null => (openBallot?.round === round ? openBallot : null)

/** What I give in an open ballot, and the press that changes it. */
export function useMyVotes(stocktakeId: string, ballot: OpenBallot) {
  const { id, round } = ballot
  const store = useMemo(() => votesIn(stocktakeId, { id, round }), [stocktakeId, id, round])
  const heard = useSession(({ mine }) => (mine?.ballot?.id === id ? mine.ballot : null))
  useEffect(() => {
    if (heard) store.heard({ votes: heard.votes, disagree: heard.disagree })
    else store.load()
  }, [store, heard])
  const state = useStore(store.state)
  return { ...state, mine: state.shown ?? noVotes(), isKnown: state.shown !== undefined, cast: store.change }
}

/** What I say of the cells of a round. */
export function useMyRatings(stocktakeId: string, round: number) {
  const store = useMemo(
    () =>
      storeOf(ratingStores, `${stocktakeId}/${round}`, () =>
        createOptimistic<Ratings, RatingPress>({
          about: ({ cell }) => cell,
          apply: (ratings, { cell, rating }) => {
            const { [cell]: _before, ...others } = ratings
            return rating === null ? others : { ...others, [cell]: rating }
          },
          send: async (change) => (await rateCell(stocktakeId, round, change)).ratings,
          read: async () => (await readOwnRatings(stocktakeId, round)).ratings,
          keep: kept(stocktakeId, `ratings/${round}`, isRating),
        }),
      ),
    [stocktakeId, round],
  )
  const heard = useSession(({ mine }) => (mine?.readiness?.round === round ? mine.readiness : null))
  useEffect(() => {
    if (heard) store.heard(heard.ratings)
    else store.load()
  }, [store, heard])
  const state = useStore(store.state)
  return { ...state, ratings: state.shown ?? {}, rate: store.change }
}

/** Why I cannot vote now, if I cannot. */
export function votingWaits(view: SessionView, round: Round, ballot: OpenBallot): VoteReason | undefined {
  const { steps } = stepsInForce(round, serverNow())
  return voteRefusal(view.me, { round: round.state, steps, paused: isPaused(view.attention, round.number) }, ballot)
}

export const mayRate = (view: SessionView, round: Round): boolean =>
  !rateRefusal(view.me, { round: round.state, steps: null, paused: isPaused(view.attention, round.number) }, round.readiness?.isAsked === true)

interface VoteOrder {
  round: number
  votes: ReadonlyMap<string, number>
}

/** The votes by which the table puts the notes of a round in order, as they were when that was asked for: nothing moves by itself. */
export const useVoteOrder = create<{ order: VoteOrder | null; set: (order: VoteOrder | null) => void }>()((set) => ({
  order: null,
  set: (order) => set({ order }),
}))

/** Before a page knows of a ballot there is nothing to mark. */
const NOTHING = createStore<Optimistic<Votes>>()(() => ({ base: undefined, shown: undefined, waiting: 0, isCutOff: false, problem: null }))

/** What a note got in the ballots that are over, and what I give it where it is on the open one. */
export function useNoteMark(view: SessionView, round: number, noteId: string) {
  const ballot = ballotIn(view, round)
  const isOnBallot = ballot?.kind === 'notes' && ballot.items.includes(noteId)
  const state = isOnBallot && ballot ? votesIn(view.id, ballot).state : NOTHING
  const votes = useStore(state, ({ shown }) => shown?.votes[noteId] ?? 0)
  const disagree = useStore(state, ({ shown }) => shown?.disagree.includes(noteId) ?? false)
  const closed = closedVotes(view, round)
  return { own: isOnBallot ? { votes, disagree } : null, result: closed ? votesWords(closed, noteId) : '' }
}

/** What somebody may do about a note that is on the open ballot. */
export interface VoteHand {
  votes: number
  disagree: boolean
  /** Of all that they have. */
  left: number
  /** Whether the note may get one more. */
  mayGive: boolean
  give: (votes: number, disagree: boolean) => void
}

/** The hand on the open ballot, from a note itself; none where the note is not on it, or its reader cannot vote now. */
export function voteHand(view: SessionView, round: Round, noteId: string): VoteHand | undefined {
  const ballot = ballotIn(view, round.number)
  if (ballot?.kind !== 'notes' || !ballot.items.includes(noteId) || votingWaits(view, round, ballot)) return undefined
  const store = votesIn(view.id, ballot)
  const mine = store.state.getState().shown
  if (!mine) return undefined
  const votes = mine.votes[noteId] ?? 0
  const left = votesLeft(ballot, mine)
  return {
    votes,
    disagree: mine.disagree.includes(noteId),
    left,
    mayGive: left > 0 && votes < ballot.cap,
    give: (count, disagree) => store.change({ item: noteId, votes: count, disagree }),
  }
}

/** The same, kept up to date while it is shown. */
export function useVoteHand(view: SessionView, round: Round, noteId: string): VoteHand | undefined {
  const ballot = ballotIn(view, round.number)
  useStore(ballot ? votesIn(view.id, ballot).state : NOTHING, ({ shown }) => shown)
  return voteHand(view, round, noteId)
}

const counted = new WeakMap<readonly unknown[], Map<number, NoteVotes | null>>()

/** What notes got in the ballots of a round that are over, added up once for all who ask; null where there was none. */
export function closedVotes({ ballots }: Pick<SessionView, 'ballots'>, round: number): NoteVotes | null {
  const rounds = counted.get(ballots) ?? new Map<number, NoteVotes | null>()
  counted.set(ballots, rounds)
  const known = rounds.get(round)
  if (known !== undefined) return known
  const votes = noteVotes(ballots, round)
  rounds.set(round, votes)
  return votes
}

/** The notes of a round, most votes first where that was asked for; notes with as many stand as they stood. */
export function useVoteSorted<Item extends { id: string }>(notes: readonly Item[], round: number): readonly Item[] {
  const order = useVoteOrder((state) => (state.order?.round === round ? state.order.votes : null))
  return useMemo(() => (order ? [...notes].sort((a, b) => (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0)) : notes), [notes, order])
}

/** What a note got, in words: "5 votes, 2 strongly disagree"; empty for nothing. */
export function votesWords({ votes, disagree }: NoteVotes, noteId: string): string {
  const [given, against] = [votes.get(noteId) ?? 0, disagree.get(noteId) ?? 0]
  return [given > 0 && words('vote.votes', { count: given }), against > 0 && words('vote.disagrees', { count: against })].filter(Boolean).join(', ')
}
