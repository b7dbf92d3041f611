import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** The peers, each as a process of its own: `node peers.mjs <which> <port>`. All keep boards in memory alone. */
const [which, port] = [process.argv[2], Number(process.argv[3])]

if (which === 'bare') {
  // The floor of servers that write one message for one message: nothing is parsed, nothing is kept.
  const rooms = new Map()
  new WebSocketServer({ port, perMessageDeflate: false }).on('connection', (socket, request) => {
    const room = rooms.get(request.url) ?? new Set()
    rooms.set(request.url, room.add(socket))
    socket.on('message', (bytes) => {
      for (const other of room) if (other !== socket) other.send(bytes)
    })
    socket.on('close', () => room.delete(socket))
  })
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
