import { type BoardChange, createBoard, FROM_CANVAS, MINE, readNote, watch } from '@stocktake/shared/board/board'
import { createHands } from '@stocktake/shared/board/hands'
import { createUndo } from '@stocktake/shared/board/undo'
import { CLOSE, draftDocument, isFinal, type Refusal, roundDocument } from '@stocktake/shared/wire'
import { WebsocketProvider } from 'y-websocket'
import { createStore } from 'zustand/vanilla'
import { presentedKey } from '../credential.ts'
import { boardKey, personKey, recallStrings, remember } from '../device.ts'
import { createBackoff } from './backoff.ts'
import type { BoardConnection, BoardStatus } from './connection.ts'
import { countingSocket } from './countingSocket.ts'
import { createDurable } from './durable.ts'
import { keepLocalCopy } from './localCopy.ts'
import { listen } from './messages.ts'
import { watchNetwork } from './network.ts'
import { OwnAwareness } from './ownAwareness.ts'
import { createOwnNotes } from './ownNotes.ts'
import { canUnpack } from './packed.ts'
import { linkPresence } from './presence.ts'
import { isRefusal, pauseAfterRefusal } from './refusals.ts'
import { createSaveLedger } from './saveLedger.ts'
import { unpackingSocket } from './unpackingSocket.ts'
import { unsavedName } from './unsaved.ts'
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
  keepCopy?: typeof keepLocalCopy
  /**
   * The server refused what was written here. The words are kept as unsent, the local copy is dropped, this connection
   * is over: make a new one, after `wait` milliseconds.
   */
  onDropped?: (wait: number) => void
}

