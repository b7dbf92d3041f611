import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { CSSProperties } from 'react'
import { useSession } from '../../session.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { useWords } from '../../words/words.ts'
import styles from './Projector.module.css'
import { StepScreen } from './StepScreen.tsx'

/** So many can be read from the back row. */
const MOST = 8
const MOST_CONTESTED = 2

/** The last vote of the round that is over: totals, never who. While people vote it says what is asked. */
export function ResultsScreen({ view, round, connection }: { view: SessionView; round: Round; connection: BoardConnection }) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const isVoting = view.openBallot?.round === round.number
  const voting = useSession((state) => (state.voting?.ballot === view.openBallot?.id ? state.voting : null))
  const ballot = view.ballots.filter((each) => each.round === round.number && !each.isTakenBack).at(-1)
  if (isVoting || !ballot)
    return (
      <>
        <StepScreen round={round} />
        {isVoting && voting && voting.voted > 0 && (
          <p className={`${styles.counts} tabular`}>{t('vote.progress', { count: voting.people, voted: voting.voted })}</p>
        )}
        <p className={styles.also}>{t(isVoting ? 'show.voting' : 'show.noResults')}</p>
      </>
    )
  const labelOf = (id: string) => {
    const [theme, note] = [themes.find((each) => each.id === id), notes.find((each) => each.id === id)]
    if (theme) return theme.label || t('themes.unnamed')
    return note ? note.text || note.picture?.alt || t('table.noteEmpty') : t('vote.gone')
  }
  const rows = [...new Set([...Object.keys(ballot.votes), ...Object.keys(ballot.disagree ?? {})])]
    .map((id) => ({ id, votes: ballot.votes[id] ?? 0, disagree: ballot.disagree?.[id] ?? 0 }))
    .sort((a, b) => b.votes - a.votes || b.disagree - a.disagree)
  const top = Math.max(rows[0]?.votes ?? 1, 1)
  // Dots must not hide a minority: what is most disagreed with stands there too.
  const contested = rows
    .slice(MOST)
    .filter(({ disagree }) => disagree > 0)
    .sort((a, b) => b.disagree - a.disagree)
    .slice(0, MOST_CONTESTED)
  const shown = [...rows.slice(0, MOST - contested.length), ...contested]
  return (
    <div className={styles.results}>
      <h2 className={styles.askedTitle}>{ballot.title}</h2>
      {ballot.voters !== undefined && <p className={styles.step}>{t('show.voters', { count: ballot.voters })}</p>}
      <ol className={styles.bars}>
        {shown.map(({ id, votes, disagree }) => (
          <li key={id} className={styles.barRow} style={{ '--part': votes / top } as CSSProperties}>
            <span className={styles.barLabel}>{labelOf(id)}</span>
            <strong className="tabular">
              {t('show.votes', { count: votes })}
              {disagree > 0 && `, ${t('show.disagree', { count: disagree })}`}
            </strong>
            <span className={styles.part} aria-hidden="true" />
          </li>
        ))}
      </ol>
      {rows.length > shown.length && <p className={styles.also}>{t('show.more', { count: rows.length - shown.length })}</p>}
    </div>
  )
}
