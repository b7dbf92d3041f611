import type { Spotlight } from '@stocktake/shared/attentionSchema'
import { type Layout, type Rect, rectOf } from '@stocktake/shared/board/layout'
import { type Editor, useValue } from '@tldraw/tldraw'
import { useArrival, useShowing } from '../sync/showing.ts'
import styles from './Spot.module.css'
import type { Scene } from './scene.ts'
import type { View } from './useView.ts'
import type { CanvasContext } from './world.ts'

/** Goes to what everybody is shown, and marks it. The line above the board says what it is. */
export function Spot({ editor, around: { scene, world }, view }: { editor: Editor; around: CanvasContext; view: View }) {
  const round = useValue('round', () => world.get().round.number, [world])
  const spot = useShowing((state) => (state.spot?.round === round ? state.spot : null))
  const notes = useValue('boxes', () => scene.boxes().size, [scene])
  useArrival(
    round,
    ['row', 'column', 'cell', 'parking', 'note'],
    (place) => {
      const rect = placeOf(place, scene.layout.get(), scene)
      if (rect) view.go(place.kind === 'note' ? withRoom(rect) : rect)
      return rect !== undefined
    },
    notes,
  )
  const at = useValue('spot', () => {
    const rect = spot && placeOf(spot, scene.layout.get(), scene)
    if (!rect) return undefined
    const { x, y } = editor.pageToViewport(rect)
    const z = editor.getZoomLevel()
    return { x, y, w: rect.w * z, h: rect.h * z }
  }, [editor, scene, spot])
  if (!at) return null
  return <div className={styles.spot} style={{ transform: `translate(${at.x}px, ${at.y}px)`, width: at.w, height: at.h }} />
}

/** Where something is that is shown; undefined while it is not there. */
function placeOf({ kind, id }: Spotlight, layout: Layout, scene: Scene): Rect | undefined {
  if (kind === 'parking') return layout.parking
  if (kind === 'cell') return rectOf(layout, id)
  if (kind === 'note') return scene.boxes().get(id)
  const cells = [...layout.cells].flatMap(([cell, rect]) => ((kind === 'row' ? cell.startsWith(`${id}/`) : cell.endsWith(`/${id}`)) ? [rect] : []))
  const [first] = cells
  if (!first || (kind !== 'row' && kind !== 'column')) return undefined
  const x = Math.min(...cells.map((rect) => rect.x))
  const y = Math.min(...cells.map((rect) => rect.y))
  return { x, y, w: Math.max(...cells.map((rect) => rect.x + rect.w)) - x, h: Math.max(...cells.map((rect) => rect.y + rect.h)) - y }
}

/** A note with so much around it that one sees where it stands. */
const withRoom = ({ x, y, w, h }: Rect): Rect => ({ x: x - w, y: y - h, w: 3 * w, h: 3 * h })
