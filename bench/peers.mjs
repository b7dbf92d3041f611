import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** The peers, each as a process of its own: `node peers.mjs <which> <port>`. All keep boards in memory alone. */
const [which, port] = [process.argv[2], Number(process.argv[3])]

/** Sockets by address, which stands for the room. */
function relay(joined) {
  const rooms = new Map()
  new WebSocketServer({ port, perMessageDeflate: false }).on('connection', (socket, request) => {
    const room = rooms.get(request.url) ?? { sockets: new Set(), waiting: [] }
    rooms.set(request.url, room)
    room.sockets.add(socket)
    joined(room, socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      room.sockets.delete(socket)
      if (!room.sockets.size) rooms.delete(request.url)
    })
  })
  return rooms
}

if (which === 'bare') {
  // The floor of servers that write one message for one message: nothing is parsed, nothing is kept.
  relay((room, socket) => {
    socket.on('message', (bytes) => {
      for (const other of room.sockets) if (other !== socket) other.send(bytes)
    })
  })
} else if (which === 'batched') {
  // The floor of servers that write once in a while: frames are made once, and each person gets one write in 50 ms.
  const rooms = relay((room, socket) => {
    socket.on('message', (bytes) => room.waiting.push(frame(bytes)))
  })
  setInterval(() => {
    for (const room of rooms.values()) {
      if (!room.waiting.length) continue
      const bytes = Buffer.concat(room.waiting)
      room.waiting = []
      for (const socket of room.sockets) socket._socket.write(bytes)
    }
  }, 50)
} else if (which === 'y-websocket') {
  const { setupWSConnection } = await import('@y/websocket-server/utils')
  const http = createServer()
  new WebSocketServer({ server: http }).on('connection', setupWSConnection)
  http.listen(port)
} else if (which === 'hocuspocus') {
  const { Server } = await import('@hocuspocus/server')
  await new Server({ port, quiet: true }).listen()
} else throw new Error(`no such peer: ${which}`)
process.stdout.write('ready\n')

/** A binary message as a server sends it. */
function frame(bytes) {
  const { length } = bytes
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  head[0] = 0x82
  if (head.length === 2) head[1] = length
  else if (head.length === 4) {
    head[1] = 126
    head.writeUInt16BE(length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, bytes])
}
