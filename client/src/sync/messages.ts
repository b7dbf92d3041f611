import type { Reason } from '@stocktake/shared/policy'
import { MESSAGE, type Refusal } from '@stocktake/shared/wire'
import * as decoding from 'lib0/decoding'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import type { WebsocketProvider } from 'y-websocket'

/** What the server says: in our own messages, and between the lines of the stock ones. */
export interface Heard {
  /** It asks for what this state vector lacks, so that is what it has. Told before the answer leaves. */
  asked(stateVector: Uint8Array): void
  /** It sent an update, which is on the board now. */
  came(update: Uint8Array): void
  /** So many messages of this connection are on disk, and all that this state vector covers. */
  saved(count: number, stateVector: Uint8Array): void
  refused(refusal: Refusal): void
  /** Ids of notes that this person wrote, here or elsewhere. */
  yours(notes: readonly string[]): void
  /** The others hear of this connection under this id of awareness. */
  you(client: number): void
}

export function listen({ messageHandlers }: WebsocketProvider, heard: Heard): void {
  const stockSync = messageHandlers[MESSAGE.sync]
  messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    const isQuestion = decoding.readVarUint(ahead) === messageYjsSyncStep1
    const content = decoding.readVarUint8Array(ahead)
    if (isQuestion) heard.asked(content)
    stockSync?.(encoder, decoder, ...rest)
    if (!isQuestion) heard.came(content)
  }
  messageHandlers[MESSAGE.saved] = (_encoder, decoder) => heard.saved(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
  messageHandlers[MESSAGE.refused] = (_encoder, decoder) => heard.refused(readRefusal(decoding.readVarString(decoder)))
  messageHandlers[MESSAGE.you] = (_encoder, decoder) => heard.you(decoding.readVarUint(decoder))
  messageHandlers[MESSAGE.yours] = (_encoder, decoder) => heard.yours(stringsIn(decoding.readVarString(decoder)))
}

function stringsIn(json: string): string[] {
  try {
    return onlyStrings(JSON.parse(json))
  } catch {
    return []
  }
}

function readRefusal(json: string): Refusal {
  try {
    const value = JSON.parse(json) as Partial<Record<keyof Refusal, unknown>>
    return { reason: typeof value.reason === 'string' ? (value.reason as Reason) : 'unreadable', notes: onlyStrings(value.notes) }
  } catch {
    return { reason: 'unreadable', notes: [] }
  }
}

const onlyStrings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [])
