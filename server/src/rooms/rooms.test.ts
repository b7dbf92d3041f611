import { addNote, deleteNotes, FROM_SERVER, noteText, putTheme, readNote, readNotes } from '@stocktake/shared/board/board'
import { CLOSE, WIRE_LIMITS } from '@stocktake/shared/wire'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { updateFrame } from './frames.ts'
import type { RoomLimits } from './limits.ts'
import { openTestRooms, type Peer, type TestRooms } from './testRooms.ts'

/** The machines that run this are slow at times. */
const eventually = <T>(check: () => T) => vi.waitFor(check, { timeout: 20_000 })
const at = { cell: 'practice/current', x: 1, y: 2 }

async function scene(limits: Partial<RoomLimits> = {}) {
  const world = await openTestRooms(limits)
  onTestFinished(() => world.close())
  const ana = world.peer({ memberId: 'ana' })
  const ben = world.peer({ memberId: 'ben', groupId: world.groups.doctors })
  const fay = world.peer({ memberId: 'fay', role: 'facilitator', groupId: null })
  return { ...world, world, ana, ben, fay, id: world.session.id }
}

const writes = (peer: Peer, id: string, text = 'bolts') => addNote(peer.board, { id, text, at, group: peer.actor.groupId, createdAt: 5 })
const texts = (peer: Pick<Peer, 'board'>) => readNotes(peer.board).map(({ text }) => text)
const stored = async (world: TestRooms, round = 1) => (await world.rooms.read(world.session.id, round)).notes.map(({ text }) => text)

