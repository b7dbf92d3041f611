import { isTeam, openRound } from '@stocktake/shared/rounds'
import { X } from 'lucide-react'
import { PromiseNews } from '../panels/PromiseNews.tsx'
import { ReturnCode } from '../panels/ReturnCode.tsx'
import { ReportNews } from '../panels/report/ReportNews.tsx'
import { WhereWeAre } from '../panels/steps/WhereWeAre.tsx'
import { TableLine } from '../panels/tables/TableLine.tsx'
import { VoteNews } from '../panels/vote/VoteNews.tsx'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { WorkspaceMirrorOffer } from './WorkspaceMirrorOffer.tsx'
import styles from './WorkspaceNews.module.css'
import { useSide } from './WorkspaceSideTabs.ts'
import { WorkspaceUnsent } from './WorkspaceUnsent.tsx'

/** What needs attention, above the board: a round that opened or closed, words that were not taken, the return code. */
export function WorkspaceNews({
  view,
  shown,
  connection,
  canWrite,
  rules,
  draft,
  onOpen,
  panelInSight,
}: Pick<WorkspaceLayoutProps, 'view' | 'shown' | 'connection' | 'canWrite' | 'rules' | 'draft' | 'onOpen'> & {
  /** Where one panel at most is in sight, as on a phone: its id, or null for none. */
  panelInSight?: string | null
}) {
  const t = useWords()
  const open = openRound(view)
  const { open: sideOpen, show: showSide } = useSide()
  const next = view.me.role === 'facilitator' && !open ? view.rounds.find((round) => round.state === 'draft') : undefined
  const isElsewhere = open && shown.round && open.number !== shown.round.number
  return (
    <div className={styles.news}>
      {/* Always there, so that what appears in it is read out. */}
      <div role="status">
        {shown.news && (
          <p className={styles.line}>
            <span>{shown.news}</span>
            <Button size="small" aria-label={t('common.close')} icon={<X aria-hidden />} onPress={shown.forgetNews} />
          </p>
        )}
      </div>
      <PromiseNews view={view} className={styles.line} />
      {open && open.number === shown.round?.number && !isTeam(view.me.role) && <WhereWeAre key={open.number} stocktakeId={view.id} round={open} />}
      {shown.round && shown.isReadable && <TableLine view={view} round={shown.round} onOpen={() => useSide.getState().show('tables')} />}
      {next && (
        <p className={styles.next}>
          <span>{t('workspace.notOpenYet', { number: next.number, title: next.title })}</span>
          <span className={styles.presses}>
            <WorkspaceMirrorOffer view={view} next={next} />
            <Button size="small" variant="primary" onPress={() => onOpen(next.number)}>
              {t('workspace.openRound', { number: next.number })}
            </Button>
          </span>
        </p>
      )}
      <ReportNews view={view} className={styles.next} pressesClassName={styles.presses} />
      {isElsewhere && (
        <p className={styles.line}>
          <Button size="small" onPress={() => shown.show(open.number)}>
            {t('workspace.goToOpen', { number: open.number })}
          </Button>
        </p>
      )}
      {open && open.number === shown.round?.number && shown.isReadable && (
        <VoteNews
          key={open.number}
          view={view}
          round={open}
          isOpen={(panelInSight === undefined ? sideOpen : panelInSight) === 'vote'}
          onGo={() => showSide('vote')}
        />
      )}
      <WorkspaceUnsent view={view} target={open?.number !== shown.round?.number ? null : rules?.isWriting && draft ? draft : canWrite ? connection : null} />
      <ReturnCode stocktakeId={view.id} />
    </div>
  )
}
