import type { Note, Theme } from '@stocktake/shared/board/schema'
import { expect, it } from 'vitest'
import { MOST_LISTED, themeChoices } from './themeChoices.ts'

const note = (id: string, cell: string | null, theme?: string): Note => ({
  id,
  text: `Text of ${id}`,
  at: { cell, x: 0, y: 0 },
  group: null,
  createdAt: 1,
  comments: [],
  ...(theme ? { theme } : {}),
})
const theme = (id: string, label: string, cell: string | null): Theme => ({ id, label, cell, createdAt: 1 })

const notes = [note('a', 'x/y'), note('b', 'x/y'), note('c', 'x/z'), note('d', 'x/y', 't'), note('e', 'x/z', 'u')]
const themes = [theme('t', 'Time', 'x/y'), theme('u', 'Trust', 'x/z'), theme('w', '', null)]
const named = (choices: ReturnType<typeof themeChoices>) =>
  Object.fromEntries(
    (['themesHere', 'notesHere', 'themes', 'notes'] as const).map((part) => [
      part,
      choices[part].map((one) => (one.kind === 'theme' ? one.theme.id : one.note.id)),
    ]),
  )

it('[W184] lists themes and notes of the cell first, and notes of themes under their theme alone', () => {
  expect(named(themeChoices(notes, themes, ['a']))).toEqual({ themesHere: ['t'], notesHere: ['b'], themes: ['u', 'w'], notes: ['c'] })
})

it('[W184] finds notes of themes by their words, without minding capitals and accents', () => {
  expect(named(themeChoices(notes, themes, ['a'], 'TÉXT of d'))).toEqual({ themesHere: [], notesHere: ['d'], themes: [], notes: [] })
  expect(named(themeChoices(notes, themes, ['a'], 'tru')).themes).toEqual(['u'])
})

it('[W184] does not offer the theme that all of them are in', () => {
  expect(named(themeChoices(notes, themes, ['d'])).themesHere).toEqual([])
  expect(named(themeChoices(notes, themes, ['a', 'd'])).themesHere).toEqual(['t'])
})

it('lists so many, and says that there are more', () => {
  const many = Array.from({ length: MOST_LISTED + 2 }, (_, i) => note(`n${i}`, 'x/y'))
  expect(themeChoices(many, [], ['n0']).more).toBe(true)
  expect(themeChoices(many, [], ['n0'], 'n41').more).toBe(false)
})
