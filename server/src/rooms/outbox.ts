import { updateFrame } from './frames.ts'
import { merged } from './merged.ts'
import { createPace, type PaceLimits } from './pace.ts'

/** Whoever can be sent a message. */
interface Reader {
  send(frame: Uint8Array): void
}

/** What a room has to say of what was written. All of it is on disk. */
export interface Outbox {
  /** @param from who wrote it and knows it; undefined for the server itself */
  add(update: Uint8Array, from: Reader | undefined): void
  close(): void
}

/** Updates that are merged into one message; merging many more costs more than it saves. */
const MERGED = 50

/** Says at once what comes alone, and together what comes together: one message for everybody, made once. */
export function createOutbox<Who extends Reader>(limits: PaceLimits, everybody: () => Iterable<Who>): Outbox {
  let waiting: { update: Uint8Array; from: Reader | undefined }[] = []

  const pace = createPace(() => {
    const said = waiting
    waiting = []
    for (let i = 0; i < said.length; i += MERGED) say(said.slice(i, i + MERGED))
  }, limits)

  function say(some: typeof waiting) {
    const [first] = some
    if (!first) return
    const bytes = merged(some.map(({ update }) => update))
    if (!bytes) {
      for (const one of some) say([one])
      return
    }
    const frame = updateFrame(bytes)
    // Who wrote one part of several gets it back with the rest, which changes nothing for them.
    const only = some.every(({ from }) => from === first.from) ? first.from : undefined
    for (const reader of everybody()) if (reader !== only) reader.send(frame)
  }

  return {
    add(update, from) {
      waiting.push({ update, from })
      pace.due(true)
    },
    close: pace.close,
  }
}
