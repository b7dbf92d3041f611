import { visibleText } from '@stocktake/shared/report/visible'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lettersOf } from './faces.ts'
import { type Line, typeset } from './typeset.ts'

const setting = () => ({ measure: ({ drawn }: { drawn: string }) => lettersOf(drawn).length * 0.5, missing: new Set<string>() })
const set = (text: string, width: number) => typeset([{ text, size: 10 }], width, setting())
const written = ({ actual, glyphs }: Line) => actual ?? glyphs.map((own) => own.actual ?? own.drawn.join('')).join('')
const dense = (text: string) => text.replace(/\s+/g, '')
const seen = (text: string) => set(text, 1000).map(({ glyphs }) => glyphs.map(({ drawn }) => drawn.join('')).join(''))

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(' ', '\n', '\t', 'a', '-', '/', '(', '1', 'é', 'ж', '中', 'あ', 'م', 'ש', '\u202e', '\u200f', '👨‍👩‍👧‍👦', '🇨🇾', 'e\u0301', 'मि'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  size: 'max',
  maxLength: 200,
})

describe('lines', () => {
  it('[X4] hold every letter that was written, in the order it was written', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 400 }), (words, width) => {
        expect(dense(set(words, width).map(written).join(' '))).toBe(dense(visibleText(words)))
      }),
      { numRuns: 300 },
    )
  })

  it('[X72] are never wider than they may be, if a letter is not', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 50, max: 400 }), (words, width) => {
        for (const line of set(words, width)) if (lettersOf(written(line).trim()).length > 4) expect(line.width).toBeLessThanOrEqual(width + 0.001)
      }),
      { numRuns: 300 },
    )
  })

  it('[X4] break where they were broken, and keep blanks at the beginning', () => {
    expect(set('one\ntwo\r\n\n  three', 400).map(written)).toEqual(['one', 'two', '', '  three'])
  })

  it('[X71] stand as they are seen where writing runs from right to left', () => {
    expect(seen('abc שלום def')).toEqual(['abc שלום def'])
    expect(seen('אב גד (abc) 12')).toEqual(['12 (abc) גד אב'])
    expect(seen('\u202eabc')).toEqual(['cba'])
  })
})
