import { recall, remember } from '../device.ts'
import { type Catalogue, speak, tell, useSpoken } from './spoken.ts'

/** A language file: `languages/<code>.<its own name>.json`, the catalogue of `en.ts` in that language. Adding one is adding a language. */
export interface LanguageFile {
  words: Catalogue
  /** What went wrong, by the codes of the server's problems. */
  problems: Record<string, string>
}

const files = import.meta.glob<LanguageFile>('./languages/*.json', { import: 'default' })
const firstOfFiles = import.meta.glob<LanguageFile>('./languages/*.json', { import: 'default', query: '?first' })
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

/** What has been told already, by code of the language. */
const told = new Map<string, 'first' | 'all'>([['en', 'first']])
let isAllWanted = false

/** Tells the words of a language that are wanted and were not told. */
async function learn(code: string): Promise<void> {
  const wanted = isAllWanted ? 'all' : 'first'
  if (told.get(code) === 'all' || told.get(code) === wanted) return
  if (code === 'en') tell(code, (await import('./en.ts')).default)
  else {
    const read = Object.entries(isAllWanted ? files : firstOfFiles).find(([path]) => codeOf(path) === code)?.[1]
    if (!read) return
    const { words, problems } = await read()
    tell(code, { ...words, problems })
  }
  told.set(code, wanted)
}

/** Shows the interface in a language. Rejects if its words cannot be loaded; then all stays as it is. */
export async function showLanguage(code: string): Promise<void> {
  await learn(code)
  speak(code)
  document.documentElement.lang = code
  document.documentElement.dir = RIGHT_TO_LEFT.has(code) ? 'rtl' : 'ltr'
}

/** Loads what is said only after a phone's first note, in the language shown or another. */
export async function learnAll(code = useSpoken.getState().language): Promise<void> {
  isAllWanted = true
  if (told.get(code) === 'all') return
  await learn(code)
  if (code === useSpoken.getState().language) speak(code)
}

/** Code that may say anything: it comes with all the words. */
export const withWords =
  <Code>(load: () => Promise<Code>): (() => Promise<Code>) =>
  async () => {
    const [code] = await Promise.all([load(), learnAll()])
    return code
  }

export async function chooseLanguage(code: string): Promise<void> {
  await showLanguage(code)
  remember(KEY, code)
}

/** The language that the interface is in. */
export const useLanguage = (): string => useSpoken(({ language }) => language)

/** What a language calls itself. Said by its file: not every browser knows the names of small languages. */
export const nameOf = (code: string): string => names.get(code) ?? 'English'
const names = new Map(Object.keys(files).map((path) => [codeOf(path), /([^./]+)\.json$/.exec(path)?.[1] ?? '']))

/** For dates and numbers: English is that of the United Kingdom, where this is at home. */
const locale = () => {
  const { language } = useSpoken.getState()
  return language === 'en' ? 'en-GB' : language
}

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
