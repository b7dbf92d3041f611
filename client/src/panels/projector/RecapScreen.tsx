import type { Recap } from '@stocktake/shared/report/recap'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback } from 'react'
import { readRecap } from '../../api.ts'
import { Loading } from '../../ui/Loading.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useWords } from '../../words/words.ts'
import styles from './Projector.module.css'
import { StepScreen } from './StepScreen.tsx'

/** So many can be read from the back row, of all that the round begins with. */
const MOST = 5
const MOST_OF_THE_REST = 2

/** *What we heard*: what came along, what changed in the mirror, what is still open. Where nothing came before, what is asked. */
export function RecapScreen({ view, round }: { view: SessionView; round: Round }) {
  // Another shelf is another recap.
  const shelf = JSON.stringify(round.shelf)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shelf is another question
  const recap = useLoaded(useCallback(() => readRecap(view.id, round.number), [view.id, round.number, shelf]))
  if (recap.state === 'loading') return <Loading />
  if (recap.state === 'failed' || !recap.value.from) return <StepScreen round={round} />
  return <Told recap={recap.value} from={recap.value.from} />
}

function Told({ recap: { brought, stimulus, tensions, question }, from }: { recap: Recap; from: NonNullable<Recap['from']> }) {
  const t = useWords()
  const parts = [
    {
      title: t('overview.recapBrought', { round: from.number, title: from.title }),
      none: t('overview.recapBroughtNone'),
      most: MOST,
      lines: brought.map(({ note, text }) => ({ id: note, text })),
    },
    {
      title: t('overview.recapStimulus'),
      none: t('overview.recapStimulusNone'),
      most: MOST_OF_THE_REST,
      lines: stimulus.map(({ id, title, version, isNew }) => ({
        id,
        text: isNew ? t('overview.recapNew', { title }) : t('overview.recapChanged', { title, version }),
      })),
    },
    {
      title: t('overview.recapTensions'),
      none: '',
      most: MOST_OF_THE_REST,
      lines: tensions.map(({ id, title, poleA, poleB }) => ({ id, text: title || t('overview.recapPoles', { a: poleA, b: poleB }) })),
    },
  ]
  return (
    <div className={styles.recap}>
      {question && <h2 className={styles.recapQuestion}>{question}</h2>}
      {parts
        .filter(({ lines, none }) => lines.length || none)
        .map(({ title, none, most, lines }) => (
          <section key={title}>
            <h3 className={styles.step}>{title}</h3>
            {lines.length === 0 && <p>{none}</p>}
            <ul className={styles.recapLines}>
              {lines.slice(0, most).map(({ id, text }) => (
                <li key={id} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
            {lines.length > most && <p className={styles.also}>{t('show.more', { count: lines.length - most })}</p>}
          </section>
        ))}
    </div>
  )
}
