import { problems } from '@stocktake/shared/problem'
import { expect, it } from 'vitest'
import { setup } from './en/setup.ts'
import { sheet } from './en/sheet.ts'
import { en as first } from './en.ts'
import { type Catalogue, type LanguageFile, withAllPlurals } from './language.ts'
import type { LaterWords } from './later.ts'

const later: LaterWords = { setup, sheet }
const en = { ...first, ...later }

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

it('[W190] a form of a plural that a file leaves out is the general one', () => {
  const words = withAllPlurals({ notes_one: 'un nodyn', notes_other: '{{count}} nodyn', deep: { a_other: 'x' } }, 'cy')
  expect(words).toMatchObject({ notes_one: 'un nodyn', notes_two: '{{count}} nodyn', notes_many: '{{count}} nodyn', deep: { a_few: 'x' } })
})
