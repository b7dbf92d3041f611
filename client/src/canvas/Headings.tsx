import type { Rect } from '@stocktake/shared/board/layout'
import { type Editor, useValue } from '@tldraw/tldraw'
import { Maximize } from 'lucide-react'
import { useRef } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import styles from './Headings.module.css'
import type { Scene } from './scene.ts'
import { pixels, useAlong } from './useAlong.ts'
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
  const { dimensions, intelligenceTypes } = world.view.matrix
  const matrix = { x: 0, y: 0, w: layout.whole.w, h: layout.parking.y }

  return (
    <div className={styles.headings}>
      <div className={styles.columns}>
        {layout.columns.map(({ id, x, w }) => {
          const type = intelligenceTypes.find((one) => one.id === id)
          return type && <Heading key={id} editor={editor} along="x" rect={{ ...matrix, x, w }} label={type.label} short={type.short} onShow={onShow} />
        })}
      </div>
      <div className={styles.rows}>
        {layout.rows.map(({ id, y, h }) => {
          const dimension = dimensions.find((one) => one.id === id)
          return dimension && <Heading key={id} editor={editor} along="y" rect={{ ...matrix, y, h }} label={dimension.label} onShow={onShow} />
        })}
      </div>
      <Button className={styles.corner} onPress={onFit} aria-label={t('canvas.fit')}>
        <Maximize aria-hidden="true" />
      </Button>
    </div>
  )
}

interface HeadingProps {
  editor: Editor
  along: 'x' | 'y'
  rect: Rect
  label: string
  /** For a column with little room. */
  short?: string
  onShow(rect: Rect): void
}

/** From these sizes on the screen a heading is there, has room for a line, and for its whole name. */
const ROOM = { some: 24, line: 110, whole: 260 } as const

/** Below the row headings stand the ways (Ways.tsx), one above the other on narrow screens. */
const WAYS = { wide: 48, narrow: 148 }
const NARROW = 620

function Heading({ editor, along, rect, label, short = label, onShow }: HeadingProps) {
  const t = useWords()
  const button = useRef<HTMLButtonElement>(null)
  const isColumn = along === 'x'
  const [from, length] = isColumn ? [rect.x, rect.w] : [rect.y, rect.h]

  const seen = () => {
    const camera = editor.getCamera()
    const screen = editor.getViewportScreenBounds()
    return visible((from + camera[along]) * camera.z, length * camera.z, isColumn ? screen.w : screen.h - (screen.w > NARROW ? WAYS.wide : WAYS.narrow))
  }
  const room = useValue('room', () => (Object.keys(ROOM) as (keyof typeof ROOM)[]).filter((name) => seen().size >= ROOM[name]).length, [
    editor,
    along,
    from,
    length,
  ])
  const style = useAlong(
    editor,
    button,
    () => {
      const { start, size } = seen()
      return isColumn ? { left: pixels(start), width: pixels(size) } : { top: pixels(start), height: pixels(size) }
    },
    [along, from, length],
  )
  if (!room) return null
  const className = isColumn ? (room > 1 ? styles.column : `${styles.column} ${styles.narrow}`) : styles.row
  return (
    <Button ref={button} className={className ?? ''} style={style} onPress={() => onShow(rect)} aria-label={t('canvas.zoomTo', { cell: label })}>
      <span>{room > 2 || !isColumn ? label : short}</span>
    </Button>
  )
}

/** The part of a piece that is in view. */
function visible(start: number, size: number, room: number) {
  const from = Math.max(0, start)
  return { start: from, size: Math.min(room, start + size) - from }
}
