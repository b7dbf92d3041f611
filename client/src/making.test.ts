import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MakingProgress, readMaking } from './making.ts'

const line = (said: object) => new TextEncoder().encode(`${JSON.stringify(said)}\n`)
const joined = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

/** The same bytes in pieces that end anywhere. */
function streamOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const edges = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)), bytes.length].sort((a, b) => a - b)
  return new ReadableStream({
    start(controller) {
      for (const [i, edge] of edges.entries()) if (i) controller.enqueue(bytes.slice(edges[i - 1], edge))
      controller.close()
    },
  })
}

it('[X61] a file is read whole however it comes in pieces, and never one that ends too early', async () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40, size: 'max' })
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(pieces, cuts, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), async (file, where, early) => {
      const progress: MakingProgress = { step: 'making', done: 1, of: 2 }
      const sent = joined([
        line({ progress }),
        line({ file: { name: 'a.csv', type: 'text/csv', size: null } }),
        ...file.flatMap((piece) => [line({ bytes: piece.length }), piece, line({ progress })]),
        line({ end: true }),
      ])
      const heard: MakingProgress[] = []
      const made = await readMaking(streamOf(sent, where), (one) => heard.push(one))
      if (!made || !('bytes' in made)) throw new Error('not made')
      expect([made.name, made.bytes.type]).toEqual(['a.csv', 'text/csv'])
      expect(new Uint8Array(await made.bytes.arrayBuffer())).toEqual(joined(file))
      expect(heard).toHaveLength(1 + file.length)
      const cut = sent.slice(0, Math.floor(early * sent.length))
      expect(await readMaking(streamOf(cut, where), () => {})).toBeUndefined()
    }),
  )
})

it('[X61] what the server says is wrong is told', async () => {
  const problem = { type: 'x', title: 'Too many.', status: 503, code: 'exports-busy' }
  expect(await readMaking(streamOf(line({ problem }), [0.5]), () => {})).toEqual(problem)
})
