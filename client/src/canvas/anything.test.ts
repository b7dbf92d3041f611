// @vitest-environment jsdom
import { addNote, change, changeDrawing, FROM_SERVER, moveNotes, readNotes, readThemes } from '@stocktake/shared/board/board'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { noteIdOf, shapeIdOf } from './records.ts'
import { CELLS, closeAll, furnish, shownBoard } from './testBoard.ts'

beforeEach(furnish)
afterEach(closeAll)

/** What a stranger's program may put into a document where a value is expected. */
const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      undefined,
      null,
      Number.NaN,
      Infinity,
      -Infinity,
      1e300,
      -1,
      0,
      '',
      'x'.repeat(3000),
      '<img src=x onerror=alert(1)>',
      '__proto__',
      true,
    ),
  },
  fc.string({ maxLength: 20 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
)
const anyId = fc.oneof(
  fc.constantFrom('a', 'b', 'constructor', '__proto__', '', 'x'.repeat(3000), '<b>', 'shape:a', 'binding:a', 'shape:note-a', 'a/b'),
  fc.string({ maxLength: 6 }),
)
const anyPlace = fc.oneof(
  anything,
  fc.record({
    cell: fc.oneof(fc.constantFrom(...CELLS, null, 'gone/gone', 'policy'), anything),
    x: fc.oneof(fc.integer(), anything),
    y: fc.oneof(fc.integer(), anything),
    z: anything,
  }),
)
const anyNote = fc.record({
  kind: fc.constantFrom('map', 'plain', 'no text'),
  at: anyPlace,
  text: fc.oneof(fc.string(), fc.constant('y'.repeat(5000))),
  theme: anything,
  group: anything,
  createdAt: anything,
  origin: anything,
  comments: anything,
  lang: anything,
})

const point = fc.record({
  x: fc.oneof(fc.integer({ min: -500, max: 500 }), anything),
  y: fc.oneof(fc.integer({ min: -500, max: 500 }), anything),
  z: fc.oneof(fc.constant(0.5), anything),
})
const shapeIds = fc.constantFrom('shape:d1', 'shape:d2', 'shape:d3', 'shape:note-a', 'shape:none', `shape:${'x'.repeat(3000)}`)
const drawn = (type: string, props: fc.Arbitrary<unknown>) =>
  fc.record({
    id: shapeIds,
    typeName: fc.constant('shape'),
    type: fc.oneof({ weight: 8, arbitrary: fc.constant(type) }, { weight: 1, arbitrary: anything }),
    x: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, { weight: 1, arbitrary: anything }),
    y: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, { weight: 1, arbitrary: anything }),
    rotation: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: anything }),
    index: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('a1', 'a2') }, { weight: 1, arbitrary: anything }),
    parentId: fc.oneof(fc.constant('page:page'), shapeIds),
    isLocked: fc.boolean(),
    opacity: fc.constant(1),
    meta: fc.oneof(fc.record({ cell: anything }), anything),
    props,
  })
const freehand = drawn(
  'draw',
  fc.record({
    color: fc.constant('black'),
    fill: fc.constantFrom('none', 'solid'),
    dash: fc.constantFrom('draw', 'solid', 'dashed', 'dotted'),
    size: fc.constantFrom('s', 'xl'),
    segments: fc.array(
      fc.record({
        type: fc.constantFrom('free', 'straight'),
        points: fc.oneof(
          fc.array(fc.record({ x: fc.integer({ min: -99, max: 99 }), y: fc.integer({ min: -99, max: 99 }), z: fc.constant(0.5) }), { maxLength: 4 }),
          fc.array(point, { maxLength: 3 }),
        ),
      }),
      { maxLength: 3 },
    ),
    isComplete: fc.boolean(),
    isClosed: fc.boolean(),
    isPen: fc.boolean(),
    scale: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: anything }),
  }),
)
const arrow = drawn(
  'arrow',
  fc.record({
    kind: fc.constantFrom('arc', 'elbow'),
    labelColor: fc.constant('black'),
    color: fc.constant('black'),
    fill: fc.constant('none'),
    dash: fc.constantFrom('draw', 'dotted'),
    size: fc.constant('m'),
    arrowheadStart: fc.constantFrom('none', 'arrow', 'pipe'),
    arrowheadEnd: fc.constantFrom('arrow', 'dot'),
    font: fc.constant('draw'),
    start: fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.constantFrom(0, 1, 200_000) }),
    end: fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.constantFrom(0, 1, -200_000) }),
    bend: fc.constantFrom(0, 1, 1e-9, 200_000, -5),
    text: fc.string({ maxLength: 4 }),
    labelPosition: fc.constantFrom(0, 0.5, 1),
    scale: fc.constantFrom(1, 19, 0.06),
    elbowMidPoint: fc.constantFrom(0, 0.5, 1, 7),
  }),
)
const label = drawn('label', fc.record({ text: fc.oneof(fc.string(), anything), color: fc.oneof(fc.constant('black'), anything) }))
const binding = fc.record({
  id: fc.constantFrom('binding:b1', 'binding:b2'),
  typeName: fc.constant('binding'),
  type: fc.constant('arrow'),
  fromId: shapeIds,
  toId: shapeIds,
  meta: fc.constant({}),
  props: fc.record({
    terminal: fc.constantFrom('start', 'end'),
    normalizedAnchor: fc.record({ x: fc.oneof(fc.constantFrom(0.5, 1e5, -3), anything), y: fc.constant(0.5) }),
    isExact: fc.boolean(),
    isPrecise: fc.boolean(),
    snap: fc.constantFrom('none', 'edge', 'center'),
  }),
})
const anyRecord = fc.oneof(freehand, arrow, label, binding, fc.dictionary(fc.string({ maxLength: 5 }), anything)) as fc.Arbitrary<Record<string, unknown>>

