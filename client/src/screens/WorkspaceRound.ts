import { mayRead } from '@stocktake/shared/policy'
import { isTeam, openRound, roundOf } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from '../ui/address.tsx'
import { useWords } from '../words/words.ts'

/** The round that a person is shown unless they ask for another: the open one, else what they can do most with. */
export function usualRound(view: Pick<SessionView, 'rounds' | 'me'>): Round | undefined {
  const drafts = view.rounds.filter((round) => round.state === 'draft')
  const closed = view.rounds.filter((round) => round.state === 'closed')
  return openRound(view) ?? (isTeam(view.me.role) ? drafts[0] : undefined) ?? closed.at(-1) ?? drafts[0]
}

export interface ShownRound {
  round: Round | undefined
  /** Its board may be read; others wait for it to be opened. */
  isReadable: boolean
  show: (number: number) => void
  /** What just happened to the rounds, in words; empty when it was put away. */
  news: string
  forgetNews: () => void
}

/** Which round this workspace shows. When a round is opened everybody comes to it, wherever they were looking. */
export function useShownRound(view: SessionView, onOpened: () => void): ShownRound {
  const t = useWords()
  const [params, setParams] = useSearchParams()
  const [news, setNews] = useState('')
  const asked = Number(params.get('round'))
  const round = (asked && roundOf(view, asked)) || usualRound(view)
  const open = openRound(view)
  const last = useRef(open?.number)
  const opened = useRef(onOpened)
  opened.current = onOpened

  const show = (number: number | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (number === null || number === usualRound(view)?.number) next.delete('round')
        else next.set('round', String(number))
        return next
      },
      { replace: true },
    )

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of the open round is news
  useEffect(() => {
    const before = last.current
    last.current = open?.number
    if (before === open?.number) return
    if (open) {
      show(null)
      setNews(t(open.records ? 'workspace.openedAgain' : 'workspace.opened', { number: open.number, title: open.title }))
      // Opened again, people go on where they were; its stimulus they know.
      if (!open.records) opened.current()
    } else if (before) setNews(t('workspace.closedNow', { number: before }))
  }, [open?.number])

  return { round, isReadable: round !== undefined && mayRead(view.me, round.state), show, news, forgetNews: () => setNews('') }
}
