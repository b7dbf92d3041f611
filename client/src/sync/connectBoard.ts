import { type BoardChange, createBoard, createUndo, FROM_CANVAS, MINE, readNote, watch } from '@stocktake/shared/board/board'
import type { Reason } from '@stocktake/shared/policy'
import { CLOSE, draftDocument, isFinal, MESSAGE, type Refusal, roundDocument } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import { createStore } from 'zustand/vanilla'
import type { BoardConnection, BoardStatus } from './connection.ts'
import { countingSocket } from './countingSocket.ts'
import { boardKey, personKey, recallStrings, remember } from './device.ts'
import { keepLocalCopy } from './localCopy.ts'
import { linkPresence } from './presence.ts'
import { createSaveLedger } from './saveLedger.ts'
import { type KeptNote, unsentOf } from './unsent.ts'

export interface ConnectOptions {
  stocktakeId: string
  round: number
  /** One's own draft for the round, instead of its board. */
  isDraft?: boolean
  memberId: string
  /** `wss://host` of the server; the page's own when absent. */
  server?: string
  Socket?: typeof WebSocket
  /**
   * The server refused what was written here. The words are kept as unsent, the local copy is dropped, this connection
   * is over: make a new one, after `wait` milliseconds.
   */
  onDropped?: (wait: number) => void
}

/** Longest pause between two attempts to connect. */
const MAX_BACKOFF = 5000

