import type { Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import { type Editor, TldrawEditor, useValue } from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { type Point, rectOf } from '@stocktake/shared/board/layout'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { mayGather } from '../sync/gathering.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { useWords } from '../words/words.ts'
import styles from './Canvas.module.css'
import { CellNames } from './CellNames.tsx'
import { Cursors } from './Cursors.tsx'
import { DropOnto } from './DropOnto.tsx'
import { DropTarget } from './DropTarget.tsx'
import { handleFingers } from './fingers.ts'
import { Headings } from './Headings.tsx'
import { Led } from './Led.tsx'
import { OtherTables } from './OtherTables.tsx'
import { noteIdOf } from './records.ts'
import { Said, useSays } from './Said.tsx'
import { Spoken } from './Spoken.tsx'
import { Spot } from './Spot.tsx'
import { BINDINGS, CAMERA, COMPONENTS, OPTIONS, SHAPES, setUpEditor, TOOLS, USER } from './setUpEditor.ts'
import { TensionNames } from './TensionNames.tsx'
import { ThemeNames } from './ThemeNames.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { Command } from './tools/keys.ts'
import { runCommand } from './tools/run.ts'
import { useAroundBoard } from './useAroundBoard.ts'
import { useBound } from './useBound.ts'
import { useGoTo } from './useGoTo.ts'
import { useHands } from './useHands.tsx'
import { keepKeyUp, keyHandler, useClipboard } from './useKeys.ts'
import { useLead } from './useLead.ts'
import { usePictures } from './usePictures.tsx'
import { usePointing } from './usePointing.ts'
import { useTableView } from './useTableView.ts'
import { useTellWhere } from './useTellWhere.ts'
import { useTraces } from './useTraces.ts'
import { useView } from './useView.ts'
import { Ways } from './Ways.tsx'
import { Around, mayAdd, mayTouch, type World } from './world.ts'

export interface CanvasProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
  rules: BoardRules
  onShowLineage: (noteId: string) => void
  /** Shows this note and selects it, whenever it is another object. */
  goTo?: { noteId: string } | null | undefined
  licenseKey?: string | undefined
}

/** The board as a canvas: the one door to the drawing library, loaded when somebody wants it. */
export default function Canvas({ connection, view, round, me, canWrite, rules, onShowLineage, goTo, licenseKey }: CanvasProps) {
  const t = useWords()
  const region = useRef<HTMLElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const { said, say } = useSays()
  const world = useMemo<World>(() => ({ view, round, me, canWrite, rules }), [view, round, me, canWrite, rules])

  const later = useRef({
    onShowLineage,
    zoomTo: (_cell: string | null) => {},
    emptySpot: () => {},
    openMenu: (_at: Point) => {},
    follow: (_client: number) => {},
    select: (_ids: readonly string[]) => {},
  })
  const on = useMemo(
    () => ({
      onShowLineage: (id: string) => later.current.onShowLineage(id),
      onZoomTo: (cell: string | null) => later.current.zoomTo(cell),
      onSelect: (ids: readonly string[]) => later.current.select(ids),
      onFollow: (client: number) => later.current.follow(client),
    }),
    [],
  )
  const { around, measure } = useAroundBoard(connection, world, on)
  const { scene } = around
  const looking = useView(editor, scene, view.id, round.number)
  const lead = useLead(editor, around)
  useTableView(editor, around, looking, world)
  const telling = useTellWhere(editor, around, lead.followed !== undefined)
  const status = useStore(connection.status)
  const bound = useBound(editor, around, measure, say, looking.refit)
  const traces = useTraces(connection)

  const run = useCallback((command: Command): boolean => runs.current(command), [])
  const pictures = usePictures(editor, around, bound?.actions, canWrite)
  const menu = useHands({ editor, around, pictures, actions: bound?.actions, hands: bound?.hands, run, onPasteDenied: () => say({ key: 'pasteKeys' }) })
  const { openMenu, askWhere } = menu
  const runs = useRef((_command: Command): boolean => false)
  runs.current = (command) =>
    editor && bound ? runCommand(command, { ...bound, editor, openMenu: () => openMenu(), askWhere, connection, view: looking }) : false

  later.current = {
    onShowLineage,
    openMenu,
    follow: lead.follow,
    select: (ids) => {
      editor?.setCurrentTool('select')
      bound?.binding.select(ids)
      editor?.getContainer().focus()
    },
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
    const stopFingers = handleFingers(mounted, (at) => later.current.openMenu(at))
    setEditor(mounted)
    return () => {
      stopFingers()
      stop()
      setEditor(null)
    }
  }, [])

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

  useGoTo(editor, bound, scene, looking, goTo)

  const unreadable = useValue('unreadable', () => bound?.binding.unreadable ?? 0, [bound])
  const pointing = usePointing(editor, around, bound?.binding ?? null)
  useClipboard(region, editor, bound?.actions ?? null, canWrite, pictures.paste)

  return (
    <section
      ref={region}
      className={styles.region}
      aria-label={t('canvas.region')}
      onKeyDownCapture={keyHandler(canWrite, run)}
      onKeyUpCapture={keepKeyUp}
      onDragOverCapture={pictures.onDragOver}
      onDropCapture={pictures.onDrop}
      onContextMenu={menu.onContextMenu}
      onPointerDownCapture={(event) => {
        // Each press of a hand begins a step of undo of its own, however fast it follows the last.
        connection.endUndoStep()
        // Whoever presses here means the canvas: what had the focus beside it gives up the keys.
        const inCanvas = editor?.getContainer().contains(event.target as Element)
        if (inCanvas && !region.current?.contains(document.activeElement)) editor?.getContainer().focus({ preventScroll: true })
        pointing.press(event)
      }}
      onPointerMove={(event) => {
        telling.move(event)
        pointing.move(event)
      }}
      onPointerLeave={() => {
        telling.leave()
        pointing.leave()
      }}
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
          <OtherTables editor={editor} around={around} />
          <CellNames editor={editor} around={around} />
          <ThemeNames editor={editor} around={around} />
          <TensionNames editor={editor} around={around} />
          <Headings editor={editor} scene={scene} world={world} onShow={looking.show} onFit={looking.fit} />
          {bound && <Ways editor={editor} around={around} binding={bound.binding} view={looking} traces={traces} canWrite={canWrite} say={say} />}
          <Toolbar editor={editor} canWrite={canWrite} canAdd={mayAdd(world)} canGather={mayGather(world)} run={run} />
          <Spot editor={editor} around={around} view={looking} />
          <DropTarget editor={editor} around={around} />
          {bound && <DropOnto editor={editor} around={around} onto={bound.onto} />}
          {menu.shown}
          {pictures.shown}
          <Led lead={lead} view={view} />
          <Spoken editor={editor} around={around} />
        </>
      )}
      {!status.ready && <p className={styles.loading}>{t('common.loading')}</p>}
      <Said said={said} unreadable={unreadable} />
    </section>
  )
}
