import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addNote, createBoard, readNote, setNoteField } from './board/board.ts'
import { noteFault } from './board/touched.ts'
import { isLanguageTag, LANGUAGE_TAG_LIMIT } from './languages.ts'

it('[W220] takes tags that are well formed by BCP 47, and no others', () => {
  for (const tag of ['en', 'cy', 'pt-BR', 'sr-Latn', 'zh-Hans-CN', 'es-419', 'ca-valencia', 'de-1996', 'en-x-ward']) expect(isLanguageTag(tag)).toBe(true)
  for (const tag of ['', 'c', '--', 'cy-', '-cy', 'cy_GB', 'welsh', 'cy"', 'cy GB', 'x-ward-is-too-long-for-it', '12', null, 7, ['cy']])
    expect(isLanguageTag(tag)).toBe(false)
})

it('[W220] what the runtime itself takes for no language is none here either', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcxyABZ0189-_" '), maxLength: LANGUAGE_TAG_LIMIT + 4 }), (tag) => {
      if (isLanguageTag(tag)) expect(() => Intl.getCanonicalLocales(tag)).not.toThrow()
    }),
  )
})

it('[W220] a board keeps a tag and lets go of it; anything else is not read from it, and is what the gate refuses', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom('cy', 'ar', 'pt-BR'), fc.string({ maxLength: 24 })), (lang) => {
      const board = createBoard()
      const id = addNote(board, { text: 'Nid oes neb yn gofyn', at: { cell: null, x: 0, y: 0 }, group: null, createdAt: 1 })
      setNoteField(board, id, 'lang', lang)
      const note = readNote(board, id)
      expect(note?.lang).toBe(isLanguageTag(lang) ? lang : undefined)
      expect(noteFault(board, id)).toBe(isLanguageTag(lang) ? undefined : 'not-ours')
      setNoteField(board, id, 'lang', undefined)
      expect(readNote(board, id)?.lang).toBeUndefined()
    }),
  )
})
