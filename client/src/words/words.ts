import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { ApiProblem } from '../request.ts'
import { en } from './en.ts'
import type { LaterWords } from './later.ts'

// English is in the page, so this is finished before the first render: no key is ever shown in its place.
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** Every key of the catalogue as `section.name`; the two forms of a plural are one key. */
export type WordKey = KeysOf<typeof en & LaterWords>
type KeysOf<Catalogue> = {
  [Key in keyof Catalogue & string]: Catalogue[Key] extends string ? Singular<Key> : `${Key}.${KeysOf<Catalogue[Key]>}`
}[keyof Catalogue & string]
type Singular<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key

/**
 * Says something: `t('table.addNote', { cell })`. i18next's own type of this is generic over the whole catalogue and
 * makes the compiler take minutes; this one checks the same keys in seconds.
 */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number | undefined>>) => string

/** The words of the interface, in the language shown. Keys are checked by the compiler. */
export const useWords = (): Words => useTranslation().t as Words

/** The same for code that is not a component. */
export const words: Words = (key, values) => i18next.t(key, values ?? {})

/** What went wrong, for people: in another language ours for its code, else the server's own sentence; ours too if it was not reached. */
export function sentence(problem: ApiProblem, t: Words): string {
  if (problem.code === 'offline') return t('common.offline')
  const own: unknown = i18next.getResource(i18next.language, 'translation', `problems.${problem.code}`)
  return typeof own === 'string' ? own : problem.title
}
