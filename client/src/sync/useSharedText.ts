import { noteText, readNote } from '@stocktake/shared/board/board'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import type { BoardConnection } from './connection.ts'
import { tellCaret } from './tellCaret.ts'
import { bindText, type TextBinding } from './textBinding.ts'

export interface SharedTextProps {
  ref: (element: HTMLTextAreaElement | null) => void
  onInput: () => void
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  onCompositionStart: () => void
  onCompositionEnd: () => void
  onFocus: () => void
  onBlur: () => void
}

/** Milliseconds without a key after which a half-composed word is sent as far as it got. */
const REST = 1000

/**
 * Props for a textarea that edits a note's text together with others. `onGone` is called if the note is deleted while
 * it is open here; words typed since it was opened are then kept as unsent.
 */
export function useSharedText(connection: BoardConnection, noteId: string, onGone?: () => void): SharedTextProps {
  const binding = useRef<TextBinding | undefined>(undefined)
  const element = useRef<HTMLTextAreaElement | null>(null)
  const composing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stopField = useRef<(() => void) | undefined>(undefined)
  const gone = useRef(onGone)
  gone.current = onGone

  const ref = useCallback(
    (next: HTMLTextAreaElement | null) => {
      stopField.current?.()
      binding.current?.destroy()
      element.current = next
      const shared = next && noteText(connection.board, noteId)
      binding.current = next && shared ? bindText(shared, next) : undefined
      if (!next || !shared) return
      const caret = tellCaret(connection, noteId, shared, next)
      const stopUndo = undoAsOurs(next, connection)
      stopField.current = () => {
        caret()
        stopUndo()
      }
    },
    [connection, noteId],
  )

  useEffect(() => {
    const { board } = connection
    const textAtStart = readNote(board, noteId)?.text
    const lastCell = () => readNote(board, noteId)?.at.cell ?? null
    let cell = lastCell()
    const stop = connection.onChange((change) => {
      if (!change.notes.has(noteId)) return
      if (board.notes.has(noteId)) {
        cell = lastCell()
        return
      }
      const typed = element.current?.value ?? ''
      if (!change.mine && typed.trim() && typed !== textAtStart) connection.keepWords({ id: noteId, text: typed, cell, reason: 'deleted-meanwhile' })
      gone.current?.()
    })
    // A phone that puts the page away gives no later chance to send the word being composed.
    const bringHome = () => document.visibilityState === 'hidden' && binding.current?.compositionRest()
    document.addEventListener('visibilitychange', bringHome)
    return () => {
      stop()
      clearTimeout(composing.current)
      document.removeEventListener('visibilitychange', bringHome)
    }
  }, [connection, noteId])

  const endComposition = () => {
    clearTimeout(composing.current)
    binding.current?.compositionEnd()
  }

  return {
    ref,
    onInput: () => {
      binding.current?.input()
      // Many keyboards of phones compose every word; whoever stops in the middle of one has written it all the same.
      clearTimeout(composing.current)
      composing.current = setTimeout(() => binding.current?.compositionRest(), REST)
    },
    onKeyDown: (event) => {
      // What is typed elsewhere in the text is undone on its own, however soon it follows.
      if (/^(Arrow|Home|End|Page)/.test(event.key)) connection.endUndoStep()
      const key = event.key.toLowerCase()
      if (event.altKey || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return
      // The browser's own undo knows nothing of what others typed, and would write over it.
      event.preventDefault()
      if (key === 'y' || event.shiftKey) connection.redo()
      else connection.undo()
    },
    onCompositionStart: () => binding.current?.compositionStart(),
    onCompositionEnd: endComposition,
    onFocus: () => {
      connection.endUndoStep()
      connection.setPresence({ editing: noteId })
    },
    onBlur: () => {
      endComposition()
      connection.endUndoStep()
      connection.setPresence({ editing: undefined, caret: undefined })
    },
  }
}

/** Undo from a menu, by shaking or with three fingers comes as an event of its own, which React does not pass on. */
function undoAsOurs(field: HTMLTextAreaElement, connection: Pick<BoardConnection, 'undo' | 'redo'>): () => void {
  const beforeInput = (event: InputEvent) => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
    event.preventDefault()
    if (event.inputType === 'historyUndo') connection.undo()
    else connection.redo()
  }
  field.addEventListener('beforeinput', beforeInput)
  return () => field.removeEventListener('beforeinput', beforeInput)
}