describe('an update', () => {
  it('[S16] is on disk before anybody else sees it and before its sender hears that it is', async () => {
    const { world, ana, ben, calm, seen } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    const flushes = seen.flushes
    writes(ana, 'n1')
    ana.flush()
    // Admitted, and the disk has not answered: nothing has left for anybody.
    expect(ben.socket?.toClient).toEqual([])
    expect(ana.socket?.toClient).toEqual([])
    await calm()
    expect(seen.flushes).toBe(flushes + 1)
    expect([texts(ben), await stored(world)]).toEqual([['bolts'], ['bolts']])
    expect(ana.durable).toBe(ana.sent)
  })

  it('[S16] shares its flush with those that come meanwhile, also of other rooms', async () => {
    const { world, ana, ben, calm, seen } = await scene()
    const eve = world.peer({ memberId: 'eve' }, { round: 2 })
    for (const peer of [ana, ben, eve]) peer.connect()
    await calm()
    const flushes = seen.flushes
    for (let i = 0; i < 10; i++) for (const peer of [ana, ben, eve]) writes(peer, `${peer.memberId}${i}`)
    for (const peer of [ana, ben, eve]) peer.flush()
    await calm()
    expect(seen.flushes - flushes).toBeLessThanOrEqual(4)
    expect(texts(ben)).toHaveLength(20)
    expect(await stored(world, 2)).toHaveLength(10)
  })

  it('[S17] is acknowledged by count, and a whole answer with nothing new at once', async () => {
    const { ana, ben, calm } = await scene()
    ana.connect()
    await calm()
    expect([ana.sent, ana.durable]).toEqual([1, 1])
    writes(ana, 'n1')
    noteText(ana.board, 'n1')?.insert(0, 'more ')
    await calm()
    expect([ana.sent, ana.durable]).toEqual([3, 3])
    ana.unplug()
    ana.connect()
    ben.connect()
    await calm()
    expect([ana.sent, ana.durable, ben.sent, ben.durable]).toEqual([1, 1, 1, 1])
  })

  it('[S34] is told at once when it comes alone, and with others when they come together', async () => {
    const { world, ana, ben, fay, calm } = await scene({ updatePace: { share: 1, least: 200, most: 200 } })
    for (const peer of [ana, ben, fay]) peer.connect()
    await calm()
    writes(ana, 'n1')
    await calm()
    expect([texts(ben), ben.told, ana.told]).toEqual([['bolts'], 1, 0])
    for (let i = 0; i < 10; i++) for (const peer of [ana, fay]) writes(peer, `${peer.memberId}${i}`)
    await vi.waitFor(async () => {
      await world.calm()
      expect(texts(ben)).toHaveLength(21)
    })
    expect(ben.told).toBeLessThanOrEqual(3)
    expect(ana.durable).toBe(ana.sent)
  })

  it('[S33] is told to all devices of the one who wrote it, and to nobody else', async () => {
    const { world, ana, ben, calm } = await scene()
    const phone = world.peer({ memberId: 'ana' })
    const stock = world.peer({ memberId: 'ana' }, { ext: false })
    for (const peer of [ana, ben, phone, stock]) peer.connect()
    await calm()
    writes(ana, 'n1')
    writes(ben, 'n2')
    await calm()
    expect([ana.yours, phone.yours, ben.yours, stock.yours]).toEqual([[], ['n1'], [], []])
    world.crash()
    for (const peer of [ana, ben, stock]) peer.connect()
    await calm()
    expect([ana.yours, ben.yours, stock.yours]).toEqual([['n1'], ['n2'], []])
  })

  it('[S17] is not acknowledged while what it repeats is still on its way to disk', async () => {
    const { world, ana, calm, faults } = await scene()
    ana.connect()
    await calm()
    writes(ana, 'n1')
    faults.append = true
    ana.flush()
    // The line drops before the answer; the same person is back with the same words before the disk has answered.
    ana.unplug()
    ana.connect()
    await calm()
    expect(ana.durable).toBe(0)
    expect(ana.closes).toEqual([CLOSE.tryAgain])
    faults.append = false
    ana.connect()
    await calm()
    expect([ana.durable, await stored(world)]).toEqual([1, ['bolts']])
  })

  it('[S12] with a gap is not kept; its sender is asked, and counted once the gap is filled', async () => {
    const { world, ana, calm } = await scene()
    ana.connect()
    await calm()
    writes(ana, 'n1')
    ana.socket?.toServer.pop()
    noteText(ana.board, 'n1')?.insert(0, 'more ')
    ana.flush()
    expect(await stored(world)).toEqual([])
    await calm()
    expect(await stored(world)).toEqual(['more bolts'])
    expect([ana.sent - 1, ana.durable, ana.closes]).toEqual([ana.durable, ana.durable, []])
  })

  it('[S12] with gaps that nobody ever fills ends in a new start for its sender', async () => {
    const { world, ana, ben, calm } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    const lost = new Y.Doc()
    lost.getMap('notes').set('a', 1)
    const before = Y.encodeStateVector(lost)
    lost.getMap('notes').set('a', 2)
    // Pieces of a stranger whose first ones never came; the client itself holds them as pending and repeats them.
    Y.applyUpdate(ana.board.doc, Y.encodeStateAsUpdate(lost, before), 'elsewhere')
    for (let i = 0; i < 30 && ana.socket; i++) {
      ana.send(updateFrame(Y.encodeStateAsUpdate(lost, before)))
      await calm()
    }
    expect(ana.closes).toEqual([CLOSE.refused])
    writes(ben, 'n1')
    await calm()
    expect(await stored(world)).toEqual(['bolts'])
  })
})

