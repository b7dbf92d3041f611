import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNote, createBoard, deleteNotes, moveNotes, readNote, readNotes, readThemes } from './board.ts'
import { gather, gatheredIn, homeOf, mergeThemes, renameTheme, themeAmong, ungather } from './themes.ts'
import { createUndo } from './undo.ts'

const A = 'practice/current'
const B = 'practice/barriers'

/** A board with notes `a1`, `a2`, ... in one cell and `b1`, ... in another. */
function boardWith(...ids: string[]) {
  const board = createBoard()
  for (const [i, id] of ids.entries()) addNote(board, { id, text: id, at: { cell: id[0] === 'a' ? A : B, x: i, y: 0 }, group: 'nurses', createdAt: i })
  const themeOf = (id: string) => readNote(board, id)?.theme
  return { board, themeOf }
}
const bare = ({ theme: _theme, ...note }: ReturnType<typeof readNotes>[number]) => note

describe('gathering', () => {
  it('[B11] puts notes into a new theme of their cell, without a name', () => {
    const { board, themeOf } = boardWith('a1', 'a2', 'a3')
    const id = gather(board, ['a1', 'a2'], 7)
    expect(readThemes(board)).toEqual([{ id, label: '', cell: A, createdAt: 7 }])
    expect([themeOf('a1'), themeOf('a2'), themeOf('a3')]).toEqual([id, id, undefined])
  })

  it('[B11] of several cells makes a theme of none; so does taking in a note of another cell', () => {
    const { board } = boardWith('a1', 'a2', 'b1')
    gather(board, ['a1', 'b1'], 1)
    expect(readThemes(board)[0]?.cell).toBeNull()
    const id = gather(board, ['a2'], 2)
    expect(readThemes(board)[1]?.cell).toBe(A)
    gather(board, ['b1'], 3, id)
    expect(readThemes(board)[1]).toEqual({ id, label: '', cell: null, createdAt: 2 })
  })

  it('[B11] is one step of undo, and so is each thing done to a theme', () => {
    const { board, themeOf } = boardWith('a1', 'a2', 'b1')
    const undo = createUndo(board)
    const id = gather(board, ['a1', 'a2', 'b1'], 1)
    undo.undo()
    expect([readThemes(board), themeOf('a1'), themeOf('b1')]).toEqual([[], undefined, undefined])
    undo.redo()
    undo.stopCapturing()
    const other = gather(board, ['b1'], 2)
    undo.stopCapturing()
    mergeThemes(board, id ?? '', other ?? '')
    expect([themeOf('a1'), readThemes(board).length]).toEqual([other, 1])
    undo.undo()
    expect([themeOf('a1'), themeOf('b1'), readThemes(board).length]).toEqual([id, other, 2])
  })

  it('does nothing for notes that are gone or a theme that is', () => {
    const { board } = boardWith('a1')
    expect(gather(board, ['x'], 1)).toBeUndefined()
    expect(gather(board, ['a1'], 1, 'gone')).toBeUndefined()
    expect(readThemes(board)).toEqual([])
  })

  it('[B11] keeps every note as it was, whatever is gathered, merged and taken out', () => {
    const id = fc.constantFrom('a1', 'a2', 'a3', 'b1', 'b2')
    const act = fc.record({ what: fc.constantFrom('gather', 'into', 'ungather', 'rename', 'merge'), ids: fc.array(id, { maxLength: 5 }), n: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20, size: 'max' }), (acts) => {
        const { board } = boardWith('a1', 'a2', 'a3', 'b1', 'b2')
        const before = readNotes(board).map(bare)
        for (const { what, ids, n } of acts) {
          const themes = readThemes(board)
          const [one, two] = [themes[n]?.id ?? 'none', themes[n + 1]?.id ?? 'none']
          if (what === 'gather') gather(board, ids, n)
          if (what === 'into') gather(board, ids, n, one)
          if (what === 'ungather') ungather(board, ids)
          if (what === 'rename') renameTheme(board, one, ids.join())
          if (what === 'merge') mergeThemes(board, one, two)
          const known = new Set(readThemes(board).map((theme) => theme.id))
          for (const note of readNotes(board)) if (note.theme !== undefined) expect(known.has(note.theme)).toBe(true)
        }
        expect(readNotes(board).map(bare)).toEqual(before)
      }),
    )
  })
})

describe('a theme', () => {
  it('is named, and the name is cut to one line’s length', () => {
    const { board } = boardWith('a1')
    const id = gather(board, ['a1'], 1) ?? ''
    renameTheme(board, id, `  Forms ${'x'.repeat(200)}`)
    expect(readThemes(board)[0]?.label).toHaveLength(120)
    renameTheme(board, id, '')
    expect(readThemes(board)[0]?.label).toBe('')
  })

  it('[B11] stays when its last note goes, until somebody removes it', () => {
    const { board } = boardWith('a1', 'a2')
    gather(board, ['a1', 'a2'], 1)
    deleteNotes(board, ['a1'])
    ungather(board, ['a2'])
    expect(gatheredIn(readNotes(board), readThemes(board))).toMatchObject([{ notes: [], cells: [] }])
  })

  it('merged with another keeps its own name, or takes the other’s if it has none', () => {
    const { board } = boardWith('a1', 'a2')
    const one = gather(board, ['a1'], 1) ?? ''
    const two = gather(board, ['a2'], 2) ?? ''
    renameTheme(board, one, 'Forms')
    mergeThemes(board, one, two)
    expect(readThemes(board)).toEqual([{ id: two, label: 'Forms', cell: A, createdAt: 2 }])
  })

  it('says in which cells its notes are, wherever they were moved since', () => {
    const { board } = boardWith('a1', 'a2')
    gather(board, ['a1', 'a2'], 1)
    moveNotes(board, [{ id: 'a2', at: { cell: B, x: 0, y: 0 } }])
    expect(gatheredIn(readNotes(board), readThemes(board))[0]?.cells).toEqual([A, B])
  })

  it('is meant by who gathers notes of which some are in it, and in no other', () => {
    const { board } = boardWith('a1', 'a2', 'a3')
    const one = gather(board, ['a1'], 1)
    expect(themeAmong(board, ['a1', 'a2'])).toBe(one)
    gather(board, ['a3'], 2)
    expect(themeAmong(board, ['a1', 'a2', 'a3'])).toBeUndefined()
    expect(themeAmong(board, ['a2'])).toBeUndefined()
  })

  it('is at home in the one cell of its notes', () => {
    expect(homeOf([])).toBeNull()
    expect(homeOf([{ at: { cell: A, x: 0, y: 0 } }, { at: { cell: B, x: 0, y: 0 } }])).toBeNull()
  })
})
