import { cellAt, centreOf, originOf, type Point, placeAt } from '@stocktake/shared/board/layout'
import { type Atom, type Editor, react } from '@tldraw/tldraw'
import type { BoardConnection, Presence } from '../sync/connection.ts'
import { noteIdOf, noteIdsOf, type StickyShape, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'

/** As many selected notes as others are told of. */
const MOST_SELECTED = 100
/** How long a let-go drag is still told: until the board's own change has certainly overtaken it. */
const LINGER = 600

/**
 * Others see a note move while it is dragged, but the board changes once, when it is let go: undo takes back the whole
 * movement, nobody's rows grow and shrink under a passing note, and the log stays short. A drag is told as the place the
 * first note has reached; the selected others go along by the same distance. The place is the very one that is then
 * written, so nothing jumps when the change arrives before or after the end of the drag is told.
 */
export interface SharedHand {
  /** Tells others where my hand is, and the backdrop which cells are under it. */
  tell(): void
  /** How far others are dragging notes, in canvas units. */
  dragged(): ReadonlyMap<string, Point>
  close(): void
}

export interface SharedHandOptions {
  editor: Editor
  scene: Scene
  connection: Pick<BoardConnection, 'presences' | 'setPresence'>
  targets: Atom<ReadonlySet<string | null>>
  /** Asks for another frame. */
  ask(): void
  /** Somebody else's hand moved. */
  onOthers(): void
}

export function shareHand({ editor, scene, connection, targets, ask, onOthers }: SharedHandOptions): SharedHand {
  let dragging = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const stopSelection = react('tell selection', () => {
    const selection = noteIdsOf(editor.getSelectedShapeIds()).slice(0, MOST_SELECTED)
    connection.setPresence({ selection: selection.length ? selection : undefined })
  })
  const stopOthers = connection.presences.subscribe((now, before) => {
    if (now.some((one) => one.drag) || before.some((one) => one.drag)) onOthers()
  })

  return {
    tell() {
      const inHand = editor.isIn('select.translating')
        ? editor.getSelectedShapes().filter((shape): shape is StickyShape => noteIdOf(shape.id) !== undefined)
        : []
      const layout = scene.layout.get()
      const over = new Set(inHand.map((shape) => cellAt(layout, centreOf({ x: shape.x, y: shape.y, ...shape.props }))))
      if (!sameSet(over, targets.get())) targets.set(over)

      const lead = inHand[0]
      const note = lead && noteIdOf(lead.id)
      if (lead && note) {
        clearTimeout(timer)
        dragging = true
        connection.setPresence({ drag: { note, at: placeAt(layout, lead, lead.props.h) } })
        // The pointer may rest: the next frame looks again.
        ask()
      } else if (dragging) {
        dragging = false
        timer = setTimeout(() => connection.setPresence({ drag: undefined }), LINGER)
      }
    },
    dragged: () => draggedBy(connection.presences.getState(), scene, (id) => editor.getEditingShapeId() === shapeIdOf(id)),
    close() {
      stopSelection()
      stopOthers()
      clearTimeout(timer)
      connection.setPresence({ drag: undefined, selection: undefined, cursor: undefined })
      targets.set(new Set())
    },
  }
}

/** How far each note is away from its place because somebody drags it. */
function draggedBy(presences: readonly Presence[], scene: Scene, isHeld: (noteId: string) => boolean): Map<string, Point> {
  const away = new Map<string, Point>()
  const boxes = scene.boxes()
  const layout = scene.layout.get()
  for (const { drag, selection = [] } of presences) {
    const box = drag && boxes.get(drag.note)
    if (!box) continue
    const origin = originOf(layout, drag.at.cell)
    const by = { x: origin.x + drag.at.x - box.x, y: origin.y + drag.at.y - box.y }
    if (by.x === 0 && by.y === 0) continue
    for (const id of new Set([drag.note, ...selection])) if (boxes.has(id) && !isHeld(id)) away.set(id, by)
  }
  return away
}

const sameSet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) => a.size === b.size && [...a].every((item) => b.has(item))