describe('a refusal', () => {
  it('[S14] is told with its reason and notes, stored nowhere, seen by nobody, and the sender starts anew', async () => {
    const { world, ana, ben, calm } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    writes(ana, 'n1')
    await calm()
    noteText(ben.board, 'n1')?.insert(0, 'not ')
    await calm()
    expect(ben.refusals).toEqual([{ reason: 'not-your-note', notes: ['n1'] }])
    expect(ben.closes).toEqual([CLOSE.refused])
    expect([texts(ana), await stored(world)]).toEqual([['bolts'], ['bolts']])
    ben.connect()
    await calm()
    writes(ben, 'n2', 'nuts')
    await calm()
    expect(texts(ana).sort()).toEqual(['bolts', 'nuts'])
  })

  it('[S61] reaches a stock client as a close alone, and it never sees a message of ours', async () => {
    const { world, groups, calm } = await scene()
    const stock = world.peer({ memberId: 'stock' }, { ext: false })
    stock.connect()
    await calm()
    writes(stock, 'n1')
    await calm()
    addNote(stock.board, { at, group: groups.doctors, createdAt: 1 })
    await calm()
    expect([stock.durable, stock.refusals, stock.closes]).toEqual([0, [], [CLOSE.refused]])
    expect(await stored(world)).toEqual(['bolts'])
  })

  it('[P2] meets whatever arrives after a round was closed, and nothing of it is stored', async () => {
    const { world, ana, fay, calm, id } = await scene()
    ana.connect()
    fay.connect()
    await calm()
    writes(ana, 'n1')
    writes(ana, 'n2', 'under way')
    ana.flush()
    const release = await world.rooms.hold(id, 1)
    expect(await stored(world)).toEqual(['bolts', 'under way'])
    writes(ana, 'n3', 'late')
    ana.flush()
    expect(await stored(world)).toEqual(['bolts', 'under way'])
    await world.setRound(1, 'closed')
    fay.flush()
    deleteNotes(fay.board, ['n1'])
    release()
    await calm()
    expect(ana.refusals).toEqual([{ reason: 'round-closed', notes: ['n3'] }])
    expect(fay.refusals).toEqual([{ reason: 'round-closed', notes: ['n1'] }])
    const { updates, snapshot } = await world.store.readRoom(`${id}/round-1`)
    const doc = new Y.Doc()
    for (const update of [...(snapshot?.parts ?? []), ...updates]) Y.applyUpdate(doc, update)
    expect([...doc.getMap('notes').keys()]).toEqual(['n1', 'n2'])
  })

  it('[P1] meets an observer who writes; one who reads is served', async () => {
    const { world, ana, calm } = await scene()
    const obi = world.peer({ memberId: 'obi', role: 'observer', groupId: null })
    ana.connect()
    obi.connect()
    writes(ana, 'n1')
    await calm()
    expect(texts(obi)).toEqual(['bolts'])
    writes(obi, 'n2')
    await calm()
    expect(obi.refusals).toEqual([{ reason: 'read-only-role', notes: ['n2'] }])
    expect(await stored(world)).toEqual(['bolts'])
  })
})

