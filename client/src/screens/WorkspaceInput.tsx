import { signingOf } from '@stocktake/shared/attribution'
import { type Circumstances, may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Lock, Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { draftsOf } from '../sync/drafts.ts'
import { useStatus } from '../sync/useBoard.ts'
import type { RoundRules } from '../sync/useRules.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceFoot.module.css'
import { useReadOnlyWords } from './WorkspaceStatus.tsx'
import { WorkspaceWriteBar } from './WorkspaceWriteBar.tsx'

export interface WorkspaceInputProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  rules: RoundRules
  draft: BoardConnection | null
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

export const isLeading = (view: SessionView, round: Round) => view.me.role === 'facilitator' && round.state === 'open' && round.steps.length > 0

/** The one input, where and while something may be written; else why not. */
export function WorkspaceInput({ connection, view, round, rules, draft }: WorkspaceInputProps) {
  const { me } = view
  const hasWords = useStore(draftsOf(view.id, me.memberId), ({ bar }) => bar.trim() !== '')
  const { connection: state } = useStatus(connection)
  const mayAdd = (circumstances: Circumstances) => may(me, 'add-note', circumstances, signingOf(circumstances.attribution, me))
  if (draft && rules.draft && round.state === 'open' && (rules.isWriting || (hasWords && rules.wasWriting)))
    return <WorkspaceWriteBar connection={draft} view={view} round={round} rules={rules.draft} isPrivate />
  // Who is in the middle of a note when a step is over can finish it.
  if (state !== 'ended' && (mayAdd(rules.live) || (hasWords && mayAdd(rules.inForce))))
    return <WorkspaceWriteBar connection={connection} view={view} round={round} rules={rules} />
  return <ReadOnly connection={connection} view={view} round={round} />
}

/** Why nothing can be written, and that half-written words wait. */
export function ReadOnly({ connection, view, round }: Omit<WorkspaceInputProps, 'rules' | 'draft'>) {
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
