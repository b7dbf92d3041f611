import type { Rect } from '@stocktake/shared/board/layout'
import { type Editor, useValue } from '@tldraw/tldraw'
import { Group } from 'lucide-react'
import { useWords } from '../words/words.ts'
import styles from './DropOnto.module.css'
import type { DropOnto as Onto } from './dropOnto.ts'
import type { CanvasContext } from './world.ts'

/** Where to let go to put what is in hand into a theme, and whether it would be now. For pointers alone: keys have a list. */
export function DropOnto({ editor, around, onto }: { editor: Editor; around: CanvasContext; onto: Onto }) {
  const t = useWords()
  const shown = useValue('drop onto', () => {
    const found = onto.target.get()
    const { x, y, z } = editor.getCamera()
    const onScreen = (rect: Rect) => ({ left: (rect.x + x) * z, top: (rect.y + y) * z, width: rect.w * z, height: rect.h * z })
    return found && { ...found, spot: onScreen(found.spot), whole: onScreen(found.whole) }
  }, [editor, onto])
  if (!shown) return null
  const label = around.scene.themes.get().get(shown.theme ?? '')?.label
  return (
    <div aria-hidden="true">
      {shown.isOver && <div className={styles.whole} style={shown.whole} />}
      <div className={styles.spot} style={shown.spot} data-over={shown.isOver || undefined} data-drop-onto="">
        <Group />
        <span>{shown.theme === undefined ? t('themes.dropHere') : label ? t('themes.dropInto', { theme: label }) : t('themes.dropIntoUnnamed')}</span>
      </div>
    </div>
  )
}
