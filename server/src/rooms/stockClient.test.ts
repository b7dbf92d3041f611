import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { addNote, type Board, createBoard, noteText, readNotes } from '@stocktake/shared/board/board'
import { CLOSE, WIRE_LIMITS } from '@stocktake/shared/wire'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { openTestRooms } from './testRooms.ts'

const at = { cell: 'practice/current', x: 1, y: 2 }
const eventually = <T>(check: () => T) => vi.waitFor(check, { timeout: 20_000, interval: 20 })

/** Real sockets, and clients as anybody installs them. */
async function scene() {
  const world = await openTestRooms()
  const server = new WebSocketServer({ port: 0, maxPayload: WIRE_LIMITS.message })
  await once(server, 'listening')
  server.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '', 'http://here')
    const memberId = url.searchParams.get('who') ?? ''
    const actor = { memberId, role: 'participant' as const, groupId: world.groups.nurses }
    world.rooms.connect(socket, {
      stocktakeId: world.session.id,
      round: 1,
      actor,
      memberName: memberId.toUpperCase(),
      hears: { ext: false, zip: false },
      session: world.session,
    })
  })
  const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(async () => {
    for (const socket of server.clients) socket.terminate()
    server.close()
    await world.close()
  })
  const client = (who: string) => {
    const board = createBoard()
    const provider = new WebsocketProvider(address, 'round-1', board.doc, {
      params: { who },
      disableBc: true,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    })
    onTestFinished(() => provider.destroy())
    return { board, provider }
  }
  const raw = async (who: string) => {
    const socket = new WebSocket(`${address}/round-1?who=${who}`)
    await once(socket, 'open')
    return socket
  }
  return { world, client, raw, groups: world.groups }
}

const texts = (board: Board) => readNotes(board).map(({ text }) => text)

describe('a stock y-websocket client', () => {
  it('[S61] syncs, types with others, comes late, and comes back with what it wrote meanwhile', async () => {
    const { world, client, groups } = await scene()
    const [ana, ben] = [client('ana'), client('ben')]
    await eventually(() => expect([ana.provider.synced, ben.provider.synced]).toEqual([true, true]))
    addNote(ana.board, { id: 'n1', text: 'bolts', at, group: groups.nurses, createdAt: 1 })
    addNote(ben.board, { id: 'n2', text: 'nuts', at, group: groups.nurses, createdAt: 2 })
    await eventually(() => expect([texts(ana.board), texts(ben.board)]).toEqual(Array(2).fill(['bolts', 'nuts'])))

    ben.provider.disconnect()
    noteText(ben.board, 'n2')?.insert(0, 'offline ')
    noteText(ana.board, 'n1')?.insert(0, 'online ')
    ben.provider.connect()
    const late = client('late')
    const all = ['online bolts', 'offline nuts']
    await eventually(() => expect([ana, ben, late].map(({ board }) => texts(board))).toEqual(Array(3).fill(all)))
    expect((await world.rooms.read(world.session.id, 1)).notes.map(({ text }) => text)).toEqual(all)
  })

  it('[S28] [S90] sees the others by the name that the server knows, not under the ids they write with, and not when they have left', async () => {
    const { world, client } = await scene()
    await world.setSession((session) => ({ ...session, settings: { ...session.settings, attribution: 'named' } }))
    const [ana, ben] = [client('ana'), client('ben')]
    ana.provider.awareness.setLocalState({ user: { name: 'The Queen' }, cursor: { x: 1, y: 2 } })
    const others = ({ provider, board }: typeof ana) => [...provider.awareness.getStates()].filter(([id]) => id !== board.doc.clientID)
    const seen = () => others(ben)[0]?.[1]
    await eventually(() => expect(seen()).toMatchObject({ user: { name: 'ANA' }, cursor: { x: 1, y: 2 } }))
    // Its own state stays as it set it.
    expect(ana.provider.awareness.getLocalState()).toMatchObject({ user: { name: 'The Queen' } })
    expect(ben.provider.awareness.getStates().has(ana.board.doc.clientID)).toBe(false)
    // It does not meet itself as somebody else.
    expect(others(ana).filter(([, state]) => state.cursor)).toEqual([])
    ana.provider.disconnect()
    await eventually(() => expect(seen()).toBeUndefined())
  })

  it('[S28] [S90] is seen by name, by group or not at all, as notes are shown now', async () => {
    const { world, client } = await scene()
    const show = (attribution: 'named' | 'group' | 'anonymous') =>
      world.setSession((session) => ({ ...session, settings: { ...session.settings, attribution } }))
    await show('named')
    const [ana, ben] = [client('ana'), client('ben')]
    ana.provider.awareness.setLocalStateField('editing', 'n1')
    const seen = () => [...ben.provider.awareness.getStates().values()].find(({ editing }) => editing === 'n1')
    const group = world.groups.nurses
    await eventually(() => expect(seen()?.user).toEqual({ name: 'ANA', group }))
    await show('group')
    await eventually(() => expect(seen()?.user).toEqual({ group }))
    await show('anonymous')
    await eventually(() => expect(seen()).toBeUndefined())
    await show('group')
    await eventually(() => expect(seen()?.user).toEqual({ group }))
  })

  it('[S13] goes on while others send random bytes, text and far too much', async () => {
    const { client, raw, groups } = await scene()
    const ana = client('ana')
    await eventually(() => expect(ana.provider.synced).toBe(true))
    const codes = await Promise.all(
      [Uint8Array.from([9, 8, 7]), 'hello', new Uint8Array(WIRE_LIMITS.message + 1)].map(async (message) => {
        const socket = await raw('mallory')
        socket.on('error', () => {})
        const closed = once(socket, 'close')
        socket.send(message)
        return (await closed)[0]
      }),
    )
    expect(codes.slice(0, 2)).toEqual([CLOSE.badMessage, CLOSE.badMessage])
    // A frame beyond the limit ends the connection while it is still being sent; who sends it may see no more than that.
    expect([CLOSE.tooLarge, 1006]).toContain(codes[2])
    const ben = client('ben')
    addNote(ana.board, { id: 'n1', text: 'bolts', at, group: groups.nurses, createdAt: 1 })
    await eventually(() => expect(texts(ben.board)).toEqual(['bolts']))
  })
})
