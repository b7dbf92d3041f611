import { createBoard } from '@stocktake/shared/board/board'
import { createUndo } from '@stocktake/shared/board/undo'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bindText, mapCaret, type TextFieldLike } from './textBinding.ts'

class Field implements TextFieldLike {
  selectionStart = 0
  selectionEnd = 0
  constructor(public value = '') {}
  setSelectionRange(start: number, end: number) {
    this.selectionStart = start
    this.selectionEnd = end
  }
  /** What a keyboard does: replaces the selection. */
  type(text: string) {
    const { selectionStart: start, selectionEnd: end } = this
    this.value = this.value.slice(0, start) + text + this.value.slice(end)
    this.setSelectionRange(start + text.length, start + text.length)
  }
}

/** One shared text on two devices that exchange updates when told to. */
function pair(text: string) {
  const here = new Y.Doc()
  const there = new Y.Doc()
  here.getText('t').insert(0, text)
  const exchange = () => {
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
  }
  exchange()
  return { mine: here.getText('t'), theirs: there.getText('t'), exchange }
}

describe('caret', () => {
  it('[S4] stays between the same letters when others type before and after it', () => {
    const { mine, theirs, exchange } = pair('one three')
    const field = new Field()
    bindText(mine, field)
    field.setSelectionRange(4, 4)

    theirs.insert(0, 'zero ')
    theirs.insert(theirs.length, ' four')
    exchange()

    expect(field.value).toBe('zero one three four')
    expect(field.selectionStart).toBe(9)
  })

  it('[S4] keeps the letters before it and after it, whatever others do elsewhere', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.string({ maxLength: 5 }), fc.nat(), fc.nat({ max: 3 }), (text, caretAt, added, place, gone) => {
        const { mine, theirs, exchange } = pair(text)
        const field = new Field()
        bindText(mine, field)
        const caret = caretAt % (text.length + 1)
        field.setSelectionRange(caret, caret)
        const at = place % (text.length + 1)
        const count = Math.min(gone, text.length - at)

        if (count) theirs.delete(at, count)
        theirs.insert(at, added)
        exchange()

        expect(field.value).toBe(theirs.toString())
        expect(field.selectionStart).toBeLessThanOrEqual(field.value.length)
        if (at + count < caret) expect(field.value.slice(field.selectionStart)).toBe(text.slice(caret))
        if (at >= caret) expect(field.value.slice(0, field.selectionStart)).toBe(text.slice(0, caret))
      }),
    )
  })

  it('[S4] maps through a deletion that swallows it', () => {
    expect(mapCaret(5, [{ retain: 2 }, { delete: 6 }])).toBe(2)
  })

  it('[B5] goes to where undo put the words back', () => {
    const board = createBoard()
    const map = new Y.Map<unknown>()
    const text = new Y.Text('keep this')
    map.set('text', text)
    board.notes.set('n', map)
    const undo = createUndo(board)
    const field = new Field()
    const binding = bindText(text, field)
    field.setSelectionRange(4, 9)
    field.type('')
    binding.input()

    undo.undo()

    expect(field.value).toBe('keep this')
    expect(field.selectionStart).toBe(9)
  })
})

describe('two people in one note', () => {
  const edit = fc.record({ who: fc.boolean(), at: fc.nat(), gone: fc.nat({ max: 4 }), text: fc.string({ unit: 'binary', maxLength: 6 }), send: fc.boolean() })

  it('[B1] lose no character of either, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const { mine, theirs, exchange } = pair('start')
        const fields = [new Field(), new Field()]
        const bindings = [mine, theirs].map((text, i) => bindText(text, fields[i] as Field))
        for (const { who, at, gone, text, send } of edits) {
          const field = fields[who ? 0 : 1] as Field
          const letters = [...field.value]
          const start = letters.slice(0, at % (letters.length + 1)).join('').length
          const end = Math.min(
            field.value.length,
            start +
              letters
                .slice(at % (letters.length + 1))
                .slice(0, gone)
                .join('').length,
          )
          field.setSelectionRange(start, end)
          field.type(text)
          bindings[who ? 0 : 1]?.input()
          if (send) exchange()
        }
        exchange()
        expect(fields[0]?.value).toBe(fields[1]?.value)
        expect(fields[0]?.value).toBe(mine.toString())
      }),
    )
  })
})

