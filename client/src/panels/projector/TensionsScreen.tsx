import type { Round } from '@stocktake/shared/session'
import { isOpenTension } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useTensions } from '../../sync/useBoard.ts'
import { useWords } from '../../words/words.ts'
import { groupWords } from '../tensions/tensionWords.ts'
import styles from './Projector.module.css'
import { StepScreen } from './StepScreen.tsx'

/** So many can be read from the back row. */
const MOST = 4

interface TensionsScreenProps {
  view: SessionView
  round: Round
  connection: BoardConnection
}

/** The tensions that are open, the newest first, each with both of its sides as large; before there is one, what is asked. */
export function TensionsScreen({ view, round, connection }: TensionsScreenProps) {
  const t = useWords()
  const open = useTensions(connection).filter(isOpenTension)
  const notes = useNotes(connection)
  if (!open.length)
    return (
      <>
        <StepScreen round={round} />
        <p className={styles.also}>{t('show.noTensions')}</p>
      </>
    )
  const wordsOf = (side: string, evidence: string | undefined) => side || notes.find(({ id }) => id === evidence)?.text || '?'
  return (
    <div className={styles.results}>
      <ol className={styles.tensions} data-few={open.length <= 2 || undefined}>
        {[...open]
          .reverse()
          .slice(0, MOST)
          .map((tension) => (
            <li key={tension.id} className={styles.tension}>
              {tension.title && <h2 className={styles.tensionTitle}>{tension.title}</h2>}
              <p className={styles.poles}>
                <strong>{wordsOf(tension.poleA, tension.evidence[0]?.note)}</strong>
                <span aria-hidden="true">↔</span>
                <strong>{wordsOf(tension.poleB, tension.evidence[1]?.note)}</strong>
              </p>
              {tension.cue && <p className={styles.cue}>“{tension.cue}”</p>}
              {view.settings.attribution !== 'anonymous' && tension.betweenGroups.length > 0 && (
                <p className={styles.cue}>{groupWords(view.groups, tension.betweenGroups)}</p>
              )}
            </li>
          ))}
      </ol>
      {open.length > MOST && <p className={styles.also}>{t('show.more', { count: open.length - MOST })}</p>}
    </div>
  )
}
