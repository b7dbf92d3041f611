import { parentPort } from 'node:worker_threads'
import type { ExportSource } from './source.ts'
import { writeExport } from './write.ts'
import type { FromThread, ToThread } from './writer.ts'

/** The other side of `writer.ts`. */
const port = parentPort
if (!port) throw new Error('this runs as a thread')

const say = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
const asked = new Map<number, (value: never) => void>()
let count = 0
let takenNow = () => {}

const ask = <T>(what: 'head' | 'round' | 'board' | 'file', which: string | number = '') =>
  new Promise<T>((resolve) => {
    asked.set(++count, resolve)
    say({ ask: count, what, which })
  })

const source: ExportSource = {
  head: () => ask('head'),
  round: (number) => ask('round', number),
  board: (number) => ask('board', number),
  file: (id) => ask('file', id),
}

port.on('message', (message: ToThread) => {
  if ('answer' in message) {
    asked.get(message.answer)?.(message.value as never)
    asked.delete(message.answer)
  } else if ('taken' in message) takenNow()
  else
    writeExport(message.order, source, {
      progress: (progress) => say({ progress }),
      head: (head) => say({ head }),
      chunk: (bytes) =>
        new Promise((resolve) => {
          takenNow = resolve
          // Buffers from a pool share their memory with others and cannot be given away; copies can.
          const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes)
          say({ chunk: own }, [own.buffer as ArrayBuffer])
        }),
    }).then(
      () => say({ end: true }),
      (error: Error) => say({ failed: error.stack ?? error.message }),
    )
})
