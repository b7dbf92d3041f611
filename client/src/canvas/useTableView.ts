import { rectOf } from '@stocktake/shared/board/layout'
import type { Editor } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'
import { myTableIn } from '../sync/myTable.ts'
import { isWriting } from './useLead.ts'
import type { View } from './useView.ts'
import type { CanvasContext, World } from './world.ts'

/** Who sits down at a table is shown its cells, and everything when people come back; never while they write or drag. */
export function useTableView(editor: Editor | null, { scene }: CanvasContext, view: View, { view: session, round }: World): void {
  const mine = myTableIn(session, round)
  const key = mine ? [mine.table.id, ...(mine.cells ?? [])].join() : ''
  const before = useRef('')
  const now = useRef({ view, cells: mine?.cells })
  now.current = { view, cells: mine?.cells }

  useEffect(() => {
    if (!editor || before.current === key) return
    before.current = key
    if (isWriting(editor) || editor.inputs.isPointing) return
    const { view: looking, cells } = now.current
    if (!cells) return looking.fit()
    const rects = [...cells].map((cell) => rectOf(scene.layout.get(), cell))
    const [x, y] = [Math.min(...rects.map((rect) => rect.x)), Math.min(...rects.map((rect) => rect.y))]
    const [right, bottom] = [Math.max(...rects.map((rect) => rect.x + rect.w)), Math.max(...rects.map((rect) => rect.y + rect.h))]
    looking.go({ x, y, w: right - x, h: bottom - y })
  }, [editor, scene, key])
}
