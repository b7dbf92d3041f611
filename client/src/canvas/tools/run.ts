import { type Editor, Vec } from '@tldraw/tldraw'
import type { BoardConnection } from '../../sync/connection.ts'
import type { NoteActions } from '../actions.ts'
import { selectionBounds } from '../bindBoard.ts'
import type { View } from '../useView.ts'
import type { Command } from './keys.ts'

export interface Hands {
  editor: Editor
  actions: NoteActions
  connection: Pick<BoardConnection, 'undo' | 'redo'>
  view: View
}

/** Does what a key or a button asked for. False when there was nothing to do, so that the key keeps its own meaning. */
export function runCommand(command: Command, { editor, actions, connection, view }: Hands): boolean {
  switch (command) {
    case 'select':
    case 'hand':
    case 'draw':
    case 'arrow':
    case 'label':
    case 'eraser':
      editor.setCurrentTool(command)
      // A tool chosen with the mouse leaves the focus on its button; the next key is meant for the canvas.
      editor.getContainer().focus()
      return true
    case 'note':
      actions.add()
      return true
    case 'edit':
      if (!editor.getSelectedShapeIds().length) return false
      actions.edit()
      return true
    case 'delete':
      if (!editor.getSelectedShapeIds().length) return false
      actions.remove()
      return true
    case 'all':
      actions.selectAll()
      return true
    case 'duplicate':
      actions.duplicate()
      return true
    // The library's own undo would take back others' work with ours, so it is never used.
    case 'undo':
      connection.undo()
      return true
    case 'redo':
      connection.redo()
      return true
    case 'zoomIn':
      editor.zoomIn(undefined, { animation: { duration: 120 } })
      return true
    case 'zoomOut':
      editor.zoomOut(undefined, { animation: { duration: 120 } })
      return true
    case 'zoom100':
      editor.resetZoom(new Vec(editor.getViewportScreenCenter().x, editor.getViewportScreenCenter().y), { animation: { duration: 120 } })
      return true
    case 'fit':
      view.fit()
      return true
    case 'zoomSelection': {
      const bounds = selectionBounds(editor)
      if (bounds) view.show(bounds, 1.5)
      return true
    }
    case 'next':
      return actions.step(1)
    case 'previous':
      return actions.step(-1)
  }
}
