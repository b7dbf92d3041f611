import type { Editor } from '@tldraw/tldraw'
import { useEffect, useRef, useState } from 'react'
import { shutCell } from '../sync/shutCell.ts'
import { createActions, type NoteActions, type Says } from './actions.ts'
import { type BoardBinding, bindBoard } from './bindBoard.ts'
import { createDropOnto, type DropOnto } from './dropOnto.ts'
import { dropEmptyNotes } from './emptyNotes.ts'
import { fanPiles } from './fan.ts'
import { createHandActions, type HandActions } from './handActions.ts'
import type { TextMeasure } from './measure.ts'
import { type CanvasContext, mayMove, setAround } from './world.ts'

/** What there is once the board stands in the editor. */
export interface Bound {
  actions: NoteActions
  hands: HandActions
  binding: BoardBinding
  onto: DropOnto
}

/**
 * Puts the board into the editor and keeps the two alike for as long as both live.
 *
 * @param onLayout cells have come to stand elsewhere: says whether the view has gone along
 */
export function useBound(editor: Editor | null, around: CanvasContext, measure: TextMeasure, say: Says, onLayout: () => boolean): Bound | null {
  const [bound, setBound] = useState<Bound | null>(null)
  const later = useRef(onLayout)
  later.current = onLayout

  useEffect(() => {
    if (!editor) return
    setAround(editor, around)
    let isLocked = false
    let isShut = false
    const allowed = (action: 'move-note' | 'delete-note') => (id: string, to?: string | null) => {
      const note = around.scene.peek(id)
      isLocked = note?.locked === true
      const { me: who, rules: now } = around.world.get()
      if (to !== undefined) isShut = shutCell(who, now, to) !== undefined
      return mayMove(around.world.get(), around.mine.get(), note, action, to)
    }
    const onto = createDropOnto(editor, around)
    const binding = bindBoard({
      editor,
      scene: around.scene,
      connection: around.connection,
      world: around.world,
      targets: around.targets,
      shown: around.shown,
      mayMove: allowed('move-note'),
      mayDelete: allowed('delete-note'),
      onRefused: (what) => say({ key: what === 'place' ? (isShut ? 'shut' : 'notInStep') : isLocked ? 'locked' : 'notYours' }),
      onLayout: () => later.current(),
      land: onto.land,
    })
    const stopEmpty = dropEmptyNotes(editor, around)
    const stopFans = fanPiles(editor, around.scene, around.shown)
    setBound({ binding, onto, actions: createActions(editor, around, binding, say), hands: createHandActions(editor, around, binding, say) })
    const fontsCame = () => {
      measure.forget()
      around.scene.markAll()
      binding.flush()
    }
    document.fonts?.addEventListener('loadingdone', fontsCame)
    return () => {
      document.fonts?.removeEventListener('loadingdone', fontsCame)
      stopEmpty()
      stopFans()
      onto.close()
      binding.close()
      setBound(null)
    }
  }, [editor, around, measure, say])

  return bound
}
