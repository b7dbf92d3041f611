// @vitest-environment jsdom
import { changeDrawing, deleteNotes, FROM_SERVER, MINE, moveNotes, readDrawing, readNote } from '@stocktake/shared/board/board'
import { createUndo } from '@stocktake/shared/board/undo'
import type { TLArrowShape, TLShapeId } from '@tldraw/tldraw'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { shapeIdOf } from './records.ts'
import { closeAll, furnish, shownBoard } from './testBoard.ts'

beforeEach(furnish)
afterEach(closeAll)

const shown = ({ allowed = true } = {}) => shownBoard({ mayTouch: () => allowed })

describe('binding', () => {
  it('[W113] shows notes where the board says, and follows moves and deletions by others', () => {
    const { board, scene, binding, shapeOf, add } = shown()
    add('a', 'policy/barriers', 30, 80)
    const cell = scene.layout.get().cells.get('policy/barriers')
    expect(shapeOf('a')).toMatchObject({ x: (cell?.x ?? 0) + 30, y: 80, props: { w: 200 } })

    moveNotes(board, [{ id: 'a', at: { cell: 'policy/current', x: 16, y: 56 } }], FROM_SERVER)
    binding.flush()
    expect(shapeOf('a')).toMatchObject({ x: 16, y: 56 })

    deleteNotes(board, ['a'], FROM_SERVER)
    binding.flush()
    expect(shapeOf('a')).toBeUndefined()
  })

  it('[W114] writes a move by hand into the board, in the cell under the centre, and undoes it whole', () => {
    const { board, editor, scene, binding, shapeOf, add, undo } = shown()
    add('a', 'policy/current')
    const cell = scene.layout.get().cells.get('practice/barriers')
    editor.updateShape({ id: shapeIdOf('a'), type: 'sticky', x: (cell?.x ?? 0) + 40, y: (cell?.y ?? 0) + 70 })
    binding.flush()
    expect(readNote(board, 'a')?.at).toEqual({ cell: 'practice/barriers', x: 40, y: 70 })

    undo.undo()
    binding.flush()
    expect(readNote(board, 'a')?.at).toEqual({ cell: 'policy/current', x: 16, y: 56 })
    expect(shapeOf('a')).toMatchObject({ x: 16, y: 56 })
  })

  it('[W115] what a hand deletes is gone from the board, also when nothing was moved', () => {
    const { board, editor, binding, add, undo } = shown()
    add('a', 'policy/current')
    add('b', 'policy/current')
    editor.deleteShapes([shapeIdOf('a')])
    binding.flush()
    expect([...board.notes.keys()]).toEqual(['b'])
    undo.undo()
    binding.flush()
    expect(editor.getShape(shapeIdOf('a'))).toBeDefined()
  })

  it('[W115] a hand cannot move or delete what it may not, nor change anything but the place', () => {
    const { board, editor, binding, shapeOf, add, refused } = shown({ allowed: false })
    add('a', 'policy/current')
    editor.updateShape({ id: shapeIdOf('a'), type: 'sticky', x: 500 })
    editor.updateShape({ id: shapeIdOf('a'), type: 'sticky', rotation: 1, opacity: 0.2, isLocked: true, props: { w: 9 } } as never)
    editor.deleteShapes([shapeIdOf('a')])
    binding.flush()
    expect(shapeOf('a')).toMatchObject({ x: 16, rotation: 0, opacity: 1, isLocked: false, props: { w: 200 } })
    expect(readNote(board, 'a')?.at.x).toBe(16)
    expect(refused).toEqual(['move', 'delete'])
  })

  it('[W116] a shape of a note that no board has disappears', () => {
    const { editor, binding, shapeOf } = shown()
    editor.createShape({ id: shapeIdOf('ghost'), type: 'sticky', x: 0, y: 0 })
    binding.flush()
    expect(shapeOf('ghost')).toBeUndefined()
  })

  it('[W117] what others drag moves along with what they have selected, and lands without a jump', () => {
    const { board, binding, shapeOf, add, presences } = shown()
    add('a', 'policy/current', 16, 56)
    add('b', 'policy/current', 232, 56)
    presences.setState(
      [{ client: 1, name: null, group: null, role: 'participant', selection: ['a', 'b'], drag: { note: 'a', at: { cell: 'policy/current', x: 116, y: 86 } } }],
      true,
    )
    binding.flush()
    expect(shapeOf('a')).toMatchObject({ x: 116, y: 86 })
    expect(shapeOf('b')).toMatchObject({ x: 332, y: 86 })

    const moves = [
      { id: 'a', at: { cell: 'policy/current', x: 116, y: 86 } },
      { id: 'b', at: { cell: 'policy/current', x: 332, y: 86 } },
    ]
    moveNotes(board, moves, FROM_SERVER)
    binding.flush()
    expect([shapeOf('a')?.x, shapeOf('b')?.x]).toEqual([116, 332])
    presences.setState([], true)
    binding.flush()
    expect([shapeOf('a')?.x, shapeOf('b')?.x]).toEqual([116, 332])
  })

  it('[W118] arrows stay attached to notes, on every screen, also when the note goes and comes back', () => {
    const one = shown()
    one.add('a', 'policy/current')
    one.add('b', 'policy/barriers')
    const id = 'shape:arrow1' as TLShapeId
    one.editor.createShape<TLArrowShape>({ id, type: 'arrow', x: 0, y: 0, props: { start: { x: 0, y: 0 }, end: { x: 500, y: 100 } } })
    for (const [terminal, note] of [
      ['start', 'a'],
      ['end', 'b'],
    ] as const) {
      one.editor.createBinding({
        type: 'arrow',
        fromId: id,
        toId: shapeIdOf(note),
        props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
      })
    }
    one.binding.flush()
    expect(readDrawing(one.board)).toHaveLength(3)

    const two = shown()
    Y.applyUpdate(two.board.doc, Y.encodeStateAsUpdate(one.board.doc))
    two.binding.flush()
    expect(two.editor.getBindingsFromShape(id, 'arrow')).toHaveLength(2)
    const before = two.editor.getShapePageBounds(id)
    moveNotes(two.board, [{ id: 'b', at: { cell: 'practice/barriers', x: 200, y: 150 } }], FROM_SERVER)
    two.binding.flush()
    expect(two.editor.getShapePageBounds(id)?.maxY).toBeGreaterThan((before?.maxY ?? 0) + 100)

    const undo = createUndo(two.board)
    deleteNotes(two.board, ['b'], MINE)
    two.binding.flush()
    expect(two.editor.getBindingsFromShape(id, 'arrow')).toHaveLength(1)
    expect(readDrawing(two.board)).toHaveLength(3)
    undo.undo()
    two.binding.flush()
    expect(two.editor.getBindingsFromShape(id, 'arrow')).toHaveLength(2)
  })

  it('[W119] drawings count from their cell and go along when rows grow', () => {
    const { board, editor, scene, binding, add } = shown()
    const id = 'shape:label1' as TLShapeId
    const row = scene.layout.get().cells.get('practice/current')
    editor.createShape({ id, type: 'label', x: 100, y: (row?.y ?? 0) + 80, props: { text: 'look' } })
    binding.flush()
    expect(readDrawing(board)).toMatchObject([{ id, x: 100, y: 80, meta: { cell: 'practice/current' } }])

    add('tall', 'policy/current', 16, 56, 'line\n'.repeat(30))
    const now = scene.layout.get().cells.get('practice/current')
    expect(now?.y).toBeGreaterThan((row?.y ?? 0) + 100)
    expect(editor.getShape(id)).toMatchObject({ x: 100, y: (now?.y ?? 0) + 80 })
  })

  it('[W120] records of a stranger are skipped and counted, and break nothing', () => {
    const { board, editor, binding, add } = shown()
    add('a', 'policy/current')
    const good = {
      id: 'shape:good',
      typeName: 'shape',
      type: 'label',
      x: 1,
      y: 1,
      rotation: 0,
      index: 'a1',
      parentId: 'page:page',
      isLocked: false,
      opacity: 1,
      meta: {},
      props: { text: 'ok', color: 'black' },
    }
    const bad = [
      { ...good, id: 'shape:nan', x: Number.NaN },
      { ...good, id: 'shape:far', x: 1e300 },
      { ...good, id: 'shape:index', index: 'zz!' },
      { ...good, id: 'shape:type', type: 'embed', props: { url: 'https://example.org' } },
      { ...good, id: `shape:${'x'.repeat(3000)}` },
      { ...good, id: 'shape:note-a' },
      { ...good, id: 'page:page', typeName: 'page', name: 'x' },
      { ...good, id: 'shape:props', props: { text: 5, color: 'black' } },
      { ...good, id: 'shape:more', props: { ...good.props, extra: 1 } },
      { id: 'binding:self', typeName: 'binding', type: 'arrow', fromId: 'shape:good', toId: 'shape:good', meta: {}, props: {} },
    ]
    changeDrawing(board, [good, { ...good, id: 'shape:own-parent', parentId: 'shape:own-parent' }, ...bad], [], FROM_SERVER)
    binding.flush()
    expect(editor.getShape('shape:good' as TLShapeId)).toBeDefined()
    expect(editor.getShape('shape:own-parent' as TLShapeId)?.parentId).toBe(editor.getCurrentPageId())
    expect(editor.getCurrentPageShapeIds().size).toBe(3)
    expect(binding.unreadable).toBe(bad.length)
    expect(readDrawing(board)).toHaveLength(bad.length + 2)
  })

  it('[W121] the eraser takes drawings and leaves notes', () => {
    const { editor, add } = shown()
    add('a', 'policy/current')
    editor.createShape({ id: 'shape:l' as TLShapeId, type: 'label', x: 0, y: 0, props: { text: 'x' } })
    editor.setErasingShapes([shapeIdOf('a'), 'shape:l' as TLShapeId])
    expect(editor.getErasingShapeIds()).toEqual(['shape:l'])
  })
})
