import { type Editor, useValue } from '@tldraw/tldraw'
import { type PointerEvent, useMemo } from 'react'
import type { BoardBinding } from './bindBoard.ts'
import { NEAR_ENOUGH, noteAt } from './pick.ts'
import type { CanvasContext } from './world.ts'

export interface Pointing {
  press(event: PointerEvent): void
  move(event: PointerEvent): void
  leave(): void
}

/** Painted notes under the pointer become shapes before the editor hears of it, so that every press finds what it sees. */
export function usePointing(editor: Editor | null, { scene, shown }: CanvasContext, binding: BoardBinding | null): Pointing {
  const container = useValue('container', () => editor?.getContainer() ?? null, [editor])
  return useMemo(() => {
    const at = (event: PointerEvent) =>
      editor && container?.contains(event.target as Node) ? editor.screenToPage({ x: event.clientX, y: event.clientY }) : undefined
    const hover = (id: string | undefined) => shown.hovered.get() !== id && shown.hovered.set(id)
    return {
      press(event) {
        const point = at(event)
        if (point && binding) binding.press(point)
      },
      move(event) {
        if (!editor || editor.isInAny('select.translating', 'select.brushing') || editor.getCameraState() === 'moving') return
        const point = editor.getZoomLevel() < NEAR_ENOUGH && editor.isIn('select.idle') ? undefined : at(event)
        hover(point && noteAt(scene, point, shown.away.get()))
      },
      leave: () => hover(undefined),
    }
  }, [editor, container, binding, scene, shown])
}