const pageServer = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`

/** How many times in a row a board was refused, so that a quarrel with the server does not become a storm. */
const refusals = new Map<string, { count: number; at: number }>()

/** Opens the board of a round: the one board socket, the copy on this device, the undo history. */
export function connectBoard({
  stocktakeId,
  round,
  isDraft = false,
  memberId,
  server = pageServer(),
  Socket = WebSocket,
  onDropped,
}: ConnectOptions): BoardConnection {
  const board = createBoard()
  const name = boardKey(isDraft ? 'draft-board' : 'board', stocktakeId, memberId, round)
  const unsavedKey = unsavedName(stocktakeId, memberId, round, isDraft)
  const mineKey = personKey('mine', stocktakeId, memberId)

  const ledger = createSaveLedger(recallStrings(unsavedKey))
  const unsent = unsentOf(stocktakeId, memberId)
  const copy = keepLocalCopy(name, board.doc)
  const undo = createUndo(board)
  const mine = createStore<ReadonlySet<string>>(() => new Set(recallStrings(mineKey)))
  const shownUnsent = () => unsent.getState().filter((note) => !note.unsure)
  const status = createStore<BoardStatus>(() => ({
    connection: 'connecting',
    synced: false,
    ready: false,
    saved: ledger.isSaved(),
    unsaved: ledger.unsaved().length,
    unsent: shownUnsent(),
  }))
  const set = (change: Partial<BoardStatus>) => status.setState(change)

  let rememberedUnsaved = ''
  const tell = () => {
    const ids = ledger.unsaved()
    const saved = ledger.isSaved()
    const before = status.getState()
    if (before.saved !== saved || before.unsaved !== ids.length) set({ saved, unsaved: ids.length })
    const text = ids.join()
    if (text !== rememberedUnsaved) remember(unsavedKey, ids.length ? ids : undefined)
    rememberedUnsaved = text
  }

  const provider = new WebsocketProvider(`${server}/sync/${stocktakeId}`, isDraft ? draftDocument(round) : roundDocument(round), board.doc, {
    connect: false,
    disableBc: true,
    params: { ext: '1' },
    maxBackoffTime: MAX_BACKOFF,
    WebSocketPolyfill: countingSocket(Socket, (kind) => {
      ledger.sent(kind)
      tell()
    }),
    // A refused update would be refused again; the others are for good.
    shouldReconnect: ({ code }) => !isFinal(code) && !isRefusal(code),
  })
  const presence = linkPresence(provider.awareness)

  const isLocal = (origin: unknown) => origin === MINE || origin === FROM_CANVAS || origin === undo
  const listeners = new Set<(change: BoardChange & { mine: boolean }) => void>()
  const unwatch = watch(board, (change) => {
    const byMe = isLocal(change.origin)
    if (byMe) {
      ledger.wrote([...change.notes, ...change.texts])
      tell()
    }
    for (const listener of listeners) listener({ ...change, mine: byMe })
  })
  const own = (ids: readonly string[]) => {
    if (!ids.length) return
    const all = new Set([...recallStrings(mineKey), ...mine.getState(), ...ids])
    mine.setState(all, true)
    remember(mineKey, [...all])
  }
  board.notes.observe((event) => {
    // Undoing somebody's deletion brings their note back; that makes it nobody's but theirs.
    if (event.transaction.origin !== MINE && event.transaction.origin !== FROM_CANVAS) return
    const added = [...event.changes.keys].flatMap(([id, { action }]) => (action === 'add' ? [id] : []))
    own(added)
  })
  const unfollow = unsent.subscribe(() => set({ unsent: shownUnsent() }))

  let closed = false
  let refusal: Refusal | undefined
  provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
    ledger.acknowledged(decoding.readVarUint(decoder))
    tell()
  }
  provider.messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
    refusal = readRefusal(decoding.readVarString(decoder))
  }

  provider.messageHandlers[MESSAGE.yours] = (_encoder, decoder) => own(stringsIn(decoding.readVarString(decoder)))

  provider.on('status', (event) => {
    if (event.status !== 'connected') return
    ledger.opened()
    set({ connection: 'online' })
    // The others were told that I had gone; only a newer state brings me back to them.
    provider.awareness.setLocalState(provider.awareness.getLocalState())
  })
  provider.on('sync', (synced) => {
    if (!synced) return
    set({ synced: true, ready: true })
    unsent.settle({ round, isDraft }, (id) => readNote(board, id)?.text)
  })
  provider.on('connection-close', (event) => {
    ledger.closed()
    tell()
    set({ connection: 'offline', ready: true })
    // The provider doubles its pause each time up to this; the dice keep a whole room from coming back at once.
    provider.maxBackoffTime = Math.min(MAX_BACKOFF, 100 * 2 ** provider.wsUnsuccessfulReconnects) * (0.6 + 0.8 * Math.random())
    if (event && isRefusal(event.code)) void drop(event.code)
    else if (event && isFinal(event.code)) {
      set({ connection: 'ended', endedWith: event.code })
      // Nobody will ever tell whether those words arrived.
      unsent.settle({ round, isDraft }, () => undefined)
    }
  })

  const drop = async (code: number) => {
    const reason = refusal?.reason ?? (code === CLOSE.tooLarge ? 'too-many' : 'unreadable')
    const concerned = new Set([...ledger.unsaved(), ...(refusal?.notes ?? []).filter((id) => mine.getState().has(id))])
    const kept = [...concerned].flatMap((id): KeptNote[] => {
      const note = readNote(board, id)
      return note?.text.trim()
        ? [{ id, text: note.text, cell: note.at.cell, reason, at: Date.now(), round, unsure: true, ...(isDraft ? { isDraft } : {}) }]
        : []
    })
    unsent.keep(kept)
    remember(unsavedKey, undefined)
    await copy.clear()
    if (closed) return
    set({ connection: 'ended', endedWith: code })
    onDropped?.(pauseAfterRefusal(name))
  }

  // A browser that loses its network may take half a minute to notice on the socket. Trying at once tells for sure:
  // a server on this very machine answers, anything else fails.
  const networkChanged = () => {
    if (status.getState().connection === 'ended' || closed) return
    provider.disconnect()
    provider.wsUnsuccessfulReconnects = 0
    provider.connect()
  }
  const canListen = typeof window !== 'undefined'
  if (canListen) {
    window.addEventListener('offline', networkChanged)
    window.addEventListener('online', networkChanged)
  }

  void copy.ready.then(() => {
    if (closed) return
    if (board.notes.size > 0) set({ ready: true })
    provider.connect()
  })

  return {
    board,
    status,
    presences: presence.presences,
    mine,
    onChange(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    setPresence: presence.set,
    undo: () => void undo.undo(),
    redo: () => void undo.redo(),
    endUndoStep: () => undo.stopCapturing(),
    keepWords: (words) => unsent.keep([{ ...words, at: Date.now(), round, unsure: false }]),
    discardUnsent: unsent.discard,
    close() {
      if (closed) return
      closed = true
      if (canListen) {
        window.removeEventListener('offline', networkChanged)
        window.removeEventListener('online', networkChanged)
      }
      unwatch()
      unfollow()
      presence.close()
      undo.destroy()
      provider.destroy()
      copy.close()
      board.doc.destroy()
    },
  }
}

/** The rounds for which this device holds changes, or words, of which nobody knows yet whether the server has them. */
export function roundsWithUnsaved(stocktakeId: string, memberId: string, rounds: readonly number[], isDraft = false): number[] {
  const unsure = unsentOf(stocktakeId, memberId).getState()
  return rounds.filter(
    (round) =>
      recallStrings(unsavedName(stocktakeId, memberId, round, isDraft)).length > 0 ||
      unsure.some((note) => note.unsure && note.round === round && (note.isDraft ?? false) === isDraft),
  )
}

const unsavedName = (stocktakeId: string, memberId: string, round: number, isDraft: boolean) =>
  boardKey(isDraft ? 'draft-unsaved' : 'unsaved', stocktakeId, memberId, round)

const isRefusal = (code: number) => code === CLOSE.refused || code === CLOSE.tooLarge

function pauseAfterRefusal(name: string): number {
  const before = refusals.get(name)
  const count = before && Date.now() - before.at < 30_000 ? before.count + 1 : 0
  refusals.set(name, { count, at: Date.now() })
  return count === 0 ? 0 : Math.min(10_000, 250 * 2 ** count)
}

function stringsIn(json: string): string[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}

function readRefusal(json: string): Refusal {
  try {
    const value = JSON.parse(json) as Partial<Record<keyof Refusal, unknown>>
    const notes = Array.isArray(value.notes) ? value.notes.filter((id): id is string => typeof id === 'string') : []
    return { reason: typeof value.reason === 'string' ? (value.reason as Reason) : 'unreadable', notes }
  } catch {
    return { reason: 'unreadable', notes: [] }
  }
}
