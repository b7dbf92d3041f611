import { isFinal, type LiveMessage } from '@stocktake/shared/wire'
import { pauseAfter } from './sync/backoff.ts'

export type LiveState = 'connecting' | 'online' | 'offline' | 'ended'

/** The part of a browser's WebSocket that is used here. */
export type Socket = Pick<WebSocket, 'close' | 'onopen' | 'onmessage' | 'onclose'>

export interface LiveOptions {
  connect: () => Socket
  onMessage: (message: LiveMessage) => void
  /** `again` is true for every connection after the first: something may have been missed. */
  onOnline: (again: boolean) => void
  onState: (state: LiveState, closeCode?: number) => void
}

/** Keeps one live socket to the server until it is closed, here or for good by the server. */
export function openLive({ connect, onMessage, onOnline, onState }: LiveOptions) {
  let socket: Socket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let opened = false
  let closed = false

  function dial() {
    clearTimeout(timer)
    timer = undefined
    const mine = connect()
    socket = mine
    mine.onopen = () => {
      attempt = 0
      onState('online')
      onOnline(opened)
      opened = true
    }
    mine.onmessage = (event) => {
      const message = readMessage(event.data)
      if (message) onMessage(message)
    }
    mine.onclose = (event) => {
      if (socket !== mine || closed) return
      socket = undefined
      if (isFinal(event.code)) {
        stop()
        onState('ended', event.code)
        return
      }
      onState('offline')
      timer = setTimeout(dial, pauseAfter(attempt))
      attempt += 1
    }
  }

  /** The browser says that the network is back, or somebody looks at the page again: no reason to wait longer. */
  function hurry() {
    if (timer === undefined) return
    attempt = 0
    dial()
  }

  /** The network is gone; the socket would notice only after minutes. */
  function networkGone() {
    socket?.close()
  }

  function stop() {
    closed = true
    clearTimeout(timer)
    window.removeEventListener('online', hurry)
    window.removeEventListener('offline', networkGone)
    document.removeEventListener('visibilitychange', hurry)
  }

  window.addEventListener('online', hurry)
  window.addEventListener('offline', networkGone)
  document.addEventListener('visibilitychange', hurry)
  onState('connecting')
  dial()

  return {
    close() {
      stop()
      socket?.close()
    },
  }
}

function readMessage(text: unknown): LiveMessage | undefined {
  try {
    return JSON.parse(String(text)) as LiveMessage
  } catch {
    // A message that is not JSON can only come from something between us and the server; the next one will do.
    return undefined
  }
}
