import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback } from 'react'
import { closeRound, readCarry } from '../api.ts'
import { progressOf } from '../panels/CarryQueue.ts'
import { useSession } from '../session.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes } from '../sync/useBoard.ts'
import { useWriting } from '../sync/useWriting.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'

export interface WorkspaceCloseRoundProps {
  view: SessionView
  round: Round
  /** The board of that round. */
  connection: BoardConnection
  onDone: () => void
}

/** Says what closing the round will do, and to how many notes, before it is done. */
export function WorkspaceCloseRound({ view, round, connection, onDone }: WorkspaceCloseRoundProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const pushed = useSession((state) => state.carry[round.number])
  // The live connection tells the team of each decision; those made before it was there are asked for.
  const read = useLoaded(useCallback(() => readCarry(view.id, round.number), [view.id, round.number]))
  const decisions = pushed ?? (read.state === 'ready' ? read.value.decisions : undefined)
  const unrevealed = useWriting(round.number)?.notes ?? 0
  const command = useCommand()
  const progress = decisions && progressOf(notes, round.number, decisions)
  const undecided = progress ? progress.total - progress.decided : 0

  const close = async () => {
    const next = await command.run(() => closeRound(view.id, round.number))
    if (!next) return
    useSession.getState().setView(next)
    onDone()
  }

  return (
    <Confirm
      title={t('workspace.closeTitle', { number: round.number })}
      onClose={onDone}
      go={command.isRunning ? t('workspace.closing') : t('workspace.closeGo', { number: round.number })}
      onGo={close}
      command={command}
    >
      <p>{t('workspace.closeWhat', { title: round.title })}</p>
      <p>
        {t('workspace.closeNotes', { count: notes.length })}{' '}
        {progress && (undecided ? <strong>{t('workspace.closeUndecided', { count: undecided })}</strong> : notes.length > 0 && t('workspace.closeDecided'))}
      </p>
      {undecided > 0 && (
        <div>
          <LinkButton href={`/s/${view.id}/carry`}>{t('workspace.closeDecide')}</LinkButton>
        </div>
      )}
      {unrevealed > 0 && <Notice kind="warning">{t('steps.closeUnrevealed', { count: unrevealed })}</Notice>}
      <p>{t('workspace.closeAgain')}</p>
    </Confirm>
  )
}
