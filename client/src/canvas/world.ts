import { signingOf } from '@stocktake/shared/attribution'
import type { Note } from '@stocktake/shared/board/schema'
import { may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import type { Atom, Editor } from '@tldraw/tldraw'
import { createContext, useContext } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import type { BoardRules } from '../sync/useRules.ts'
import type { Company } from './company.ts'
import type { Scene } from './scene.ts'
import type { Shown } from './shown.ts'

/** What is around the board: the session, the round, who I am. */
export interface World {
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
  rules: BoardRules
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
  onSelect(noteIds: readonly string[]): void
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
  { me, canWrite, rules }: World,
  mine: ReadonlySet<string>,
  action: 'edit-note' | 'move-note' | 'delete-note',
  noteId: string,
  /** Where it is, and where it is put. */
  cells: readonly (string | null)[],
): boolean {
  const [from, to] = cells
  const enters = to === undefined || to === from ? {} : { enters: to }
  return canWrite && may(me, action, rules.inForce, { owner: mine.has(noteId) ? me.memberId : null, cells, ...enters })
}

/** Whether a hand may move or delete a note, or move it to a cell. A lock holds against the team's hands too, until they take it off. */
export const mayMove = (
  world: World,
  mine: ReadonlySet<string>,
  note: Pick<Note, 'id' | 'at' | 'locked'> | undefined,
  action: 'move-note' | 'delete-note' = 'move-note',
  to?: string | null,
) => note !== undefined && !note.locked && mayTouch(world, mine, action, note.id, to === undefined ? [note.at.cell] : [note.at.cell, to])

export const mayLock = ({ me, canWrite, rules }: World): boolean => canWrite && may(me, 'lock', rules.inForce)

/** Whether this person may add a note: to a cell, or, with none said, anywhere. */
export const mayAdd = ({ me, canWrite, rules }: World, cells: readonly (string | null)[] = []): boolean =>
  canWrite && may(me, 'add-note', rules.inForce, { ...signingOf(rules.inForce.attribution, me), cells })

/** Editors know nothing of what is around them; tools and shape utilities find it here. */
const arounds = new WeakMap<Editor, CanvasContext>()
export const setAround = (editor: Editor, around: CanvasContext) => arounds.set(editor, around)
export const aroundOf = (editor: Editor) => arounds.get(editor)
