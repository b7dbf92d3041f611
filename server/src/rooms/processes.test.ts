import { addNote, noteText, readNotes } from '@stocktake/shared/board/board'
import { readContent } from '@stocktake/shared/record'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { openTestRooms, type Peer } from './testRooms.ts'

const at = { cell: 'practice/current', x: 1, y: 2 }
const writes = (peer: Peer, id: string, text = 'bolts') => addNote(peer.board, { id, text, at, group: peer.actor.groupId, createdAt: 5 })
const texts = (peer: Peer) =>
  readNotes(peer.board)
    .map(({ text }) => text)
    .sort()

async function scene(limits: Parameters<typeof openTestRooms>[0] = {}) {
  const world = await openTestRooms(limits)
  onTestFinished(() => world.close())
  const second = world.another()
  const ana = world.peer({ memberId: 'ana' })
  const ben = world.peer({ memberId: 'ben' }, { at: second })
  return { world, second, ana, ben, calm: world.calm, id: world.session.id }
}

describe('two server processes on one store', () => {
  it('[S81] tell each other’s people what was written, and nobody is sent away', async () => {
    const { world, second, ana, ben, calm, id } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    writes(ana, 'a1')
    await calm()
    writes(ben, 'b1', 'nuts')
    // At the same moment: one of the two takes the other's number in the log.
    writes(ana, 'a2', 'screws')
    ana.flush()
    ben.flush()
    await vi.waitFor(async () => {
      await calm()
      expect(texts(ana)).toEqual(['bolts', 'nuts', 'screws'])
    })
    expect(texts(ben)).toEqual(texts(ana))
    expect([ana.closes, ben.closes, ana.durable, ben.durable]).toEqual([[], [], ana.sent, ben.sent])
    expect(await world.rooms.read(id, 1)).toEqual(await second.rooms.read(id, 1))
  })

  it('[P4] know whose notes those of the other process are', async () => {
    const { world, second, ana, ben, calm } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    writes(ana, 'a1')
    await vi.waitFor(async () => {
      await calm()
      expect(texts(ben)).toEqual(['bolts'])
    })
    noteText(ben.board, 'a1')?.insert(0, 'my ')
    await calm()
    expect(ben.refusals).toEqual([{ reason: 'not-your-note', notes: ['a1'] }])
    // Ana's phone is with the other process.
    const phone = world.peer({ memberId: 'ana' }, { at: second }).connect()
    await calm()
    noteText(phone.board, 'a1')?.insert(0, 'my ')
    await vi.waitFor(async () => {
      await calm()
      expect(texts(ana)).toEqual(['my bolts'])
    })
    expect(phone.closes).toEqual([])
  })

  it('[S82] let nothing into a board that one of them sealed, also before the other has heard', async () => {
    const { world, ana, ben, calm, id } = await scene()
    ana.connect()
    ben.connect()
    writes(ana, 'a1')
    await calm()
    const { content, room, seq } = await world.rooms.readAt(id, 1)
    expect(content.notes).toHaveLength(1)
    const { session } = world
    const rounds = session.rounds.map((round) => (round.number === 1 ? { ...round, state: 'closed' as const } : round))
    const saved = await world.store.saveSession({ ...session, version: session.version + 1, rounds }, { boards: [{ room, seq, isSealed: true }] })
    expect(saved).toBe(true)
    writes(ben, 'b1', 'late')
    await calm()
    ben.connect()
    await calm()
    expect(ben.refusals.map(({ reason }) => reason)).toEqual(['storage-failed', 'round-closed'])
    expect((await world.rooms.read(id, 1)).notes).toHaveLength(1)
  })

  it('[S25] hear of a closed round and of another role from each other', async () => {
    const { world, ben, calm } = await scene()
    ben.connect()
    await calm()
    await world.setRound(1, 'closed')
    await vi.waitFor(async () => {
      if (!ben.socket) ben.connect()
      writes(ben, `late${Math.random()}`)
      await calm()
      expect(ben.refusals.at(-1)?.reason).toBe('round-closed')
    })
  })

  it('[S32] converge after any edits, folds and restarts, and lose nothing', async () => {
    const step = fc.record({ kind: fc.constantFrom('add', 'add', 'type', 'type', 'flush', 'calm', 'unplug', 'connect'), who: fc.nat(3), what: fc.nat(9) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), async (steps) => {
        const world = await openTestRooms({ foldUpdates: 5, longTail: 2, linger: 0 })
        try {
          const second = world.another()
          const peers = [{ memberId: 'ana' }, { memberId: 'ben' }, { memberId: 'cleo', at: second }, { memberId: 'dan', at: second }].map(
            ({ memberId, ...more }) => world.peer({ memberId }, more).connect(),
          )
          for (const [count, { kind, who, what }] of steps.entries()) {
            const peer = peers[who] as Peer
            const own = readNotes(peer.board).filter(({ id }) => id.startsWith(peer.memberId))
            const note = own[what % Math.max(1, own.length)]
            if (kind === 'add') writes(peer, `${peer.memberId}-${count}`, `note ${count}`)
            if (kind === 'type' && note) noteText(peer.board, note.id)?.insert(0, 'x')
            if (kind === 'flush') peer.flush(what)
            if (kind === 'calm') await world.calm()
            if (kind === 'unplug') peer.unplug()
            if (kind === 'connect' && !peer.socket) peer.connect()
          }
          await vi.waitFor(async () => {
            for (const peer of peers) if (!peer.socket) peer.connect()
            await world.calm()
            const stored = await world.rooms.read(world.session.id, 1)
            for (const peer of peers) expect(readContent(peer.board)).toEqual(stored)
            for (const { confirmed, board } of peers)
              for (const [client, clock] of confirmed) expect(Y.getState(board.doc.store, client)).toBeGreaterThanOrEqual(clock)
          })
        } finally {
          await world.close()
        }
      }),
      { numRuns: 10, interruptAfterTimeLimit: 100_000 },
    )
  })
})
