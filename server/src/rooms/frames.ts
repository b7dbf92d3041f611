import { MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Message } from './bundle.ts'

/** Messages of the y-websocket protocol and our three more, as bytes. Each is made once and sent to all who need it. */

export const SYNC = { step1: 0, step2: 1, update: 2 } as const

const sync = (kind: number) => (bytes: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
  })

/** Asks for what is missing from this state vector. */
export const step1Frame = sync(SYNC.step1)
export const step2Frame = sync(SYNC.step2)
export const updateFrame = sync(SYNC.update)

export interface PresenceEntry {
  client: number
  clock: number
  /** `null` for somebody who is gone. */
  json: string
}

/** The states in a message of awareness. */
export function statesOf(frame: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(frame)
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}

export const presenceFrame = (entries: readonly PresenceEntry[]) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    const states = encoding.encode((inner) => {
      encoding.writeVarUint(inner, entries.length)
      for (const { client, clock, json } of entries) {
        encoding.writeVarUint(inner, client)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, json)
      }
    })
    encoding.writeVarUint8Array(encoder, states)
  })

/** Where the entries of a message stand in its states. Looked up once for all who are sent it without one of them. */
interface Layout {
  states: Uint8Array
  first: number
  places: Map<number, { from: number; to: number }>
}
const layouts = new WeakMap<Uint8Array, Layout>()

function layoutOf(frame: Uint8Array): Layout {
  const known = layouts.get(frame)
  if (known) return known
  const states = statesOf(frame)
  const decoder = decoding.createDecoder(states)
  const count = decoding.readVarUint(decoder)
  const layout: Layout = { states, first: decoder.pos, places: new Map() }
  for (let i = 0; i < count; i++) {
    const from = decoder.pos
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    decoding.readVarUint8Array(decoder)
    layout.places.set(client, { from, to: decoder.pos })
  }
  layouts.set(frame, layout)
  return layout
}

/** The message without one of its entries, possibly with none: its pieces are those of the whole, so that each of hundreds costs no copy. */
function withoutPresence(frame: Uint8Array, client: number): Message {
  const { states, first, places } = layoutOf(frame)
  const place = places.get(client)
  if (!place) return frame
  const before = states.subarray(first, place.from)
  const after = states.subarray(place.to)
  const count = encoding.encode((encoder) => encoding.writeVarUint(encoder, places.size - 1))
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint(encoder, count.length + before.length + after.length)
    encoding.writeUint8Array(encoder, count)
  })
  return [head, before, after]
}

/** Whereabouts as a reader can take them: a stock client that was told of itself would take itself for somebody else. */
export const presenceFor = ({ without }: { readonly without?: number | undefined }, frame: Uint8Array): Message =>
  without === undefined ? frame : withoutPresence(frame, without)

/** Says nothing of anybody. Whoever hears nothing at all for half a minute takes the connection for lost. */
export const NO_PRESENCE = presenceFrame([])

export const youFrame = (client: number) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.you)
    encoding.writeVarUint(encoder, client)
  })

/** One whole message, deflated, for those who ask for it. */
export const packedFrame = (deflated: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.packed)
    encoding.writeVarUint8Array(encoder, deflated)
  })

export const savedFrame = (count: number, stateVector: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.saved)
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint8Array(encoder, stateVector)
  })

export const refusedFrame = (refusal: Refusal) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.refused)
    encoding.writeVarString(encoder, JSON.stringify(refusal))
  })

export const yoursFrame = (notes: readonly string[]) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.yours)
    encoding.writeVarString(encoder, JSON.stringify(notes))
  })
