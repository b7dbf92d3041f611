import type { Editor } from '@tldraw/tldraw'
import { askGathering, groupNotes, mayGather, takeOut } from '../sync/gathering.ts'
import { selectedNotes } from './selected.ts'
import { aroundOf, type CanvasContext } from './world.ts'

/** What of gathering can be done with some notes now. */
export interface Gatherable {
  group: boolean
  takeOut: boolean
  /** The theme that all of them are in, if this person may do something with it. */
  theme: string | undefined
}

export function gatherable({ world, scene }: Pick<CanvasContext, 'world' | 'scene'>, ids: readonly string[]): Gatherable {
  const notes = ids.flatMap((id) => scene.peek(id) ?? [])
  if (!notes.length || !mayGather(world.get(), notes)) return { group: false, takeOut: false, theme: undefined }
  const themes = scene.themes.get()
  const [first] = notes
  const theme = notes.every((note) => note.theme === first?.theme) ? themes.get(first?.theme ?? '') : undefined
  return {
    group: true,
    takeOut: notes.some((note) => themes.has(note.theme ?? '')),
    theme: theme && mayGather(world.get(), [], theme) ? theme.id : undefined,
  }
}

/** Groups the selected notes, or asks with what the one that is selected goes. False where there is nothing to group. */
export function groupSelected(editor: Editor): boolean {
  const ids = selectedNotes(editor)
  const around = aroundOf(editor)
  if (!around || !gatherable(around, ids).group) return false
  if (ids.length > 1) groupNotes(around.connection, ids)
  else askGathering({ what: 'group-with', notes: ids })
  return true
}

/** Takes the selected notes out of their themes. */
export function ungroupSelected(editor: Editor): boolean {
  const ids = selectedNotes(editor)
  const around = aroundOf(editor)
  if (!around || !gatherable(around, ids).takeOut) return false
  takeOut(around.connection, ids)
  return true
}