const pageServer = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`

/** Opens the board of a round: the one board socket, the copy on this device, the undo history. */
export function connectBoard({
  stocktakeId,
  round,
  isDraft = false,
  memberId,
  server = pageServer(),
  Socket = WebSocket,
  keepCopy = keepLocalCopy,
  onDropped,
}: ConnectOptions): BoardConnection {
  const board = createBoard()
  const name = boardKey(isDraft ? 'draft-board' : 'board', stocktakeId, memberId, round)
  const unsavedKey = unsavedName(stocktakeId, memberId, round, isDraft)

  const ledger = createSaveLedger(recallStrings(unsavedKey))
  const unsent = unsentOf(stocktakeId, memberId)
  const durable = createDurable(board)
  const copy = keepCopy(name, board.doc)
  const undo = createUndo(board)
  const hands = createHands(board.doc, (origin) => origin === undo)
  const mine = createOwnNotes(board, personKey('mine', stocktakeId, memberId))
  const shownUnsent = () => unsent.getState().filter((note) => !note.unsure)
  const status = createStore<BoardStatus>(() => ({
    connection: 'connecting',
    synced: false,
    ready: false,
    saved: false,
    storageFailed: false,
    unsaved: ledger.unsaved().length,
    unsent: shownUnsent(),
  }))
  const set = (change: Partial<BoardStatus>) => status.setState(change)

  let rememberedUnsaved = ''
  const tell = () => {
    const ids = ledger.unsaved()
    const saved = ledger.isSaved() && durable.isAll()
    const before = status.getState()
    if (before.saved !== saved || before.unsaved !== ids.length) set({ saved, unsaved: ids.length })
    const text = ids.join()
    if (text !== rememberedUnsaved) remember(unsavedKey, ids.length ? ids : undefined)
    rememberedUnsaved = text
  }

  const key = presentedKey()
  const shown: Record<string, string> = key === undefined ? {} : { token: key }

  /** Something on the way spoils what is packed, and would spoil it again. */
  function askForPlain() {
    provider.params = { ext: '1', ...shown }
  }
  const awareness = new OwnAwareness(board.doc)
  const provider = new WebsocketProvider(`${server}/sync/${stocktakeId}`, isDraft ? draftDocument(round) : roundDocument(round), board.doc, {
    connect: false,
    disableBc: true,
    awareness,
    params: { ext: '1', ...(canUnpack() ? { zip: '1' } : {}), ...shown },
    WebSocketPolyfill: countingSocket(unpackingSocket(Socket, askForPlain), (kind) => {
      ledger.sent(kind)
      tell()
    }),
    // A refused update would be refused again; the others are for good.
    shouldReconnect: ({ code }) => !isFinal(code) && !isRefusal(code),
  })
  const backoff = createBackoff(provider)
  const presence = linkPresence(awareness)

  /** What the board has and the server lacks counts as written here: in an earlier life of this page, or in another tab of mine. */
  const countLacking = () => {
    const lacks = durable.lacks()
    if (lacks?.other || lacks?.notes.size) ledger.wrote(lacks.notes)
  }

  const isLocal = (origin: unknown) => origin === MINE || origin === FROM_CANVAS || origin === undo
  const listeners = new Set<(change: BoardChange & { mine: boolean }) => void>()
  const unwatch = watch(board, (change) => {
    const byMe = isLocal(change.origin)
    if (byMe) {
      ledger.wrote([...change.notes, ...change.texts])
      tell()
    } else if (change.origin === copy.origin) countLacking()
    for (const listener of listeners) listener({ ...change, mine: byMe })
  })
  const unfollow = unsent.subscribe(() => set({ unsent: shownUnsent() }))

  let closed = false
  let refusal: Refusal | undefined
  let wasOpen = false
  /** Notes that the server had once and came back without, as from an older backup. */
  let forgotten: ReadonlySet<string> = new Set()
  listen(provider, {
    asked(stateVector) {
      const before = durable.lacks()?.notes
      durable.is(stateVector)
      if (before) forgotten = new Set([...(durable.lacks()?.notes ?? [])].filter((id) => !before.has(id)))
      countLacking()
      tell()
    },
    came: (update) => {
      durable.came(update)
      copy.keepDurable(durable.encode, true)
      // What another tab of mine sent may come from the server after all of mine was confirmed.
      if (!status.getState().saved && ledger.isSaved()) tell()
    },
    saved(count, stateVector) {
      durable.grew(stateVector)
      ledger.acknowledged(count)
      backoff.worked()
      set({ storageFailed: false })
      copy.keepDurable(durable.encode)
      tell()
    },
    refused: (told) => {
      refusal = told
      // Who only reads has nothing that could be lost, and is let alone.
      if (told.reason === 'storage-failed' && ledger.isWaiting()) set({ storageFailed: true })
    },
    yours: mine.add,
    you: awareness.isShownAs,
  })

  provider.on('status', (event) => {
    if (event.status === 'disconnected') awareness.forgetOthers()
    if (event.status !== 'connected') return
    ledger.opened()
    wasOpen = true
    refusal = undefined
    set({ connection: 'online' })
    // The others were told that I had gone; only a newer state brings me back to them.
    awareness.setLocalState(awareness.getLocalState())
  })
  provider.on('sync', (synced) => {
    if (!synced) return
    set({ synced: true, ready: true })
    unsent.settle({ round, isDraft }, (id) => readNote(board, id)?.text)
  })
  provider.on('connection-close', (event) => {
    ledger.closed()
    tell()
    // A server that cannot even be reached is another trouble.
    if (!wasOpen) set({ storageFailed: false })
    wasOpen = false
    set({ connection: 'offline', ready: true })
    backoff.ended()
    if (event && isRefusal(event.code)) void drop(event.code)
    else if (event && isFinal(event.code)) {
      set({ connection: 'ended', endedWith: event.code })
      // Nobody will ever tell whether those words arrived.
      unsent.settle({ round, isDraft }, () => undefined)
    }
  })

  const drop = async (code: number) => {
    const reason = refusal?.reason ?? (code === CLOSE.tooLarge ? 'too-many' : 'unreadable')
    const isMine = (id: string) => mine.store.getState().has(id)
    // What a server forgot is on everybody's device; each keeps their own.
    const unsaved = ledger.unsaved().filter((id) => isMine(id) || !forgotten.has(id))
    const concerned = new Set([...unsaved, ...(refusal?.notes ?? []).filter(isMine)])
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

  const connectNow = () => {
    if (status.getState().connection === 'ended' || closed) return
    backoff.worked()
    provider.connect()
  }
  const unwatchNetwork = watchNetwork({
    // A browser that loses its network may take half a minute to notice on the socket. Trying at once tells for sure:
    // a server on this very machine answers, anything else fails.
    changed() {
      if (status.getState().connection !== 'ended') provider.disconnect()
      connectNow()
    },
    seen: connectNow,
  })

  void copy.ready.then((remembered) => {
    if (closed) return
    if (remembered) durable.grew(remembered)
    countLacking()
    tell()
    if (board.notes.size > 0) set({ ready: true })
    provider.connect()
  })

  return {
    board,
    status,
    presences: presence.presences,
    mine: mine.store,
    onChange(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    setPresence: presence.set,
    undo: () => void undo.undo(),
    redo: () => void undo.redo(),
    endUndoStep() {
      undo.stopCapturing()
      hands.next()
    },
    writeApart: hands.writeApart,
    keepWords: (words) => unsent.keep([{ ...words, at: Date.now(), round, unsure: false }]),
    discardUnsent: unsent.discard,
    close() {
      if (closed) return
      closed = true
      unwatchNetwork()
      unwatch()
      unfollow()
      presence.close()
      undo.destroy()
      hands.stop()
      provider.destroy()
      copy.close()
      board.doc.destroy()
    },
  }
}
