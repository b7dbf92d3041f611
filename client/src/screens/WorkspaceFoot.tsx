import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Lock, Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { draftsOf } from '../sync/drafts.ts'
import { useStatus } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceFoot.module.css'
import { useReadOnlyWords } from './WorkspaceStatus.tsx'
import { WorkspaceWriteBar } from './WorkspaceWriteBar.tsx'

export interface WorkspaceFootProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  canWrite: boolean
}

/** The bottom bar, the same for all: what is asked, the one input, undo. Who may not write is told why. */
export function WorkspaceFoot({ connection, view, round, canWrite }: WorkspaceFootProps) {
  const t = useWords()
  return (
    <footer className={styles.foot}>
      <p className={styles.question}>
        <span className={styles.label}>{t('workspace.question')}</span>
        <span>{round.question || t('workspace.noQuestion')}</span>
      </p>
      {canWrite ? (
        <div className={styles.tools}>
          <WorkspaceWriteBar connection={connection} view={view} round={round} />
          <UndoButtons connection={connection} />
        </div>
      ) : (
        <ReadOnly connection={connection} view={view} round={round} />
      )}
    </footer>
  )
}

export function UndoButtons({ connection }: { connection: BoardConnection }) {
  const t = useWords()
  return (
    <div className={styles.undo}>
      <Button aria-label={t('workspace.undo')} icon={<Undo2 aria-hidden />} onPress={connection.undo} />
      <Button aria-label={t('workspace.redo')} icon={<Redo2 aria-hidden />} onPress={connection.redo} />
    </div>
  )
}

/** Why nothing can be written, and that half-written words wait. */
export function ReadOnly({ connection, view, round }: Omit<WorkspaceFootProps, 'canWrite'>) {
  const t = useWords()
  const { connection: state } = useStatus(connection)
  const words = useStore(draftsOf(view.id, view.me.memberId), ({ bar, box }) => [bar, box?.text].filter(Boolean).join(' / '))
  const readOnly = useReadOnlyWords(round)
  const why = state === 'ended' ? t('workspace.readOnlyEnded') : readOnly
  return (
    <div className={styles.readOnly}>
      <p className={styles.why}>
        <Lock aria-hidden />
        {why}
      </p>
      {words && <p>{t('workspace.draftKept', { text: words })}</p>}
    </div>
  )
}
