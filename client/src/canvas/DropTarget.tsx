import { type Editor, useValue } from '@tldraw/tldraw'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './DropTarget.module.css'
import type { CanvasContext } from './world.ts'

/** Names the cell in which the notes in hand would land, just above the hand, where the eye is. */
export function DropTarget({ editor, around: { targets, world } }: { editor: Editor; around: CanvasContext }) {
  const t = useWords()
  const place = useValue('drop target', () => {
    const cells = targets.get()
    const bounds = cells.size ? editor.getSelectionRotatedScreenBounds() : undefined
    if (!bounds) return undefined
    const screen = editor.getViewportScreenBounds()
    return { cells: [...cells], x: bounds.x + bounds.w / 2 - screen.x, y: Math.max(60, bounds.y - screen.y) }
  }, [editor, targets])
  if (!place) return null
  const { matrix } = world.get().view
  return (
    <p className={styles.target} style={{ transform: `translate(${place.x}px, ${place.y}px) translate(-50%, calc(-100% - 10px))` }}>
      {t('canvas.dropsIn', { cell: place.cells.map((cell) => cellName(matrix, cell)).join(' · ') })}
    </p>
  )
}
