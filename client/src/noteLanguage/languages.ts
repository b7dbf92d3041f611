import { isLanguageTag } from '@stocktake/shared/languages'
import { languageName } from '../words/language.ts'

/** Offered by name; any other tag can be typed. English and Welsh, and what is spoken most beside them. */
export const NOTE_LANGUAGES: readonly string[] = [
  ...['en', 'cy', 'ar', 'bn', 'bg', 'zh', 'cs', 'nl', 'fr', 'gd', 'ga', 'de', 'el', 'gu', 'he', 'hi', 'hu', 'it', 'ja', 'ku', 'lt', 'ml', 'ne'],
  ...['ps', 'fa', 'pl', 'pt', 'pa', 'ro', 'ru', 'sk', 'so', 'es', 'sw', 'ta', 'te', 'th', 'ti', 'tr', 'uk', 'ur', 'vi', 'yi', 'yo'],
]

/** The languages by the name that readers of the page look for, with the name that its speakers look for: “Welsh (Cymraeg)”. */
export function languagesByName(within: string): { id: string; label: string }[] {
  const order = new Intl.Collator(within)
  return NOTE_LANGUAGES.map((id) => {
    const [name, own] = [languageName(id), languageName(id, id)]
    return { id, label: own === name ? name : `${name} (${own})` }
  }).sort((a, b) => order.compare(a.label, b.label))
}

/** What was typed as a tag: sound, in the case in which tags are written, or undefined. */
export function typedTag(typed: string): string | undefined {
  const tag = typed.trim()
  if (!isLanguageTag(tag)) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