/** As it would come over a wire: in plain objects. */
const carried = (value: unknown) => structuredClone(value)

describe('a document with anything in it', () => {
  it('[W134] whatever notes and themes hold, what can be read is shown and what cannot is counted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyId, anyNote), { maxLength: 12, size: 'max' }),
        fc.array(fc.tuple(anyId, anything), { maxLength: 5, size: 'max' }),
        (notes, themes) => {
          const { board, editor, scene, binding, close } = shownBoard()
          addNote(board, { id: 'good', text: 'good', at: { cell: 'policy/current', x: 16, y: 56 }, group: null, createdAt: 1 }, FROM_SERVER)
          change(
            board,
            () => {
              for (const [id, { kind, text, ...fields }] of notes) {
                if (kind === 'plain') board.notes.set(id, carried(fields.at))
                else {
                  const map = new Y.Map<unknown>()
                  if (kind === 'map') map.set('text', new Y.Text(text))
                  else map.set('text', text)
                  for (const [key, value] of Object.entries(fields)) map.set(key, carried(value))
                  board.notes.set(id, map)
                }
              }
              for (const [id, value] of themes) board.themes.set(id, carried(value))
            },
            FROM_SERVER,
          )
          binding.flush()
          const readable = readNotes(board)
          expect(new Set(scene.boxes().keys())).toEqual(new Set(readable.map(({ id }) => id)))
          expect(binding.unreadable).toBe(board.notes.size - readable.length + board.themes.size - readThemes(board).length)
          for (const note of scene.notes()) expect(note.text.length).toBeLessThanOrEqual(BOARD_LIMITS.noteText)
          for (const box of scene.boxes().values()) expect([box.x, box.y, box.w, box.h].every(Number.isFinite)).toBe(true)
          expect(editor.getShape(shapeIdOf('good'))).toBeDefined()
          // And what comes afterwards is shown as ever.
          addNote(board, { id: 'later', text: 'later', at: { cell: 'practice/current', x: 16, y: 56 }, group: null, createdAt: 2 }, FROM_SERVER)
          binding.flush()
          expect(editor.getShape(shapeIdOf('later'))).toBeDefined()
          close()
        },
      ),
      { numRuns: 120 },
    )
  })

  it('[W134] whatever a drawing holds, every shape that is taken has a shape, and the canvas goes on', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8, size: 'max' }), (records) => {
        const { board, editor, binding, close } = shownBoard()
        addNote(board, { id: 'a', text: 'a', at: { cell: 'policy/current', x: 16, y: 56 }, group: null, createdAt: 1 }, FROM_SERVER)
        binding.flush()
        change(
          board,
          () => {
            for (const record of records) board.drawing.set(String(record.id ?? 'none'), carried(record))
          },
          FROM_SERVER,
        )
        binding.flush()
        for (const shape of editor.getCurrentPageShapes()) {
          const bounds = editor.getShapePageBounds(shape.id)
          expect(bounds && [bounds.x, bounds.y, bounds.w, bounds.h].every(Number.isFinite), JSON.stringify(shape)).toBe(true)
        }
        moveNotes(board, [{ id: 'a', at: { cell: 'practice/barriers', x: 90, y: 90 } }], FROM_SERVER)
        changeDrawing(
          board,
          [],
          records.map((record) => String(record.id ?? 'none')),
          FROM_SERVER,
        )
        binding.flush()
        expect(editor.getCurrentPageShapes().map(({ id }) => noteIdOf(id))).toEqual(['a'])
        close()
      }),
      { numRuns: 300 },
    )
  })
})
