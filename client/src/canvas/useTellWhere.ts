import { cellAt, centreOf } from '@stocktake/shared/board/layout'
import { isTeam } from '@stocktake/shared/rounds'
import { type Editor, react } from '@tldraw/tldraw'
import { type PointerEvent, useEffect, useMemo } from 'react'
import { noteIdOf } from './records.ts'
import { selectionBounds } from './selected.ts'
import type { CanvasContext } from './world.ts'

/** In a larger crowd only the team says what it sees: nobody follows one of a hundred, and all would have to read it. */
const MOST_SIGHTS = 50

/** Tells the others where I am: my pointer, the cell under my hands, and what of the canvas I see. Observers are nowhere. */
export function useTellWhere(editor: Editor | null, { connection, scene, world }: CanvasContext, isFollowing: boolean) {
  useEffect(() => {
    if (!editor) return
    const isTold = () => world.get().me.role !== 'observer'
    let told: string | null | undefined
    const tellCell = (cell: string | null | undefined) => {
      if (cell === told || !isTold()) return
      told = cell
      connection.setPresence({ cell })
    }
    const stopHands = react('tell cell', () => {
      const editing = noteIdOf(editor.getEditingShapeId() ?? '')
      const bounds = selectionBounds(editor)
      if (editing !== undefined) tellCell(scene.boxes().get(editing)?.cell)
      else if (bounds) tellCell(cellAt(scene.layout.get(), centreOf(bounds)))
    })
    return () => {
      stopHands()
      connection.setPresence({ cell: undefined })
    }
  }, [editor, connection, scene, world])

  useEffect(() => {
    // Two who followed one another would drive each other out of the board: who follows sees nothing of their own to tell.
    if (!editor || isFollowing || world.get().me.role === 'observer') return
    const stopView = react('tell view', () => {
      const { x, y, w, h } = editor.getViewportPageBounds()
      const { me } = world.get()
      const counts = isTeam(me.role) || connection.presences.getState().length < MOST_SIGHTS
      if (counts) connection.setPresence({ view: { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) } })
    })
    return () => {
      stopView()
      connection.setPresence({ view: undefined })
    }
  }, [editor, connection, world, isFollowing])

  return useMemo(
    () => ({
      // Before the first movement there is no pointer to tell of.
      move(event: PointerEvent) {
        if (!editor || world.get().me.role === 'observer') return
        const { x, y } = editor.screenToPage({ x: event.clientX, y: event.clientY })
        const isBusy = editor.getEditingShapeId() !== null
        connection.setPresence({ cursor: { x: Math.round(x), y: Math.round(y) }, ...(isBusy ? {} : { cell: cellAt(scene.layout.get(), { x, y }) }) })
      },
      leave: () => connection.setPresence({ cursor: undefined }),
    }),
    [editor, connection, scene, world],
  )
}
