import type { CarryDecision } from '@stocktake/shared/carry'
import type { SessionView } from '@stocktake/shared/view'
import type { Here, LiveMessage, Mine, RatingProgress, Ready, Voting, Writing } from '@stocktake/shared/wire'
import { create } from 'zustand'
import { readStocktake } from './api.ts'
import { presentedKey } from './credential.ts'
import { type LiveState, openLive } from './live.ts'
import { ApiProblem } from './request.ts'
import { heardTime } from './serverTime.ts'

interface SessionState {
  /** The stocktake that is open in this tab. */
  stocktakeId: string | null
  view: SessionView | null
  here: Here | null
  /** Ids of who is here; to facilitators alone. */
  people: readonly string[]
  /** How many are ready for the step to be over. */
  ready: Ready | null
  /** How much people have written alone that is not revealed yet. */
  writing: Writing | null
  /** How far people are with the open ballot, and with rating cells. */
  voting: Voting | null
  rating: RatingProgress | null
  /** What I gave, as the server told it last. */
  mine: Mine | null
  /** Carry decisions by round number, as far as the server has told the team. */
  carry: Record<number, CarryDecision[]>
  live: LiveState
  /** Why there is no view, or why the connection ended for good. */
  problem: ApiProblem | null
  /** Opens a stocktake and keeps it up to date; opening the same one twice is opening it once. */
  open: (id: string) => void
  /** Undoes one `open`; the last one ends the connection. */
  close: () => void
  /** Takes the answer of a command; an older state than the one shown is ignored. */
  setView: (view: SessionView) => void
  /** Asks the server for the present state. */
  refresh: () => Promise<void>
}

const keyAsked = () => {
  const key = presentedKey()
  return key === undefined ? '' : `?token=${encodeURIComponent(key)}`
}

let connection: { close: () => void } | undefined
let users = 0

const nothing = {
  stocktakeId: null,
  view: null,
  here: null,
  people: [],
  ready: null,
  writing: null,
  voting: null,
  rating: null,
  mine: null,
  carry: {},
  live: 'connecting',
  problem: null,
} as const

/** The session that this tab shows: `useSession((s) => s.view)`. */
export const useSession = create<SessionState>()((set, get) => ({
  ...nothing,

  open(id) {
    users += 1
    if (get().stocktakeId === id) return
    connection?.close()
    set({ ...nothing, stocktakeId: id })
    void get().refresh()
    connection = openLive({
      connect: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live/${encodeURIComponent(id)}${keyAsked()}`),
      onMessage: (message) => {
        heardTime(message.now)
        if (get().stocktakeId === id) receive(message)
      },
      onOnline: (again) => {
        if (again || get().problem) void get().refresh()
      },
      onState: (live) => {
        if (get().stocktakeId !== id) return
        set({ live })
        // A browser cannot see why a socket was refused in words; the same question over HTTP is answered with them.
        if (live === 'ended') void get().refresh()
      },
    })
  },

  close() {
    users = Math.max(0, users - 1)
    if (users > 0) return
    connection?.close()
    connection = undefined
    set(nothing)
  },

  setView(view) {
    const { stocktakeId, view: shown } = get()
    if (view.id !== stocktakeId || (shown && view.version < shown.version)) return
    set({ view, problem: null })
  },

  async refresh() {
    const id = get().stocktakeId
    if (!id) return
    try {
      get().setView(await readStocktake(id))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (get().stocktakeId !== id) return
      set({ problem })
      // The live socket may be well while one request was lost; then nothing else would ask again.
      if (problem.code === 'offline' && !get().view) setTimeout(() => get().stocktakeId === id && !get().view && void get().refresh(), 3000)
    }
  },
}))

function receive(message: LiveMessage) {
  const { view, setView, refresh } = useSession.getState()
  if (message.type === 'here') useSession.setState({ here: message.here })
  if (message.type === 'people') useSession.setState({ people: message.people })
  if (message.type === 'ready') useSession.setState({ ready: message.ready })
  if (message.type === 'writing') useSession.setState({ writing: message.writing })
  if (message.type === 'voting') useSession.setState({ voting: message.voting, rating: message.rating })
  if (message.type === 'mine') useSession.setState({ mine: message.mine })
  if (message.type === 'carry') useSession.setState((state) => ({ carry: { ...state.carry, [message.round]: message.decisions } }))
  if (message.type === 'view') {
    const pushed = message.view
    // Links for facilitators come with the role: if they appeared or went, my role has changed.
    const sameRole = view && Boolean(view.links.facilitator) === Boolean(pushed.links.facilitator)
    if (view && sameRole) setView({ ...pushed, me: view.me })
    else void refresh()
  }
}
