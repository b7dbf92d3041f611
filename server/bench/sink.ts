import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** One person's way to a server. */
export interface Line {
  readonly bytes: number
  readonly isOpen: boolean
  open(): Promise<void>
  send(message: Uint8Array): void
  close(): void
}

/** All sinks read into the same memory: what they read is counted, and gone. */
const BIN = Buffer.allocUnsafe(256 * 1024)
const OPEN_WITHIN = 30_000
/** More often than any server asks whether somebody is still there. */
const HERE = 10_000
const END_OF_HEAD = Buffer.from('\r\n\r\n')

/**
 * A websocket that writes and does not read: it counts bytes and throws them away, without cutting them into messages. A
 * crowd of these costs the load a fraction of what it costs the server, whatever the server sends.
 */
export class Sink implements Line {
  bytes = 0
  isOpen = false
  private socket: Socket | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly url: string) {}

  open(): Promise<void> {
    const { hostname, port, pathname, search } = new URL(this.url)
    return new Promise((resolve, reject) => {
      let head = Buffer.alloc(0)
      const socket = connect({
        host: hostname,
        port: Number(port),
        noDelay: true,
        onread: {
          buffer: BIN,
          callback: (size, bytes) => {
            if (this.isOpen) this.bytes += size
            else {
              head = Buffer.concat([head, bytes.subarray(0, size)])
              if (head.includes(END_OF_HEAD)) answered(head.toString('latin1'))
            }
            return true
          },
        },
      })
      this.socket = socket
      const late = setTimeout(() => fail(`no answer to a handshake within ${OPEN_WITHIN / 1000} s`), OPEN_WITHIN)
      const fail = (why: string) => {
        clearTimeout(late)
        socket.destroy()
        reject(new Error(why))
      }
      const answered = (text: string) => {
        if (!text.startsWith('HTTP/1.1 101')) return fail(`a handshake was answered with ${text.split('\r\n')[0]}`)
        clearTimeout(late)
        this.isOpen = true
        this.timer = setInterval(() => this.frame(PONG, new Uint8Array()), HERE)
        this.timer.unref()
        resolve()
      }
      socket.on('error', (error) => fail(error.message))
      socket.on('close', () => {
        this.isOpen = false
        clearInterval(this.timer)
        fail('closed during the handshake')
      })
      socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      )
    })
  }

  send(message: Uint8Array): void {
    this.frame(BINARY, message)
  }

  close(): void {
    this.isOpen = false
    clearInterval(this.timer)
    this.socket?.destroy()
  }

  /** The mask that a client must use may be zeros, which change nothing. */
  private frame(opcode: number, payload: Uint8Array) {
    if (!this.isOpen) return
    const { length } = payload
    const size = length < 126 ? 6 : length < 65_536 ? 8 : 14
    const frame = Buffer.alloc(size + length)
    frame[0] = 0x80 | opcode
    if (size === 6) frame[1] = 0x80 | length
    else if (size === 8) {
      frame[1] = 0x80 | 126
      frame.writeUInt16BE(length, 2)
    } else {
      frame[1] = 0x80 | 127
      frame.writeBigUInt64BE(BigInt(length), 2)
    }
    frame.set(payload, size)
    this.socket?.write(frame)
  }
}

const BINARY = 2
const PONG = 10
