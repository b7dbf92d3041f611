import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { ScrollText } from 'lucide-react'
import { LinkButton } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'

/** Between two rounds: the pack of the one that closed is ready. For facilitators, who send it. */
export function ReportNews({ view, className, pressesClassName }: { view: SessionView; className: string | undefined; pressesClassName: string | undefined }) {
  const t = useWords()
  const closed = openRound(view) ? undefined : view.rounds.filter(({ state }) => state === 'closed').at(-1)
  if (view.me.role !== 'facilitator' || !closed) return null
  return (
    <p className={className}>
      <span>{t('report.ready', { round: closed.number })}</span>
      <span className={pressesClassName}>
        <LinkButton size="small" icon={<ScrollText aria-hidden />} href={`/s/${view.id}/report?show=${closed.number}`}>
          {t('report.look')}
        </LinkButton>
      </span>
    </p>
  )
}
