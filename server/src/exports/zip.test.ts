import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unzip } from './testUnzip.ts'
import { openZip } from './zip.ts'

const AT = Date.UTC(2025, 4, 20, 9, 30)
async function* pieces(...parts: Uint8Array[]) {
  yield* parts
}

it('[X63] an archive gives back what was put into it, whole or in pieces', async () => {
  const file = fc.oneof(fc.uint8Array({ size: 'max', maxLength: 70_000 }), fc.array(fc.uint8Array({ size: 'max', maxLength: 40_000 }), { maxLength: 4 }))
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 6 }), async (files) => {
      const taken: Uint8Array[] = []
      const zip = openZip(AT, async (bytes) => void taken.push(bytes))
      for (const [i, one] of files.entries()) await zip.add(`files/${i}`, one instanceof Uint8Array ? one : pieces(...one))
      await zip.end()
      const found = [...unzip(Buffer.concat(taken))]
      expect(found.map(([path, bytes]) => [path, bytes.toString('hex')])).toEqual(
        files.map((one, i) => [`files/${i}`, Buffer.concat(one instanceof Uint8Array ? [one] : one).toString('hex')]),
      )
    }),
    { numRuns: 40 },
  )
})

it('[X61] an archive ends with the file that cannot be read, and when nobody takes it', async () => {
  const unread = openZip(AT, async () => {})
  const broken = async function* () {
    yield Buffer.from('a beginning')
    throw new Error('no more of it')
  }
  await expect(unread.add('broken', broken())).rejects.toThrow('no more of it')

  const left = openZip(AT, () => Promise.reject(new Error('nobody takes it')))
  const much = pieces(...Array.from({ length: 100 }, (_, i) => Buffer.alloc(100_000, `${i} of many`)))
  await expect(left.add('much', much)).rejects.toThrow('nobody takes it')
})

it('[X63] who makes an archive waits for who takes it', async () => {
  let go = () => {}
  const going = new Promise<void>((resolve) => {
    go = resolve
  })
  let taken = 0
  const zip = openZip(AT, async (bytes) => {
    await going
    taken += bytes.length
  })
  let added = 0
  const adding = (async () => {
    for (; added < 50; added++) await zip.add(`files/${added}`, Buffer.alloc(1_000_000, 'x'))
    await zip.end()
  })()
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(added).toBeLessThan(3)
  go()
  await adding
  expect(taken).toBeGreaterThan(50_000_000)
})
