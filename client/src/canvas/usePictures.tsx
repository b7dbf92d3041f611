import { FROM_CANVAS, setNoteField } from '@stocktake/shared/board/board'
import type { Point } from '@stocktake/shared/board/layout'
import { PICTURE_TYPES } from '@stocktake/shared/board/schema'
import type { Editor } from '@tldraw/tldraw'
import { type DragEvent, useCallback, useRef, useState } from 'react'
import type { NoteActions } from './actions.ts'
import { PictureDialog } from './PictureDialog.tsx'
import { noteAt } from './pick.ts'
import { selectedNotes } from './selected.ts'
import { type CanvasContext, mayTouch } from './world.ts'

/** A picture that waits for its words, and where it goes: onto a note of one's own, else a new one at a point. */
interface Waiting {
  file: File
  note: string | undefined
  where: Point | { cell: string | null }
}

/** As many pictures as are asked about after one drop. */
const MOST = 10

/** Pictures dropped, pasted or chosen: asked about one after the other, sent through the server's checks, and put on notes. */
export function usePictures(editor: Editor | null, around: CanvasContext, actions: NoteActions | undefined, canWrite: boolean) {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const chooser = useRef<HTMLInputElement>(null)
  const { connection, scene, world, mine, shown } = around
  const mayEdit = (id: string | undefined) => id !== undefined && mayTouch(world.get(), mine.get(), 'edit-note', id, [scene.peek(id)?.at.cell ?? null])

  const ask = (files: readonly File[], note: string | undefined, where: Waiting['where']) => {
    const own = mayEdit(note) ? note : undefined
    // One note has one picture; what else came along gets notes of its own.
    setWaiting(files.slice(0, MOST).map((file, index) => ({ file, note: index === 0 ? own : undefined, where })))
  }
  const askForSelection = (files: readonly File[]) => {
    const ids = editor ? selectedNotes(editor) : []
    // Asked now: the pointer will have gone to the dialog by the time the picture has its words.
    ask(files, ids.length === 1 ? ids[0] : undefined, { cell: actions?.meantCell() ?? null })
  }

  const onDragOver = (event: DragEvent) => {
    if (!canWrite || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }
  const onDrop = (event: DragEvent) => {
    if (!editor || !event.dataTransfer.types.includes('Files')) return
    // Without this the browser would leave the page for the picture.
    event.preventDefault()
    event.stopPropagation()
    const at = editor.screenToPage({ x: event.clientX, y: event.clientY })
    if (canWrite) ask([...event.dataTransfer.files], noteAt(scene, at, shown.away.get()), at)
  }
  const choose = useCallback(() => chooser.current?.click(), [])
  const remove = () => {
    for (const id of editor ? selectedNotes(editor).filter(mayEdit) : []) setNoteField(connection.board, id, 'picture', undefined, FROM_CANVAS)
  }

  const [now] = waiting
  const shownNow = (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={PICTURE_TYPES.join()}
        onChange={(event) => {
          askForSelection([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {now && (
        <PictureDialog
          key={waiting.length}
          file={now.file}
          world={world.get()}
          onPicture={(picture) => {
            connection.endUndoStep()
            // The note may have gone while its picture was on the way.
            if (now.note !== undefined && connection.board.notes.has(now.note)) setNoteField(connection.board, now.note, 'picture', picture, FROM_CANVAS)
            else actions?.addPicture(picture, now.where)
            if (now.note !== undefined) scene.markNotes([now.note])
          }}
          onClose={() => setWaiting((all) => all.slice(1))}
        />
      )}
    </>
  )
  return { onDragOver, onDrop, choose, remove, paste: askForSelection, shown: shownNow }
}
