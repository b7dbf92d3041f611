import { MINE, spliceBetween, spliceText } from '@stocktake/shared/board/board'
import type * as Y from 'yjs'

/** What a binding needs of a text field; a textarea has all of it. */
export interface TextFieldLike {
  value: string
  selectionStart: number
  selectionEnd: number
  setSelectionRange(start: number, end: number): void
}

export type Delta = readonly { retain?: number | undefined; insert?: unknown; delete?: number | undefined }[]

export interface TextBinding {
  /** The field's value changed under somebody's fingers. */
  input(): void
  compositionStart(): void
  compositionEnd(): void
  /** Sends what is composed so far without touching the field: the hand rests, or the page may be gone. */
  compositionRest(): void
  /** Brings a half-composed word home and stops listening. */
  destroy(): void
}

/**
 * Ties a text field to a shared text, character by character. What others type appears without moving the caret from
 * between its letters. While a word is being composed (IME, many phone keyboards) the field must not be touched:
 * others' edits wait, and the composed splice is mapped through them at the end.
 */
export function bindText(shared: Y.Text, field: TextFieldLike): TextBinding {
  // While composing: for each character of the shared text its index in the field, or -1 where others added it meanwhile.
  let held: number[] | undefined
  let before = shared.toString()
  let writing = false
  field.value = before

  const observer = (event: Y.YTextEvent) => {
    if (writing) return
    if (held) {
      held = applyDelta(held, event.delta, () => -1)
      return
    }
    const { selectionStart, selectionEnd } = field
    const undoing = event.transaction.local
    const caret = undoing ? endOfChange(event.delta) : undefined
    show(caret ?? mapCaret(selectionStart, event.delta, selectionStart !== selectionEnd), caret ?? mapCaret(selectionEnd, event.delta))
  }

  const show = (start: number, end: number) => {
    before = shared.toString()
    if (field.value !== before) field.value = before
    field.setSelectionRange(Math.min(start, before.length), Math.min(end, before.length))
  }

  const write = (effect: () => void) => {
    writing = true
    try {
      effect()
    } finally {
      writing = false
    }
  }

  /** Writes the composed splice where its neighbours stand now; answers where it ends. */
  const bringHome = (map: readonly number[]): { map: number[]; end: number } => {
    const { start, gone, added } = spliceBetween(before, field.value, field.selectionEnd)
    const at = afterLast(map, start)
    const isGone = (index: number) => index >= start && index < start + gone
    write(() =>
      shared.doc?.transact(() => {
        if (added) shared.insert(at, added)
        // All of them stand after the place of the new letters, since the field keeps the order of the text.
        for (let i = map.length - 1; i >= at; i--) if (isGone(map[i] ?? -1)) shared.delete(i + added.length, 1)
      }, MINE),
    )
    const moved = map.flatMap((index) => (isGone(index) ? [] : [index >= start + gone ? index + added.length - gone : index]))
    moved.splice(at, 0, ...Array.from({ length: added.length }, (_, i) => start + i))
    before = field.value
    return { map: moved, end: at + added.length }
  }

  const endComposition = () => {
    if (!held) return
    const { end } = bringHome(held)
    held = undefined
    show(end, end)
  }

  shared.observe(observer)
  return {
    input() {
      if (held) return
      write(() => {
        dropCarriageReturns(shared)
        spliceText(shared, field.value, field.selectionEnd)
      })
      before = shared.toString()
    },
    compositionStart() {
      if (held) return
      before = shared.toString()
      held = Array.from({ length: before.length }, (_, i) => i)
    },
    compositionEnd: endComposition,
    compositionRest() {
      if (held) held = bringHome(held).map
    },
    destroy() {
      endComposition()
      shared.unobserve(observer)
    },
  }
}

/** Where a caret stands after a remote edit. Text added exactly at the caret appears after it, unless `push` says otherwise. */
export function mapCaret(caret: number, delta: Delta, push = false): number {
  let index = 0
  let mapped = caret
  for (const op of delta) {
    if (op.retain !== undefined) index += op.retain
    else if (op.delete !== undefined) {
      if (index < mapped) mapped = Math.max(index, mapped - op.delete)
    } else {
      const length = lengthOf(op.insert)
      if (index < mapped || (push && index === mapped)) mapped += length
      index += length
    }
  }
  return mapped
}

/** A textarea shows line ends as one character; a text that came in with two would seem changed from end to end. */
function dropCarriageReturns(shared: Y.Text): void {
  const text = shared.toString()
  if (!text.includes('\r')) return
  shared.doc?.transact(() => {
    for (let i = text.length - 1; i >= 0; i--) if (text[i] === '\r') shared.delete(i, 1)
  }, MINE)
}

function applyDelta<T>(items: readonly T[], delta: Delta, fresh: () => T): T[] {
  const out: T[] = []
  let index = 0
  for (const op of delta) {
    if (op.retain !== undefined) {
      out.push(...items.slice(index, index + op.retain))
      index += op.retain
    } else if (op.delete !== undefined) index += op.delete
    else out.push(...Array.from({ length: lengthOf(op.insert) }, fresh))
  }
  out.push(...items.slice(index))
  return out
}

/** An embedded object, which a stranger's program may put into a text, counts as one character. */
const lengthOf = (insert: unknown) => (typeof insert === 'string' ? insert.length : 1)

/** The place in the shared text just after the last character that stood before `start` in the field. */
function afterLast(map: readonly number[], start: number): number {
  for (let i = map.length - 1; i >= 0; i--) {
    const index = map[i] ?? -1
    if (index >= 0 && index < start) return i + 1
  }
  return 0
}

function endOfChange(delta: Delta): number {
  let index = 0
  let end = 0
  for (const op of delta) {
    if (op.retain !== undefined) index += op.retain
    else {
      if (typeof op.insert === 'string') index += op.insert.length
      end = index
    }
  }
  return end
}
