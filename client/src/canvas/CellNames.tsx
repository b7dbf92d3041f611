import { type Rect, rectOf } from '@stocktake/shared/board/layout'
import type { Matrix } from '@stocktake/shared/session'
import { type Editor, useValue } from '@tldraw/tldraw'
import { UserRound } from 'lucide-react'
import { useRef } from 'react'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './CellNames.module.css'
import { pixels, useAlong } from './useAlong.ts'
import type { CanvasContext } from './world.ts'

/** Below this zoom the headings in the cells would be too small to read, and stand over the cells instead. */
export const FAR = 0.38
/** Smaller on the screen a cell has no room for a name; rows and columns are still named at the edges. */
const LEAST = { w: 44, h: 15 } as const
const COVERED = 120

/** Where there is no room for both, the column is named: the rows' names at the edge are always whole. */
const NARROW = 100
const columnOf = (matrix: Matrix, cell: string) => matrix.intelligenceTypes.find(({ id }) => id === cell.split('/')[1])?.short ?? ''

/** Names of cells at the size of the screen, over the notes, for those who look from far away. */
export function CellNames({ editor, around }: { editor: Editor; around: CanvasContext }) {
  const isFar = useValue('far', () => editor.getZoomLevel() < FAR, [editor])
  const layout = useValue('layout', () => around.scene.layout.get(), [around])
  if (!isFar) return null
  return (
    <div className={styles.names} aria-hidden="true">
      {[...layout.cells.keys(), null].map((cell) => (
        <CellName key={cell ?? 'parking'} editor={editor} around={around} cell={cell} rect={rectOf(layout, cell)} />
      ))}
    </div>
  )
}

interface CellNameProps {
  editor: Editor
  around: CanvasContext
  cell: string | null
  rect: Rect
}

function CellName({ editor, around: { scene, world, company }, cell, rect }: CellNameProps) {
  const t = useWords()
  const line = useRef<HTMLParagraphElement>(null)
  const count = useValue('count', () => scene.counts.get().get(cell) ?? 0, [scene, cell])
  const here = useValue('company', () => company.get().get(cell)?.length ?? 0, [company, cell])
  const { matrix } = useValue('world', () => world.get().view, [world])

  const place = () => {
    const { x, y, z } = editor.getCamera()
    const edges = { left: editor.getViewportScreenBounds().w <= 620 ? 32 : 112, top: 36 }
    const [left, top] = [(rect.x + x) * z, (rect.y + y) * z]
    // A cell that reaches beneath the headings is named where it comes out.
    const at = { x: Math.max(left, edges.left), y: Math.max(top, edges.top) }
    return { ...at, w: left + rect.w * z - at.x, h: top + rect.h * z - at.y, whole: rect.h * z }
  }
  const room = useValue('room', () => {
    const { w, h, whole } = place()
    // In a small cell the name would cover the notes that one looks for; the edges name its row and column.
    if (w < LEAST.w || h < LEAST.h || (count > 0 && whole < COVERED)) return 'none'
    return w < NARROW ? 'column' : w > NARROW + 40 ? 'all' : 'name'
  }, [editor, rect, count])
  const style = useAlong(
    editor,
    line,
    () => {
      const { x, y, w } = place()
      return { transform: `translate(${pixels(x)}, ${pixels(y)})`, maxWidth: pixels(w) }
    },
    [rect, room],
  )
  if (room === 'none') return null
  return (
    <p ref={line} className={styles.name} style={style}>
      <span className={styles.words}>{cell === null ? t('canvas.parking') : room === 'column' ? columnOf(matrix, cell) : cellName(matrix, cell)}</span>
      {count > 0 && room === 'all' && <span className={styles.count}>{count}</span>}
      {here > 0 && room === 'all' && (
        <span className={styles.people}>
          <UserRound />
          {here}
        </span>
      )}
    </p>
  )
}
