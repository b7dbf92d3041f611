import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '../ui/Link.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SharedObject } from '../ui/SharedObject.tsx'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'

/** The top of a page about one round: the way back, whose stocktake it is, and what it is about. */
export function RecordHead({ view, title, children }: { view: SessionView; title: string; children?: ReactNode }) {
  const t = useWords()
  return (
    <header className={styles.head}>
      <Link href={`/s/${view.id}`} className={styles.back ?? ''}>
        <ArrowLeft aria-hidden /> {t('common.backToWorkspace')}
      </Link>
      <p dir="auto" className={styles.series}>
        {view.title}
      </p>
      <PageTitle documentTitle={t('common.titled', { screen: title, stocktake: view.title })} className={styles.title}>
        {title}
      </PageTitle>
      <SharedObject text={view.sharedObject} />
      {children}
    </header>
  )
}
