import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { openRound, reopenRound } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'

/** Says what opening a round, for the first time or again, will do to whom. */
export function WorkspaceOpenRound({ view, round, onDone }: { view: SessionView; round: Round; onDone: () => void }) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const { run, isRunning, problem } = useCommand()
  const isAgain = round.state === 'closed'

  const open = async () => {
    const next = await run(() => (isAgain ? reopenRound : openRound)(view.id, round.number))
    if (!next) return
    useSession.getState().setView(next)
    onDone()
  }

  return (
    <Dialog
      title={t(isAgain ? 'workspace.reopenTitle' : 'workspace.openTitle', { number: round.number })}
      isOpen
      onClose={onDone}
      role="alertdialog"
      size="small"
      actions={
        <>
          <Button onPress={onDone}>{t('common.cancel')}</Button>
          <Button variant="primary" isPending={isRunning} onPress={open}>
            {isRunning ? t('workspace.opening') : t('workspace.openGo', { number: round.number })}
          </Button>
        </>
      }
    >
      <p>{t(isAgain ? 'workspace.reopenWhat' : 'workspace.openWhat', { title: round.title })}</p>
      {here && <p>{t('workspace.openHere', { count: here.total })}</p>}
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </Dialog>
  )
}
