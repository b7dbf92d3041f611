import type { Point } from '@stocktake/shared/board/layout'
import type { Editor, StateNode, TLEventInfo, TLPointerEventInfo } from '@tldraw/tldraw'

/** Pixels that a finger may tremble before it pans, and milliseconds after which a still one asks for the menu. */
const TREMBLE = 8
const LONG = 500
/** Milliseconds after a pen's last touch during which a hand on the glass is the one that holds it. */
const PEN_NEAR = 1000
/** Tools with which a finger draws, unless there is a pen for that. */
const DRAWING = new Set(['draw', 'arrow', 'label', 'eraser'])

/**
 * Fingers and pens. A finger on a note drags it, as the library has it; on empty space it pans, where the library would
 * draw a frame. A finger that rests asks for the menu. Once a pen has been seen it is the pen that draws and fingers move
 * the view; the library's own mode for that would leave them dead for good.
 */
export function handleFingers(editor: Editor, onMenu: (at: Point) => void): () => void {
  const container = editor.getContainer()
  let kind = 'mouse'
  let penAt = Number.NEGATIVE_INFINITY
  let hasPen = false
  /** The finger that pans, from where it came down. */
  let finger: { down: TLPointerEventInfo; moved: boolean; timer: ReturnType<typeof setTimeout> } | undefined
  const replayed = new WeakSet<object>()
  let hasRested = false

  const seePointer = (event: PointerEvent) => {
    kind = event.pointerType
    if (event.type === 'pointerdown') hasRested = false
    if (kind === 'pen') {
      hasPen = true
      penAt = event.timeStamp
    } else if (kind === 'touch' && event.timeStamp - penAt < PEN_NEAR) {
      // The palm of the hand that holds the pen.
      event.stopPropagation()
    }
  }
  for (const name of ['pointerdown', 'pointermove'] as const) container.addEventListener(name, seePointer, { capture: true })

  const stopPenMode = editor.sideEffects.registerBeforeChangeHandler('instance', (_before, after) => (after.isPenMode ? { ...after, isPenMode: false } : after))

  const pans = (info: TLPointerEventInfo) => {
    if (kind !== 'touch' || info.target !== 'canvas' || editor.inputs.isPanning || editor.inputs.isPinching) return false
    if (DRAWING.has(editor.getCurrentToolId())) return hasPen
    if (!editor.isIn('select.idle')) return false
    const point = editor.screenToPage(info.point)
    const margin = editor.options.hitTestMargin / editor.getZoomLevel()
    const selected = editor.getSelectedShapeIds().length > 1 ? editor.getSelectionPageBounds() : undefined
    return !selected?.containsPoint(point) && !editor.getShapeAtPoint(point, { margin, hitInside: true, renderingOnly: true })
  }

  const letGo = () => {
    if (finger) clearTimeout(finger.timer)
    finger = undefined
    editor.inputs.isPanning = false
  }

  /** A finger has rested. Some browsers tell of it themselves and take the touch away, others leave it to the clock. */
  const rest = (at: Point) => {
    if (hasRested) return
    hasRested = true
    if (finger) {
      letGo()
      editor.selectNone()
    } else editor.cancel()
    onMenu(at)
  }
  const seeMenu = (event: MouseEvent) => {
    if (kind !== 'mouse' && !(event.target as Element).closest('textarea')) rest({ x: event.clientX, y: event.clientY })
  }
  container.addEventListener('contextmenu', seeMenu)

  const before = (info: TLEventInfo) => {
    if (info.type === 'pinch' && info.name === 'pinch_start' && finger) letGo()
    if (info.type !== 'pointer' || replayed.has(info)) return
    // Only where the pressure matters is a pen told from a finger: the library lets pens neither double-click nor rest.
    if (info.isPen && editor.getCurrentToolId() !== 'draw') info.isPen = false
    if (info.name === 'pointer_down' && pans(info)) {
      const timer = setTimeout(() => rest({ x: info.point.x, y: info.point.y }), LONG)
      finger = { down: { ...info }, moved: false, timer }
      editor.inputs.isPanning = true
    }
    if (info.name === 'pointer_move' && finger && !finger.moved) {
      if (Math.hypot(info.point.x - finger.down.point.x, info.point.y - finger.down.point.y) <= TREMBLE) return
      finger.moved = true
      clearTimeout(finger.timer)
    }
    if (info.name === 'long_press' && kind !== 'mouse') rest({ x: info.point.x, y: info.point.y })
  }

  const after = (info: TLEventInfo) => {
    if (info.type !== 'pointer' || info.name !== 'pointer_up' || !finger) return
    const { down, moved } = finger
    letGo()
    editor.setCursor({ type: 'default', rotation: 0 })
    if (moved) return
    // A tap after all: the press is told now as what it was.
    const up = { ...info, button: 0 }
    replayed.add(down)
    replayed.add(up)
    queueMicrotask(() => {
      editor.dispatch(down)
      editor.dispatch(up)
    })
  }

  // A finger that rests on a note asks for the menu; it would otherwise pick the note up.
  const pointing = editor.getStateDescendant<StateNode & { onLongPress?(): void }>('select.pointing_shape')
  if (pointing) pointing.onLongPress = () => {}

  editor.on('before-event', before)
  editor.on('event', after)
  return () => {
    if (finger) letGo()
    for (const name of ['pointerdown', 'pointermove'] as const) container.removeEventListener(name, seePointer, { capture: true })
    container.removeEventListener('contextmenu', seeMenu)
    stopPenMode()
    editor.off('before-event', before)
    editor.off('event', after)
  }
}
