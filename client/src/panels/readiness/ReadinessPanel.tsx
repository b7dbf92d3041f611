import type { Spread, Tally } from '@stocktake/shared/ballotSchema'
import { toldLabel } from '@stocktake/shared/ballots'
import { cellsOf } from '@stocktake/shared/matrix'
import { RATINGS, raters, restRatings } from '@stocktake/shared/readiness'
import type { Group, Round, Session } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { askReadiness, showReadiness } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SpreadBar } from '../../ui/SpreadBar.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { mayRate, useMyRatings } from '../../votes.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Readiness.module.css'

/** How far the matter of each cell is: my own ratings, and the spread once it is shown. */
export function ReadinessPanel({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const rating = useSession((state) => (state.rating?.round === round.number ? state.rating : null))
  const isAsked = round.readiness?.isAsked === true
  const spread = round.readiness?.spread ?? null
  const isLeading = view.me.role === 'facilitator' && round.state === 'open'
  const act = async (command: () => Promise<SessionView>) => {
    const after = await run(command)
    if (after) useSession.getState().setView(after)
  }

  return (
    <div className={styles.panel}>
      {isLeading && (
        <div className={styles.lead}>
          {isAsked ? (
            <>
              {rating && <p>{t('readiness.progress', { count: rating.people, rated: rating.rated })}</p>}
              <div className="row">
                <Button
                  variant={spread ? 'quiet' : 'primary'}
                  isDisabled={isRunning || !rating?.rated}
                  onPress={() => void act(() => showReadiness(view.id, round.number))}
                >
                  {t(spread ? 'readiness.showAgain' : 'readiness.show')}
                </Button>
                <Button isDisabled={isRunning} onPress={() => void act(() => askReadiness(view.id, round.number, false))}>
                  {t('readiness.stop')}
                </Button>
              </div>
            </>
          ) : (
            <>
              <p>{t('readiness.askText')}</p>
              <Button variant="primary" isDisabled={isRunning} onPress={() => void act(() => askReadiness(view.id, round.number, true))}>
                {t('readiness.ask')}
              </Button>
            </>
          )}
          {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
        </div>
      )}
      {mayRate(view, round) && <MyRatings view={view} round={round} />}
      {spread ? <SpreadList spread={spread} matrix={view.matrix} groups={view.groups} /> : isAsked && <p className={styles.quiet}>{t('readiness.waiting')}</p>}
    </div>
  )
}

function MyRatings({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const { ratings, rate, problem, isCutOff, waiting } = useMyRatings(view.id, round.number)
  return (
    <section className={styles.mine}>
      <p className={styles.quiet}>{t('readiness.intro')}</p>
      {isCutOff && <Notice kind="warning">{t('vote.cutOff', { count: waiting })}</Notice>}
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      <ul className={styles.cells}>
        {cellsOf(view.matrix, round.columns).map((cell) => (
          <li key={cell} className={styles.cell}>
            <p className={styles.name}>{cellName(view.matrix, cell)}</p>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <div className={styles.choices} role="group" aria-label={t('readiness.cell', { cell: cellName(view.matrix, cell) })}>
              {RATINGS.map((rating) => (
                <Button
                  key={rating}
                  size="small"
                  className={styles.choice ?? ''}
                  aria-pressed={ratings[cell] === rating}
                  onPress={() => rate({ cell, rating: ratings[cell] === rating ? null : rating })}
                >
                  {t(`readiness.rating.${rating}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SpreadListProps {
  spread: Spread
  matrix: Session['matrix']
  groups: readonly Group[]
}

/** The spread of every cell that people rated, and by group where groups are told. */
export function SpreadList({ spread, matrix, groups }: SpreadListProps) {
  const t = useWords()
  const [isByGroup, setByGroup] = useState(false)
  const cells = Object.entries(spread.cells)
  if (!cells.length) return <p className={styles.quiet}>{t('readiness.spreadNone')}</p>
  const line = (key: string, label: string, tally: Tally) => (
    <li key={key}>
      <span className={styles.group}>
        {label}, {t('readiness.people', { count: raters(tally) })}
      </span>
      <Bar tally={tally} />
    </li>
  )
  return (
    <section className={styles.spread} aria-label={t('readiness.spread')}>
      <h3 className={styles.title}>{t('readiness.spread')}</h3>
      {cells.some(([, { byGroup }]) => Object.keys(byGroup).length > 0) && (
        <Button size="small" aria-expanded={isByGroup} onPress={() => setByGroup(!isByGroup)}>
          {t('vote.byGroup')}
        </Button>
      )}
      <ul className={styles.cells}>
        {cells.map(([cell, { all, byGroup }]) => {
          const told = Object.entries(byGroup)
          const rest = restRatings(
            all,
            told.map(([, { tally }]) => tally),
          )
          return (
            <li key={cell} className={styles.cell}>
              <p className={styles.name}>{cellName(matrix, cell)}</p>
              <Bar tally={all} />
              {isByGroup && (
                <ul className={styles.groups}>
                  {told.map(([id, { groups: own, tally }]) => line(id, toldLabel(groups, id, own), tally))}
                  {told.length > 0 && raters(rest) > 0 && line('', t('vote.rest'), rest)}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Bar({ tally }: { tally: Tally }) {
  const t = useWords()
  return (
    <SpreadBar
      parts={RATINGS.map((rating) => ({
        id: rating,
        count: tally[rating],
        words: t('readiness.part', { count: tally[rating], rating: t(`readiness.rating.${rating}`).toLowerCase() }),
      }))}
    />
  )
}
