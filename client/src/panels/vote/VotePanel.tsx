import { wholeBallot } from '@stocktake/shared/ballots'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Vote } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ask } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { Button } from '../../ui/Button.tsx'
import { ballotIn, closedVotes, useVoteOrder } from '../../votes.ts'
import { useWords } from '../../words/words.ts'
import { BallotResult } from './BallotResult.tsx'
import { OpenVote } from './OpenVote.tsx'
import { useItems } from './useItems.ts'
import styles from './Vote.module.css'

export interface VotePanelProps {
  view: SessionView
  round: Round
  connection: BoardConnection
}

/** Everything about voting in a round: the open ballot, what became of those that are over, and for facilitators a new one. */
export function VotePanel({ view, round, connection }: VotePanelProps) {
  const t = useWords()
  const { order, set: setOrder } = useVoteOrder()
  const find = useItems(connection, view)
  const ballot = ballotIn(view, round.number)
  const closed = view.ballots
    .filter((each) => each.round === round.number)
    .map(wholeBallot)
    .reverse()
  const votes = closedVotes(view, round.number)?.votes
  const isLeading = view.me.role === 'facilitator' && round.state === 'open'
  const isOrdered = order?.round === round.number
  const panel = useRef<HTMLDivElement>(null)
  const before = useRef(ballot?.id)

  // Where somebody stood in the list to vote on says nothing about the result, which begins with the strongest.
  useEffect(() => {
    if (before.current && !ballot) panel.current?.scrollIntoView()
    before.current = ballot?.id
  }, [ballot])

  return (
    <div ref={panel} className={styles.panel}>
      {ballot ? (
        <OpenVote view={view} round={round} ballot={ballot} find={find} />
      ) : isLeading ? (
        <Button variant="primary" icon={<Vote aria-hidden />} onPress={() => ask({ what: 'start-ballot' })}>
          {t('vote.start')}
        </Button>
      ) : (
        <p className={styles.quiet}>{t(round.state === 'open' ? 'vote.none' : closed.length ? 'vote.results' : 'vote.noneYet')}</p>
      )}
      {votes && (
        <Button size="small" aria-pressed={isOrdered} onPress={() => setOrder(isOrdered ? null : { round: round.number, votes })}>
          {t(isOrdered ? 'vote.orderUsual' : 'vote.order')}
        </Button>
      )}
      {closed.map((each) => (
        <BallotResult key={each.id} ballot={each} groups={view.groups} find={find} />
      ))}
    </div>
  )
}
