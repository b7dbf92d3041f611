import { FROM_CANVAS } from '@stocktake/shared/board/board'
import { INSET, originOf, type Point, type Rect, rectOf } from '@stocktake/shared/board/layout'
import type { Note, Place } from '@stocktake/shared/board/schema'
import { LEAST_NAMED, NAMES_INSIDE, type ThemeFrame, themeFrames } from '@stocktake/shared/board/themeFrames'
import { gather } from '@stocktake/shared/board/themes'
import { type Atom, atom, type Editor, react, type TLEventInfo } from '@tldraw/tldraw'
import { askGathering, mayGather } from '../sync/gathering.ts'
import { besideSpot } from './beside.ts'
import { above, NEAR_ENOUGH } from './pick.ts'
import { selectedNotes } from './selected.ts'
import { membersIn } from './useThemeFrames.ts'
import type { CanvasContext } from './world.ts'

/**
 * Putting a note into a theme by dropping it. To lie on another note is no wish to be grouped with it, so a drop counts only
 * on a target that comes up at the upper edge of the note under the pointer, or on the name of a theme's frame.
 */
export interface DropOnto {
  /** What the pointer is near while notes are in hand. */
  readonly target: Atom<Onto | null>
  /** What notes that were just let go landed on; asked once. */
  land(ids: readonly string[]): Landing | undefined
  close(): void
}

export interface Onto {
  /** The note, or the notes of the frame, with which those in hand would be grouped. */
  notes: string[]
  theme: string | undefined
  /** Where to let go, and what would be grouped, in canvas units. */
  spot: Rect
  whole: Rect
  isOver: boolean
}

export interface Landing {
  /** Where the notes come to stand; one that is not named stays where it was dropped. */
  places: ReadonlyMap<string, Place>
  gather(): void
}

/** Pixels of the target, for a mouse and for fingers. */
const SPOT = { w: 112, h: 30 } as const
const SPOT_COARSE = { w: 132, h: 44 } as const
/** Pixels of the name of a frame. */
const NAME_HEIGHT = 26

const holds = ({ x, y, w, h }: Rect, point: Point) => point.x >= x && point.y >= y && point.x <= x + w && point.y <= y + h

export function createDropOnto(editor: Editor, around: CanvasContext): DropOnto {
  const { scene, world, connection } = around
  const target = atom<Onto | null>('drop onto', null)
  let landed: Onto | undefined

  function look(): Onto | null {
    // Read first: with each move of what is in hand this is asked anew.
    const isTranslating = editor.isIn('select.translating')
    editor.getSelectionPageBounds()
    if (!isTranslating) return null
    const inHand = new Set(selectedNotes(editor))
    const notes = [...inHand].flatMap((id) => scene.peek(id) ?? [])
    if (!notes.length || !mayGather(world.get(), notes)) return null
    const point = editor.inputs.currentPagePoint
    const onto = onFrame(point, inHand) ?? onNote(point, inHand)
    if (!onto) return null
    const others = onto.notes.flatMap((id) => scene.peek(id) ?? [])
    const theme = scene.themes.get().get(onto.theme ?? '')
    return mayGather(world.get(), [...notes, ...others], theme) ? onto : null
  }

  function onFrame(point: Point, inHand: ReadonlySet<string>): Onto | undefined {
    const zoom = editor.getZoomLevel()
    const members = membersIn(scene).filter(({ id }) => !inHand.has(id))
    const spotOf = ({ x, y, w }: ThemeFrame): Rect => ({ x, y: zoom < NAMES_INSIDE ? y : y - (0.7 * NAME_HEIGHT) / zoom, w, h: NAME_HEIGHT / zoom })
    const frame = themeFrames(members).find((each) => each.w * zoom >= LEAST_NAMED && holds(spotOf(each), point))
    return frame && { notes: frame.notes, theme: frame.theme, spot: spotOf(frame), whole: frame, isOver: true }
  }

  function onNote(point: Point, inHand: ReadonlySet<string>): Onto | undefined {
    const zoom = editor.getZoomLevel()
    // From far away a hand carries notes to a cell; whichever note lies under it is chance.
    if (zoom < NEAR_ENOUGH) return undefined
    const size = editor.getInstanceState().isCoarsePointer ? SPOT_COARSE : SPOT
    let top: { note: Note; box: Rect; spot: Rect } | undefined
    for (const [id, box] of scene.boxes()) {
      if (inHand.has(id)) continue
      const w = Math.min(box.w, size.w / zoom)
      const h = Math.min(box.h, size.h / zoom)
      const spot = { x: box.x + (box.w - w) / 2, y: box.y - h / 2, w, h }
      if (!holds(box, point) && !holds(spot, point)) continue
      const note = scene.peek(id)
      if (note && (!top || above(note, top.note) > 0)) top = { note, box, spot }
    }
    if (!top) return undefined
    const { note, box, spot } = top
    return { notes: [note.id], theme: scene.themes.get().has(note.theme ?? '') ? note.theme : undefined, spot, whole: box, isOver: holds(spot, point) }
  }

  const stop = react('drop onto', () => target.set(look()))
  const onEvent = (info: TLEventInfo) => {
    if (info.name === 'pointer_down') landed = undefined
    if (info.name !== 'pointer_up' || !editor.isIn('select.translating')) return
    const now = look()
    landed = now?.isOver ? now : undefined
  }
  editor.on('before-event', onEvent)

  /** Free places for notes next to those they are grouped with. */
  function placesFor(ids: readonly string[], onto: Onto): Map<string, Place> {
    const boxes = scene.boxes()
    const going = new Set(ids)
    const anchors = onto.notes.flatMap((id) => boxes.get(id) ?? []).sort((a, b) => b.y - a.y || b.x - a.x)
    const first = onto.notes[0] === undefined ? undefined : scene.peek(onto.notes[0])
    const cell = first?.at.cell ?? null
    const places = new Map<string, Place>()
    // In the parking lot notes of columns out of use stand where nobody put them.
    if (!first || anchors.some((box) => box.cell !== cell)) return places
    const origin = originOf(scene.layout.get(), cell)
    const { w } = rectOf(scene.layout.get(), cell)
    const area = { x: origin.x + INSET.x, y: origin.y + INSET.y, w: w - 2 * INSET.x }
    const taken: Rect[] = [...boxes].flatMap(([id, box]) => (box.cell === cell && !going.has(id) ? box : []))
    const next: Rect[] = [...anchors]
    for (const id of ids) {
      const box = boxes.get(id)
      if (!box) continue
      const spot = besideSpot(next, taken, box, area)
      const there = { ...spot, w: box.w, h: box.h }
      taken.push(there)
      next.unshift(there)
      places.set(id, { cell, x: Math.round(spot.x - origin.x), y: Math.round(spot.y - origin.y) })
    }
    return places
  }

  return {
    target,
    land(ids) {
      const onto = landed
      landed = undefined
      if (!onto || !ids.length) return undefined
      return {
        places: placesFor(ids, onto),
        gather() {
          const theme = gather(connection.board, [...ids, ...onto.notes], Date.now(), onto.theme, FROM_CANVAS)
          if (theme && onto.theme === undefined) askGathering({ what: 'name', theme })
        },
      }
    },
    close() {
      editor.off('before-event', onEvent)
      stop()
      target.set(null)
    },
  }
}