describe('a failing disk', () => {
  it('[S18] acknowledges and shows nothing; who wrote is told, comes back with it, and all is there', async () => {
    const { world, ana, ben, calm, faults } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    const durable = ana.durable
    faults.append = true
    writes(ana, 'n1')
    await calm()
    expect(ana.refusals).toEqual([{ reason: 'storage-failed', notes: [] }])
    expect(ana.closes).toEqual([CLOSE.tryAgain])
    expect(ana.durable).toBe(durable)
    // Who only reads notices nothing.
    expect([texts(ben), ben.closes, await stored(world)]).toEqual([[], [], []])
    faults.append = false
    ana.connect()
    await calm()
    expect([texts(ana), texts(ben), await stored(world)]).toEqual([['bolts'], ['bolts'], ['bolts']])
    expect(ana.durable).toBe(ana.sent)
  })

  it('[S18] lets in who only reads while nothing can be stored', async () => {
    const { ana, ben, calm, faults } = await scene()
    ana.connect()
    await calm()
    faults.append = true
    writes(ana, 'n1')
    ben.connect()
    // Ben's empty answer waits in the same group as Ana's words.
    ana.flush()
    ben.flush()
    await calm()
    expect(ana.closes).toEqual([CLOSE.tryAgain])
    expect([ben.closes, ben.isSynced, ben.durable]).toEqual([[], true, ben.sent])
  })

  it('[S18] fails an edit of the server whole, and the next one works', async () => {
    const { world, faults, id } = await scene()
    faults.append = true
    const edit = () => world.rooms.edit(id, 1, (board) => addNote(board, { id: 'n1', text: 'carried', at, group: null, createdAt: 1 }, FROM_SERVER))
    await expect(edit()).rejects.toMatchObject({ code: 'storage-failed' })
    expect(await stored(world)).toEqual([])
    faults.append = false
    await edit()
    expect(await stored(world)).toEqual(['carried'])
  })

  it('[S18] takes over what another process has written meanwhile, and goes on', async () => {
    const { world, ana, ben, calm, id } = await scene()
    ana.connect()
    ben.connect()
    writes(ana, 'n1')
    await calm()
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(ana.board.doc))
    const before = Y.encodeStateVector(other)
    ;(other.getMap('notes').get('n1') as Y.Map<Y.Text>).get('text')?.insert(0, 'more ')
    const { seq } = await world.store.readRoom(`${id}/round-1`)
    await world.store.appendUpdates([{ room: `${id}/round-1`, seq: seq + 1, update: Y.encodeStateAsUpdate(other, before), isOwn: false, owners: [] }])
    for (let i = 0; i < 4 && texts(ben).length < 2; i++) {
      if (!ana.socket) ana.connect()
      if (i === 0) writes(ana, 'n2', 'nuts')
      await calm()
    }
    expect(texts(ben)).toEqual(['more bolts', 'nuts'])
    expect(await stored(world)).toEqual(['more bolts', 'nuts'])
  })

  it('[S19] that cannot be read closes who comes, and the room opens once it can', async () => {
    const { world, ana, calm, faults, id } = await scene()
    faults.read = true
    ana.connect()
    await expect(world.rooms.read(id, 1)).rejects.toThrow('disk full')
    await calm()
    expect(ana.closes).toEqual([CLOSE.tryAgain])
    faults.read = false
    ana.connect()
    writes(ana, 'n1')
    await calm()
    expect(await stored(world)).toEqual(['bolts'])
  })
})

describe('what the server does', () => {
  it('[S20] edits in any state of the round, is seen by all, and leaves the note to nobody', async () => {
    const { world, ana, calm, id } = await scene()
    ana.connect()
    await calm()
    await world.setRound(1, 'closed')
    await world.rooms.edit(id, 1, (board) => addNote(board, { id: 'c1', text: 'carried', at, group: world.groups.nurses, createdAt: 1 }, FROM_SERVER))
    await calm()
    expect(texts(ana)).toEqual(['carried'])
    await world.setRound(1, 'open')
    noteText(ana.board, 'c1')?.insert(0, 'x')
    await calm()
    expect(ana.refusals).toEqual([{ reason: 'not-your-note', notes: ['c1'] }])
  })

  it('[S20] leaves nothing behind when an edit throws', async () => {
    const { world, id } = await scene()
    const edit = world.rooms.edit(id, 1, (board) => {
      addNote(board, { id: 'n1', text: 'half', at, group: null, createdAt: 1 })
      throw new Error('changed my mind')
    })
    await expect(edit).rejects.toThrow('changed my mind')
    await world.rooms.edit(id, 1, (board) => putTheme(board, { id: 't1', label: 'Forms', cell: null, createdAt: 1 }))
    expect(await world.rooms.read(id, 1)).toMatchObject({ notes: [], themes: [{ id: 't1' }] })
  })

  it('[S20] loads whole content and reads it back', async () => {
    const { world, id } = await scene()
    const note = {
      id: 'n1',
      text: 'bolts',
      at,
      group: null,
      createdAt: 1,
      comments: ['why?'],
      author: 'Ana',
      origin: { action: 'kept' as const, from: [{ round: 1, note: 'n0' }] },
    }
    const content = {
      notes: [note],
      themes: [{ id: 't1', label: 'Forms', cell: null, createdAt: 1 }],
      contradictions: [],
      ledger: [{ id: 'l1', kind: 'action' as const, text: 'call', fromNotes: [] }],
      drawing: [{ id: 'shape:a', x: 1 }],
    }
    await world.rooms.load(id, 1, content)
    expect(await world.rooms.read(id, 1)).toEqual(content)
    world.crash()
    expect(await world.rooms.read(id, 1)).toEqual(content)
  })

  it('[S21] holds a room: what was admitted is on disk, what comes waits and is judged after the release', async () => {
    const { world, ana, ben, calm, id } = await scene()
    ana.connect()
    await calm()
    writes(ana, 'n1')
    ana.flush()
    const [first, second] = await Promise.all([world.rooms.hold(id, 1), world.rooms.hold(id, 1)])
    expect(await stored(world)).toEqual(['bolts'])
    writes(ana, 'n2', 'nuts')
    ben.connect()
    writes(ben, 'n3', 'washers')
    ana.flush()
    ben.flush()
    await world.rooms.edit(id, 1, (board) => addNote(board, { id: 's1', text: 'from the server', at, group: null, createdAt: 1 }))
    first()
    first()
    ana.flush()
    expect(await stored(world)).toEqual(['from the server', 'bolts'])
    second()
    await calm()
    expect(await stored(world)).toEqual(['from the server', 'bolts', 'nuts', 'washers'])
  })
})

