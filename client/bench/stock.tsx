import {
  createShapeId,
  createTLStore,
  DefaultSpinner,
  defaultAddFontsFromNode,
  defaultBindingUtils,
  defaultShapeTools,
  defaultShapeUtils,
  defaultTools,
  type Editor,
  type TLNoteShape,
  type TLShapeId,
  TldrawEditor,
  tipTapDefaultExtensions,
  toRichText,
} from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { createRoot } from 'react-dom/client'
import { benchNotes, STEP } from './load.ts'

/** The same load with the library as it comes: one stock note shape for each note, all of them in the store. */
const count = Number(new URLSearchParams(location.search).get('notes') ?? 600)
const ROOM = 12 * STEP.x
const tools = [...defaultTools, ...defaultShapeTools]
const camera = { zoomSteps: [0.01, 0.1, 0.5, 1, 2] }
const options = { maxShapesPerPage: 20_000 }
const text = { tipTapConfig: { extensions: tipTapDefaultExtensions }, addFontsFromNode: defaultAddFontsFromNode }
const store = createTLStore({ shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils })
const components = { Spinner: DefaultSpinner }

const notes = benchNotes(count)
const height = 56 + Math.ceil(count / 16 / 9) * 220 + 60
const colours = ['light-blue', 'orange', 'light-green', 'violet'] as const

function place(i: number) {
  const note = notes[i]
  // A stock note is a square of 200.
  return note ? { x: note.column * ROOM + note.x, y: note.row * height + 56 + ((note.y - 56) / STEP.y) * 216 } : { x: 0, y: 0 }
}

function fill(editor: Editor) {
  const began = performance.now()
  const ids: TLShapeId[] = notes.map((note) => createShapeId(note.id))
  editor.createShapes<TLNoteShape>(
    notes.map((note, i) => ({
      id: ids[i] as TLShapeId,
      type: 'note',
      ...place(i),
      props: { richText: toRichText(note.text), color: colours[i % 4] ?? 'black' },
    })),
  )
  const seen = () => {
    if (document.querySelectorAll('.tl-shape').length < count) return void requestAnimationFrame(seen)
    requestAnimationFrame(() => {
      const whole = editor.getCurrentPageBounds()
      window.bench = {
        ready: performance.now() - began,
        whole: () => whole?.toJson() ?? { x: 0, y: 0, w: 1, h: 1 },
        cell: () => ({ x: 0, y: 0, w: 9 * STEP.x, h: height }),
        others(frame, moves, texts) {
          const changed = Array.from({ length: moves }, (_, k) => (frame * moves + k * 17) % count)
          const typed = Array.from({ length: texts }, (_, k) => (frame * texts + k * 31 + 5) % count)
          editor.store.mergeRemoteChanges(() => {
            editor.store.put(
              [...changed, ...typed].flatMap((i, at) => {
                const shape = editor.getShape<TLNoteShape>(ids[i] as TLShapeId)
                if (!shape) return []
                if (at < changed.length) return [{ ...shape, x: place(i).x + ((frame * 3) % 60), y: place(i).y + ((frame * 5) % 60) }]
                return [{ ...shape, props: { ...shape.props, richText: toRichText(`w${frame} ${notes[i]?.text}`) } }]
              }),
            )
          })
        },
      }
    })
  }
  requestAnimationFrame(seen)
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <div style={{ position: 'fixed', inset: 0 }}>
    <TldrawEditor
      store={store}
      shapeUtils={defaultShapeUtils}
      bindingUtils={defaultBindingUtils}
      tools={tools}
      options={options}
      cameraOptions={camera}
      textOptions={text}
      components={components}
      initialState="select"
      onMount={(editor) => {
        Object.assign(window, { editor })
        requestAnimationFrame(() => fill(editor))
      }}
    />
  </div>,
)
