import { wholeBallot } from '@stocktake/shared/ballots'
import type { RoundRecord } from '@stocktake/shared/record'
import { useMemo } from 'react'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'
import { SpreadList } from './readiness/ReadinessPanel.tsx'
import { BallotResult } from './vote/BallotResult.tsx'
import { findIn } from './vote/useItems.ts'

/** What a record says of its ballots, and of how ready people found each cell. */
export function RecordVotes({ record }: { record: RoundRecord }) {
  const t = useWords()
  const find = useMemo(() => findIn(record.board, record.matrix, t), [record, t])
  // Imports count votes, but kept no ballot of which there would be more to say than stands beside the notes.
  const ballots = record.ballots.filter(({ closedAt }) => closedAt !== undefined).map(wholeBallot)
  if (!ballots.length && !record.readiness) return null
  return (
    <div className={styles.votes}>
      {ballots.map((ballot) => (
        <BallotResult key={ballot.id} ballot={ballot} groups={record.groups} find={find} isWhole />
      ))}
      {record.readiness && <SpreadList spread={record.readiness} matrix={record.matrix} groups={record.groups} />}
    </div>
  )
}
