import type { Votes } from '@stocktake/shared/ballots'
import type { CarryDecision } from '@stocktake/shared/carry'
import { createStocktake } from '@stocktake/shared/commands/create'
import type { RoundRecord } from '@stocktake/shared/record'
import type { Member, Session } from '@stocktake/shared/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BoardSealed, JoinCodeTaken, SequenceTaken, type Store, type StoredSnapshot } from './store.ts'

/** The promises of `Store`, for any implementation. `reopen` closes it and opens the same data again. */
export function storeContract(make: () => Promise<{ store: Store; reopen: () => Promise<Store>; dispose: () => Promise<void> }>) {
  let made: Awaited<ReturnType<typeof make>>
  let store: Store
  beforeEach(async () => {
    made = await make()
    store = made.store
  })
  afterEach(() => made.dispose())

  const session = (title = 'Discharge letters') => createStocktake({ title, sharedObject: 'A letter that arrives', template: 'care-standard' }, 1000)
  const ana: Member = { id: 'ana', role: 'participant', groupId: 'g1', name: 'Ana', joinedAt: 5, attended: [], removed: null }
  const secrets = { tokenHash: 'token-1', returnCodeHash: 'return-1' }
  const update = (seq: number, ...bytes: number[]) => ({ room: 's/round-1', seq, update: Uint8Array.from(bytes), isOwn: false, owners: [] })
  const snapshot = (...parts: number[]): StoredSnapshot => ({
    parts: parts.map((byte) => Uint8Array.of(byte, byte)),
    stateVector: Uint8Array.of(7),
    deletions: Uint8Array.of(8, 9),
  })
  const decision = (id: string, round = 1): CarryDecision => ({
    id,
    round,
    action: 'parked',
    sources: [{ round, note: 'n1' }],
    results: [],
    reason: 'later',
    decidedAt: 7,
    placedIn: null,
  })
  const record = (version: number) => ({
    round: 1,
    version,
    hash: `hash-${version}`,
    record: { schema: 'stocktake-record/1', version } as unknown as RoundRecord,
  })

  async function* pieces(...parts: Uint8Array[]) {
    yield* parts
  }
  const read = async (stream: AsyncIterable<Uint8Array>) => {
    const parts: Uint8Array[] = []
    for await (const part of stream) parts.push(part)
    return Buffer.concat(parts)
  }

  describe('sessions', () => {
    it('[J22] a join code can be changed for another that nobody has', async () => {
      const [first, other] = [session(), session()]
      await store.createSession(first)
      await store.createSession(other)
      await expect(store.saveSession({ ...first, version: 1, joinCode: other.joinCode })).rejects.toBeInstanceOf(JoinCodeTaken)
      expect(await store.saveSession({ ...first, version: 1, joinCode: 'NEW234' })).toBe(true)
      expect([await store.findByJoinCode(first.joinCode), (await store.findByJoinCode('NEW234'))?.id]).toEqual([undefined, first.id])
    })

    it('[S40] gives back what was written, also after reopening', async () => {
      const written = session()
      await store.createSession(written)
      store = await made.reopen()
      expect(await store.readSession(written.id)).toEqual(written)
      expect(await store.findByJoinCode(written.joinCode)).toEqual(written)
      expect(await store.sessionIds()).toEqual([written.id])
    })

    it('[S40] knows nothing of what was never written', async () => {
      expect(await store.readSession('nobody')).toBeUndefined()
      expect(await store.findByJoinCode('AAAAAA')).toBeUndefined()
    })

    it('[S41] refuses a join code that is in use, and writes nothing', async () => {
      const first = session()
      await store.createSession(first)
      const second = { ...session('Another'), joinCode: first.joinCode }
      await expect(store.createSession(second, { members: [{ member: ana, secrets }] })).rejects.toBeInstanceOf(JoinCodeTaken)
      expect(await store.readSession(second.id)).toBeUndefined()
      expect(await store.findByToken('token-1')).toBeUndefined()
    })

    it('[S42] lets one of two changes of the same version happen', async () => {
      const first = session()
      await store.createSession(first)
      const both = await Promise.all(['A', 'B'].map((title) => store.saveSession({ ...first, title, version: 1 })))
      expect(both.sort()).toEqual([false, true])
      expect((await store.readSession(first.id))?.version).toBe(1)
    })

    it('[S43] writes a session with its record and decisions, or none of them', async () => {
      const first = session()
      await store.createSession(first)
      const also = { records: [record(1)], decisions: [{ round: 1, decisions: [decision('d1')] }] }
      expect(await store.saveSession({ ...first, version: 9 }, also)).toBe(false)
      expect(await store.records(first.id, 1)).toEqual([])
      expect(await store.saveSession({ ...first, version: 1 }, also)).toBe(true)
      // The record exists already, so the second write fails as a whole.
      await expect(store.saveSession({ ...first, title: 'Half', version: 2 }, also)).rejects.toThrow()
      expect((await store.readSession(first.id))?.title).toBe(first.title)
      expect(await store.records(first.id, 1)).toEqual([record(1)])
      expect(await store.decisions(first.id)).toEqual([decision('d1')])
    })
  })

  describe('people', () => {
    it('[S44] finds a person by each of their tokens and by their return code', async () => {
      await store.addMember('s', ana, secrets)
      await store.addToken('ana', 'token-2')
      for (const token of ['token-1', 'token-2']) expect(await store.findByToken(token)).toEqual({ stocktakeId: 's', member: ana })
      expect(await store.findByReturnCode('return-1')).toEqual({ stocktakeId: 's', member: ana })
      await store.revokeToken('token-1')
      expect(await store.findByToken('token-1')).toBeUndefined()
      expect(await store.findByToken('token-2')).toBeDefined()
    })

    it('[S44] changes a role and a group of this stocktake alone, and counts a round once', async () => {
      await store.addMember('s', ana, secrets)
      await store.editMember('another', 'ana', { role: 'facilitator' })
      await store.editMember('s', 'ana', { role: 'scribe' })
      await store.editMember('s', 'ana', { groupId: 'g2' })
      await store.attend('ana', 2)
      await store.attend('ana', 1)
      await store.attend('ana', 2)
      expect(await store.members('s')).toEqual([{ ...ana, role: 'scribe', groupId: 'g2', attended: [1, 2] }])
    })

    it('[J25] keeps where somebody says they are, until they take it back', async () => {
      await store.addMember('s', { ...ana, where: 'room' }, secrets)
      await store.editMember('s', 'ana', { where: 'remote' })
      await store.editMember('s', 'ana', { role: 'scribe' })
      store = await made.reopen()
      expect(await store.members('s')).toEqual([{ ...ana, role: 'scribe', where: 'remote' }])
      await store.editMember('s', 'ana', { where: null })
      expect(await store.members('s')).toEqual([{ ...ana, role: 'scribe' }])
    })

    it('[J20] [J23] remembers who was removed, and ends what all of their devices hold', async () => {
      await store.addMember('s', ana, secrets)
      await store.addToken('ana', 'token-2')
      await store.editMember('s', 'ana', { removed: 'hidden' })
      store = await made.reopen()
      expect((await store.findByToken('token-2'))?.member).toEqual({ ...ana, removed: 'hidden' })
      await store.editMember('s', 'ana', { removed: null })
      expect((await store.revokeTokens('ana')).sort()).toEqual(['token-1', 'token-2'])
      expect(await store.findByToken('token-1')).toBeUndefined()
      expect(await store.findByReturnCode('return-1')).toEqual({ stocktakeId: 's', member: ana })
    })

    it('[L30] remembers one thing for which somebody is ready', async () => {
      await store.addMember('s', ana, secrets)
      await store.setReady('ana', 'a')
      await store.setReady('ana', 'b')
      expect([await store.ready('s', 'a'), await store.ready('s', 'b'), await store.ready('other', 'b')]).toEqual([[], ['ana'], []])
      await store.setReady('ana', null)
      expect(await store.ready('s', 'b')).toEqual([])
    })

    it('[J21] keeps hidden notes by round, each once, until they are dropped', async () => {
      const note = (id: string, text: string) => ({ id, text, at: { cell: null, x: 0, y: 0 }, group: null, createdAt: 1, comments: [] })
      await store.hideNotes('s', 1, 'ana', [note('n1', 'one'), note('n2', 'two')])
      await store.hideNotes('s', 1, 'ana', [note('n1', 'one again')])
      await store.hideNotes('s', 2, 'ana', [note('n3', 'three')])
      store = await made.reopen()
      expect(await store.hiddenNotes('s', 1)).toEqual([
        { member: 'ana', note: note('n1', 'one again') },
        { member: 'ana', note: note('n2', 'two') },
      ])
      await store.dropHidden('s', 1, ['n1', 'n2', 'n3'])
      expect([await store.hiddenNotes('s', 1), (await store.hiddenNotes('s', 2)).length]).toEqual([[], 1])
    })
  })

  describe('boards', () => {
    it('[S45] reads the log in order after reopening, with the owners of notes', async () => {
      await store.appendUpdates([{ ...update(1, 1, 2), owners: [{ note: 'n1', member: 'ana' }] }, update(2, 3)])
      await store.appendUpdates([
        { ...update(3, 4), owners: [{ note: 'n2', member: null }] },
        { ...update(1, 9), room: 's/round-2' },
      ])
      store = await made.reopen()
      const room = await store.readRoom('s/round-1')
      expect(room.updates.map((bytes) => [...bytes])).toEqual([[1, 2], [3], [4]])
      expect(room).toMatchObject({ seq: 3, snapshot: undefined })
      expect([...room.owners]).toEqual([
        ['n1', 'ana'],
        ['n2', null],
      ])
      expect((await store.readRoom('s/never')).seq).toBe(0)
    })

    it('[S45] names the rooms that hold something and begin alike', async () => {
      await store.appendUpdates(['s/draft-1/ana', 's/draft-1/_zoe', 's/draft-12/ana', 's/round-1', 't/draft-1/ana'].map((room) => ({ ...update(1, 1), room })))
      await store.saveSnapshot('s/draft-1/ana', 1, snapshot(1))
      expect(await store.roomNames('s/draft-1/')).toEqual(['s/draft-1/_zoe', 's/draft-1/ana'])
      expect(await store.roomNames('s/draft-2/')).toEqual([])
    })

    it('[S46] writes all updates of a flush or none, and says when a number is taken', async () => {
      await store.appendUpdates([update(1, 1)])
      await expect(store.appendUpdates([update(2, 2), update(1, 1)])).rejects.toBeInstanceOf(SequenceTaken)
      expect((await store.readRoom('s/round-1')).seq).toBe(1)
      await store.saveSnapshot('s/round-1', 1, snapshot(1))
      await expect(store.appendUpdates([update(1, 1)])).rejects.toBeInstanceOf(SequenceTaken)
      expect(await store.readRoom('s/round-1')).toMatchObject({ seq: 1, updates: [] })
    })

    it('[S82] seals a board with the session that closes its round, if all of it was seen, and opens it again', async () => {
      const first = session()
      await store.createSession(first)
      await store.appendUpdates([update(1, 1), update(2, 2)])
      const close = (version: number, seq: number) => store.saveSession({ ...first, version }, { boards: [{ room: 's/round-1', isSealed: true, seq }] })
      expect(await close(1, 1)).toBe(false)
      expect((await store.readSession(first.id))?.version).toBe(0)
      expect(await close(1, 2)).toBe(true)
      await expect(store.appendUpdates([update(3, 3)])).rejects.toBeInstanceOf(BoardSealed)
      await store.appendUpdates([{ ...update(3, 3), isOwn: true }])
      expect(await store.saveSession({ ...first, version: 2 }, { boards: [{ room: 's/round-1', isSealed: false }] })).toBe(true)
      await store.appendUpdates([update(4, 4)])
      await store.saveSnapshot('s/round-1', 4, snapshot(4))
      expect(await close(3, 4)).toBe(true)
    })

    it('[S47] a snapshot replaces what it covers and nothing after it', async () => {
      await store.appendUpdates([update(1, 1), update(2, 2), update(3, 3)])
      await store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
      store = await made.reopen()
      const room = await store.readRoom('s/round-1')
      expect(room.snapshot).toEqual(snapshot(1, 2))
      expect(room.updates.map((bytes) => [...bytes])).toEqual([[3]])
      expect(room.seq).toBe(3)
      await store.saveSnapshot('s/round-1', 3, snapshot(3))
      expect(await store.readRoom('s/round-1')).toMatchObject({ seq: 3, snapshot: snapshot(3), updates: [] })
      // One that was long under way, of a process that had seen less.
      await store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
      expect((await store.readRoom('s/round-1')).snapshot).toEqual(snapshot(3))
    })

    it('[S47] tells who has read before what is newer, and no more', async () => {
      await store.appendUpdates([update(1, 1), update(2, 2), update(3, 3)])
      const numbers = async (after: number) => {
        const { seq, snapshot: whole, updates } = await store.readRoom('s/round-1', after)
        return [seq, whole?.parts.length ?? 0, ...updates.map(([first]) => first)]
      }
      expect(await numbers(1)).toEqual([3, 0, 2, 3])
      expect(await numbers(3)).toEqual([3, 0])
      await store.saveSnapshot('s/round-1', 2, snapshot(1, 2))
      expect(await numbers(1)).toEqual([3, 2, 3])
      expect(await numbers(2)).toEqual([3, 0, 3])
    })
  })

  it('[S43] replaces the decisions of one round alone', async () => {
    await store.saveDecisions('s', 1, [decision('d1')])
    await store.saveDecisions('s', 2, [decision('d2', 2)])
    await store.saveDecisions('s', 1, [decision('d3'), decision('d4')])
    expect((await store.decisions('s')).map(({ id }) => id)).toEqual(['d3', 'd4', 'd2'])
  })

  describe('files', () => {
    const video = { id: 'f1', name: 'walk.mp4', type: 'video/mp4', addedAt: 3 }
    const big = Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251)

    it('[S48] gives back the same bytes, whole and in part, across the pieces they are kept in', async () => {
      const stored = await store.addFile('s', video, pieces(big.subarray(0, 7), big.subarray(7, 2_000_000), big.subarray(2_000_000)))
      expect(stored).toMatchObject({ ...video, size: big.length })
      expect(stored.sha256).toMatch(/^[0-9a-f]{64}$/)
      store = await made.reopen()
      expect(await store.fileInfo('s', 'f1')).toEqual(stored)
      expect((await read(store.readFile('s', 'f1'))).equals(big)).toBe(true)
      const [from, to] = [1_048_570, 2_097_160]
      expect((await read(store.readFile('s', 'f1', from, to))).equals(big.subarray(from, to + 1))).toBe(true)
      expect((await read(store.readFile('s', 'f1', big.length - 3))).length).toBe(3)
    })

    it('[S48] keeps nothing of a file whose bytes stopped coming', async () => {
      async function* broken() {
        yield big
        throw new Error('cut off')
      }
      await expect(store.addFile('s', video, broken())).rejects.toThrow('cut off')
      expect(await store.files('s')).toEqual([])
      expect((await read(store.readFile('s', 'f1'))).length).toBe(0)
      await store.addFile('s', video, pieces(big.subarray(0, 2)))
      expect((await store.files('s')).map(({ size }) => size)).toEqual([2])
    })

    it('[S48] has an empty file and does not find one of another stocktake', async () => {
      await store.addFile('s', video, pieces())
      expect(await store.fileInfo('s', 'f1')).toMatchObject({ size: 0 })
      expect(await store.fileInfo('another', 'f1')).toBeUndefined()
    })

    it('[S84] knows since when nothing was written, and drops files only if that is still so', async () => {
      const stocktake = { ...session(), id: 's' }
      await store.createSession(stocktake)
      await store.addFile('s', video, pieces(big))
      await store.addFile('s', { ...video, id: 'f2' }, pieces(big))
      const first = await store.rest('s', 100)
      expect(first.since).toBe(100)
      store = await made.reopen()
      expect(await store.rest('s', 200)).toEqual(first)

      const write = { update: Uint8Array.of(1), isOwn: false, owners: [] }
      await store.appendUpdates([{ ...write, room: 's/round-1', seq: 1 }])
      expect(await store.dropFiles('s', ['f1'], first.writes)).toBe(false)
      expect(await store.fileInfo('s', 'f1')).toBeDefined()
      const second = await store.rest('s', 300)
      expect(second.since).toBe(300)
      // What is folded away was written all the same, and another stocktake is another matter.
      await store.saveSnapshot('s/round-1', 1, { parts: [Uint8Array.of(1)], stateVector: Uint8Array.of(0), deletions: Uint8Array.of(0) })
      await store.appendUpdates([{ ...write, room: 's2/round-1', seq: 1 }])
      expect(await store.rest('s', 400)).toEqual(second)

      expect(await store.dropFiles('s', ['f1'], second.writes)).toBe(true)
      expect((await store.files('s')).map(({ id }) => id)).toEqual(['f2'])
      expect((await read(store.readFile('s', 'f1'))).length).toBe(0)
      expect((await read(store.readFile('s', 'f2'))).equals(Buffer.from(big))).toBe(true)
      expect(await store.saveSession({ ...stocktake, version: stocktake.version + 1 })).toBe(true)
      expect((await store.rest('s', 500)).since).toBe(500)
    })
  })

  describe('ballots', () => {
    const one = (item: string): Votes => ({ votes: { [item]: 1 }, disagree: [] })
    const add =
      (item: string) =>
      (_session: Session, { votes, disagree }: Votes) => ({ votes: { ...votes, [item]: 1 }, disagree })

    it('[V4] changes what each person gave one after the other, each on what the one before left, with the session as it stands', async () => {
      const first = session()
      await store.createSession(first, { members: [{ member: ana, secrets }] })
      const seen: Session[] = []
      const given = await Promise.all(
        ['a', 'b', 'c'].map((item) =>
          store.vote(first.id, 'x', 'ana', (now, before) => {
            seen.push(now)
            return add(item)(now, before)
          }),
        ),
      )
      expect(given.map(({ votes }) => Object.keys(votes).length)).toEqual([1, 2, 3])
      expect(seen).toEqual([first, first, first])
      await store.vote(first.id, 'x', 'nobody', () => one('a'))
      await store.vote(first.id, 'y', 'ana', () => one('z'))
      store = await made.reopen()
      expect(await store.votes(first.id, 'x')).toEqual([
        { member: 'ana', group: 'g1', given: { votes: { a: 1, b: 1, c: 1 }, disagree: [] } },
        { member: 'nobody', group: null, given: one('a') },
      ])
    })

    it('[V4] writes nothing of a vote that is refused', async () => {
      const first = session()
      await store.createSession(first)
      await store.vote(first.id, 'x', 'ana', add('a'))
      const refused = store.vote(first.id, 'x', 'ana', () => {
        throw new Error('no more votes')
      })
      await expect(refused).rejects.toThrow('no more votes')
      await expect(store.vote('nowhere', 'x', 'ana', add('a'))).rejects.toMatchObject({ code: 'stocktake-not-found' })
      expect(await store.votes(first.id, 'x')).toMatchObject([{ given: one('a') }])
    })

    it('[V6] ends a ballot with all that was given, and keeps nothing of who gave it', async () => {
      const first = session()
      await store.createSession(first)
      await store.vote(first.id, 'x', 'ana', add('a'))
      await store.vote(first.id, 'y', 'ana', add('b'))
      const ended = await store.endBallot(first.id, 'x', (now, given) => ({ ...now, title: given.map(({ member }) => member).join() }))
      expect(ended).toEqual({ ...first, title: 'ana', version: 1 })
      expect(await store.readSession(first.id)).toEqual(ended)
      expect(await store.votes(first.id, 'x')).toEqual([])
      expect(await store.votes(first.id, 'y')).toHaveLength(1)
      const refused = store.endBallot(first.id, 'y', () => {
        throw new Error('not now')
      })
      await expect(refused).rejects.toThrow('not now')
      expect(await store.votes(first.id, 'y')).toHaveLength(1)
    })

    it('[V12] keeps how each person rates the cells of a round', async () => {
      const first = session()
      await store.createSession(first, { members: [{ member: ana, secrets }] })
      await store.rate(first.id, 1, 'ana', (_session, before) => ({ ...before, a: 'partly' }))
      await store.rate(first.id, 1, 'ana', (_session, before) => ({ ...before, b: 'not-yet' }))
      await store.rate(first.id, 2, 'ana', (_session, before) => ({ ...before, a: 'in-place' }))
      store = await made.reopen()
      expect(await store.ratings(first.id, 1)).toEqual([{ member: 'ana', group: 'g1', given: { a: 'partly', b: 'not-yet' } }])
    })
  })

  it('[S49] makes a secret once', async () => {
    expect(await store.secret('links', () => 'one')).toBe('one')
    store = await made.reopen()
    expect(await store.secret('links', () => 'two')).toBe('one')
  })

  it('[S49] refuses work once it is closed', async () => {
    await store.ping()
    await store.close()
    await expect(store.ping()).rejects.toThrow()
  })
}
