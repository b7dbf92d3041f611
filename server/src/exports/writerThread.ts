import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { ExportSource } from './source.ts'
import { writeExport } from './write.ts'
import type { Asked, FromThread, ToThread } from './writer.ts'

/** The other side of `writer.ts`. */

/** Where both want all of the processor, a thread so far behind gets a third of what the other gets. */
const BEHIND = 5
giveWay()

const port = parentPort
if (!port) throw new Error('this runs as a thread')

const say = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
const asked = new Map<number, (value: never) => void>()
let count = 0
let takenNow = () => {}

const ask = <T>(what: Asked, which: string | number = '') =>
  new Promise<T>((resolve) => {
    asked.set(++count, resolve)
    say({ ask: count, what, which })
  })

const source: ExportSource = {
  head: () => ask('head'),
  round: (number) => ask('round', number),
  board: (number) => ask('board', number),
  file: (id) => ask('file', id),
  claim: (round) => ask('claim', round),
  ahead: () => ask('ahead'),
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

/** Where threads have a rank of their own, as on Linux, whoever writes on a board comes before files. */
function giveWay(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), BEHIND)
  } catch {
    // Elsewhere all threads are alike.
  }
}
