import type { Rect } from '@stocktake/shared/board/layout'
import { Box, type Editor } from '@tldraw/tldraw'
import { boundsOf } from './pick.ts'
import { noteIdsOf } from './records.ts'
import { aroundOf } from './world.ts'

/** The notes that are selected, shapes or painted. */
export const selectedNotes = (editor: Editor): string[] => {
  const ids = noteIdsOf(editor.getSelectedShapeIds())
  const more = aroundOf(editor)?.shown.more.get()
  return more?.size ? [...ids, ...more] : ids
}

/** The rectangle around all that is selected. */
export function selectionBounds(editor: Editor): Rect | undefined {
  const bounds = editor.getSelectionPageBounds() ?? undefined
  const around = aroundOf(editor)
  const more = around && boundsOf(around.scene, around.shown.more.get())
  if (!bounds || !more) return bounds ?? more
  return Box.Common([bounds, Box.From(more)])
}
