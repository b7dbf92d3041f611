import type { OpenBallot } from '@stocktake/shared/ballotSchema'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { Voting } from '@stocktake/shared/wire'
import { closeBallot } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Vote.module.css'

interface CloseBallotDialogProps {
  view: SessionView
  round: Round
  ballot: OpenBallot
  voting: Voting | null
  onClose: () => void
}

/** Before a ballot closes: who has not used their votes, by number, and what closing does. */
export function CloseBallotDialog({ view, round, ballot, voting, onClose }: CloseBallotDialogProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const missing = voting ? Math.max(0, voting.people - voting.voted) : 0
  const left = voting ? voting.voted - voting.finished : 0
  const end = async (takeBack: boolean) => {
    const after = await run(() => closeBallot(view.id, round.number, ballot.id, takeBack))
    if (!after) return
    useSession.getState().setView(after)
    onClose()
  }

  return (
    <Dialog
      title={t('vote.closeTitle', { title: ballot.title })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={isRunning} onPress={() => void end(true)}>
            {t('vote.takeBack')}
          </Button>
          <Button variant="primary" isPending={isRunning} onPress={() => void end(false)}>
            {t('vote.closePress')}
          </Button>
        </>
      }
    >
      <ul className={styles.facts}>
        <li>{missing ? t('vote.closeMissing', { count: missing }) : t('vote.closeNone')}</li>
        {left > 0 && <li>{t('vote.closeLeft', { count: left })}</li>}
      </ul>
      <p>{t('vote.closeText')}</p>
      <p className={styles.quiet}>{t('vote.takeBackText')}</p>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </Dialog>
  )
}
