import type { ProblemJson } from '@stocktake/shared/problem'

/** A file on its way: lines of JSON that say how far it is, with the bytes of the file between them. */

export interface MakingProgress {
  step: 'reading' | 'making'
  done: number
  of: number
}

export interface MadeFile {
  name: string
  bytes: Blob
}

type Line = { progress?: MakingProgress; file?: { name: string; type: string }; bytes?: number; problem?: ProblemJson; end?: true }

/** Reads it to its end. Resolves to a problem where the server tells one, and to undefined where it ends too early. */
export async function readMaking(
  stream: ReadableStream<Uint8Array>,
  onProgress: (progress: MakingProgress) => void,
): Promise<MadeFile | ProblemJson | undefined> {
  const read = readerOf(stream)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let file: Line['file']
  for (;;) {
    const text = await read.line()
    if (text === undefined) return undefined
    const line = JSON.parse(text) as Line
    if (line.progress) onProgress(line.progress)
    if (line.problem) return line.problem
    if (line.file) file = line.file
    if (line.bytes) {
      const piece = await read.bytes(line.bytes)
      if (!piece) return undefined
      pieces.push(piece)
    }
    if (line.end) return file && { name: file.name, bytes: new Blob(pieces, { type: file.type }) }
  }
}

function readerOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader()
  let held = new Uint8Array(0)
  async function more(): Promise<boolean> {
    const { done, value } = await reader.read()
    if (done) return false
    const joined = new Uint8Array(held.length + value.length)
    joined.set(held)
    joined.set(value, held.length)
    held = joined
    return true
  }
  return {
    /** Up to the next line feed; undefined at the end. */
    async line(): Promise<string | undefined> {
      let end = held.indexOf(10)
      while (end < 0) {
        if (!(await more())) return undefined
        end = held.indexOf(10)
      }
      const text = new TextDecoder().decode(held.subarray(0, end))
      held = held.slice(end + 1)
      return text
    },
    async bytes(count: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
      const found = new Uint8Array(count)
      let at = 0
      for (;;) {
        const some = held.subarray(0, count - at)
        found.set(some, at)
        at += some.length
        held = held.slice(some.length)
        if (at === count) return found
        if (!(await more())) return undefined
      }
    },
  }
}
