import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Presentation } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './ShowThis.module.css'
import { askToShow, type Place } from './showing.ts'

/** May this person show everybody something of this round? */
export const mayShow = (view: SessionView, round: Round) => view.me.role === 'facilitator' && round.state === 'open'

/** A small button beside something that a facilitator can show everybody. */
export function ShowThis({ view, round, place, name, className = '' }: { view: SessionView; round: Round; place: Place; name: string; className?: string }) {
  const t = useWords()
  if (!mayShow(view, round)) return null
  return (
    <Button
      size="small"
      className={`${styles.show} ${className}`}
      aria-label={t('attend.showThisSay', { place: name })}
      icon={<Presentation aria-hidden />}
      onPress={() => askToShow(place)}
    />
  )
}
