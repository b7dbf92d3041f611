import type { Rect } from '@stocktake/shared/board/layout'
import { type Editor, react, useValue } from '@tldraw/tldraw'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type CameraPlace, cameraFor, cameraMemory, type Edges, showRect, showWriting } from './camera.ts'
import { createRest } from './moving.ts'
import type { Scene } from './scene.ts'

export interface View {
  fit(glide?: boolean): void
  /** Shows a rectangle; asked again while it is shown, everything. */
  show(rect: Rect, most?: number): void
  /** Shows a rectangle, however often it is asked for. */
  go(rect: Rect): void
  /** Rows and columns changed: shows everything again if that is what was shown. Says whether it did. */
  refit(): boolean
}

/** On a narrow screen nothing can be made out below this zoom. */
const RECOGNISABLE = 0.15

/** Where one looks: kept per round, first of all everything, or the first cell where everything would be too small. */
export function useView(editor: Editor | null, scene: Scene, stocktakeId: string, round: number): View {
  const memory = useMemo(() => cameraMemory(stocktakeId, round), [stocktakeId, round])
  const fitted = useRef<CameraPlace | undefined>(undefined)
  const shown = useRef<{ rect: Rect; camera: CameraPlace } | undefined>(undefined)
  const narrow = useValue('narrow', () => (editor?.getViewportScreenBounds().w ?? 1000) <= 620, [editor])
  const edges = useMemo<Edges>(() => ({ top: 48, left: narrow ? 44 : 124, right: 12, bottom: narrow ? 110 : 64 }), [narrow])

  const fit = useCallback(
    (glide = true) => {
      if (editor) fitted.current = showRect(editor, scene.layout.get().whole, edges, { glide })
    },
    [editor, scene, edges],
  )
  const isAt = useCallback((camera: CameraPlace | undefined) => editor !== null && camera !== undefined && close(editor.getCamera(), camera), [editor])

  const begin = useCallback(() => {
    if (!editor) return
    const { whole, cells } = scene.layout.get()
    const { w, h } = editor.getViewportScreenBounds()
    const [first] = cells.values()
    if (!narrow || !first || cameraFor(whole, { w, h }, edges).z >= RECOGNISABLE) return fit(false)
    // As high as the screen, so that the cell stands at its top.
    const tall = (first.w * (h - edges.top - edges.bottom)) / (w - edges.left - edges.right)
    showRect(editor, { ...first, h: Math.max(first.h, tall) }, edges)
  }, [editor, scene, edges, narrow, fit])

  // A new editor or round starts anew; the edges change with the window and must not move the view.
  const beginNow = useRef(begin)
  beginNow.current = begin
  const fitNow = useRef(fit)
  fitNow.current = fit
  useEffect(() => {
    if (!editor) return
    const kept = memory.read()
    if (kept) editor.setCamera(kept, { immediate: true })
    else beginNow.current()
    const keep = () => {
      const camera = editor.getCamera()
      memory.write(fitted.current && close(camera, fitted.current) ? undefined : camera)
    }
    const rest = createRest(300, keep)
    const stop = react('keep camera', () => {
      editor.getCamera()
      rest.touch()
    })
    // Who moves and reloads at once comes back to where they were.
    const keepNow = () => rest.finish()
    window.addEventListener('pagehide', keepNow)
    return () => {
      stop()
      keepNow()
      window.removeEventListener('pagehide', keepNow)
    }
  }, [editor, memory])

  // Who sees everything goes on seeing everything when the window changes.
  useEffect(() => {
    if (!editor) return
    let size = ''
    return react('fit to the window', () => {
      const { w, h } = editor.getViewportScreenBounds()
      const before = size
      size = `${w} ${h}`
      if (before && before !== size) queueMicrotask(() => isAt(fitted.current) && fitNow.current(false))
    })
  }, [editor, isAt])

  useEffect(() => {
    if (!editor) return
    let before: string | null = null
    return react('show what is typed in', () => {
      const editing = editor.getEditingShapeId()
      // The editor moves while this runs; it must not be heard here, or every touch of the camera would come back.
      if (editing && editing !== before) queueMicrotask(() => showWriting(editor, edges))
      before = editing
    })
  }, [editor, edges])

  return useMemo(
    () => ({
      fit,
      show(rect, most = 1) {
        if (!editor) return
        if (shown.current && shown.current.rect.x === rect.x && shown.current.rect.y === rect.y && isAt(shown.current.camera)) fit()
        else shown.current = { rect, camera: showRect(editor, rect, edges, { most, glide: true }) }
      },
      go(rect) {
        if (editor) shown.current = { rect, camera: showRect(editor, rect, edges, { most: 1, glide: true }) }
      },
      refit() {
        if (!editor || !isAt(fitted.current) || editor.getEditingShapeId() || editor.inputs.isPointing) return false
        fit(false)
        return true
      },
    }),
    [editor, edges, fit, isAt],
  )
}

/** To a pixel, which is as near as the view comes. */
const close = (a: CameraPlace, b: CameraPlace) => Math.abs(a.x - b.x) * a.z < 1 && Math.abs(a.y - b.y) * a.z < 1 && Math.abs(a.z - b.z) < 0.001
