import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createWrap, runsLeftward } from './wrap.ts'

const wrap = createWrap((text) => text.length, 10)

it('[W124] painted text breaks where the note’s own text breaks', () => {
  expect(wrap('one two three')).toEqual(['one two', 'three'])
  expect(wrap('a\n\nb')).toEqual(['a', '', 'b'])
  expect(wrap('abcdefghijklmno')).toEqual(['abcdefghij', 'klmno'])
  expect(wrap('')).toEqual([''])
})

it('[W124] no painted line is wider than the note, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const lines = wrap(text)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(10)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})

it('[W124] text runs the way its first letter says', () => {
  expect(runsLeftward('שלום world')).toBe(true)
  expect(runsLeftward('1. مرحبا')).toBe(true)
  expect(runsLeftward('world שלום')).toBe(false)
})
