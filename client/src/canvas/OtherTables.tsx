import { type Editor, useValue } from '@tldraw/tldraw'
import { useMemo } from 'react'
import { myTableIn } from '../sync/myTable.ts'
import { useWords } from '../words/words.ts'
import styles from './OtherTables.module.css'
import type { CanvasContext } from './world.ts'

/** While I sit at a table the cells of others stand back, and mine are marked; a hand reaches all of them as before. */
export function OtherTables({ editor, around: { scene, world } }: { editor: Editor; around: CanvasContext }) {
  const t = useWords()
  const { view, round } = useValue('world', () => world.get(), [world])
  const mine = useMemo(() => myTableIn(view, round)?.cells, [view, round])
  const layout = useValue('layout', () => scene.layout.get(), [scene])
  const camera = useValue('camera', () => (mine ? editor.getCamera() : undefined), [editor, mine])
  if (!mine || !camera) return null
  return (
    <div className={styles.veils}>
      {[...layout.cells].map(([cell, { x, y, w, h }]) => {
        const isMine = mine.has(cell)
        const style = {
          transform: `translate(${(x + camera.x) * camera.z}px, ${(y + camera.y) * camera.z}px)`,
          width: w * camera.z,
          height: h * camera.z,
          borderRadius: 14 * camera.z,
        }
        return (
          <div key={cell} className={isMine ? styles.mine : styles.veil} style={style} data-table={isMine ? 'mine' : 'other'}>
            {isMine && w * camera.z > 120 && <span className={styles.name}>{t('breakouts.yourTable')}</span>}
          </div>
        )
      })}
    </div>
  )
}
