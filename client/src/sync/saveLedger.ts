/** The key under which changes that concern no note are counted. */
const OTHER = ''

export interface SaveLedger {
  /** Something was changed here: ids of notes, or none for anything else. */
  wrote(noteIds: Iterable<string>): void
  opened(): void
  /** A sync message with content left on the open socket. */
  sent(kind: 'step2' | 'update'): void
  /** The server says that so many of this connection's messages are durable. */
  acknowledged(count: number): void
  closed(): void
  /** This connection has answered what the server asked, and each of its messages is durable. */
  isSaved(): boolean
  /** Something was written here that the server has not confirmed. */
  isWaiting(): boolean
  /** Ids of notes with changes that the server has not confirmed. */
  unsaved(): string[]
}

/**
 * Knows which changes are durable, by counting; `durable.ts` knows it by content. Messages of a connection are counted as they leave; the server tells how many of
 * them it has on disk. What was written while there was no connection leaves with the answer to the server's first
 * question (step 2), which holds everything the server does not have.
 */
export function createSaveLedger(known: Iterable<string> = []): SaveLedger {
  // For each unsaved key the count that covers it; Infinity until it has been sent.
  const waiting = new Map<string, number>([...known].map((id) => [id, Number.POSITIVE_INFINITY]))
  let sent = 0
  let durable = 0
  let answered = false

  return {
    wrote(noteIds) {
      const ids = [...noteIds]
      for (const id of ids.length ? ids : [OTHER]) waiting.set(id, Number.POSITIVE_INFINITY)
    },
    opened() {
      sent = 0
      durable = 0
      answered = false
    },
    sent(kind) {
      sent++
      if (kind === 'step2') answered = true
      // An update sent before the answer covers itself alone, not what was written offline: the answer will.
      if (answered) for (const [id, count] of waiting) if (count === Number.POSITIVE_INFINITY) waiting.set(id, sent)
    },
    acknowledged(count) {
      durable = Math.max(durable, count)
      for (const [id, needed] of waiting) if (needed <= durable) waiting.delete(id)
    },
    closed() {
      for (const id of waiting.keys()) waiting.set(id, Number.POSITIVE_INFINITY)
      sent = 0
      durable = 0
      answered = false
    },
    isSaved: () => answered && waiting.size === 0 && durable >= sent,
    isWaiting: () => waiting.size > 0,
    unsaved: () => [...waiting.keys()].filter((id) => id !== OTHER),
  }
}
