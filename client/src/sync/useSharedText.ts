import { noteText, readNote } from '@stocktake/shared/board/board'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import type { BoardConnection } from './connection.ts'
import { bindText, type TextBinding } from './textBinding.ts'

export interface SharedTextProps {
  ref: (element: HTMLTextAreaElement | null) => void
  onInput: () => void
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  onBeforeInput: (event: { nativeEvent: Event; preventDefault(): void }) => void
  onCompositionStart: () => void
  onCompositionEnd: () => void
  onFocus: () => void
  onBlur: () => void
}

/**
 * Props for a textarea that edits a note's text together with others. `onGone` is called if the note is deleted while
 * it is open here; words typed since it was opened are then kept as unsent.
 */
export function useSharedText(connection: BoardConnection, noteId: string, onGone?: () => void): SharedTextProps {
  const binding = useRef<TextBinding | undefined>(undefined)
  const element = useRef<HTMLTextAreaElement | null>(null)
  const gone = useRef(onGone)
  gone.current = onGone

  const ref = useCallback(
    (next: HTMLTextAreaElement | null) => {
      binding.current?.destroy()
      element.current = next
      const shared = next && noteText(connection.board, noteId)
      binding.current = next && shared ? bindText(shared, next) : undefined
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
    const bringHome = () => document.visibilityState === 'hidden' && binding.current?.compositionEnd()
    document.addEventListener('visibilitychange', bringHome)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', bringHome)
    }
  }, [connection, noteId])

  return {
    ref,
    onInput: () => binding.current?.input(),
    onKeyDown: (event) => {
      const key = event.key.toLowerCase()
      if (event.altKey || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return
      // The browser's own undo knows nothing of what others typed, and would write over it.
      event.preventDefault()
      if (key === 'y' || event.shiftKey) connection.redo()
      else connection.undo()
    },
    onBeforeInput: ({ nativeEvent, preventDefault }) => {
      const type = nativeEvent instanceof InputEvent ? nativeEvent.inputType : ''
      if (type !== 'historyUndo' && type !== 'historyRedo') return
      preventDefault()
      if (type === 'historyUndo') connection.undo()
      else connection.redo()
    },
    onCompositionStart: () => binding.current?.compositionStart(),
    onCompositionEnd: () => binding.current?.compositionEnd(),
    onFocus: () => {
      connection.endUndoStep()
      connection.setPresence({ editing: noteId })
    },
    onBlur: () => {
      binding.current?.compositionEnd()
      connection.endUndoStep()
      connection.setPresence({ editing: undefined })
    },
  }
}
