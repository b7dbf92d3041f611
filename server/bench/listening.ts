import { WebSocket } from 'ws'
import type { Line } from './sink.ts'

const OPEN_WITHIN = 30_000

/** A websocket of somebody who hears each message. */
export class Listening implements Line {
  bytes = 0
  private socket: WebSocket | undefined

  constructor(
    private readonly url: string,
    private readonly hear: (message: Buffer) => void,
  ) {}

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN
  }

  open(): Promise<void> {
    const socket = new WebSocket(this.url, { perMessageDeflate: false, handshakeTimeout: OPEN_WITHIN })
    this.socket = socket
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data: Buffer) => {
      this.bytes += data.length
      this.hear(data)
    })
    socket.on('error', () => {})
    return new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
      socket.once('close', (code) => reject(new Error(`closed with ${code} during the handshake`)))
    })
  }

  send(message: Uint8Array): void {
    if (this.isOpen) this.socket?.send(message)
  }

  close(): void {
    this.socket?.terminate()
  }
}
