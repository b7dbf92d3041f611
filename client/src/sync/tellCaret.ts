import type * as Y from 'yjs'
import { caretSpot } from './caretSpots.ts'
import type { BoardConnection } from './connection.ts'

/** Tells the others where in a text somebody's caret is, and what they have selected, while the field has the focus. */
export function tellCaret(connection: Pick<BoardConnection, 'setPresence'>, noteId: string, text: Y.Text, field: HTMLTextAreaElement): () => void {
  const tell = () => {
    // In the midst of a composed word the field and the text differ; the caret is told again when it is at home.
    if (document.activeElement !== field || field.value !== text.toString()) return
    const { selectionStart, selectionEnd, selectionDirection } = field
    const [anchor, head] = selectionDirection === 'backward' ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd]
    connection.setPresence({ caret: { note: noteId, anchor: caretSpot(text, anchor), head: caretSpot(text, head) } })
  }
  // Browsers disagree which of the two they tell.
  document.addEventListener('selectionchange', tell)
  field.addEventListener('selectionchange', tell)
  field.addEventListener('focus', tell)
  return () => {
    document.removeEventListener('selectionchange', tell)
    field.removeEventListener('selectionchange', tell)
    field.removeEventListener('focus', tell)
  }
}
