// @vitest-environment jsdom
import { addNote, deleteNotes, FROM_SERVER, moveNotes, noteText, readNotes, readThemes, setNoteField } from '@stocktake/shared/board/board'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { arrange as arrangeTable, PARKING } from '../table/arrange.ts'
import { shapeIdOf } from './records.ts'
import { CELLS, closeAll, furnish, shownBoard } from './testBoard.ts'

beforeEach(furnish)
afterEach(closeAll)

type Change =
  | { do: 'add'; id: string; cell: string | null; x: number; y: number; theme?: string | undefined }
  | { do: 'move'; id: string; cell: string | null; x: number; y: number }
  | { do: 'delete' | 'type'; id: string }
  | { do: 'theme'; id: string; theme: string | undefined }

const ids = fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6')
const homes = fc.constantFrom(...CELLS, null, 'policy/unused', 'gone/gone')
const spots = { x: fc.integer({ min: -500, max: 3000 }), y: fc.integer({ min: -500, max: 3000 }) }
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id: ids, cell: homes, ...spots, theme: fc.constantFrom(undefined, 't1') }),
  fc.record({ do: fc.constant('move' as const), id: ids, cell: homes, ...spots }),
  fc.record({ do: fc.constantFrom('delete' as const, 'type' as const), id: ids }),
  fc.record({ do: fc.constant('theme' as const), id: ids, theme: fc.constantFrom(undefined, 't1', 'gone') }),
)

it('[W135] whatever happens to the board, in whatever frames, canvas and table show the same notes in the same cells', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(changes, fc.boolean()), { maxLength: 40, size: 'max' }), (steps) => {
      const { board, editor, scene, binding, close } = shownBoard()
      for (const [step, isFrame] of steps) {
        if (step.do === 'add')
          addNote(
            board,
            {
              id: step.id,
              text: step.id,
              at: { cell: step.cell, x: step.x, y: step.y },
              group: null,
              createdAt: 1,
              ...(step.theme ? { theme: step.theme } : {}),
            },
            FROM_SERVER,
          )
        if (step.do === 'move') moveNotes(board, [{ id: step.id, at: { cell: step.cell, x: step.x, y: step.y } }], FROM_SERVER)
        if (step.do === 'delete') deleteNotes(board, [step.id], FROM_SERVER)
        if (step.do === 'type') noteText(board, step.id)?.insert(0, 'some more words ')
        if (step.do === 'theme') setNoteField(board, step.id, 'theme', step.theme, FROM_SERVER)
        if (isFrame) binding.flush()
      }
      binding.flush()
      const table = new Map<string, string>()
      for (const [cell, { themes, loose }] of arrangeTable(readNotes(board), readThemes(board), CELLS))
        for (const note of [...themes.flatMap(({ notes }) => notes), ...loose]) table.set(note.id, cell)
      expect(new Map([...scene.boxes()].map(([id, { cell }]) => [id, cell ?? PARKING]))).toEqual(table)
      for (const note of readNotes(board)) expect(scene.peek(note.id)).toEqual(note)
      for (const id of table.keys()) {
        const box = scene.boxes().get(id)
        expect(editor.getShape(shapeIdOf(id))).toMatchObject({ x: box?.x, y: box?.y })
      }
      close()
    }),
    { numRuns: 150 },
  )
})