describe('the life of a room', () => {
  it('[S22] is loaded once, however many come at the same time', async () => {
    const { world, ana, ben, fay, calm, seen, id } = await scene()
    for (const peer of [ana, ben, fay]) peer.connect()
    await Promise.all([world.rooms.read(id, 1), world.rooms.hold(id, 1).then((release) => release())])
    await calm()
    expect(seen.reads).toBe(1)
    expect([ana, ben, fay].every(({ isSynced }) => isSynced)).toBe(true)
  })

  it('[S22] leaves memory some time after the last person, with a snapshot if its log is long, and comes back whole', async () => {
    const { world, ana, calm, seen, id } = await scene({ linger: 0, longTail: 5 })
    ana.connect()
    await calm()
    for (let i = 0; i < 10; i++) writes(ana, `n${i}`, `${i}`)
    await calm()
    ana.unplug()
    await eventually(() => expect(seen.snapshots).toBe(1))
    const before = seen.reads
    await eventually(async () => {
      expect(await stored(world)).toHaveLength(10)
      expect(seen.reads).toBeGreaterThan(before)
    })
    expect(await world.store.readRoom(`${id}/round-1`)).toMatchObject({ seq: 10, updates: [] })
    // Who owns what came back too.
    ana.connect()
    noteText(ana.board, 'n1')?.insert(0, 'still mine: ')
    await calm()
    expect([ana.closes, await stored(world)]).toEqual([[], expect.arrayContaining(['still mine: 1'])])
  })

  it('[S22] loses nothing when people come and go while it is unloaded', async () => {
    const { world, ana, ben, calm } = await scene({ linger: 0, longTail: 0 })
    for (let i = 0; i < 30; i++) {
      const peer = i % 2 ? ana : ben
      peer.connect()
      writes(peer, `n${i}`, `${i}`)
      await calm()
      expect(peer.durable).toBe(peer.sent)
      peer.unplug()
      if (i % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await stored(world)).toHaveLength(30)
  })

  it('[S23] folds its log in the background, and a failing snapshot costs nothing', async () => {
    const { world, ana, calm, seen, faults, id } = await scene({ foldUpdates: 10 })
    ana.connect()
    await calm()
    faults.snapshot = true
    for (let i = 0; i < 12; i++) writes(ana, `a${i}`)
    await calm()
    expect(seen.logged.map(({ what }) => what)).toContain('snapshot failed')
    faults.snapshot = false
    for (let i = 0; i < 12; i++) writes(ana, `b${i}`)
    await calm()
    await eventually(async () => expect((await world.store.readRoom(`${id}/round-1`)).snapshot).toBeDefined())
    world.crash()
    expect(await stored(world)).toHaveLength(24)
  })

  it('[S24] says goodbye at the end, after what was admitted is on disk and acknowledged', async () => {
    const { world, ana, calm } = await scene()
    ana.connect()
    await calm()
    writes(ana, 'n1')
    ana.flush()
    await world.rooms.close()
    ana.flush()
    expect([ana.durable, ana.closes]).toEqual([ana.sent, [CLOSE.goingAway]])
    world.crash()
    expect(await stored(world)).toEqual(['bolts'])
  })

  it('[S25] lets in whoever may read the round, and nobody else', async () => {
    const { world, ana, fay, calm } = await scene()
    const early = world.peer({ memberId: 'early' }, { round: 3 })
    const team = world.peer({ memberId: 'team', role: 'scribe', groupId: null }, { round: 3 })
    const lost = world.peer({ memberId: 'lost' }, { round: 9 })
    for (const peer of [ana, fay, early, team, lost]) peer.connect()
    await calm()
    expect([ana, fay, early, team, lost].map(({ closes }) => closes)).toEqual([[], [], [CLOSE.forbidden], [], [CLOSE.notFound]])
    await world.setSession((session) => ({ ...session, rounds: session.rounds.filter(({ number }) => number !== 3) }))
    await calm()
    expect(team.closes).toEqual([CLOSE.notFound])
  })

  it('[S25] follows a change of role', async () => {
    const { world, ana, calm, id } = await scene()
    ana.connect()
    await calm()
    world.rooms.memberChanged(id, { id: 'ana', role: 'observer', groupId: null, name: null })
    writes(ana, 'n1')
    await calm()
    expect(ana.refusals).toEqual([{ reason: 'read-only-role', notes: ['n1'] }])
  })

  it('[S25] knows the newest session, whatever an older caller brings along', async () => {
    const { world, ana, calm } = await scene()
    const old = world.session
    await world.setRound(1, 'closed')
    const late = world.peer({ memberId: 'late' })
    const { rooms } = world
    Object.assign(late, { world: { rooms, session: old } })
    late.connect()
    ana.connect()
    writes(late, 'n1')
    await calm()
    expect(late.refusals).toEqual([{ reason: 'round-closed', notes: ['n1'] }])
  })
})

describe('a hostile or broken client', () => {
  it.each<[string, unknown, boolean, number]>([
    ['random bytes', Uint8Array.from([9, 8, 7, 6]), true, CLOSE.badMessage],
    ['an empty message', new Uint8Array(), true, CLOSE.badMessage],
    ['a truncated message', Uint8Array.from([0, 2, 200]), true, CLOSE.badMessage],
    ['text', Buffer.from('hello'), false, CLOSE.badMessage],
    ['an unknown kind of message', Uint8Array.from([77, 1]), true, CLOSE.badMessage],
    ['an unknown sync message', Uint8Array.from([0, 9, 0]), true, CLOSE.badMessage],
    ['a broken state vector', Uint8Array.from([0, 0, 2, 200, 200]), true, CLOSE.badMessage],
    ['awareness that is none', Uint8Array.from([1, 3, 1, 200, 1]), true, CLOSE.badMessage],
    ['awareness that is no JSON', Uint8Array.from([1, 5, 1, 9, 1, 1, 123]), true, CLOSE.badMessage],
    ['a message that is too large', new Uint8Array(WIRE_LIMITS.message + 1), true, CLOSE.tooLarge],
    ['an update that is none', updateFrame(Uint8Array.from([255, 255, 255, 255, 7])), true, CLOSE.refused],
  ])('[S13] that sends %s loses its own socket, and nobody else notices', async (_what, bytes, isBinary, code) => {
    const { world, ana, ben, calm } = await scene()
    ana.connect()
    ben.connect()
    await calm()
    ben.send(bytes, isBinary)
    writes(ana, 'n1')
    await calm()
    expect([ben.closes, ana.closes, await stored(world)]).toEqual([[code], [], ['bolts']])
  })

  it('[S26] that does not read is let go before its buffer grows without bound', async () => {
    const { ana, ben, calm } = await scene({ unreadBytes: 1000 })
    ana.connect()
    ben.connect()
    await calm()
    if (ben.socket) ben.socket.bufferedAmount = 100_000
    writes(ana, 'n1')
    await calm()
    expect([ben.closes, ana.closes]).toEqual([[CLOSE.tryAgain], []])
    ben.connect()
    await calm()
    expect(texts(ben)).toEqual(['bolts'])
  })

  it('[S27] that sends more than its share is not listened to for a while, and nothing of it is lost', async () => {
    const { world, ana, calm } = await scene({ messagesAtOnce: 5, messagesPerSecond: 200, syncRequestCost: 1 })
    ana.connect()
    await calm()
    for (let i = 0; i < 20; i++) writes(ana, `n${i}`)
    ana.flush()
    expect(ana.socket?.isPaused).toBe(true)
    await eventually(async () => {
      await calm()
      expect(await stored(world)).toHaveLength(20)
    })
    expect([ana.durable, ana.closes]).toEqual([ana.sent, []])
  })

  it('[S27] that sends much in one piece lets others have their turn in between', async () => {
    const { world, ana, ben, calm } = await scene({ messagesATurn: 10 })
    for (const person of [ana, ben]) {
      person.connect()
      await calm()
      writes(person, `x${person.memberId}`)
      await calm()
    }
    for (let i = 0; i < 100; i++) writes(ana, `a${i}`)
    writes(ben, 'b-in-between')
    // As a socket hands over what came in one packet: whether or not it was paused meanwhile.
    for (const { bytes, isBinary } of ana.socket?.toServer.splice(0) ?? []) ana.socket?.emit('message', bytes, isBinary)
    ben.flush()
    await calm()
    const { updates } = await world.store.readRoom(`${world.session.id}/round-1`, 2)
    expect(updates.findIndex((bytes) => Buffer.from(bytes).includes('b-in-between'))).toBe(10)
    expect(updates).toHaveLength(101)
  })

  it('[S80] that goes on writing what no client of ours writes is let in no more, and nobody else notices', async () => {
    const { ana, ben, calm } = await scene({ spoilt: 3 })
    ana.connect()
    writes(ana, 'n1')
    await calm()
    for (let i = 0; i < 3; i++) {
      ben.connect()
      await calm()
      ;(ben.board.notes.get('n1') as Y.Map<unknown>).set('theme', 12n)
      await calm()
    }
    expect(ben.closes).toEqual([CLOSE.refused, CLOSE.refused, CLOSE.refused])
    ben.connect()
    await calm()
    expect(ben.closes.at(-1)).toBe(CLOSE.forbidden)
    noteText(ana.board, 'n1')?.insert(0, 'still ')
    await calm()
    expect([ana.closes, texts(ana)]).toEqual([[], ['still bolts']])
  })

  it('[S26] that opens ever more connections keeps those it has, and others come in', async () => {
    const { world, ana, ben, calm } = await scene({ connectionsEach: 3 })
    const windows = Array.from({ length: 5 }, () => world.peer({ memberId: 'ben' }).connect())
    await calm()
    expect(windows.map(({ closes }) => closes)).toEqual([[], [], [], [CLOSE.tryAgain], [CLOSE.tryAgain]])
    windows[0]?.unplug()
    ben.connect()
    ana.connect()
    await calm()
    expect([ana.isSynced, ben.isSynced]).toEqual([true, true])
  })

  it('[S10] that types in a note while it is deleted harms nobody', async () => {
    const { ana, fay, calm } = await scene()
    ana.connect()
    fay.connect()
    writes(ana, 'n1')
    await calm()
    deleteNotes(fay.board, ['n1'])
    noteText(ana.board, 'n1')?.insert(0, 'x')
    await calm()
    expect([ana.closes, fay.closes, readNote(ana.board, 'n1')]).toEqual([[], [], undefined])
    expect(Y.encodeStateVector(ana.board.doc)).toEqual(Y.encodeStateVector(fay.board.doc))
  })
})
