import type { Editor } from '@tldraw/tldraw'
import { ask, mayName } from '../sync/asks.ts'
import { selectedNotes } from './selected.ts'
import { aroundOf } from './world.ts'

/** Asks for a tension between the selected notes. False where there is none, or this person may not name any. */
export function nameTension(editor: Editor): boolean {
  const notes = selectedNotes(editor)
  const around = aroundOf(editor)
  if (!notes.length || !around || !mayName(around.world.get())) return false
  ask({ what: 'name-tension', notes })
  return true
}
