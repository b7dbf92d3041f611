import type { OpenBallot } from '@stocktake/shared/ballotSchema'
import { votesLeft } from '@stocktake/shared/ballots'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { Vote, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../../sync/asks.ts'
import { Button } from '../../ui/Button.tsx'
import { ballotIn, useMyVotes, votingWaits } from '../../votes.ts'
import { useWords } from '../../words/words.ts'
import styles from './Vote.module.css'

interface VoteNewsProps {
  view: SessionView
  round: Round
  /** The panel is in sight already. */
  isOpen: boolean
  onGo: () => void
}

/** One line above the board: that a ballot is open, that it was counted, or, for facilitators, that this step wants one. */
export function VoteNews({ view, round, isOpen, onGo }: VoteNewsProps) {
  const t = useWords()
  const ballot = ballotIn(view, round.number)
  const last = useRef(ballot?.id)
  const [counted, setCounted] = useState<string | null>(null)
  const isLeading = view.me.role === 'facilitator' && round.state === 'open'

  useEffect(() => {
    const before = last.current
    last.current = ballot?.id
    if (ballot) setCounted(null)
    else if (before) setCounted(before)
  }, [ballot])

  const compose = () => {
    onGo()
    ask({ what: 'start-ballot' })
  }
  const result = view.ballots.find(({ id, isTakenBack }) => id === counted && !isTakenBack)
  return (
    // Always there, so that what appears in it is read out.
    <div role="status">
      {ballot && !votingWaits(view, round, ballot) && <OpenNews view={view} ballot={ballot} isOpen={isOpen} onGo={onGo} />}
      {result && (
        <p className={isOpen ? 'visually-hidden' : styles.news}>
          <span>{t('vote.newsClosed', { title: result.title })}</span>
          {!isOpen && (
            <>
              <Button size="small" onPress={onGo}>
                {t('vote.newsResult')}
              </Button>
              <Button size="small" aria-label={t('common.close')} icon={<X aria-hidden />} onPress={() => setCounted(null)} />
            </>
          )}
        </p>
      )}
      {isLeading && !ballot && !result && !isOpen && liveStep(round)?.kind === 'vote' && (
        <p className={styles.news}>
          <span>{t('vote.newsStep')}</span>
          <Button size="small" variant="primary" icon={<Vote aria-hidden />} onPress={compose}>
            {t('vote.newsCompose')}
          </Button>
        </p>
      )}
    </div>
  )
}

interface OpenNewsProps extends Omit<VoteNewsProps, 'round'> {
  ballot: OpenBallot
}

/** Keeps my votes up to date on this page, also for the marks on the board, and says how many are left. */
function OpenNews({ view, ballot, isOpen, onGo }: OpenNewsProps) {
  const t = useWords()
  const { mine } = useMyVotes(view.id, ballot)
  // The panel itself appears without a sound.
  if (isOpen) return <p className="visually-hidden">{t('vote.newsOpen', { title: ballot.title })}</p>
  return (
    <p className={styles.news}>
      <span>
        {t('vote.newsOpen', { title: ballot.title })} {/* Not read out again with each vote. */}
        <span aria-live="off">({t('vote.left', { count: votesLeft(ballot, mine), budget: ballot.budget })})</span>
      </span>
      <Button size="small" variant="primary" icon={<Vote aria-hidden />} onPress={onGo}>
        {t('vote.newsGo')}
      </Button>
    </p>
  )
}
