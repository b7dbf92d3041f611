import type { Rect } from '@stocktake/shared/board/layout'
import type { Editor } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'
import type { Scene } from './scene.ts'
import type { Bound } from './useBound.ts'
import type { View } from './useView.ts'

/** Shows the note that somebody wants to go to, and selects it, whenever it is another object. */
export function useGoTo(editor: Editor | null, bound: Bound | null, scene: Scene, view: View, goTo: { noteId: string } | null | undefined): void {
  const view$ = useRef(view)
  view$.current = view
  useEffect(() => {
    if (!editor || !bound || !goTo) return
    const box = scene.boxes().get(goTo.noteId)
    if (!box) return
    view$.current.show(withRoom(box), 1)
    bound.binding.select([goTo.noteId])
    // Whoever went there goes on there: keys are for the note.
    editor.getContainer().focus({ preventScroll: true })
  }, [editor, bound, goTo, scene])
}

/** A note with so much around it that one sees where it stands. */
const withRoom = ({ x, y, w, h }: Rect): Rect => ({ x: x - w, y: y - h, w: 3 * w, h: 3 * h })
