import type { ReactNode } from 'react'
import { chooseLanguage, LANGUAGES, nameOf, useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Link } from './Link.tsx'
import { PageTitle } from './PageTitle.tsx'
import styles from './PlainPage.module.css'

export interface PlainPageProps {
  title: string
  /** Stands over the title: where one is, what this belongs to. */
  above?: ReactNode
  /** One sentence under the title. */
  lead?: string
  /** Room for two columns. */
  wide?: boolean
  children: ReactNode
}

/** A page of one quiet column, for everything outside a stocktake. */
export function PlainPage({ title, above, lead, wide = false, children }: PlainPageProps) {
  const t = useWords()
  return (
    <div className={`${styles.page} ${wide ? styles.wide : ''}`}>
      <header className={styles.head}>
        <Link href="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t('common.appName')}
        </Link>
        <Languages />
      </header>
      <main className={styles.main}>
        <div>
          {above && <p className={styles.above}>{above}</p>}
          <PageTitle className={styles.title}>{title}</PageTitle>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  )
}

/** One press to each other language, in its own words. */
function Languages() {
  const language = useLanguage()
  return (
    <div className={styles.languages}>
      {LANGUAGES.filter((code) => code !== language).map((code) => (
        // Its file may not come through; then the page stays as it is, and the press can be made again.
        <Button key={code} size="small" lang={code} onPress={() => void chooseLanguage(code).catch(() => {})}>
          {nameOf(code)}
        </Button>
      ))}
    </div>
  )
}
