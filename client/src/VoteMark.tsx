import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Vote } from 'lucide-react'
import { useNoteMark } from './votes.ts'
import { useWords } from './words/words.ts'

/** What a note got in the ballots that are over, or what I give it in the open one; nothing where that is nothing. */
export function VoteMark({ view, round, noteId, className }: { view: SessionView; round: Round; noteId: string; className?: string | undefined }) {
  const t = useWords()
  const { own, result } = useNoteMark(view, round.number, noteId)
  const mine = own && [own.votes > 0 && t('vote.ownMark', { count: own.votes }), own.disagree && t('vote.ownDisagree')].filter(Boolean).join(', ')
  const said = mine ?? result
  if (!said) return null
  return (
    <span className={className} data-votes="">
      <Vote aria-hidden width="1em" height="1em" /> {said}
    </span>
  )
}
