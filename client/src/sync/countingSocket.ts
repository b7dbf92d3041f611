import { MESSAGE } from '@stocktake/shared/wire'

const STEP2 = 1
const UPDATE = 2

/**
 * A WebSocket class that reports each sync message with content as it leaves. Counting here, and not where a change is
 * made, is exact: what could not be sent is not counted.
 */
export function countingSocket(Socket: typeof WebSocket, onSent: (kind: 'step2' | 'update') => void): typeof WebSocket {
  return class CountingSocket extends Socket {
    override send(message: Parameters<WebSocket['send']>[0]) {
      super.send(message)
      const kind = message instanceof Uint8Array && message[0] === MESSAGE.sync ? message[1] : undefined
      if (kind === STEP2) onSent('step2')
      else if (kind === UPDATE) onSent('update')
    }
  }
}
