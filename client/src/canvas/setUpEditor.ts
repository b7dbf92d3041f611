import {
  ArrowBindingUtil,
  ArrowShapeTool,
  ArrowShapeUtil,
  atom,
  createTLUser,
  DrawShapeTool,
  DrawShapeUtil,
  type Editor,
  EraserTool,
  HandTool,
  SelectTool,
  type StateNode,
  type TLEditorComponents,
  type TLUserPreferences,
} from '@tldraw/tldraw'
import { words } from '../words/words.ts'
import { ZOOM_STEPS } from './camera.ts'
import { Ground } from './Ground.tsx'
import { LabelShapeUtil } from './LabelShapeUtil.tsx'
import { moveAsPictures } from './moving.ts'
import { NoteShapeUtil } from './NoteShapeUtil.tsx'
import { restWhenIdle } from './rest.ts'
import { LabelTool } from './tools/LabelTool.ts'

/** Arrows carry no words: those would call for fonts of the library's own, and labels do it better. */
class WordlessArrowUtil extends ArrowShapeUtil {
  override canEdit() {
    return false
  }
  override getCanvasSvgDefs() {
    return super.getCanvasSvgDefs().filter(({ key }) => key.startsWith('arrow:'))
  }
}

/** Nothing here is filled with a pattern, so the pictures for patterns need not be made at every start. */
class PlainDrawUtil extends DrawShapeUtil {
  override getCanvasSvgDefs() {
    return []
  }
}

/** The screen around the canvas says what to do when the canvas breaks. */
function ErrorFallback({ error }: { error: unknown }): never {
  throw error
}

// The editor is made anew when one of these is another object, so each is made once.
export const SHAPES = [NoteShapeUtil, PlainDrawUtil, WordlessArrowUtil, LabelShapeUtil]
export const BINDINGS = [ArrowBindingUtil]
export const TOOLS = [SelectTool, HandTool, DrawShapeTool, ArrowShapeTool, LabelTool, EraserTool]
export const OPTIONS = {
  createTextOnCanvasDoubleClick: false,
  maxShapesPerPage: 20_000,
  get branding() {
    return words('canvas.region')
  },
}
export const CAMERA = { zoomSteps: [...ZOOM_STEPS] }
export const COMPONENTS: TLEditorComponents = { OnTheCanvas: null, Background: Ground, Grid: null, LoadingScreen: null, ErrorFallback }

/** The library would keep preferences in localStorage and share them between tabs; ours follow the system and are nobody's. */
const preferences = atom<TLUserPreferences>('preferences', {
  id: 'me',
  colorScheme: 'system',
  animationSpeed: globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 0 : 1,
  isSnapMode: false,
})
export const USER = createTLUser({ userPreferences: preferences, setUserPreferences: (next) => preferences.set(next) })

/** What only a mounted editor can be told. `onEmptySpot` is a double click where nothing can be edited. */
export function setUpEditor(editor: Editor, onEmptySpot: () => void): () => void {
  // Alt would clone what is dragged: a copy of a note's shape is no note.
  const withoutAlt = (info: object) => {
    if ('altKey' in info) info.altKey = false
  }
  editor.on('before-event', withoutAlt)

  const idle = editor.getStateDescendant<StateNode & { handleDoubleClickOnCanvas(): void }>('select.idle')
  if (idle) idle.handleDoubleClickOnCanvas = onEmptySpot

  const container = editor.getContainer()
  container.tabIndex = 0
  const focusIn = (event: FocusEvent) => {
    editor.updateInstanceState({ isFocused: true })
    // A third press, where two had opened a note, must not take the caret out of it: keys would become commands.
    if (event.target === container && editor.getEditingShapeId()) container.querySelector<HTMLElement>('.tl-shape textarea')?.focus({ preventScroll: true })
  }
  const focusOut = (event: FocusEvent) => {
    if (event.relatedTarget instanceof Node && container.contains(event.relatedTarget)) return
    editor.updateInstanceState({ isFocused: false })
    // Another part of the page took the focus, so typing is over; a window that comes back finds the caret where it was.
    if (document.hasFocus() && editor.getEditingShapeId()) editor.setCurrentTool('select')
  }
  // The library hears a wheel only where the focus is; people turn it over what they look at, and may be typing elsewhere.
  const wheel = () => {
    if (editor.getInstanceState().isFocused) return
    editor.updateInstanceState({ isFocused: true })
    setTimeout(() => container.contains(document.activeElement) || editor.updateInstanceState({ isFocused: false }))
  }
  container.addEventListener('wheel', wheel, { capture: true, passive: true })
  container.addEventListener('focusin', focusIn)
  container.addEventListener('focusout', focusOut)
  const stopResting = restWhenIdle(editor)
  const stopMoving = moveAsPictures(editor)
  return () => {
    stopMoving()
    stopResting()
    editor.off('before-event', withoutAlt)
    container.removeEventListener('wheel', wheel, { capture: true })
    container.removeEventListener('focusin', focusIn)
    container.removeEventListener('focusout', focusOut)
  }
}