describe('composition', () => {
  it('[S5] leaves the field alone while a word is composed, and puts the word where it was written', () => {
    const { mine, theirs, exchange } = pair('abc')
    const field = new Field()
    const binding = bindText(mine, field)
    field.setSelectionRange(2, 2)
    binding.compositionStart()
    field.type('日')
    binding.input()

    theirs.insert(0, 'others ')
    exchange()
    expect(field.value).toBe('ab日c')

    field.type('本')
    binding.compositionEnd()
    exchange()
    expect(field.value).toBe('others ab日本c')
    expect(theirs.toString()).toBe('others ab日本c')
    expect(field.selectionStart).toBe(11)
  })

  it('[W141] a word whose writer rests is sent as far as it got, with the field left alone', () => {
    const { mine, theirs, exchange } = pair('abc')
    const field = new Field()
    const binding = bindText(mine, field)
    field.setSelectionRange(2, 2)
    binding.compositionStart()
    field.type('に')
    binding.compositionRest()
    exchange()
    expect(theirs.toString()).toBe('abにc')

    theirs.insert(0, 'others ')
    exchange()
    expect(field.value).toBe('abにc')
    field.setSelectionRange(2, 3)
    field.type('日本')
    binding.compositionRest()
    binding.compositionEnd()
    exchange()
    expect([field.value, theirs.toString()]).toEqual(['others ab日本c', 'others ab日本c'])
    expect(field.selectionStart).toBe(11)
  })

  it('[W141] rests as often as it likes, and ends as if it never had', () => {
    const step = fc.record({ typed: fc.constantFrom('K', 'A', ''), rest: fc.boolean(), at: fc.nat(), text: fc.constantFrom('x', 'yy', '') })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.nat({ max: 3 }), (steps, caret) => {
        const { mine, theirs, exchange } = pair('abc')
        const field = new Field()
        const binding = bindText(mine, field)
        field.setSelectionRange(caret, caret)
        binding.compositionStart()
        for (const { typed, rest, at, text } of steps) {
          field.type(typed)
          if (rest) binding.compositionRest()
          theirs.insert(at % (theirs.length + 1), text)
          exchange()
        }
        binding.compositionEnd()
        exchange()
        expect(field.value).toBe(theirs.toString())
        expect(field.value.replace(/[^KA]/g, '')).toBe(steps.map(({ typed }) => typed).join(''))
        expect(field.value.replace(/[KAxy]/g, '')).toBe('abc')
        expect(field.value.replace(/[^xy]/g, '')).toHaveLength(steps.map(({ text }) => text).join('').length)
      }),
    )
  })

  it('[S5] loses nothing of either side, whatever happens meanwhile', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 }),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.array(fc.record({ at: fc.nat(), gone: fc.nat({ max: 3 }), text: fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 3 }) }), { maxLength: 4 }),
        (text, place, replaced, remote) => {
          const { mine, theirs, exchange } = pair(text)
          const field = new Field()
          const binding = bindText(mine, field)
          const start = place % (text.length + 1)
          field.setSelectionRange(start, Math.min(text.length, start + replaced))
          binding.compositionStart()
          field.type('KANJI')
          for (const edit of remote) {
            const at = edit.at % (theirs.length + 1)
            theirs.delete(at, Math.min(edit.gone, theirs.length - at))
            theirs.insert(at, edit.text)
            exchange()
          }
          const others = theirs.toString()
          binding.compositionEnd()
          exchange()

          expect(field.value).toBe(theirs.toString())
          expect(field.value).toBe(mine.toString())
          expect(field.value).toContain('KANJI')
          expect(field.value.slice(0, field.selectionStart).endsWith('KANJI')).toBe(true)
          // What others added is all there, in its order; of what was there before, only what the composition replaced is gone.
          const added = (value: string) => value.replace(/[^xy]/g, '')
          expect(added(field.value)).toBe(added(others))
          expect(others.length + 5 - field.value.length).toBeLessThanOrEqual(replaced)
        },
      ),
    )
  })
})
