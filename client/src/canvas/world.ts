import type { Note } from '@stocktake/shared/board/schema'
import { may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import type { Atom, Editor } from '@tldraw/tldraw'
import { createContext, useContext } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import type { Company } from './company.ts'
import type { Scene } from './scene.ts'
import type { Shown } from './shown.ts'

/** What is around the board: the session, the round, who I am. */
export interface World {
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
}

/** What the parts drawn inside the editor need; the editor renders them itself and passes nothing along. */
export interface CanvasContext {
  connection: BoardConnection
  scene: Scene
  world: Atom<World>
  /** Ids of notes made here, as a signal. */
  mine: Atom<ReadonlySet<string>>
  /** Cells under the notes in hand. */
  targets: Atom<ReadonlySet<string | null>>
  /** Who types in which note and who has it selected, by note id. */
  marks: Atom<ReadonlyMap<string, Marks>>
  /** Which notes are shapes and what is painted of the others. */
  shown: Shown
  /** Who is in which cell. */
  company: Atom<Company>
  onShowLineage(noteId: string): void
  onFollow(client: number): void
  onZoomTo(cell: string | null): void
}

export interface Marks {
  /** Names of those who type in it. */
  typing: readonly string[]
  /** Colour of the group of one who has it selected. */
  selectedBy: string | undefined
}

export const Around = createContext<CanvasContext | null>(null)

export function useAround(): CanvasContext {
  const around = useContext(Around)
  if (!around) throw new Error('This part belongs inside <Canvas>.')
  return around
}

/** Whether this person may do something to a note. Ownership is known here only for what was made on this device. */
export function mayTouch(
  { view, round, me, canWrite }: World,
  mine: ReadonlySet<string>,
  action: 'edit-note' | 'move-note' | 'delete-note' | 'lock',
  noteId = '',
): boolean {
  const circumstances = { round: round.state, notesEditableBy: view.settings.notesEditableBy }
  return canWrite && may(me, action, circumstances, { owner: mine.has(noteId) ? me.memberId : null })
}

/** Whether a hand may move or delete a note. A lock holds against the team's hands too, until they take it off. */
export const mayMove = (
  world: World,
  mine: ReadonlySet<string>,
  note: Pick<Note, 'id' | 'locked'> | undefined,
  action: 'move-note' | 'delete-note' = 'move-note',
) => note !== undefined && !note.locked && mayTouch(world, mine, action, note.id)

/** Editors know nothing of what is around them; tools and shape utilities find it here. */
const arounds = new WeakMap<Editor, CanvasContext>()
export const setAround = (editor: Editor, around: CanvasContext) => arounds.set(editor, around)
export const aroundOf = (editor: Editor) => arounds.get(editor)
