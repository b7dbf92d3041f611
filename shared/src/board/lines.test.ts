import { expect, it } from 'vitest'
import { doublesIn, linesOf, piecesOf } from './lines.ts'

it('[W10] pasted lines become notes without their bullets', () => {
  expect(linesOf('• First\r\n  - second\n\n3. Third thing\n  \nb) Fourth\n2024 was a year')).toEqual([
    'First',
    'second',
    'Third thing',
    'Fourth',
    '2024 was a year',
  ])
})

it('[W10] a dash inside a word or a number without a dot stays', () => {
  expect(linesOf('-5 degrees\nwell-known\n12 beds')).toEqual(['-5 degrees', 'well-known', '12 beds'])
})

it('[S74] makes several notes of what is too long for one, and loses nothing of it', () => {
  expect(piecesOf('short', 10)).toEqual(['short'])
  expect(piecesOf('one two three four', 10)).toEqual(['one two', 'three four'])
  expect(piecesOf('abcdefghijklm', 10)).toEqual(['abcdefghij', 'klm'])
  expect(piecesOf('abcdefghi😀', 10)).toEqual(['abcdefghi', '😀'])
})

it('[W170] marks lines that say again what was pasted before them, or what is there', () => {
  expect(doublesIn(['One plan', 'one  PLAN ', 'Two letters', 'Third'], ['Two letters'])).toEqual([undefined, 'twice', 'there', undefined])
  expect(doublesIn(['Two letters', 'two letters'], ['Two letters'])).toEqual(['there', 'twice'])
})
