import { stopEventPropagation } from '@tldraw/tldraw'

/** For buttons and fields that lie in the canvas: the canvas would take the pointer for itself and swallow the click of a finger. */
export const NOT_FOR_CANVAS = {
  onPointerDown: stopEventPropagation,
  onPointerUp: stopEventPropagation,
  onTouchStart: stopEventPropagation,
  onTouchEnd: stopEventPropagation,
}
