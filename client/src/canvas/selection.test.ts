// @vitest-environment jsdom

import { addNote, type Board, change, changeDrawing, FROM_SERVER, moveNotes, noteText, readNote } from '@stocktake/shared/board/board'
import { overlap } from '@stocktake/shared/board/layout'
import { atom, type TLArrowShape, type TLShapeId } from '@tldraw/tldraw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Arranging } from './arrangeNotes.ts'
import { createHandActions } from './handActions.ts'
import { notesWithin } from './pick.ts'
import { noteIdsOf, type StickyShape, shapeIdOf } from './records.ts'
import { SELECTED_LIVE } from './selection.ts'
import { closeAll, furnish, GRID, shownBoard } from './testBoard.ts'
import { type CanvasContext, setAround } from './world.ts'

/** A board of many notes, more than are ever shapes. */
function crowded(count = 1500, mayTouch: (id: string) => boolean = () => true) {
  const fill = (board: Board) =>
    change(
      board,
      () => {
        for (let i = 0; i < count; i++) {
          const cell = `${GRID.rows[i % 2]}/${GRID.columns[Math.floor(i / 2) % 2]}`
          const at = { cell, x: 16 + (Math.floor(i / 4) % 9) * 216, y: 56 + Math.floor(i / 36) * 112 }
          addNote(board, { id: `n${i}`, text: `note ${i}`, at, group: null, createdAt: i }, FROM_SERVER)
        }
      },
      FROM_SERVER,
    )
  const made = shownBoard({ fill, mayTouch, handled: true })
  const all = [...made.scene.boxes().keys()]
  const selected = () => new Set([...noteIdsOf(made.editor.getSelectedShapeIds()), ...made.shown.more.get()])
  return { ...made, all, selected }
}

const pointer = (name: 'pointer_down' | 'pointer_move' | 'pointer_up', x: number, y: number) =>
  ({
    type: 'pointer',
    target: 'canvas',
    name,
    point: { x, y, z: 0.5 },
    pointerId: 1,
    button: 0,
    isPen: false,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    accelKey: false,
  }) as const

beforeEach(furnish)
afterEach(closeAll)

