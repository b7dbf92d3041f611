import { expect, it } from 'vitest'
import { BoardSealed, SequenceTaken, type StoredSnapshot } from './store.ts'
import { type OpenStore, session } from './testStore.ts'

const update = (seq: number, ...bytes: number[]) => ({ room: 's/round-1', seq, update: Uint8Array.from(bytes), isOwn: false, owners: [] })
const snapshot = (...parts: number[]): StoredSnapshot => ({
  parts: parts.map((byte) => Uint8Array.of(byte, byte)),
  stateVector: Uint8Array.of(7),
  deletions: Uint8Array.of(8, 9),
})

/** Logs and snapshots of boards. */
export function boardsContract(at: OpenStore): void {
  it('[S45] reads the log in order after reopening, with the owners of notes', async () => {
    await at.store.appendUpdates([{ ...update(1, 1, 2), owners: [{ note: 'n1', member: 'ana' }] }, update(2, 3)])
    await at.store.appendUpdates([
      { ...update(3, 4), owners: [{ note: 'n2', member: null }] },
      { ...update(1, 9), room: 's/round-2' },
    ])
    await at.reopen()
    const room = await at.store.readRoom('s/round-1')
    expect(room.updates.map((bytes) => [...bytes])).toEqual([[1, 2], [3], [4]])
    expect(room).toMatchObject({ seq: 3, snapshot: undefined })
    expect([...room.owners]).toEqual([
      ['n1', 'ana'],
      ['n2', null],
    ])
    expect((await at.store.readRoom('s/never')).seq).toBe(0)
  })

  it('[S45] names the rooms that hold something and begin alike', async () => {
    await at.store.appendUpdates(['s/draft-1/ana', 's/draft-1/_zoe', 's/draft-12/ana', 's/round-1', 't/draft-1/ana'].map((room) => ({ ...update(1, 1), room })))
    await at.store.saveSnapshot('s/draft-1/ana', 1, snapshot(1))
    expect(await at.store.roomNames('s/draft-1/')).toEqual(['s/draft-1/_zoe', 's/draft-1/ana'])
    expect(await at.store.roomNames('s/draft-2/')).toEqual([])
  })

  it('[S46] writes all updates of a flush or none, and says when a number is taken', async () => {
    await at.store.appendUpdates([update(1, 1)])
    await expect(at.store.appendUpdates([update(2, 2), update(1, 1)])).rejects.toBeInstanceOf(SequenceTaken)
    expect((await at.store.readRoom('s/round-1')).seq).toBe(1)
    await at.store.saveSnapshot('s/round-1', 1, snapshot(1))
    await expect(at.store.appendUpdates([update(1, 1)])).rejects.toBeInstanceOf(SequenceTaken)
    expect(await at.store.readRoom('s/round-1')).toMatchObject({ seq: 1, updates: [] })
  })

  it('[S82] seals a board with the session that closes its round, if all of it was seen, and opens it again', async () => {
    const first = session()
    await at.store.createSession(first)
    await at.store.appendUpdates([update(1, 1), update(2, 2)])
    const close = (version: number, seq: number) => at.store.saveSession({ ...first, version }, { boards: [{ room: 's/round-1', isSealed: true, seq }] })
    expect(await close(1, 1)).toBe(false)
    expect((await at.store.readSession(first.id))?.version).toBe(0)
    expect(await close(1, 2)).toBe(true)
    await expect(at.store.appendUpdates([update(3, 3)])).rejects.toBeInstanceOf(BoardSealed)
    await at.store.appendUpdates([{ ...update(3, 3), isOwn: true }])
    expect(await at.store.saveSession({ ...first, version: 2 }, { boards: [{ room: 's/round-1', isSealed: false }] })).toBe(true)
    await at.store.appendUpdates([update(4, 4)])
    await at.store.saveSnapshot('s/round-1', 4, snapshot(4))
    expect(await close(3, 4)).toBe(true)
  })

  it('[S47] a snapshot replaces what it covers and nothing after it', async () => {
    await at.store.appendUpdates([update(1, 1), update(2, 2), update(3, 3)])
    await at.store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
    await at.reopen()
    const room = await at.store.readRoom('s/round-1')
    expect(room.snapshot).toEqual(snapshot(1, 2))
    expect(room.updates.map((bytes) => [...bytes])).toEqual([[3]])
    expect(room.seq).toBe(3)
    await at.store.saveSnapshot('s/round-1', 3, snapshot(3))
    expect(await at.store.readRoom('s/round-1')).toMatchObject({ seq: 3, snapshot: snapshot(3), updates: [] })
    // One that was long under way, of a process that had seen less.
    await at.store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
    expect((await at.store.readRoom('s/round-1')).snapshot).toEqual(snapshot(3))
  })

  it('[S47] tells who has read before what is newer, and no more', async () => {
    await at.store.appendUpdates([update(1, 1), update(2, 2), update(3, 3)])
    const numbers = async (after: number) => {
      const { seq, snapshot: whole, updates } = await at.store.readRoom('s/round-1', after)
      return [seq, whole?.parts.length ?? 0, ...updates.map(([first]) => first)]
    }
    expect(await numbers(1)).toEqual([3, 0, 2, 3])
    expect(await numbers(3)).toEqual([3, 0])
    await at.store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
    expect(await numbers(1)).toEqual([3, 2, 3])
    expect(await numbers(2)).toEqual([3, 0, 3])
  })
}
