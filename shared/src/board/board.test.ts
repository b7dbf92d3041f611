import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addNote,
  type BoardChange,
  changeDrawing,
  createBoard,
  deleteNotes,
  FROM_SERVER,
  moveNotes,
  noteText,
  putTheme,
  readDrawing,
  readNote,
  readNotes,
  readThemes,
  removeTheme,
  setNoteField,
  spliceText,
  watch,
} from './board.ts'
import { freePlace, noteHeight } from './place.ts'
import { BOARD_LIMITS, NOTE_WIDTH } from './schema.ts'
import { createUndo } from './undo.ts'

const at = (cell: string | null, x = 0, y = 0) => ({ cell, x, y })
const note = (text: string, cell = 'policy/current') => ({ text, at: at(cell), group: 'g', createdAt: 1 })
const sync = (...boards: ReturnType<typeof createBoard>[]) => {
  for (const from of boards) for (const to of boards) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc))
}

it('[B1] keeps every character of two people who type in one note at once', () => {
  const [anna, ben] = [createBoard(), createBoard()]
  const id = addNote(anna, note('start'))
  sync(anna, ben)
  const [a, b] = [noteText(anna, id), noteText(ben, id)]
  if (!a || !b) throw new Error('no text')
  spliceText(a, 'start of Anna')
  spliceText(b, 'Ben: start', 5)
  sync(anna, ben)
  expect(readNote(anna, id)?.text).toBe('Ben: start of Anna')
  expect(readNotes(anna)).toEqual(readNotes(ben))
})

it('[B2] two moves at once end in one of the two places, whole', () => {
  const [anna, ben] = [createBoard(), createBoard()]
  const id = addNote(anna, note('x'))
  sync(anna, ben)
  moveNotes(anna, [{ id, at: at('culture/barriers', 1, 2) }])
  moveNotes(ben, [{ id, at: at('policy/enablers', 30, 40) }])
  sync(anna, ben)
  expect(readNote(anna, id)?.at).toEqual(readNote(ben, id)?.at)
  expect([at('culture/barriers', 1, 2), at('policy/enablers', 30, 40)]).toContainEqual(readNote(anna, id)?.at)
})

it('[B3] reads any value that a stranger may have written', () => {
  const anything = fc.oneof(fc.anything({ maxDepth: 2 }), fc.constant(Number.NaN), fc.string({ maxLength: 5000 }))
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('text', 'at', 'group', 'createdAt', 'lang', 'origin', 'comments', 'theme'), anything),
      fc.string({ maxLength: 3000 }),
      (fields, id) => {
        const board = createBoard()
        const good = addNote(board, note('good'))
        board.doc.transact(() => {
          const map = new Y.Map<unknown>()
          for (const [key, value] of Object.entries(fields)) {
            try {
              map.set(key, JSON.parse(JSON.stringify(value ?? null)))
            } catch {
              map.set(key, 'not json')
            }
          }
          board.notes.set(id, map)
          board.themes.set(id, fields.at as never)
          board.drawing.set(id, 'nonsense')
        })
        for (const read of readNotes(board)) expect(Number.isFinite(read.at.x) && read.id.length <= 64).toBe(true)
        expect(readNote(board, good)?.text).toBe('good')
        readThemes(board)
        expect(readDrawing(board)).toEqual([])
      },
    ),
  )
})

it('[B3] a place out of reach is brought within it, a note at no number is skipped but kept', () => {
  const board = createBoard()
  const far = addNote(board, { ...note('far'), at: at('policy/current', 1e12, -1e12) })
  const bad = addNote(board, { ...note('bad'), at: at('policy/current', Number.NaN, 0) })
  expect(readNote(board, far)?.at).toMatchObject({ x: BOARD_LIMITS.reach, y: -BOARD_LIMITS.reach })
  expect(readNote(board, bad)).toBeUndefined()
  expect(board.notes.has(bad)).toBe(true)
})

it('[B5] undo takes back my move and leaves what others wrote meanwhile', () => {
  const [anna, ben] = [createBoard(), createBoard()]
  const id = addNote(anna, note('words'), FROM_SERVER)
  sync(anna, ben)
  const undo = createUndo(anna)
  moveNotes(anna, [{ id, at: at('culture/current') }])
  const text = noteText(ben, id)
  if (text) spliceText(text, 'words of Ben')
  const other = addNote(ben, note('Ben'))
  sync(anna, ben)
  undo.undo()
  expect(readNote(anna, id)).toMatchObject({ text: 'words of Ben', at: { cell: 'policy/current' } })
  expect(readNote(anna, other)?.text).toBe('Ben')
})