describe('a board of many notes', () => {
  it('[W122] keeps few shapes, and a press makes the note beneath it one', () => {
    const { editor, scene, binding, all } = crowded()
    expect(editor.getCurrentPageShapeIds().size).toBeLessThan(450)
    const far = all.at(-1) ?? ''
    expect(editor.getShape(shapeIdOf(far))).toBeUndefined()
    const box = scene.boxes().get(far)
    binding.press({ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 })
    expect(editor.getShape(shapeIdOf(far))).toMatchObject({ x: box?.x, y: box?.y })
  })

  it('[W125] selects all notes, most of them painted, and gives the selection up like any other', () => {
    const { editor, binding, selected, all, shown } = crowded()
    binding.select(all)
    expect(selected().size).toBe(all.length)
    expect(editor.getSelectedShapeIds()).toHaveLength(SELECTED_LIVE)
    editor.selectNone()
    expect(shown.more.get().size).toBe(0)
  })

  it('[W125] a brush takes painted notes as well as shapes', async () => {
    const { editor, scene, selected } = crowded()
    editor.setCamera({ x: 0, y: 0, z: 0.1 }, { immediate: true })
    const brush = { x: -50, y: -50, w: 4000, h: 2500 }
    editor.dispatch(pointer('pointer_down', -5, -5))
    editor.dispatch(pointer('pointer_move', 200, 100))
    editor.dispatch(pointer('pointer_move', 395, 245))
    editor.emit('tick', 16)
    expect(editor.isIn('select.brushing')).toBe(true)
    editor.dispatch(pointer('pointer_up', 395, 245))
    await Promise.resolve()
    expect(selected()).toEqual(new Set(notesWithin(scene, brush, false)))
    expect(selected().size).toBeGreaterThan(SELECTED_LIVE)
  })

  it('[W126] what is done to the shapes of a selection is done to its painted notes, in one step of undo', () => {
    const { board, editor, binding, all, undo } = crowded(1500, (id) => id !== 'n7')
    const before = new Map(all.map((id) => [id, readNote(board, id)?.at]))
    binding.select(all)
    editor.updateShapes(
      editor
        .getSelectedShapeIds()
        .map((id) => ({ id, type: 'sticky', x: (editor.getShape<StickyShape>(id)?.x ?? 0) + 5, y: (editor.getShape<StickyShape>(id)?.y ?? 0) + 3 })),
    )
    binding.flush()
    const moved = all.filter((id) => readNote(board, id)?.at.y === (before.get(id)?.y ?? 0) + 3)
    expect(moved).toHaveLength(all.length - 1)
    expect(moved).not.toContain('n7')
    undo.undo()
    binding.flush()
    for (const id of all) expect(readNote(board, id)?.at).toEqual(before.get(id))

    undo.stopCapturing()
    binding.select(all)
    editor.deleteShapes(editor.getSelectedShapeIds())
    binding.flush()
    expect([...board.notes.keys()]).toEqual(['n7'])
    undo.undo()
    expect(board.notes.size).toBe(all.length)
  })

  it('[W126] one note of a selection that a hand moves alone takes no others along', () => {
    const { board, editor, binding, all } = crowded()
    binding.select(all)
    const [first, second] = editor.getSelectedShapeIds()
    if (!first || !second) throw new Error('nothing selected')
    const painted = all.find((id) => !editor.getShape(shapeIdOf(id))) ?? ''
    const at = readNote(board, painted)?.at
    editor.updateShapes([
      { id: first, type: 'sticky', x: 100 },
      { id: second, type: 'sticky', x: 700 },
    ])
    binding.flush()
    expect(readNote(board, painted)?.at).toEqual(at)
  })

  it.each<Arranging>(['alignLeft', 'alignTop', 'distribute', 'stack'])(
    '[W146] all of a selection that is mostly painted is put in order by %s, each note in its cell, in one step of undo',
    (how) => {
      const { board, connection, editor, scene, binding, shown, all, undo } = crowded()
      const rules = { round: 'open', notesEditableBy: 'everyone' } as const
      const around = {
        ...{ scene, shown, mine: atom('mine', new Set()) },
        connection: { ...connection, endUndoStep: () => undo.stopCapturing() },
        world: atom('world', { me: { memberId: 'm', role: 'facilitator', groupId: null }, canWrite: true, rules: { live: rules, inForce: rules } }),
      } as unknown as CanvasContext
      setAround(editor, around)
      const hands = createHandActions(editor, around, binding, () => {})
      const before = new Map(all.map((id) => [id, readNote(board, id)?.at]))
      // A heap, as a careless hand leaves it.
      moveNotes(
        board,
        all.map((id, i) => ({ id, at: { cell: before.get(id)?.cell ?? null, x: 16 + (i % 7) * 40, y: 56 + (i % 11) * 30 } })),
        FROM_SERVER,
      )
      binding.flush()
      const heap = new Map(all.map((id) => [id, readNote(board, id)?.at]))
      binding.select(all)
      expect(shown.more.get().size).toBe(all.length - SELECTED_LIVE)
      hands.arrange(how)

      expect(all.filter((id) => readNote(board, id)?.at.cell !== heap.get(id)?.cell)).toEqual([])
      const boxes = [...scene.boxes().values()]
      const covering = boxes.filter((one, i) => boxes.slice(i + 1).some((other) => overlap(one, other)))
      expect(covering).toEqual([])
      undo.undo()
      for (const id of all) expect(readNote(board, id)?.at).toEqual(heap.get(id))
    },
  )

  it('[W126] a drag that begins on a painted note of the selection takes all of it along', () => {
    const { board, editor, scene, binding, all, shown, selected } = crowded()
    editor.setCamera({ x: 0, y: 0, z: 0.1 }, { immediate: true })
    binding.flush()
    binding.select(all)
    const grip = [...shown.more.get()].find((id) => (scene.boxes().get(id)?.y ?? 0) > 400) ?? ''
    const box = scene.boxes().get(grip)
    const before = new Map(all.map((id) => [id, readNote(board, id)?.at]))
    const [x, y] = [((box?.x ?? 0) + 20) / 10, ((box?.y ?? 0) + 20) / 10]
    binding.press({ x: x * 10, y: y * 10 })
    expect(selected().size).toBe(all.length)
    editor.dispatch(pointer('pointer_down', x, y))
    editor.dispatch(pointer('pointer_move', x + 3, y + 3))
    editor.emit('tick', 16)
    editor.dispatch(pointer('pointer_move', x + 10, y + 5))
    editor.emit('tick', 16)
    binding.flush()
    expect(editor.isIn('select.translating')).toBe(true)
    expect(selected().size).toBe(all.length)
    editor.dispatch(pointer('pointer_up', x + 10, y + 5))
    binding.flush()
    // Those at the right edge went into the next cell; no note stayed where it was.
    const stayed = all.filter((id) => readNote(board, id)?.at.y !== (before.get(id)?.y ?? 0) + 50)
    expect(stayed).toEqual([])
  })

  it('[W136] arrows hold on to notes that would be painted, wherever one looks', () => {
    const { board, editor, binding, all } = crowded()
    const far = all.at(-1) ?? ''
    const arrow = editor.getShapeUtil<TLArrowShape>('arrow').getDefaultProps()
    const record = {
      id: 'shape:far',
      typeName: 'shape',
      type: 'arrow',
      x: 0,
      y: 0,
      rotation: 0,
      index: 'a1',
      parentId: 'page:page',
      isLocked: false,
      opacity: 1,
      meta: {},
      props: { ...arrow, end: { x: 50, y: 50 } },
    }
    const ends = ['start', 'end'].map((terminal) => ({
      id: `binding:${terminal}`,
      typeName: 'binding',
      type: 'arrow',
      fromId: 'shape:far',
      toId: shapeIdOf(terminal === 'start' ? 'n0' : far),
      meta: {},
      props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
    }))
    changeDrawing(board, [record, ...ends], [], FROM_SERVER)
    binding.flush()
    const id = 'shape:far' as TLShapeId
    expect(editor.getBindingsFromShape(id, 'arrow')).toHaveLength(2)
    editor.setCamera({ x: -1000, y: -900, z: 1 }, { immediate: true })
    binding.flush()
    expect(editor.getBindingsFromShape(id, 'arrow')).toHaveLength(2)
    expect(editor.getShapePageBounds(id)?.maxY).toBeGreaterThan(1000)
  })

  it('[W137] whatever many others do between two frames is one change of the store', () => {
    const { board, editor, binding } = crowded()
    binding.flush()
    const merges = vi.spyOn(editor.store, 'mergeRemoteChanges')
    for (let i = 0; i < 100; i++) moveNotes(board, [{ id: `n${i}`, at: { cell: 'policy/current', x: 20 + i, y: 60 + i } }], FROM_SERVER)
    for (let i = 0; i < 100; i++) noteText(board, `n${i}`)?.insert(0, 'more ')
    changeDrawing(board, [{ id: 'shape:no' }], [], FROM_SERVER)
    binding.flush()
    expect(merges).toHaveBeenCalledTimes(1)
  })
})
