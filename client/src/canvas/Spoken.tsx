import { type Editor, useValue } from '@tldraw/tldraw'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { selectedNotes } from './selected.ts'
import type { CanvasContext } from './world.ts'

/** Says for a screen reader what the selection is; the canvas itself tells it nothing. */
export function Spoken({ editor, around }: { editor: Editor; around: CanvasContext }) {
  const t = useWords()
  const text = useValue('spoken', () => {
    const ids = selectedNotes(editor)
    const note = ids[0] === undefined ? undefined : around.scene.note(ids[0])
    if (ids.length > 1) return t('canvas.selectedMany', { count: ids.length })
    if (!note) return ''
    const { view } = around.world.get()
    const group = view.settings.attribution === 'anonymous' ? undefined : view.groups.find((one) => one.id === note.group)
    const place = cellName(view.matrix, note.at.cell)
    return group ? t('canvas.selectedOf', { text: note.text, place, group: group.label }) : t('canvas.selectedOne', { text: note.text, place })
  }, [editor, around, t])
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  )
}
