import type { Rect } from '@stocktake/shared/board/layout'
import { drawTension, type TensionDrawing } from '@stocktake/shared/board/tensionLines'
import { type useEditor, useValue } from '@tldraw/tldraw'
import { shapeIdOf } from './records.ts'
import type { CanvasContext } from './world.ts'

type Editor = ReturnType<typeof useEditor>

/** How a tension between these notes is drawn now; undefined while fewer than two of them are there. */
export function useTensionDrawing(editor: Editor, { scene, shown }: CanvasContext, notes: readonly string[]): TensionDrawing | undefined {
  const key = notes.join()
  // A text, so that nothing is drawn anew while its notes stand still.
  const where = useValue('tension', () => {
    scene.version.get()
    const boxes = key.split(',').flatMap((id): Rect[] => {
      const box = scene.boxes().get(id)
      if (!box) return []
      // A note in a hand is where its shape is; a painted one where it is carried.
      const shape = editor.getShape(shapeIdOf(id))
      if (shape) return [{ ...box, x: shape.x, y: shape.y }]
      const by = shown.more.get().has(id) ? shown.carried.get() : shown.away.get().get(id)
      return [by ? { ...box, x: box.x + by.x, y: box.y + by.y } : box]
    })
    return JSON.stringify(drawTension(boxes) ?? null)
  }, [editor, scene, shown, key])
  return (JSON.parse(where) as TensionDrawing | null) ?? undefined
}
