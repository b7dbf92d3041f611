import { Readable } from 'node:stream'
import { toProblemJson } from '@stocktake/shared/problem'
import type { Member } from '@stocktake/shared/session'
import type { FastifyReply } from 'fastify'
import type { ExportOrder, ExportProgress, MadeFile, Told } from '../exports/source.ts'
import { exportFor } from '../workshop/report.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { asProblem } from './problems.ts'

/** Files on their way out: as they are made, and not longer than somebody waits for them. */

type Asker = Pick<Member, 'id' | 'role'>
type Make = (onProgress?: Told['onProgress']) => Promise<MadeFile>

function makerOf(workshop: Workshop, id: string, reply: FastifyReply, order: ExportOrder, { id: who, role }: Asker): { make: Make; signal: AbortSignal } {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return { signal: gone.signal, make: (onProgress) => exportFor(workshop, id, order, role, { who, signal: gone.signal, onProgress }) }
}

/** Answers with the file. */
export async function sendFile(workshop: Workshop, id: string, reply: FastifyReply, order: ExportOrder, asker: Asker): Promise<FastifyReply> {
  const { make, signal } = makerOf(workshop, id, reply, order, asker)
  try {
    const { bytes, contentType, fileName, size } = await make()
    if (size !== null) reply.header('content-length', size)
    if (order.kind !== 'report') reply.header('content-disposition', `attachment; filename="${fileName}"`)
    return reply.type(contentType).send(Readable.from(bytes))
  } catch (error) {
    // Whoever went away needs no answer.
    if (signal.aborted) return reply.hijack()
    throw error
  }
}

const MAKING = 'application/vnd.stocktake.making'

/**
 * Answers with the file and, on the way, with how far it is. Lines of JSON: `progress`, then `file`, then `bytes` with so many
 * bytes of the file after each such line, then `end`; or `problem`. Whoever closes the connection stops the making.
 */
export function sendMaking(workshop: Workshop, id: string, reply: FastifyReply, order: ExportOrder, asker: Asker): FastifyReply {
  return reply.type(MAKING).send(Readable.from(linesOf(makerOf(workshop, id, reply, order, asker).make)))
}

const line = (said: object) => Buffer.from(`${JSON.stringify(said)}\n`)

async function* linesOf(make: Make): AsyncGenerator<Uint8Array> {
  const news: ExportProgress[] = []
  let wake = () => {}
  /** What is heard until that is settled. */
  async function* until(promise: Promise<unknown>): AsyncGenerator<Uint8Array> {
    let isSettled = false
    const settle = () => {
      isSettled = true
      wake()
    }
    promise.then(settle, settle)
    while (!isSettled || news.length) {
      const progress = news.shift()
      if (progress) yield line({ progress })
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }
  try {
    const making = make((progress) => {
      news.push(progress)
      wake()
    })
    yield* until(making)
    const { bytes, fileName, contentType, size } = await making
    yield line({ file: { name: fileName, type: contentType, size } })
    const pieces = bytes[Symbol.asyncIterator]()
    for (;;) {
      const next = pieces.next()
      yield* until(next)
      const { done, value } = await next
      if (done) break
      yield line({ bytes: value.length })
      yield value
    }
    yield line({ end: true })
  } catch (error) {
    yield line({ problem: toProblemJson(asProblem(error as Error)) })
  }
}
