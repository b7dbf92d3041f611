import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { LinkButton } from './Button.tsx'
import styles from './PageHeader.module.css'
import { PageTitle } from './PageTitle.tsx'
import { SharedObject } from './SharedObject.tsx'

export type PlaceName = 'setup' | 'carry' | 'show'

export interface PageHeaderProps {
  view: SessionView
  /** The screen's own name: "Set-up". */
  title: string
  /** Which of the facilitator's places this is. */
  here?: PlaceName
  /** True while the live connection is away; what is shown may be old. */
  isOffline?: boolean
  /** Buttons of this screen. */
  children?: ReactNode
}

/** The head of every screen of a stocktake beside the workspace: where this is, what for, and the way back. */
export function PageHeader({ view, title, here, isOffline = false, children }: PageHeaderProps) {
  const t = useWords()
  const places: PlaceName[] = view.me.role === 'facilitator' ? ['setup', 'carry', 'show'] : view.me.role === 'scribe' ? ['carry'] : []
  return (
    <header className={styles.header}>
      <nav className={styles.nav} aria-label={t('common.places')}>
        <LinkButton size="small" href={`/s/${view.id}`} icon={<ArrowLeft aria-hidden />}>
          {t('common.backToWorkspace')}
        </LinkButton>
        {places.map((place) => (
          <LinkButton
            key={place}
            size="small"
            href={`/s/${view.id}/${place}`}
            className={styles.place ?? ''}
            {...(place === here ? { 'aria-current': 'page' as const } : {})}
          >
            {t(`common.place.${place}`)}
          </LinkButton>
        ))}
      </nav>
      <p dir="auto" className={styles.stocktake}>
        {view.title}
      </p>
      <div className={styles.titleRow}>
        <PageTitle className={styles.title} documentTitle={t('common.titled', { screen: title, stocktake: view.title })}>
          {title}
        </PageTitle>
        {children}
      </div>
      <SharedObject text={view.sharedObject} />
      <p role="status" className={isOffline ? styles.offline : 'visually-hidden'}>
        {isOffline && (
          <>
            <CloudOff aria-hidden /> {t('common.offlineNow')}
          </>
        )}
      </p>
    </header>
  )
}
