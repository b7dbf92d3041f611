import fc from 'fast-check'
import { expect, it } from 'vitest'
import { strike, WITHDRAWN } from './withdraw.ts'

it('[X50] words are struck where they stand whole, and nothing else is', () => {
  const found = { words: ['read it'] }
  expect(strike('read it', found)).toBe(WITHDRAWN)
  expect(strike(' read it\n', found)).toBe(WITHDRAWN)
  expect(strike('They read it, we read it.', found)).toBe(`They [${WITHDRAWN}], we [${WITHDRAWN}].`)
  expect(strike('Spread items; reread it', found)).toBe('Spread items; reread it')
})

it('[X50] after striking the words stand nowhere by themselves, and striking again changes nothing', () => {
  const word = fc
    .string({ minLength: 1, maxLength: 6 })
    .filter((text) => text.trim() === text && text !== '' && !/[[\]]/.test(text) && !WITHDRAWN.includes(text))
  fc.assert(
    fc.property(word, fc.array(fc.string({ maxLength: 5 })), (text, around) => {
      const out = strike(around.join(` ${text} `), { words: [text] })
      expect(` ${out} `.includes(` ${text} `)).toBe(false)
      expect(strike(out, { words: [text] })).toBe(out)
    }),
  )
})
