import { soundPlace } from '@stocktake/shared/board/schema'
import { isId } from '@stocktake/shared/ids'
import { isPlace, soundCaret, soundView } from '@stocktake/shared/presence'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Presence, PresenceChange } from './connection.ts'
import type { OwnAwareness } from './ownAwareness.ts'
import { hasPointers, pointerChoice } from './pointers.ts'

/** Messages a second of one person, and of everybody in a room together: what all send, all must read. */
const MOST_EACH = 15
const MOST_TOGETHER = 750

/** Milliseconds between two messages of one of so many people. */
export const pauseFor = (people: number) => 1000 / Math.min(MOST_EACH, MOST_TOGETHER / Math.max(1, people))

export interface PresenceLink {
  presences: StoreApi<Presence[]>
  set(change: PresenceChange): void
  close(): void
}

/**
 * Who else is here, and telling them where I am: nothing before the first `set`, then not more often than they can see.
 * Pointers are neither sent nor shown where there are too many for this person, or any.
 */
export function linkPresence(awareness: OwnAwareness): PresenceLink {
  const presences = createStore<Presence[]>(() => [])
  let mine: Record<string, unknown> = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  let sound = new WeakMap<object, Presence | null>()
  const withPointers = () => hasPointers(pointerChoice.getState(), awareness.count())
  let shown = withPointers()

  const send = () => {
    timer = undefined
    last = Date.now()
    const { cursor: _left, ...still } = mine
    awareness.setLocalState(withPointers() ? mine : still)
  }
  const sendSoon = () => {
    timer ??= setTimeout(send, Math.max(0, last + pauseFor(awareness.count()) - Date.now()))
  }
  const read = () => {
    if (shown !== withPointers()) {
      shown = !shown
      sound = new WeakMap()
    }
    const others: Presence[] = []
    for (const [client, state] of awareness.others()) {
      const presence = readOne(client, state)
      if (presence) others.push(presence)
    }
    presences.setState(others, true)
  }
  /** Who did not move keeps their identity; in a full room only a few do at a time. */
  const readOne = (client: number, state: Record<string, unknown>) => {
    const known = sound.get(state)
    if (known !== undefined) return known
    const presence = soundPresence(client, shown ? state : { ...state, cursor: undefined }) ?? null
    sound.set(state, presence)
    return presence
  }
  awareness.on('change', read)
  const unfollow = pointerChoice.subscribe(() => {
    read()
    if (mine.cursor) sendSoon()
  })

  return {
    presences,
    set(change) {
      mine = Object.fromEntries(Object.entries({ ...mine, ...change }).filter(([, value]) => value !== undefined))
      sendSoon()
    },
    close() {
      unfollow()
      clearTimeout(timer)
      awareness.off('change', read)
    },
  }
}

/** Another's state, checked. Who it is comes from the server, inside `user`; a state without it is nobody's. */
function soundPresence(client: number, state: Record<string, unknown>): Presence | undefined {
  const user = state.user as Record<string, unknown> | undefined
  if (typeof user !== 'object' || user === null) return undefined
  const cursor = state.cursor as Record<string, unknown> | undefined
  const at =
    typeof cursor === 'object' && cursor !== null && Number.isFinite(cursor.x) && Number.isFinite(cursor.y)
      ? { x: Number(cursor.x), y: Number(cursor.y) }
      : undefined
  const selection = Array.isArray(state.selection) ? state.selection.filter(isId).slice(0, 200) : undefined
  const hand = state.drag as Record<string, unknown> | undefined
  const handAt = typeof hand === 'object' && hand !== null ? soundPlace(hand.at) : undefined
  const drag = handAt && isId(hand?.note) ? { note: hand.note, at: handAt } : undefined
  const caret = soundCaret(state.caret)
  const view = soundView(state.view)
  return {
    client,
    name: typeof user.name === 'string' ? user.name : null,
    group: typeof user.group === 'string' ? user.group : null,
    role: typeof user.role === 'string' ? user.role : 'participant',
    ...(at ? { cursor: at } : {}),
    ...(selection ? { selection } : {}),
    ...(isId(state.editing) ? { editing: state.editing } : {}),
    ...(drag ? { drag } : {}),
    ...(caret ? { caret } : {}),
    ...(isPlace(state.cell) ? { cell: state.cell } : {}),
    ...(view ? { view } : {}),
  }
}
