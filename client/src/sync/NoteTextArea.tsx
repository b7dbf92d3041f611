import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import type { BoardConnection } from './connection.ts'
import { useSharedText } from './useSharedText.ts'

export interface NoteTextAreaProps {
  connection: BoardConnection
  noteId: string
  /** The accessible name. */
  label: string
  /** Escape, Control+Enter, or the note is gone. Leaving the field is the caller's to watch. */
  onDone: () => void
  className?: string | undefined
  /** Puts the caret at the end as soon as the field is there. */
  autoFocus?: boolean
  placeholder?: string | undefined
  readOnly?: boolean
  lang?: string | undefined
  describedBy?: string | undefined
}

/** The one field in which a note's text is edited, in every lens. Several people can type in it at once. */
export function NoteTextArea({
  connection,
  noteId,
  label,
  onDone,
  className,
  autoFocus = false,
  placeholder,
  readOnly = false,
  lang,
  describedBy,
}: NoteTextAreaProps) {
  const shared = useSharedText(connection, noteId, onDone)
  const element = useRef<HTMLTextAreaElement | null>(null)
  const { ref: bind } = shared
  const ref = useCallback(
    (next: HTMLTextAreaElement | null) => {
      element.current = next
      bind(next)
    },
    [bind],
  )

  useEffect(() => {
    if (!autoFocus || !element.current) return
    element.current.focus({ preventScroll: true })
    element.current.setSelectionRange(element.current.value.length, element.current.value.length)
  }, [autoFocus])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Keys typed here are words: nothing around the field may take them for commands.
    event.stopPropagation()
    const finished = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    if (finished && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onDone()
      return
    }
    shared.onKeyDown(event)
  }

  return (
    <textarea
      {...shared}
      ref={ref}
      onKeyDown={onKeyDown}
      aria-label={label}
      aria-describedby={describedBy}
      className={className}
      placeholder={placeholder}
      readOnly={readOnly}
      maxLength={BOARD_LIMITS.noteText}
      lang={lang}
      dir="auto"
      rows={1}
      spellCheck
    />
  )
}
