import { expect, it } from 'vitest'
import { type OpenStore, session } from './testStore.ts'

async function* pieces(...parts: Uint8Array[]) {
  yield* parts
}
const read = async (stream: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

/** Files, and since when nothing was written. */
export function filesContract(at: OpenStore): void {
  const video = { id: 'f1', name: 'walk.mp4', type: 'video/mp4', addedAt: 3 }
  const big = Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251)

  it('[S48] gives back the same bytes, whole and in part, across the pieces they are kept in', async () => {
    const stored = await at.store.addFile('s', video, pieces(big.subarray(0, 7), big.subarray(7, 2_000_000), big.subarray(2_000_000)))
    expect(stored).toMatchObject({ ...video, size: big.length })
    expect(stored.sha256).toMatch(/^[0-9a-f]{64}$/)
    await at.reopen()
    expect(await at.store.fileInfo('s', 'f1')).toEqual(stored)
    expect((await read(at.store.readFile('s', 'f1'))).equals(big)).toBe(true)
    const [from, to] = [1_048_570, 2_097_160]
    expect((await read(at.store.readFile('s', 'f1', from, to))).equals(big.subarray(from, to + 1))).toBe(true)
    expect((await read(at.store.readFile('s', 'f1', big.length - 3))).length).toBe(3)
  })

  it('[S48] keeps nothing of a file whose bytes stopped coming', async () => {
    async function* broken() {
      yield big
      throw new Error('cut off')
    }
    await expect(at.store.addFile('s', video, broken())).rejects.toThrow('cut off')
    expect(await at.store.files('s')).toEqual([])
    expect((await read(at.store.readFile('s', 'f1'))).length).toBe(0)
    await at.store.addFile('s', video, pieces(big.subarray(0, 2)))
    expect((await at.store.files('s')).map(({ size }) => size)).toEqual([2])
  })

  it('[S48] has an empty file and does not find one of another stocktake', async () => {
    await at.store.addFile('s', video, pieces())
    expect(await at.store.fileInfo('s', 'f1')).toMatchObject({ size: 0 })
    expect(await at.store.fileInfo('another', 'f1')).toBeUndefined()
  })

  it('[S84] knows since when nothing was written, and drops files only if that is still so', async () => {
    const stocktake = { ...session(), id: 's' }
    await at.store.createSession(stocktake)
    await at.store.addFile('s', video, pieces(big))
    await at.store.addFile('s', { ...video, id: 'f2' }, pieces(big))
    const first = await at.store.rest('s', 100)
    expect(first.since).toBe(100)
    await at.reopen()
    expect(await at.store.rest('s', 200)).toEqual(first)

    const write = { update: Uint8Array.of(1), isOwn: false, owners: [] }
    await at.store.appendUpdates([{ ...write, room: 's/round-1', seq: 1 }])
    expect(await at.store.dropFiles('s', ['f1'], first.writes)).toBe(false)
    expect(await at.store.fileInfo('s', 'f1')).toBeDefined()
    const second = await at.store.rest('s', 300)
    expect(second.since).toBe(300)
    // What is folded away was written all the same, and another stocktake is another matter.
    await at.store.saveSnapshot('s/round-1', 1, { parts: [Uint8Array.of(1)], stateVector: Uint8Array.of(0), deletions: Uint8Array.of(0) })
    await at.store.appendUpdates([{ ...write, room: 's2/round-1', seq: 1 }])
    expect(await at.store.rest('s', 400)).toEqual(second)

    expect(await at.store.dropFiles('s', ['f1'], second.writes)).toBe(true)
    expect((await at.store.files('s')).map(({ id }) => id)).toEqual(['f2'])
    expect((await read(at.store.readFile('s', 'f1'))).length).toBe(0)
    expect((await read(at.store.readFile('s', 'f2'))).equals(Buffer.from(big))).toBe(true)
    expect(await at.store.saveSession({ ...stocktake, version: stocktake.version + 1 })).toBe(true)
    expect((await at.store.rest('s', 500)).since).toBe(500)
  })
}
