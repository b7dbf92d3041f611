import { type Editor, useValue } from '@tldraw/tldraw'
import { Maximize } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import styles from './Headings.module.css'
import type { Rect } from './layout.ts'
import type { Scene } from './scene.ts'
import type { World } from './world.ts'

export interface HeadingsProps {
  editor: Editor
  scene: Scene
  world: World
  onShow(rect: Rect): void
  onFit(): void
}

/** Column and row headings, at the edges of the view like those of a spreadsheet: readable at any zoom, wherever one looks. */
export function Headings({ editor, scene, world, onShow, onFit }: HeadingsProps) {
  const t = useWords()
  const layout = useValue('layout', () => scene.layout.get(), [scene])
  const camera = useValue('camera', () => editor.getCamera(), [editor])
  const screen = useValue('screen', () => editor.getViewportScreenBounds(), [editor])
  const { dimensions, intelligenceTypes } = world.view.matrix
  const matrix = { x: 0, y: 0, w: layout.whole.w, h: layout.parking.y }

  const columns = layout.columns.map(({ id, x, w }) => ({ id, rect: { ...matrix, x, w }, ...visible((x + camera.x) * camera.z, w * camera.z, screen.w) }))
  const rows = layout.rows.map(({ id, y, h }) => ({ id, rect: { ...matrix, y, h }, ...visible((y + camera.y) * camera.z, h * camera.z, screen.h) }))

  return (
    <div className={styles.headings}>
      <div className={styles.columns}>
        {columns.map(({ id, rect, start, size }) => {
          const type = intelligenceTypes.find((one) => one.id === id)
          if (!type || size < 12) return null
          return (
            <Button
              key={id}
              className={size > 110 ? styles.column : `${styles.column} ${styles.narrow}`}
              style={{ left: start, width: size }}
              onPress={() => onShow(rect)}
              aria-label={t('canvas.zoomTo', { cell: type.label })}
            >
              <span>{size > 260 ? type.label : type.short}</span>
            </Button>
          )
        })}
      </div>
      <div className={styles.rows}>
        {rows.map(({ id, rect, start, size }) => {
          const dimension = dimensions.find((one) => one.id === id)
          if (!dimension || size < 12) return null
          return (
            <Button
              key={id}
              className={styles.row}
              style={{ top: start, height: size }}
              onPress={() => onShow(rect)}
              aria-label={t('canvas.zoomTo', { cell: dimension.label })}
            >
              <span>{dimension.label}</span>
            </Button>
          )
        })}
      </div>
      <Button className={styles.corner} onPress={onFit} aria-label={t('canvas.fit')}>
        <Maximize aria-hidden="true" />
      </Button>
    </div>
  )
}

/** The part of a piece that is in view. */
function visible(start: number, size: number, room: number) {
  const from = Math.max(0, start)
  return { start: from, size: Math.min(room, start + size) - from }
}
