import { cellName } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import { type Editor, TldrawEditor, useValue } from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { useWords } from '../words/words.ts'
import { createActions, type NoteActions } from './actions.ts'
import { type BoardBinding, bindBoard, selectedNotes } from './bindBoard.ts'
import styles from './Canvas.module.css'
import { Cursors } from './Cursors.tsx'
import { dropEmptyNotes } from './emptyNotes.ts'
import { Headings } from './Headings.tsx'
import { rectOf } from './layout.ts'
import { noteIdOf } from './records.ts'
import { Said, useSays } from './Said.tsx'
import { BINDINGS, CAMERA, COMPONENTS, OPTIONS, SHAPES, setUpEditor, TOOLS, USER } from './setUpEditor.ts'
import { Toolbar } from './Toolbar.tsx'
import type { Command } from './tools/keys.ts'
import { runCommand } from './tools/run.ts'
import { useAroundBoard } from './useAroundBoard.ts'
import { keyHandler, useClipboard } from './useKeys.ts'
import { useView } from './useView.ts'
import { Around, mayAdd, mayTouch, setAround, type World } from './world.ts'

export interface CanvasProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
  rules: BoardRules
  onShowLineage: (noteId: string) => void
  /** Shows this cell, whenever it changes. */
  focusCell?: string | null | undefined
  licenseKey?: string | undefined
}

