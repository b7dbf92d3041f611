import i18next from 'i18next'
import type { setup } from './en/setup.ts'
import type { sheet } from './en/sheet.ts'

/** Sections of the English words that come with the part of the page that says them: nobody loads them to write a note. */
export interface LaterWords {
  setup: typeof setup
  sheet: typeof sheet
}

/** Adds such a section, once its part is loaded and before that says anything. Other languages come whole. */
export function addWords<Section extends keyof LaterWords>(section: Section, words: LaterWords[Section]): void {
  i18next.addResourceBundle('en', 'translation', { [section]: words }, true, true)
}
