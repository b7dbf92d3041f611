import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { recall, remember } from '../device.ts'

/** A language file: `languages/<code>.<its own name>.json`, the catalogue of `en.ts` in that language. Adding one is adding a language. */
export interface LanguageFile {
  words: Catalogue
  /** What went wrong, by the codes of the server's problems. */
  problems: Record<string, string>
}
export interface Catalogue {
  [key: string]: string | Catalogue
}

const files = import.meta.glob<LanguageFile>('./languages/*.json', { import: 'default' })
const codeOf = (path: string) => /([A-Za-z-]+)\.[^./]+\.json$/.exec(path)?.[1] ?? ''

/** BCP 47 codes of the languages there are; English is built in, the others are loaded when they are chosen. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(files).map(codeOf).sort()]

const KEY = 'stocktake/language'
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'yi'])

/** What was chosen on this device, else the first of the browser's languages that there is, else English. */
export function wantedLanguage(): string {
  const chosen = recall(KEY)
  if (typeof chosen === 'string' && LANGUAGES.includes(chosen)) return chosen
  const bare = navigator.languages.map((language) => language.split('-')[0] ?? '')
  return bare.find((language) => LANGUAGES.includes(language)) ?? 'en'
}

/** Shows the interface in a language. Rejects if its file cannot be loaded; then all stays as it is. */
export async function showLanguage(code: string): Promise<void> {
  const load = Object.entries(files).find(([path]) => codeOf(path) === code)?.[1]
  if (load && !i18next.hasResourceBundle(code, 'translation')) {
    const { words, problems } = await load()
    i18next.addResourceBundle(code, 'translation', { ...withAllPlurals(words, code), problems })
  }
  await i18next.changeLanguage(code)
  document.documentElement.lang = code
  document.documentElement.dir = RIGHT_TO_LEFT.has(code) ? 'rtl' : 'ltr'
}

export async function chooseLanguage(code: string): Promise<void> {
  await showLanguage(code)
  remember(KEY, code)
}

/** The language that the interface is in. */
export const useLanguage = (): string => useTranslation().i18n.language

/** What a language calls itself. Said by its file: not every browser knows the names of small languages. */
export const nameOf = (code: string): string => names.get(code) ?? 'English'
const names = new Map(Object.keys(files).map((path) => [codeOf(path), /([^./]+)\.json$/.exec(path)?.[1] ?? '']))

/** For dates and numbers: English is that of the United Kingdom, where this is at home. */
const locale = () => (i18next.language === 'en' ? 'en-GB' : i18next.language)

/** What a language is called in the language of the page, or in another; its tag where the browser does not know. */
export function languageName(tag: string, within = locale()): string {
  try {
    return new Intl.DisplayNames([within], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** A day, in words. @param time milliseconds since 1970 */
export const dayOf = (time: number): string => new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(time)
/** The time of day. @param time milliseconds since 1970 */
export const timeOf = (time: number): string => new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(time)
/** A day and the time of day. @param time milliseconds since 1970 */
export const momentOf = (time: number): string => new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(time)

/** A time of day. @param time milliseconds since 1970 */
export const hourOf = (time: number): string => new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(time)
/** Several things in one sentence. */
export const listOf = (things: readonly string[]): string => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(things)

/**
 * Every form of a plural that the language has. Welsh has six, which mostly read alike: a form that a file leaves out is
 * that of `_other`, and never a word of English.
 */
export function withAllPlurals(words: Catalogue, code: string): Catalogue {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories
  const whole: Catalogue = {}
  for (const [key, value] of Object.entries(words)) {
    whole[key] = typeof value === 'string' ? value : withAllPlurals(value, code)
    const stem = /^(.*)_other$/.exec(key)?.[1]
    if (stem !== undefined && typeof value === 'string')
      for (const form of forms) whole[`${stem}_${form}`] = (words[`${stem}_${form}`] as string | undefined) ?? value
  }
  return whole
}
