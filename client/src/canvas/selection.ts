import { Box, type Editor, react, type TLEventInfo, type TLShapeId } from '@tldraw/tldraw'
import { notesWithin } from './pick.ts'
import { noteIdOf, noteIdsOf, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'
import type { Shown } from './shown.ts'

/** As many selected notes are shapes, those nearest to the middle of the view; the others are painted as selected. */
export const SELECTED_LIVE = 150

/**
 * A selection of any size. The editor holds the part of it that is shapes; what is done to that part by hand, moving and
 * deleting, is done to the painted part as well (`bindNotes.ts`).
 */
export interface WideSelection {
  /** Selects notes, however many, with drawings if there are any. */
  select(noteIds: readonly string[], drawings?: readonly TLShapeId[]): void
  /** Before a press on a painted note that is selected: it becomes one of the selected shapes, and the press takes all. */
  adopt(noteId: string): void
  /** The notes that were selected as shapes when the selection was last made. */
  readonly lead: ReadonlySet<string>
  /** The painted part goes on with what is left of it. */
  settle(): void
  close(): void
}

export function widenSelection(editor: Editor, scene: Scene, shown: Shown, reach: (ids: readonly string[]) => void): WideSelection {
  let known: readonly TLShapeId[] = []
  let lead: ReadonlySet<string> = new Set()
  let brushing = false
  let before: ReadonlySet<string> = new Set()
  let cancelled = false

  const keep = (ids: readonly TLShapeId[]) => {
    known = ids
    lead = new Set(noteIdsOf(ids))
  }
  const setMore = (ids: Iterable<string>) => {
    const next = new Set(ids)
    if (next.size || shown.more.get().size) shown.more.set(next)
  }

  const select = (noteIds: readonly string[], drawings: readonly TLShapeId[] = []) => {
    const ids = [...new Set(noteIds)].filter((id) => scene.boxes().has(id))
    const near = ids.length > SELECTED_LIVE ? nearestToView(editor, scene, ids) : ids
    const live = near.slice(0, SELECTED_LIVE)
    setMore([])
    reach(live)
    const shapes = [...drawings, ...live.map(shapeIdOf)].filter((id) => editor.getShape(id))
    keep(shapes)
    editor.setSelectedShapes(shapes)
    setMore(near.slice(SELECTED_LIVE))
  }

  const stopSelection = react('selection beyond shapes', () => {
    const now = editor.getSelectedShapeIds()
    if (brushing || !shown.more.get().size) return
    const still = new Set(now)
    const added = now.some((id) => !known.includes(id))
    const dropped = known.some((id) => !still.has(id) && editor.store.has(id))
    // With shift a press adds to what is selected or takes from it; without, it is another selection.
    if ((added || dropped) && !editor.inputs.shiftKey) setMore([])
    else if (added || dropped) keep(now)
  })

  const stopBrush = react('brush over painted notes', () => {
    const { brush } = editor.getInstanceState()
    if (brush) {
      if (!brushing) {
        brushing = true
        cancelled = false
        before = shown.more.get()
      }
      const { shiftKey, ctrlKey } = editor.inputs
      const hit = notesWithin(scene, brush, ctrlKey).filter((id) => !shown.live.get().has(id))
      setMore(shiftKey ? [...before, ...hit] : hit)
    } else if (brushing) {
      // The brush is put away in the midst of a change of the editor's store.
      queueMicrotask(() => {
        if (!brushing) return
        brushing = false
        if (cancelled) setMore(before)
        else {
          // The editor looks once a frame, and would miss how far the hand came in the last one.
          const { originPagePoint, currentPagePoint, shiftKey, ctrlKey } = editor.inputs
          const last = notesWithin(scene, Box.FromPoints([originPagePoint, currentPagePoint]), ctrlKey)
          const seen = [...noteIdsOf(editor.getSelectedShapeIds()), ...shown.more.get()]
          if (seen.length || last.length) select(shiftKey ? [...seen, ...last] : last, drawingsOf(editor))
        }
        keep(editor.getSelectedShapeIds())
      })
    }
  })
  const hearCancel = (info: TLEventInfo) => {
    if (info.type === 'misc' && info.name === 'cancel') {
      cancelled = true
      // Escape gives up the whole selection, as the editor does with its own part.
      if (!brushing && editor.isIn('select.idle')) setMore([])
    }
  }
  editor.on('before-event', hearCancel)

  return {
    select,
    adopt(noteId) {
      if (!shown.more.get().has(noteId)) return
      const ids = [...editor.getSelectedShapeIds(), shapeIdOf(noteId)]
      keep(ids)
      // In this order: whoever watches both must never see the note in neither.
      editor.setSelectedShapes(ids)
      setMore([...shown.more.get()].filter((id) => id !== noteId))
    },
    get lead() {
      return lead
    },
    settle() {
      const more = shown.more.get()
      if (!more.size || brushing) return
      const there = [...more].filter((id) => scene.boxes().has(id))
      if (there.length && !editor.getSelectedShapeIds().length) select(there)
      else if (there.length < more.size) setMore(there)
    },
    close() {
      stopSelection()
      stopBrush()
      editor.off('before-event', hearCancel)
      setMore([])
    },
  }
}

const drawingsOf = (editor: Editor) => editor.getSelectedShapeIds().filter((id) => noteIdOf(id) === undefined)

function nearestToView(editor: Editor, scene: Scene, ids: readonly string[]): string[] {
  const { x, y } = editor.getViewportPageBounds().center
  const boxes = scene.boxes()
  const far = new Map(
    ids.map((id) => {
      const box = boxes.get(id)
      return [id, box ? Math.hypot(box.x + box.w / 2 - x, box.y + box.h / 2 - y) : 0]
    }),
  )
  return [...ids].sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0))
}
