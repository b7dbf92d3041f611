import type { OpenBallot } from '@stocktake/shared/ballotSchema'
import { ownOrder, votesLeft } from '@stocktake/shared/ballots'
import { voteRefusal } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import { stepsInForce } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useMemo, useState } from 'react'
import { serverNow } from '../../serverTime.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useMyVotes, votingWaits } from '../../votes.ts'
import { sentence, useWords } from '../../words/words.ts'
import { BallotLines } from './BallotResult.tsx'
import { CloseBallotDialog } from './CloseBallotDialog.tsx'
import type { FindItem } from './useItems.ts'
import styles from './Vote.module.css'
import { VoteItem } from './VoteItem.tsx'

interface OpenVoteProps {
  view: SessionView
  round: Round
  ballot: OpenBallot
  find: FindItem
}

const WAITS = { paused: 'paused', 'not-in-step': 'step', 'read-only-role': 'observer', 'team-does-not-vote': 'team' } as const

/** The ballot that is open: what it is about, how far people are, and my votes. */
export function OpenVote({ view, round, ballot, find }: OpenVoteProps) {
  const t = useWords()
  const [isClosing, setClosing] = useState(false)
  const waits = votingWaits(view, round, ballot)
  const isLeading = view.me.role === 'facilitator'
  const voting = useSession((state) => (state.voting?.ballot === ballot.id ? state.voting : null))
  const { steps } = stepsInForce(round, serverNow())
  const nobodyMay = voteRefusal({ role: 'participant' }, { round: round.state, steps }, ballot) !== undefined

  return (
    <section className={styles.open} aria-label={t('vote.open', { title: ballot.title })}>
      <h3 className={styles.title}>{ballot.title}</h3>
      <p className={styles.quiet}>
        {voting?.voted ? t('vote.progress', { count: voting.people, voted: voting.voted }) : t('vote.progressSoon')}
        {isLeading && voting && voting.finished > 0 && `, ${t('vote.finished', { count: voting.finished })}`}
      </p>
      {isLeading && (
        <>
          {nobodyMay && <Notice kind="warning">{t('vote.waitsHere')}</Notice>}
          <Button variant="primary" onPress={() => setClosing(true)}>
            {t('vote.close')}
          </Button>
        </>
      )}
      {waits === undefined || waits === 'paused' || waits === 'not-in-step' ? (
        <MyVotes view={view} ballot={ballot} find={find} waits={waits && t(`vote.waits.${WAITS[waits]}`)} />
      ) : (
        waits in WAITS && <p className={styles.quiet}>{t(`vote.waits.${WAITS[waits as keyof typeof WAITS]}`)}</p>
      )}
      {voting?.running && (
        <>
          <h4 className={styles.part}>{t('vote.running')}</h4>
          <BallotLines ballot={{ items: ballot.items, ...voting.running, byGroup: {}, voters: voting.voted }} groups={view.groups} find={find} />
        </>
      )}
      {isClosing && <CloseBallotDialog view={view} round={round} ballot={ballot} voting={voting} onClose={() => setClosing(false)} />}
    </section>
  )
}

interface MyVotesProps {
  view: SessionView
  ballot: OpenBallot
  find: FindItem
  /** Why nothing can be given just now; it stays in sight all the same. */
  waits: string | undefined
}

function MyVotes({ view, ballot, find, waits }: MyVotesProps) {
  const t = useWords()
  const { mine, isKnown, cast, problem, isCutOff, waiting } = useMyVotes(view.id, ballot)
  const [hint, setHint] = useState('')
  const order = useMemo(() => ownOrder(ballot.items, view.me.memberId), [ballot.items, view.me.memberId])
  const left = votesLeft(ballot, mine)

  const give = (item: string, votes: number, disagree = false) => {
    const before = mine.votes[item] ?? 0
    if (votes > ballot.cap) return setHint(t('vote.capReached', { count: ballot.cap }))
    if (votes > before && left < votes - before) return setHint(t('vote.noneLeft'))
    setHint('')
    cast({ item, votes, disagree })
  }

  return (
    <>
      <div className={styles.left}>
        <p role="status">
          <strong className="tabular">{t('vote.left', { count: left, budget: ballot.budget })}</strong>
          {hint && <span className={styles.hint}> {hint}</span>}
        </p>
        {waits && <Notice kind="info">{waits}</Notice>}
        {isCutOff && <Notice kind="warning">{t('vote.cutOff', { count: waiting })}</Notice>}
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
      <p className={styles.quiet}>
        {ballot.cap < ballot.budget && `${t('vote.cap', { count: ballot.cap })} `}
        {t(ballot.isShown ? 'vote.secretShown' : 'vote.secret')} {t('vote.disagreeText')}
      </p>
      <ul className={styles.items} aria-label={t('vote.items')}>
        {order.map((item) => (
          <VoteItem
            key={item}
            item={find(item)}
            votes={mine.votes[item] ?? 0}
            disagree={mine.disagree.includes(item)}
            cap={ballot.cap}
            isStill={!isKnown || waits !== undefined}
            onGive={(votes, disagree) => give(item, votes, disagree)}
          />
        ))}
      </ul>
    </>
  )
}
