import { type Atom, atom, type Editor, react } from '@tldraw/tldraw'

/** Milliseconds without a movement of the view after which it is at rest. */
const REST = 160

const movings = new WeakMap<Editor, Atom<boolean>>()

/** Whether the view moves, as a signal. */
export const isMoving = (editor: Editor): boolean => movings.get(editor)?.get() ?? false

/**
 * While the view moves, the browser moves pictures of what is on it instead of drawing it anew at each step, and at rest it
 * draws all of it sharp. Moved by whole pixels, since pictures that lie between two cost several times as much.
 */
export function moveAsPictures(editor: Editor): () => void {
  const container = editor.getContainer()
  const moving = atom('moving', false)
  movings.set(editor, moving)
  const stopSnapping = editor.sideEffects.registerBeforeChangeHandler('camera', (before, after) => (before.z === after.z ? onPixels(after) : after))
  const rest = createRest(REST, () => {
    container.removeAttribute('data-moving')
    hasZoomed = false
    moving.set(false)
  })
  let zoom: number | undefined
  let hasZoomed = false
  const stop = react('the view moves', () => {
    const { z } = editor.getCamera()
    const isFirst = zoom === undefined
    const pans = z === zoom
    zoom = z
    if (isFirst) return
    // Pictures keep the size they were made at: whoever goes on to pan after zooming gets new ones.
    container.toggleAttribute('data-moving', !(pans && hasZoomed))
    hasZoomed = !pans
    moving.set(true)
    rest.touch()
  })
  return () => {
    movings.delete(editor)
    stop()
    stopSnapping()
    rest.close()
  }
}

/** The camera so that the board's origin lies on a pixel. */
export function onPixels<T extends { x: number; y: number; z: number }>(camera: T): T {
  const { x, y, z } = camera
  return { ...camera, x: Math.round(x * z) / z, y: Math.round(y * z) / z }
}

/** Does a job once it has not been touched for so long. Touching costs next to nothing, so it can be done at every frame. */
export function createRest(patience: number, job: () => void): { touch(): void; finish(): void; close(): void } {
  let touched = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const left = touched + patience - performance.now()
    timer = left > 0 ? setTimeout(look, left) : undefined
    if (left <= 0) job()
  }
  return {
    touch() {
      touched = performance.now()
      timer ??= setTimeout(look, patience)
    },
    finish() {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      job()
    },
    close() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