it('[B5] taking back that I made a note leaves it there once others have written in it', () => {
  const [anna, ben] = [createBoard(), createBoard()]
  const undo = createUndo(anna)
  const lone = addNote(anna, note('nobody came'))
  const id = addNote(anna, note('mine'))
  sync(anna, ben)
  const text = noteText(ben, id)
  if (text) spliceText(text, 'mine, and words of Ben')
  sync(anna, ben)
  undo.undo()
  expect(readNotes(anna).map(({ text }) => text)).toEqual([', and words of Ben'])
  undo.redo()
  expect(readNote(anna, id)?.text).toBe('mine, and words of Ben')
  expect(readNote(anna, lone)?.text).toBe('nobody came')
})

it('[B6] adds an id once', () => {
  const board = createBoard()
  addNote(board, { ...note('first'), id: 'n1' })
  addNote(board, { ...note('second'), id: 'n1' })
  expect(readNotes(board).map((n) => n.text)).toEqual(['first'])
})

describe('[B7] spliceText', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '😀', '👩‍👧', 'ש', '\n'), maxLength: 12 })

  it('makes the text read as asked, for any caret', () => {
    fc.assert(
      fc.property(part, part, fc.nat(30), (before, after, caret) => {
        const doc = new Y.Doc()
        const text = doc.getText('t')
        text.insert(0, before)
        spliceText(text, after, Math.min(caret, after.length))
        expect(text.toString()).toBe(after)
      }),
    )
  })

  it('never leaves half a character where another person types beside it', () => {
    fc.assert(
      fc.property(part, part, fc.nat(20), (before, after, where) => {
        const [one, two] = [new Y.Doc(), new Y.Doc()]
        one.getText('t').insert(0, before)
        Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
        spliceText(one.getText('t'), after)
        const spot = [...before].slice(0, where).join('').length
        two.getText('t').insert(spot, 'X')
        Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
        Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
        expect(one.getText('t').toString()).toBe(two.getText('t').toString())
        expect(() => encodeURIComponent(one.getText('t').toString())).not.toThrow()
      }),
    )
  })

  it('uses the caret to choose among repeated letters', () => {
    const doc = new Y.Doc()
    const text = doc.getText('t')
    text.insert(0, 'aaa')
    const deltas: unknown[] = []
    text.observe((event) => deltas.push(event.delta))
    spliceText(text, 'aaaa', 1)
    expect(deltas).toEqual([[{ insert: 'a' }]])
  })
})

it('[B8] new notes cover no other, in any order of lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 }), (lengths) => {
      const notes: { at: ReturnType<typeof freePlace>; text: string }[] = []
      for (const length of lengths) {
        const text = 'x'.repeat(length)
        notes.push({ at: freePlace(notes, 'policy/current', text), text })
      }
      for (const [i, a] of notes.entries())
        for (const b of notes.slice(i + 1)) {
          const apart =
            a.at.x + NOTE_WIDTH <= b.at.x || b.at.x + NOTE_WIDTH <= a.at.x || a.at.y + noteHeight(a.text) <= b.at.y || b.at.y + noteHeight(b.text) <= a.at.y
          expect(apart).toBe(true)
        }
    }),
    { numRuns: 60 },
  )
})

it('removing a theme lets its notes go and keeps them', () => {
  const board = createBoard()
  const id = addNote(board, { ...note('x'), theme: 't1' })
  putTheme(board, { id: 't1', label: 'T', cell: null, createdAt: 1 })
  removeTheme(board, 't1')
  expect(readNote(board, id)).not.toHaveProperty('theme')
  expect(readThemes(board)).toEqual([])
})

it('tells watchers once per change what changed: notes, texts, drawing, other', () => {
  const board = createBoard()
  const seen: BoardChange[] = []
  const id = addNote(board, note('x'))
  const stop = watch(board, (change) => seen.push(change))
  moveNotes(board, [{ id, at: at(null) }])
  const text = noteText(board, id)
  if (text) spliceText(text, 'xy')
  changeDrawing(board, [{ id: 'shape:1' }], [])
  setNoteField(board, id, 'lang', 'cy')
  deleteNotes(board, [id])
  putTheme(board, { id: 't1', label: 'T', cell: null, createdAt: 1 })
  stop()
  addNote(board, note('unseen'))
  expect(seen.map(({ notes, texts, drawing, other }) => [[...notes], [...texts], [...drawing], other])).toEqual([
    [[id], [], [], false],
    [[], [id], [], false],
    [[], [], ['shape:1'], false],
    [[id], [], [], false],
    [[id], [], [], false],
    [[], [], [], true],
  ])
})
