import { problems } from '@stocktake/shared/problem'
import { expect, it } from 'vitest'
import en from './en.ts'
import type { LanguageFile } from './language.ts'
import { type Catalogue, speak, tell } from './spoken.ts'
import { words as say, type WordKey } from './words.ts'

const files = Object.entries(import.meta.glob<LanguageFile>('./languages/*.json', { import: 'default', eager: true }))

const PLURAL = /_(zero|one|two|few|many|other)$/

/** All sentences of a catalogue by their key. */
function sentences(words: Catalogue, above = ''): [key: string, sentence: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : sentences(value, `${above}${key}.`),
  )
}
const stems = (words: Catalogue) => [...new Set(sentences(words).map(([key]) => key.replace(PLURAL, '')))].sort()
/** What stands in double braces in any form of a sentence, by the sentence's key. */
function values(words: Catalogue) {
  const found = new Map<string, Set<string>>()
  for (const [key, sentence] of sentences(words)) {
    const stem = key.replace(PLURAL, '')
    const names = found.get(stem) ?? new Set()
    found.set(stem, names)
    for (const [, name] of sentence.matchAll(/\{\{(\w+)\}\}/g)) names.add(name ?? '')
  }
  return found
}

it.each(files)('[W190] %s says all that English says, with the same values in it', (_, { words, problems: said }) => {
  expect(stems(words)).toEqual(stems(en))
  const own = values(words)
  for (const [key, names] of values(en)) expect([key, [...(own.get(key) ?? [])].sort()]).toEqual([key, [...names].sort()])
  // A plural is one in both.
  const plurals = (catalogue: Catalogue) => sentences(catalogue).flatMap(([key]) => (key.endsWith('_other') ? [key] : []))
  expect(plurals(words).sort()).toEqual(plurals(en).sort())
  expect(Object.keys(said).sort()).toEqual(Object.keys(problems).sort())
  for (const [key, sentence] of sentences(words)) expect([key, sentence.trim()]).not.toEqual([key, ''])
})

it('[W190] a form of a plural that a file leaves out is the general one, and what it leaves out altogether is said in English', () => {
  tell('cy', { table: { notes_one: 'un nodyn', notes_other: '{{count}} nodyn' } })
  speak('cy')
  expect([0, 1, 2, 3, 6, 10].map((count) => say('table.notes', { count }))).toEqual(['0 nodyn', 'un nodyn', '2 nodyn', '3 nodyn', '6 nodyn', '10 nodyn'])
  expect(say('common.add')).toBe(en.common.add)
  // A part of the catalogue is no sentence.
  expect(say('common' as WordKey)).toBe('common')
})
