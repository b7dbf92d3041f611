import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useWords } from '../words/words.ts'
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
        <Link href="/" className={styles.brand ?? ''}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t('common.appName')}
        </Link>
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
