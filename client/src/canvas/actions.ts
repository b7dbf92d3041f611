import { type OnBehalf, signingOf } from '@stocktake/shared/attribution'
import { addNote, change, FROM_CANVAS } from '@stocktake/shared/board/board'
import { cellAt, type Point, placeAt } from '@stocktake/shared/board/layout'
import { freePlace } from '@stocktake/shared/board/place'
import { BOARD_LIMITS, NOTE_MIN_HEIGHT, NOTE_WIDTH, type Note, type Picture, type Place } from '@stocktake/shared/board/schema'
import { isTeam } from '@stocktake/shared/rounds'
import type { Editor } from '@tldraw/tldraw'
import { mySigning } from '../sync/onBehalf.ts'
import { shutCell } from '../sync/shutCell.ts'
import { myLanguage, seatOfNew } from '../sync/writeNotes.ts'
import type { BoardBinding } from './bindBoard.ts'
import { type Clip, clipOf, MOST_PASTED } from './clipboard.ts'
import { noteIdOf, shapeIdOf } from './records.ts'
import { selectedNotes } from './selected.ts'
import { type CanvasContext, mayAdd, mayTouch } from './world.ts'

/** What hands do with notes beyond dragging them, whichever key, press or menu asked for it. */
export interface NoteActions {
  /** A new note with the caret in it: at a point, else in free space of the cell that is meant. */
  add(at?: Point): void
  edit(): void
  remove(): void
  duplicate(): void
  selectAll(): void
  /** Moves the selection through the notes in reading order; false at the end, so that focus can leave. */
  step(by: 1 | -1): boolean
  copy(): Clip | undefined
  cut(): Clip | undefined
  paste(texts: readonly string[]): void
  /** A new note with a picture, at a point or in free space of a cell. */
  addPicture(picture: Picture, where: Point | { cell: string | null }): void
  meantCell(): string | null
  startTyping(noteId: string): void
}

export interface Saying {
  key:
    | 'tooMany'
    | 'pasted'
    | 'notYours'
    | 'notInStep'
    | 'shut'
    | 'copied'
    | 'locked'
    | 'moved'
    | 'lockedNow'
    | 'unlockedNow'
    | 'pasteKeys'
    | 'tidied'
    | 'tidiedOwn'
    | 'tidyAlready'
    | 'nobodyElse'
  count?: number
  place?: string
}
export type Says = (message: Saying) => void

