import type * as Y from 'yjs'
import { FROM_CANVAS, MINE } from './board.ts'

/**
 * Everything in a document carries the Yjs client id of the page that wrote it. Where nobody is to find out which notes one
 * person wrote, each step of work is written under an id of its own: a hand. Outside of a change the document keeps the id it
 * has always had, so that connection and presence notice nothing.
 */
export interface Hands {
  /** From now on each step of work has a hand of its own, or no more. */
  writeApart(apart: boolean): void
  /** The next change is another step of work. */
  next(): void
  stop(): void
}

/** Under which ids each page has written itself. */
const hands = new WeakMap<Y.Doc, Set<number>>()

/** Was this written here? */
export const isOwnHand = (doc: Y.Doc, client: number) => client === doc.clientID || hands.get(doc)?.has(client) === true

/** @param isMine tells of other changes than those of a person here that they are a person's */
export function createHands(doc: Y.Doc, isMine: (origin: unknown) => boolean = () => false): Hands {
  const home = doc.clientID
  const own = new Set([home])
  hands.set(doc, own)
  let apart = false
  let hand: number | undefined

  const before = ({ local, origin }: Y.Transaction) => {
    if (!apart || !local || !(origin === MINE || origin === FROM_CANVAS || isMine(origin))) return
    hand ??= freshHand(doc)
    own.add(hand)
    doc.clientID = hand
  }
  const after = ({ changed }: Y.Transaction) => {
    if (doc.clientID !== hand) return
    doc.clientID = home
    // What is typed in one go stays in one piece; whatever else was done is done.
    if ([...changed.keys()].some((type) => type.parent === null || type.parent.parent === null)) hand = undefined
  }
  doc.on('beforeTransaction', before)
  doc.on('afterTransaction', after)
  return {
    writeApart(on) {
      apart = on
      hand = undefined
    },
    next() {
      hand = undefined
    },
    stop() {
      doc.off('beforeTransaction', before)
      doc.off('afterTransaction', after)
    },
  }
}

function freshHand(doc: Y.Doc): number {
  for (;;) {
    const [id = 0] = crypto.getRandomValues(new Uint32Array(1))
    if (id && !doc.store.clients.has(id)) return id
  }
}
