import { fitting } from '@stocktake/shared/board/characters'
import { linesOf } from '@stocktake/shared/board/lines'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { type ClipboardEvent, type KeyboardEvent, type Ref, useState } from 'react'
import { onDemand } from '../ui/onDemand.tsx'
import type { PasteTargets } from './PasteDialog.tsx'
import type { ArrowKey } from './stepCell.ts'

const PasteDialog = onDemand(async () => (await import('./PasteDialog.tsx')).PasteDialog, { isOver: true })

export interface NewNoteAreaProps {
  label: string
  /** For the question after a paste of many lines. */
  targets: PasteTargets
  value: string
  onChange: (value: string) => void
  /** Called with the texts to add, and with the cell where another was chosen; the caller empties the field. */
  onAdd: (texts: string[], cell?: string | null) => void
  onEscape?: () => void
  /** Alt with an arrow key, for callers that let people change the cell from here. */
  onAltArrow?: (key: ArrowKey) => void
  placeholder?: string | undefined
  className?: string | undefined
  autoFocus?: boolean
  areaRef?: Ref<HTMLTextAreaElement>
  describedBy?: string | undefined
  lang?: string | undefined
}

const isArrow = (key: string): key is ArrowKey => /^Arrow(Up|Down|Left|Right)$/.test(key)

/** The field for a new note: Enter adds and stays, Shift+Enter breaks the line, many pasted lines become many notes. */
export function NewNoteArea({
  label,
  targets,
  value,
  onChange,
  onAdd,
  onEscape,
  onAltArrow,
  placeholder,
  className,
  autoFocus,
  areaRef,
  describedBy,
  lang,
}: NewNoteAreaProps) {
  const [pasted, setPasted] = useState<{ lines: string[]; whole: string } | null>(null)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      if (value.trim()) onAdd([value.trim()])
    } else if (event.key === 'Escape' && onEscape) {
      event.preventDefault()
      onEscape()
    } else if (event.altKey && onAltArrow && isArrow(event.key)) {
      event.preventDefault()
      onAltArrow(event.key)
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const lines = linesOf(event.clipboardData.getData('text/plain'))
    if (lines.length < 2) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    setPasted({ lines, whole: value.slice(0, selectionStart) + lines.join('\n') + value.slice(selectionEnd) })
  }

  return (
    <>
      <textarea
        ref={areaRef}
        className={className}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        maxLength={BOARD_LIMITS.noteText}
        // biome-ignore lint/a11y/noAutofocus: it opens by a press that asks for exactly this field
        autoFocus={autoFocus}
        rows={1}
        dir="auto"
        lang={lang}
        enterKeyHint="send"
      />
      {pasted && (
        <PasteDialog
          lines={pasted.lines}
          targets={targets}
          onMany={(lines, cell) => {
            onAdd(
              lines.map((line) => fitting(line, BOARD_LIMITS.noteText)),
              cell,
            )
            setPasted(null)
          }}
          onOne={() => {
            onChange(fitting(pasted.whole, BOARD_LIMITS.noteText))
            setPasted(null)
          }}
          onClose={() => setPasted(null)}
        />
      )}
    </>
  )
}
