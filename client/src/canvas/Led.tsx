import { cellName } from '@stocktake/shared/matrix'
import type { SessionView } from '@stocktake/shared/view'
import { Eye, Presentation } from 'lucide-react'
import { whoIs } from '../sync/whoIs.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './Led.module.css'
import type { Lead } from './useLead.ts'

/** Says who leads the view, and offers the way back or out. It never covers what somebody writes: it stands at the top. */
export function Led({ lead, view }: { lead: Lead; view: SessionView }) {
  const t = useWords()
  const { followed, shown, mine } = lead
  const place = (cell: string | null) => cellName(view.matrix, cell)
  const nameOf = (presence: Parameters<typeof whoIs>[1]) => whoIs(view, presence).name ?? t('canvas.somebody')
  return (
    <div className={styles.led} role="status">
      {mine !== undefined && (
        <p className={styles.line}>
          <Presentation aria-hidden="true" />
          {t('canvas.lead.mine', { cell: place(mine) })}
          <Button size="small" onPress={() => lead.show(undefined)}>
            {t('canvas.lead.end')}
          </Button>
        </p>
      )}
      {shown && (
        <p className={styles.line}>
          <Presentation aria-hidden="true" />
          {t('canvas.lead.shown', { name: shown.by.name ?? t('canvas.lead.facilitator'), cell: place(shown.cell) })}
          {!lead.isThere && (
            <Button size="small" variant="primary" onPress={lead.goThere}>
              {t('canvas.lead.goThere')}
            </Button>
          )}
        </p>
      )}
      {followed && (
        <p className={styles.line}>
          <Eye aria-hidden="true" />
          {t('canvas.lead.following', { name: nameOf(followed) })}
          <Button size="small" onPress={() => lead.follow(undefined)}>
            {t('canvas.lead.stop')}
          </Button>
        </p>
      )}
    </div>
  )
}