/** The board as a canvas: the one door to the drawing library, loaded when somebody wants it. */
export default function Canvas({ connection, view, round, me, canWrite, rules, onShowLineage, focusCell, licenseKey }: CanvasProps) {
  const t = useWords()
  const region = useRef<HTMLElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [bound, setBound] = useState<{ actions: NoteActions; binding: BoardBinding } | null>(null)
  const { said, say } = useSays()
  const world = useMemo<World>(() => ({ view, round, me, canWrite, rules }), [view, round, me, canWrite, rules])

  const later = useRef({ onShowLineage, zoomTo: (_cell: string | null) => {}, emptySpot: () => {} })
  const on = useMemo(
    () => ({ onShowLineage: (id: string) => later.current.onShowLineage(id), onZoomTo: (cell: string | null) => later.current.zoomTo(cell) }),
    [],
  )
  const { around, measure } = useAroundBoard(connection, world, on)
  const { scene } = around
  const looking = useView(editor, scene, view.id, round.number)
  const status = useStore(connection.status)

  later.current = {
    onShowLineage,
    zoomTo: (cell) => looking.show(rectOf(scene.layout.get(), cell)),
    emptySpot: () => {
      if (!editor || !bound || !canWrite) return
      // A double click on a note that may not be edited is no wish for a new one.
      const under = editor.getShapeAtPoint(editor.inputs.currentPagePoint, { hitInside: true, margin: 0 })
      if (under && noteIdOf(under.id)) say({ key: 'notYours' })
      else bound.actions.add({ ...editor.inputs.currentPagePoint.toJson() })
    },
  }

  const onMount = useCallback((mounted: Editor) => {
    const stop = setUpEditor(mounted, () => later.current.emptySpot())
    setEditor(mounted)
    return () => {
      stop()
      setEditor(null)
    }
  }, [])

  const view$ = useRef(looking)
  view$.current = looking
  useEffect(() => {
    if (!editor) return
    setAround(editor, around)
    const allowed = (action: Parameters<typeof mayTouch>[2]) => (id: string, to?: string | null) => {
      const from = around.scene.note(id)?.at.cell ?? null
      return mayTouch(around.world.get(), around.mine.get(), action, id, to === undefined ? [from] : [from, to])
    }
    const binding = bindBoard({
      editor,
      scene: around.scene,
      connection: around.connection,
      world: around.world,
      targets: around.targets,
      mayMove: allowed('move-note'),
      mayDelete: allowed('delete-note'),
      onRefused: (what) => say({ key: what === 'place' ? 'notInStep' : 'notYours' }),
      onLayout: () => view$.current.refit(),
    })
    const stopEmpty = dropEmptyNotes(editor, around)
    setBound({ binding, actions: createActions(editor, around, binding, say) })
    const fontsCame = () => {
      measure.forget()
      around.scene.markAll()
      binding.flush()
    }
    document.fonts?.addEventListener('loadingdone', fontsCame)
    return () => {
      document.fonts?.removeEventListener('loadingdone', fontsCame)
      stopEmpty()
      binding.close()
      setBound(null)
    }
  }, [editor, around, measure, say])

  useEffect(() => {
    if (!editor) return
    editor.updateInstanceState({ isReadonly: !canWrite })
    editor.setCurrentTool(canWrite ? 'select' : 'hand')
  }, [editor, canWrite])

  // A note that is open when it may no longer be changed is put down with the words it has.
  useEffect(() => {
    const open = editor?.getEditingShapeId()
    const note = open && noteIdOf(open)
    if (editor && note && !mayTouch(world, around.mine.get(), 'edit-note', note, [around.scene.note(note)?.at.cell ?? null])) editor.complete()
  }, [editor, world, around])

  useEffect(() => {
    if (editor && bound && focusCell) later.current.zoomTo(focusCell)
  }, [editor, bound, focusCell])

  const run = useCallback(
    (command: Command): boolean => (editor && bound ? runCommand(command, { editor, actions: bound.actions, connection, view: looking }) : false),
    [editor, bound, connection, looking],
  )
  useClipboard(region, editor, bound?.actions ?? null, canWrite)

  // Before the first movement there is no pointer to tell of.
  const tellCursor = (event: PointerEvent) => {
    if (!editor || me.role === 'observer') return
    const { x, y } = editor.screenToPage({ x: event.clientX, y: event.clientY })
    connection.setPresence({ cursor: { x: Math.round(x), y: Math.round(y) } })
  }

  return (
    <section
      ref={region}
      className={styles.region}
      aria-label={t('canvas.region')}
      onKeyDownCapture={keyHandler(canWrite, run)}
      onPointerMove={tellCursor}
      onPointerLeave={() => connection.setPresence({ cursor: undefined })}
    >
      <Around.Provider value={around}>
        <TldrawEditor
          className={styles.editor}
          shapeUtils={SHAPES}
          bindingUtils={BINDINGS}
          tools={TOOLS}
          components={COMPONENTS}
          options={OPTIONS}
          cameraOptions={CAMERA}
          user={USER}
          initialState="select"
          autoFocus={false}
          onMount={onMount}
          {...(licenseKey ? { licenseKey } : {})}
        />
      </Around.Provider>
      {editor && (
        <>
          <Cursors editor={editor} connection={connection} world={world} />
          <Headings editor={editor} scene={scene} world={world} onShow={looking.show} onFit={looking.fit} />
          <Toolbar editor={editor} canWrite={canWrite} canAdd={mayAdd(world)} run={run} />
          <Spoken editor={editor} around={around} />
        </>
      )}
      {!status.ready && <p className={styles.loading}>{t('common.loading')}</p>}
      <Said said={said} unreadable={bound?.binding.unreadable ?? 0} />
    </section>
  )
}

/** Says for a screen reader what the selection is; the canvas itself tells it nothing. */
function Spoken({ editor, around }: { editor: Editor; around: ReturnType<typeof useAroundBoard>['around'] }) {
  const t = useWords()
  const text = useValue('spoken', () => {
    const ids = selectedNotes(editor)
    const note = ids[0] === undefined ? undefined : around.scene.note(ids[0])
    if (ids.length > 1) return t('canvas.selectedMany', { count: ids.length })
    if (!note) return ''
    const { view } = around.world.get()
    const group = view.settings.attribution === 'anonymous' ? undefined : view.groups.find((one) => one.id === note.group)
    const place = cellName(view.matrix, note.at.cell)
    return group ? t('canvas.selectedOf', { text: note.text, place, group: group.label }) : t('canvas.selectedOne', { text: note.text, place })
  }, [editor, around, t])
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  )
}
