import i18next, { type TFunction } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { ApiProblem } from '../api.ts'
import { en } from './en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

// The catalogue is in the page, so this is finished before the first render: no key is ever shown in its place.
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** The words of the interface: `const t = useWords()`, `t('table.addNote', { cell })`. Keys are checked by the compiler. */
export function useWords() {
  return useTranslation().t
}

/** The same for code that is not a component. */
export const words = i18next.t

/** What went wrong, for people: the server's own sentence, or ours if it was not reached. */
export const sentence = (problem: ApiProblem, t: TFunction) => (problem.code === 'offline' ? t('common.offline') : problem.title)
