import { noteText } from '@stocktake/shared/board/board'
import type { Caret } from '@stocktake/shared/presence'
import { useMemo, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import type { BoardConnection, Presence } from './connection.ts'

/** Somebody else's caret in a note, as indexes of its text now. */
export interface ShownCaret {
  presence: Presence
  anchor: number
  head: number
}

/**
 * A place in a text that others can find in theirs. It holds on to the letter before it, so that what others type at the
 * same place appears after the caret, there as here.
 */
export function caretSpot(text: Y.Text, index: number): string {
  return toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, -1)))
}

/** Where a place told by somebody else is now; undefined if it is in no such text, or its letters have not arrived yet. */
export function spotIndex(text: Y.Text, spot: string): number | undefined {
  if (!text.doc) return undefined
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(spot)), text.doc)
    return found?.type === text ? Math.max(0, Math.min(text.length, found.index)) : undefined
  } catch {
    // It may have been made up.
    return undefined
  }
}

export function caretsIn(text: Y.Text | undefined, noteId: string, presences: readonly Presence[]): ShownCaret[] {
  if (!text) return []
  return presences.flatMap((presence) => {
    const caret: Caret | undefined = presence.caret
    if (caret?.note !== noteId) return []
    const anchor = spotIndex(text, caret.anchor)
    const head = spotIndex(text, caret.head)
    return anchor === undefined || head === undefined ? [] : [{ presence, anchor, head }]
  })
}

interface CaretsNow {
  text: string
  carets: readonly ShownCaret[]
}

const NOBODY: CaretsNow = { text: '', carets: [] }

/** The carets of others in a note and the text they stand in; drawn again only when one of them or the text changes. */
export function useCarets(connection: BoardConnection, noteId: string): CaretsNow {
  const source = useMemo(() => {
    let known = { key: '', value: NOBODY }
    return {
      subscribe: (listener: () => void) => {
        const stops = [connection.presences.subscribe(listener), connection.onChange((change) => change.texts.has(noteId) && listener())]
        return () => {
          for (const stop of stops) stop()
        }
      },
      read: () => {
        const presences = connection.presences.getState()
        if (!presences.some(({ caret }) => caret?.note === noteId)) return NOBODY
        const shared = noteText(connection.board, noteId)
        const text = shared?.toString() ?? ''
        const carets = caretsIn(shared, noteId, presences)
        const key = JSON.stringify([text, carets.map(({ presence, anchor, head }) => [presence.client, presence.name, presence.group, anchor, head])])
        if (key !== known.key) known = { key, value: { text, carets } }
        return known.value
      },
    }
  }, [connection, noteId])
  return useSyncExternalStore(source.subscribe, source.read)
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
