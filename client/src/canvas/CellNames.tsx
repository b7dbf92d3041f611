import { cellName } from '@stocktake/shared/matrix'
import type { Matrix } from '@stocktake/shared/session'
import { type Editor, useValue } from '@tldraw/tldraw'
import { UserRound } from 'lucide-react'
import { useWords } from '../words/words.ts'
import styles from './CellNames.module.css'
import type { Rect } from './layout.ts'
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
export function CellNames({ editor, around: { scene, world, company } }: { editor: Editor; around: CanvasContext }) {
  const t = useWords()
  const isFar = useValue('far', () => editor.getZoomLevel() < FAR, [editor])
  const layout = useValue('layout', () => scene.layout.get(), [scene])
  const counts = useValue('counts', () => scene.counts.get(), [scene])
  const people = useValue('company', () => company.get(), [company])
  const { matrix } = useValue('world', () => world.get().view, [world])
  const camera = useValue('camera', () => (isFar ? editor.getCamera() : undefined), [editor, isFar])
  const narrow = useValue('narrow', () => editor.getViewportScreenBounds().w <= 620, [editor])
  if (!camera) return null
  const edges = { left: narrow ? 32 : 112, top: 36 }

  const name = (cell: string | null, rect: Rect) => {
    const [left, top] = [(rect.x + camera.x) * camera.z, (rect.y + camera.y) * camera.z]
    // A cell that reaches beneath the headings is named where it comes out.
    const x = Math.max(left, edges.left)
    const y = Math.max(top, edges.top)
    const w = left + rect.w * camera.z - x
    if (w < LEAST.w || top + rect.h * camera.z - y < LEAST.h) return null
    const count = counts.get(cell) ?? 0
    // In a small cell the name would cover the notes that one looks for; the edges name its row and column.
    if (count > 0 && rect.h * camera.z < COVERED) return null
    const here = people.get(cell)?.length ?? 0
    return (
      <p key={cell ?? 'parking'} className={styles.name} style={{ transform: `translate(${x}px, ${y}px)`, maxWidth: w }}>
        <span className={styles.words}>{cell === null ? t('canvas.parking') : w < NARROW ? columnOf(matrix, cell) : cellName(matrix, cell)}</span>
        {count > 0 && w > NARROW + 40 && <span className={styles.count}>{count}</span>}
        {here > 0 && w > NARROW + 40 && (
          <span className={styles.people}>
            <UserRound />
            {here}
          </span>
        )}
      </p>
    )
  }
  return (
    <div className={styles.names} aria-hidden="true">
      {[...layout.cells].map(([cell, rect]) => name(cell, rect))}
      {name(null, layout.parking)}
    </div>
  )
}
