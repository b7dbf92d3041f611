import type { Editor } from '@tldraw/tldraw'

/** Milliseconds without a hand on anything after which the editor may rest. */
const PATIENCE = 1500

/** The editor's clock. It is not part of the library's public face; its version is pinned, and without it nothing rests. */
interface Clock {
  readonly isPaused: boolean
  start(): void
  dispose(): void
}

const wakers = new WeakMap<Editor, () => void>()

/** Something is about to move by itself. */
export const wake = (editor: Editor) => wakers.get(editor)?.()

/**
 * The editor asks for sixty frames a second, also while nothing happens, which empties the battery of a laptop in an
 * afternoon. While no hand moves and nothing glides, it rests; what others do is drawn all the same.
 */
export function restWhenIdle(editor: Editor): () => void {
  const clock = (editor as unknown as { _tickManager?: Clock })._tickManager
  if (!clock || typeof clock.start !== 'function' || typeof clock.dispose !== 'function') return () => {}
  let timer: ReturnType<typeof setTimeout> | undefined

  const rest = () => {
    if (editor.inputs.isPointing || editor.inputs.isDragging || editor.getCameraState() === 'moving') return wakeUp()
    clock.dispose()
  }
  const wakeUp = () => {
    if (clock.isPaused) clock.start()
    clearTimeout(timer)
    timer = setTimeout(rest, PATIENCE)
  }
  wakers.set(editor, wakeUp)
  const options = { capture: true, passive: true }
  for (const event of HANDS) window.addEventListener(event, wakeUp, options)
  wakeUp()
  return () => {
    for (const event of HANDS) window.removeEventListener(event, wakeUp, options)
    clearTimeout(timer)
    wakers.delete(editor)
  }
}

const HANDS = ['pointerdown', 'pointermove', 'pointerup', 'wheel', 'keydown', 'keyup', 'touchstart', 'touchmove', 'focus', 'resize'] as const