export function createActions(editor: Editor, around: CanvasContext, binding: Pick<BoardBinding, 'flush' | 'reach' | 'select'>, say: Says): NoteActions {
  const { connection, scene, world, mine } = around
  const { board } = connection
  const allowed = (action: Parameters<typeof mayTouch>[2]) => (id: string) => mayTouch(world.get(), mine.get(), action, id, [scene.peek(id)?.at.cell ?? null])
  const noteNow = (id: string) => scene.peek(id)

  /** The cell that is meant when none is said: under the pointer, else of the selection, else in the middle of the view. */
  const meantCell = (): string | null => {
    const layout = scene.layout.get()
    if (editor.getInstanceState().isHoveringCanvas) return cellAt(layout, editor.inputs.currentPagePoint)
    const selection = editor.getSelectionPageBounds()
    return cellAt(layout, selection?.center ?? editor.getViewportPageBounds().center)
  }

  /** The place of a new note with its middle at a point. */
  const placeAround = ({ x, y }: Point) => placeAt(scene.layout.get(), { x: x - NOTE_WIDTH / 2, y: y - NOTE_MIN_HEIGHT / 2 }, NOTE_MIN_HEIGHT)

  const startTyping = (noteId: string) => {
    binding.reach([noteId])
    const id = shapeIdOf(noteId)
    if (!editor.getShape(id) || !allowed('edit-note')(noteId)) return
    editor.select(id)
    editor.setEditingShape(id)
    editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: editor.getShape(id) })
  }

  /** Adds notes as mine, in one step of undo, and selects them. */
  const addAll = (wanted: readonly { text: string; at: Place; behalf?: OnBehalf; picture?: Picture; lang?: string }[]): string[] => {
    const { me, view } = world.get()
    const count = scene.boxes().size
    if (
      !mayAdd(
        world.get(),
        wanted.map(({ at }) => at.cell),
      )
    ) {
      const { rules } = world.get()
      say({ key: wanted.some(({ at }) => shutCell(me, rules, at.cell)) ? 'shut' : 'notInStep' })
      return []
    }
    if (count + wanted.length > BOARD_LIMITS.notesPerRound) {
      say({ key: 'tooMany' })
      return []
    }
    connection.endUndoStep()
    const now = Date.now()
    const ids = change(
      board,
      () =>
        wanted.map(({ text, at, behalf, picture, lang }, index) => {
          // A note made here is its writer's own; only the team may write in the name of another group.
          const signing = isTeam(me.role) && behalf ? signingOf(view.settings.attribution, me, behalf) : mySigning(view)
          return addNote(
            board,
            {
              text,
              at,
              ...signing,
              createdAt: now + index,
              ...(picture ? { picture } : {}),
              // A copy is in the language of its original, which may be none.
              ...(lang === undefined ? myLanguage(view) : lang ? { lang } : {}),
              ...seatOfNew(view, signing),
            },
            FROM_CANVAS,
          )
        }),
      FROM_CANVAS,
    )
    binding.flush()
    binding.select(ids)
    return ids
  }

  const spread = (texts: readonly { text: string; cell: string | null; behalf?: OnBehalf; picture?: Picture; lang?: string }[]) => {
    const taken: Pick<Note, 'at' | 'text'>[] = [...scene.notes()]
    return texts.map(({ text, cell, behalf, picture, lang }) => {
      const at = freePlace(taken, cell, text)
      taken.push({ at, text })
      return { text, at, ...(behalf ? { behalf } : {}), ...(picture ? { picture } : {}), ...(lang === undefined ? {} : { lang }) }
    })
  }

  const inReadingOrder = () => {
    const boxes = scene.boxes()
    const { rows } = scene.layout.get()
    const row = (y: number) => rows.findIndex((one) => y < one.y + one.h)
    const cells = [...scene.layout.get().cells.keys()]
    const order = [...boxes].map(([id, box]) => ({ id, box, cell: box.cell === null ? cells.length : cells.indexOf(box.cell), row: row(box.y) }))
    return order.sort((a, b) => a.cell - b.cell || a.box.y - b.box.y || a.box.x - b.box.x).map(({ id }) => id)
  }

  const remove = () => {
    connection.endUndoStep()
    // What may not be deleted stays, and the hand is told; arrows let go of what went, in the same step.
    editor.deleteShapes(editor.getSelectedShapeIds())
    binding.flush()
  }

  const copy = () => {
    const ids = new Set(selectedNotes(editor))
    const texts = inReadingOrder().flatMap((id) => (ids.has(id) ? (noteNow(id)?.text ?? []) : []))
    return texts.length ? clipOf(texts) : undefined
  }

  return {
    startTyping,
    add(point) {
      const at = point ? placeAround(point) : freePlace([...scene.notes()], meantCell())
      const [id] = addAll([{ text: '', at }])
      if (id) startTyping(id)
    },
    meantCell,
    addPicture(picture, where) {
      const at = 'cell' in where ? freePlace([...scene.notes()], where.cell) : placeAround(where)
      addAll([{ text: '', at, picture }])
    },
    edit() {
      const [id] = selectedNotes(editor)
      if (id === undefined) {
        const only = editor.getOnlySelectedShape()
        if (only && editor.getShapeUtil(only).canEdit(only) && only.type === 'label') {
          editor.setEditingShape(only.id)
          editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: only })
        }
        return
      }
      if (allowed('edit-note')(id)) startTyping(id)
      else say({ key: 'notYours' })
    },
    remove,
    duplicate() {
      const ids = new Set(selectedNotes(editor))
      const originals = inReadingOrder().flatMap((id) => (ids.has(id) ? (noteNow(id) ?? []) : []))
      if (originals.length)
        addAll(
          spread(
            originals.map(({ text, at, group, typedFor = false, picture, lang = '' }) => ({
              text,
              cell: at.cell,
              behalf: { group, typedFor },
              lang,
              ...(picture ? { picture } : {}),
            })),
          ),
        )
    },
    selectAll() {
      editor.setCurrentTool('select')
      const drawings = [...editor.getCurrentPageShapeIds()].filter((id) => noteIdOf(id) === undefined)
      binding.select([...scene.boxes().keys()], drawings)
    },
    step(by) {
      const order = inReadingOrder()
      const current = selectedNotes(editor)[0]
      const index = current === undefined ? (by > 0 ? 0 : order.length - 1) : order.indexOf(current) + by
      const next = order[index]
      if (next === undefined) {
        editor.selectNone()
        return false
      }
      editor.setCurrentTool('select')
      binding.reach([next])
      editor.select(shapeIdOf(next))
      const bounds = editor.getShapePageBounds(shapeIdOf(next))
      if (bounds && !editor.getViewportPageBounds().contains(bounds)) editor.centerOnPoint(bounds.center, { animation: { duration: 150 } })
      return true
    },
    copy,
    cut() {
      const clip = copy()
      if (clip && !editor.getIsReadonly()) {
        const movable = editor.getSelectedShapeIds().filter((id) => noteIdOf(id) !== undefined)
        connection.endUndoStep()
        editor.deleteShapes(movable)
        binding.flush()
      }
      return clip
    },
    paste(texts) {
      const cell = meantCell()
      const some = texts.slice(0, MOST_PASTED)
      if (!some.length) return
      const added = addAll(spread(some.map((text) => ({ text, cell }))))
      if (added.length) say({ key: 'pasted', count: added.length })
    },
  }
}
