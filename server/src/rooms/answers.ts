import * as Y from 'yjs'
import { step2Frame, updateFrame } from './frames.ts'
import { merged } from './merged.ts'

/**
 * What people who come are answered, from bytes that are made once and shared: a state of the board as it was some
 * moments ago, and what came since. Hundreds may come within a second while others go on writing.
 */
export interface Answers {
  /** The board took this in. */
  grew(update: Uint8Array): void
  /** The messages for somebody with this state vector; the last one tells them that they have everything. */
  to(stateVector: Uint8Array): Uint8Array[]
}

/** Updates since the base state that are worth keeping; with more, or more bytes than a quarter of the base, it is made anew. */
const TAIL = 500
const TAIL_BYTES = 256 * 1024
/** Different state vectors for which an answer is kept. */
const KEPT = 50

interface Answer {
  bytes: Uint8Array
  /** As the only message, and as the first of two. */
  whole?: Uint8Array
  first?: Uint8Array
}

/** @param start a state that the board was loaded from and what was added to it, which saves encoding the first one */
export function createAnswers(doc: Y.Doc, start?: { snapshot: Uint8Array; updates: readonly Uint8Array[] }): Answers {
  let base = new Map<string, Answer>(start ? [['', { bytes: start.snapshot }]] : [])
  let tail: Uint8Array[] = []
  let tailBytes = 0
  let tailFrame: Uint8Array | undefined

  function grew(update: Uint8Array) {
    if (base.size === 0) return
    tail.push(update)
    tailBytes += update.length
    tailFrame = undefined
    const whole = base.get('')?.bytes.length ?? 0
    // Nobody may ask for long: what is kept must not grow with the board's history.
    if (tail.length > TAIL || tailBytes > Math.max(TAIL_BYTES, whole / 4)) forget()
  }
  function forget() {
    base = new Map()
    tail = []
    tailBytes = 0
    tailFrame = undefined
  }
  for (const update of start?.updates ?? []) grew(update)

  function to(stateVector: Uint8Array): Uint8Array[] {
    // An empty state vector is one zero: what every newcomer has.
    const isNew = stateVector.length === 1 && stateVector[0] === 0
    const key = isNew ? '' : Buffer.from(stateVector).toString('latin1')
    let answer = base.get(key)
    if (!answer) {
      if (base.size >= KEPT) forget()
      answer = { bytes: Y.encodeStateAsUpdate(doc, isNew ? undefined : stateVector) }
      base.set(key, answer)
    }
    if (!tail.length) {
      answer.whole ??= step2Frame(answer.bytes)
      return [answer.whole]
    }
    if (!tailFrame) {
      const rest = merged(tail)
      if (!rest) {
        forget()
        return to(stateVector)
      }
      tail = [rest]
      tailFrame = step2Frame(rest)
    }
    answer.first ??= updateFrame(answer.bytes)
    return [answer.first, tailFrame]
  }

  return { grew, to }
}
