import type { SessionView } from '@stocktake/shared/view'
import { Eye } from 'lucide-react'
import { whoIs } from '../sync/whoIs.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './Led.module.css'
import type { Lead } from './useLead.ts'

/** Says whom one follows, and offers the way out. It never covers what somebody writes: it stands at the top. */
export function Led({ lead, view }: { lead: Lead; view: SessionView }) {
  const t = useWords()
  const { followed } = lead
  return (
    <div className={styles.led} role="status">
      {followed && (
        <p className={styles.line}>
          <Eye aria-hidden="true" />
          {t('canvas.lead.following', { name: whoIs(view, followed).name ?? t('canvas.somebody') })}
          <Button size="small" onPress={() => lead.follow(undefined)}>
            {t('canvas.lead.stop')}
          </Button>
        </p>
      )}
    </div>
  )
}
