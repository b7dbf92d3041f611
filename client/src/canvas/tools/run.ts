import { type Editor, Vec } from '@tldraw/tldraw'
import type { BoardConnection } from '../../sync/connection.ts'
import type { NoteActions } from '../actions.ts'
import { nameTension } from '../askAbout.ts'
import { groupSelected, ungroupSelected } from '../gatherHere.ts'
import type { HandActions } from '../handActions.ts'
import { selectionBounds } from '../selected.ts'
import type { View } from '../useView.ts'
import type { Arrow, Command } from './keys.ts'

export interface Hands {
  editor: Editor
  actions: NoteActions
  hands: HandActions
  /** Opens the menu for the selection, or for the middle of the view. */
  openMenu(): void
  /** Asks where the selected notes should go. */
  askWhere(): void
  connection: Pick<BoardConnection, 'undo' | 'redo'>
  view: View
}

/** Does what a key or a button asked for. False when there was nothing to do, so that the key keeps its own meaning. */
export function runCommand(command: Command, { editor, actions, hands, openMenu, askWhere, connection, view }: Hands): boolean {
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
    case 'menu':
      openMenu()
      return true
    case 'moveTo':
      askWhere()
      return true
    case 'tension':
      return nameTension(editor)
    case 'group':
      return groupSelected(editor)
    case 'ungroup':
      return ungroupSelected(editor)
    case 'alignLeft':
    case 'alignTop':
    case 'distribute':
    case 'stack':
      hands.arrange(command)
      return true
    case 'front':
    case 'back':
      hands.order(command)
      return true
    case 'lock':
      hands.lock()
      return true
    case 'left':
    case 'right':
    case 'up':
    case 'down':
      if (!hands.nudge(command, STEP)) pan(editor, command)
      return true
    case 'farLeft':
    case 'farRight':
    case 'farUp':
    case 'farDown':
      return hands.nudge(arrowOf(command), FAR)
    case 'cellLeft':
    case 'cellRight':
    case 'cellUp':
    case 'cellDown':
      return hands.toNextCell(arrowOf(command))
  }
}

/** Canvas units that a press of an arrow key moves the selection, alone and with Shift. */
const STEP = 8
const FAR = 48
/** Pixels that it moves the view when nothing is selected. */
const PAN = 80

const arrowOf = (command: string) => command.replace(/^(far|cell)/, '').toLowerCase() as Arrow

function pan(editor: Editor, way: Arrow) {
  const { x, y, z } = editor.getCamera()
  const by = PAN / z
  const [dx, dy] = { left: [by, 0], right: [-by, 0], up: [0, by], down: [0, -by] }[way] as [number, number]
  editor.setCamera({ x: x + dx, y: y + dy, z }, { animation: { duration: 80 } })
}
