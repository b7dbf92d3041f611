import type { ReactNode } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { useLanguage } from '../words/language.ts'
import { navigate } from './address.tsx'

/** Around what is made of the component library: its own few words in our language, its links to our screens. Comes with such code alone. */
export function AriaFrame({ children }: { children: ReactNode }) {
  return (
    <I18nProvider locale={useLanguage()}>
      <RouterProvider navigate={navigate}>{children}</RouterProvider>
    </I18nProvider>
  )
}
