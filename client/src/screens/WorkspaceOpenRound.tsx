import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { openRound, reopenRound } from '../api.ts'
import { useSession } from '../session.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'

/** Says what opening a round, for the first time or again, will do to whom. */
export function WorkspaceOpenRound({ view, round, onDone }: { view: SessionView; round: Round; onDone: () => void }) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const command = useCommand()
  const isAgain = round.state === 'closed'

  const open = async () => {
    const next = await command.run(() => (isAgain ? reopenRound : openRound)(view.id, round.number))
    if (!next) return
    useSession.getState().setView(next)
    onDone()
  }

  return (
    <Confirm
      title={t(isAgain ? 'workspace.reopenTitle' : 'workspace.openTitle', { number: round.number })}
      onClose={onDone}
      go={command.isRunning ? t('workspace.opening') : t('workspace.openGo', { number: round.number })}
      onGo={open}
      command={command}
    >
      <p>{t(isAgain ? 'workspace.reopenWhat' : 'workspace.openWhat', { title: round.title })}</p>
      {here && <p>{t('workspace.openHere', { count: here.total })}</p>}
    </Confirm>
  )
}
