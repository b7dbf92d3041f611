import { ballotLines, restOf, toldLabel, type WholeBallot } from '@stocktake/shared/ballots'
import type { Group } from '@stocktake/shared/session'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import type { FindItem } from './useItems.ts'
import styles from './Vote.module.css'

/** Lines shown before somebody asks for all. */
const FIRST = 8

interface BallotResultProps {
  ballot: WholeBallot
  groups: readonly Group[]
  find: FindItem
  /** Shows every line at once, as on paper. */
  isWhole?: boolean
}

/** What became of a ballot: each item with its votes and with how many strongly disagree, both as bars and in words. */
export function BallotResult({ ballot, groups, find, isWhole = false }: BallotResultProps) {
  const t = useWords()
  return (
    <section className={styles.result} aria-label={ballot.title}>
      <h3 className={styles.title}>{ballot.title}</h3>
      {ballot.isTakenBack ? (
        <p className={styles.quiet}>{t('vote.takenBack')}</p>
      ) : (
        <>
          {ballot.voters !== null && (
            <p className={styles.quiet}>
              {ballot.budget === null
                ? t('vote.voters', { count: ballot.voters })
                : t('vote.facts', { voters: t('vote.voters', { count: ballot.voters }), budget: t('vote.votes', { count: ballot.budget }) })}
            </p>
          )}
          <BallotLines ballot={ballot} groups={groups} find={find} isWhole={isWhole} />
        </>
      )}
    </section>
  )
}

interface BallotLinesProps {
  ballot: Pick<WholeBallot, 'items' | 'votes' | 'disagree' | 'byGroup' | 'voters'>
  groups: readonly Group[]
  find: FindItem
  isWhole?: boolean
}

/** The items of a result, most votes first. */
export function BallotLines({ ballot, groups, find, isWhole = false }: BallotLinesProps) {
  const t = useWords()
  const [isAll, setAll] = useState(isWhole)
  const [isByGroup, setByGroup] = useState(false)
  const lines = ballotLines(ballot)
  // One scale for both, or a few that disagree would look like many.
  const most = Math.max(1, ...lines.flatMap(({ votes, disagree }) => [votes, disagree]))
  const told = Object.entries(ballot.byGroup)
  const restVoters = (ballot.voters ?? 0) - told.reduce((sum, [, { voters }]) => sum + voters, 0)
  // Whatever anybody strongly disagrees with is in sight at once, however few votes it got.
  const shown = isAll ? lines : lines.filter(({ disagree }, i) => i < FIRST || disagree > 0)
  const bar = (kind: 'votes' | 'against', count: number, words: string) => (
    <div className={styles.bar}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles[kind]} style={{ width: `${(count / most) * 100}%` }} />
      </span>
      <span className={styles.words}>{words}</span>
    </div>
  )

  return (
    <>
      {told.length > 0 && (
        <Button size="small" aria-expanded={isByGroup} onPress={() => setByGroup(!isByGroup)}>
          {t('vote.byGroup')}
        </Button>
      )}
      <ol className={styles.lines}>
        {shown.map(({ item, votes, disagree }) => {
          const { text, where, lang } = find(item)
          const rest = restOf(ballot, item)
          return (
            <li key={item} className={styles.line}>
              <p className={styles.text} dir="auto" lang={lang}>
                {text}
              </p>
              {where && <p className={styles.where}>{where}</p>}
              {bar('votes', votes, t('vote.votes', { count: votes }))}
              {disagree > 0 && bar('against', disagree, t('vote.disagrees', { count: disagree }))}
              {isByGroup && (
                <ul className={styles.groups}>
                  {told.map(([id, { groups: own, votes: given, disagree: against }]) => (
                    <li key={id}>
                      {toldLabel(groups, id, own)}: {group(given[item] ?? 0, against[item] ?? 0)}
                    </li>
                  ))}
                  {restVoters > 0 && (
                    <li>
                      {t('vote.rest')}: {group(rest.votes, rest.disagree)}
                    </li>
                  )}
                </ul>
              )}
            </li>
          )
        })}
      </ol>
      {shown.length < lines.length && (
        <Button size="small" onPress={() => setAll(true)}>
          {t('vote.showAll', { count: lines.length })}
        </Button>
      )}
      {lines.every(({ disagree }) => disagree === 0) && <p className={styles.quiet}>{t('vote.disagreesNone')}</p>}
    </>
  )

  function group(votes: number, disagree: number): string {
    return [t('vote.votes', { count: votes }), disagree > 0 && t('vote.disagrees', { count: disagree })].filter(Boolean).join(', ')
  }
}
