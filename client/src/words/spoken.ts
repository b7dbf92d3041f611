import rosetta from 'rosetta'
import { create } from 'zustand'
import first from './en.ts?first'

/** Sentences by section and name, as in `en.ts`. */
export interface Catalogue {
  [key: string]: string | Catalogue
}
export type Values = Readonly<Record<string, string | number | undefined>>
/** Says the sentence of a key like `section.name`, with values where it has their names in double braces. */
export type Say = (key: string, values?: Values) => string

const catalogues = rosetta<Catalogue>({ en: first })

/** Says things in a language; what that does not have is said by another, or shows as its key. */
function speaker(language: string, otherwise: Say = (key) => key): Say {
  const rules = new Intl.PluralRules(language)
  return (key, values = {}) => {
    const { count } = values
    // A form of a plural that a language leaves out is its general one: Welsh has six, which mostly read alike.
    const forms = typeof count === 'number' ? [`${key}_${rules.select(count)}`, `${key}_other`, key] : [key]
    for (const form of forms) {
      const said: unknown = catalogues.t(form, values, language)
      if (said && typeof said === 'string') return said
    }
    return otherwise(key, values)
  }
}
const english = speaker('en')

/** The language that the interface is in, and who speaks it: another one whenever there is more to say. */
export const useSpoken = create<{ language: string; say: Say }>(() => ({ language: 'en', say: english }))

/** Tells all or some of the sentences of a language. */
export function tell(language: string, words: Catalogue): void {
  catalogues.set(language, words)
}

/** Shows the interface in a language, with what was told of it so far. */
export function speak(language: string): void {
  useSpoken.setState({ language, say: language === 'en' ? speaker('en') : speaker(language, english) })
}
