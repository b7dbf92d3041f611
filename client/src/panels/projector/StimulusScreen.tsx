import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useWords } from '../../words/words.ts'
import { MirrorItem } from '../MirrorItem.tsx'
import { shownOn } from '../MirrorShelf.ts'
import styles from './Projector.module.css'

const nowhere = () => {}

/** One stimulus, large: the one that everybody is shown, else the first of the shelf; the others by title. */
export function StimulusScreen({ view, round, item }: { view: SessionView; round: Round; item: string | undefined }) {
  const t = useWords()
  const shown = shownOn(view.stimulus, round, false)
  const chosen = shown.find((each) => each.item.id === item) ?? shown[0]
  if (!chosen) return <p className={styles.instruction}>{t('show.noStimulus')}</p>
  const others = shown.filter((each) => each !== chosen)
  return (
    <div className={styles.stimulus}>
      <MirrorItem key={chosen.item.id} view={view} round={round} shown={chosen} onShowLineage={nowhere} />
      {others.length > 0 && (
        <p className={styles.also}>
          {t('show.also')}: {others.map((each) => each.item.title).join(' · ')}
        </p>
      )}
    </div>
  )
}
