import { describe, expect, it } from 'vitest'
import { spliceBetween } from './board.ts'
import { cutsCharacter, fitting } from './characters.ts'

const FAMILY = '👨‍👩‍👧‍👦'
const WHOLE = [FAMILY, '👍🏽', '🇩🇰', '❤️', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🧑🏿‍🚒']

describe('[W140] one character is never cut', () => {
  it.each(WHOLE)('not inside %s, but before and after it', (character) => {
    const text = `a${character}${character}b`
    const cuts = Array.from({ length: text.length + 1 }, (_, at) => at).filter((at) => !cutsCharacter(text, at))
    expect(cuts).toEqual([0, 1, 1 + character.length, 1 + 2 * character.length, text.length])
  })

  it('letters that join with others stay letters: each can be typed and deleted alone', () => {
    for (const text of ['e\u0301', 'क्ष', 'ن\u200dم', 'สวัส']) for (let at = 0; at <= text.length; at++) expect(cutsCharacter(text, at)).toBe(false)
  })

  it('a change of one of a family replaces the family whole', () => {
    expect(spliceBetween(`a${FAMILY}b`, 'a👨‍👩‍👧‍👧b')).toEqual({ start: 1, gone: FAMILY.length, added: '👨‍👩‍👧‍👧' })
    expect(spliceBetween('👍', '👍🏽')).toEqual({ start: 0, gone: 2, added: '👍🏽' })
    expect(spliceBetween('🇩🇰', '🇩🇪')).toEqual({ start: 0, gone: 4, added: '🇩🇪' })
  })

  it('a text that is too long ends with a whole character', () => {
    expect(fitting(`ab${FAMILY}`, 6)).toBe('ab')
    expect(fitting('ab👍', 3)).toBe('ab')
    expect(fitting('abc', 3)).toBe('abc')
  })
})
