import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import { PageTitle } from './PageTitle.tsx'
import styles from './PlainPage.module.css'

export interface PlainPageProps {
  title: string
  /** Stands over the title: where one is, what this belongs to. */
  above?: ReactNode
  children: ReactNode
}

/** A page of one quiet column, for everything outside a stocktake. */
export function PlainPage({ title, above, children }: PlainPageProps) {
  const t = useWords()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link href="/" className={styles.brand ?? ''}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t('common.appName')}
        </Link>
      </header>
      <main className={styles.main}>
        {above}
        <PageTitle className={styles.title}>{title}</PageTitle>
        {children}
      </main>
    </div>
  )
}
