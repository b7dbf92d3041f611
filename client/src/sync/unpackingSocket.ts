import { CLOSE } from '@stocktake/shared/wire'
import { isPacked, unpack } from './packed.ts'

/**
 * A WebSocket class that unpacks packed messages, so that whoever listens sees what is inside as if it had come plainly.
 * Unpacking takes a moment; what comes meanwhile, the end of the connection included, waits behind it. A message that
 * cannot be unpacked ends the connection.
 */
export function unpackingSocket(Socket: typeof WebSocket, onUndecodable: () => void): typeof WebSocket {
  return class UnpackingSocket extends Socket {
    private last: Promise<void> = Promise.resolve()
    private waiting = 0
    private isBroken = false

    override get onmessage() {
      return super.onmessage
    }
    override set onmessage(listener) {
      super.onmessage =
        listener &&
        ((event: MessageEvent<ArrayBuffer>) => {
          if (!isPacked(event.data)) this.inTurn(() => this.isBroken || listener.call(this, event))
          else this.inTurn((data) => listener.call(this, new MessageEvent('message', { data })), unpack(event.data))
        })
    }

    override get onclose() {
      return super.onclose
    }
    override set onclose(listener) {
      super.onclose = listener && ((event) => this.inTurn(() => listener.call(this, event)))
    }

    /** At once if nothing waits, else after what came before. */
    private inTurn(hand: (data?: ArrayBuffer) => unknown, unpacking?: Promise<ArrayBuffer>) {
      if (!unpacking && this.waiting === 0) {
        hand()
        return
      }
      this.waiting++
      // It may fail long before its turn comes.
      unpacking?.catch(() => undefined)
      this.last = this.last.then(async () => {
        try {
          const data = await unpacking
          if (!unpacking || !this.isBroken) hand(data)
        } catch {
          this.breakOff()
        } finally {
          this.waiting--
        }
      })
    }

    private breakOff() {
      if (this.isBroken) return
      this.isBroken = true
      onUndecodable()
      this.close(CLOSE.badMessage, 'packed')
    }
  }
}
