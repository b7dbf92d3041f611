import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { revealNotes } from '../../api.ts'
import { useSession } from '../../session.ts'
import { useWriting } from '../../sync/useWriting.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import { PreviewDialog } from './PreviewDialog.tsx'
import { RevealDialog, type RevealScope } from './RevealDialog.tsx'
import styles from './Steps.module.css'

/** Showing what people wrote alone: all at once by one press that says to how many, or part of it. */
export function RevealControls({ view, round, here }: { view: SessionView; round: Round; here: number }) {
  const t = useWords()
  const writing = useWriting(round.number)
  const [isChoosing, setChoosing] = useState(false)
  const [isReading, setReading] = useState(false)
  const { run, isRunning, problem } = useCommand()
  const words = (notes: string) => t('steps.reveal', { count: here, notes })

  const reveal = async (scope: RevealScope) => {
    const after = await run(() => revealNotes(view.id, round.number, scope))
    if (!after) return
    useSession.getState().setView(after)
    setChoosing(false)
  }

  return (
    <>
      {writing && writing.notes > 0 && (
        <>
          <Button size="small" onPress={() => setReading(true)}>
            {t('identity.preview')}
          </Button>
          <Button size="small" isDisabled={isRunning} onPress={() => setChoosing(true)}>
            {t('steps.revealChoose')}
          </Button>
          <Button size="small" variant="primary" icon={<Eye aria-hidden />} isPending={isRunning} onPress={() => void reveal({})}>
            {words(t('table.notes', { count: writing.notes }))}
          </Button>
        </>
      )}
      {isReading && <PreviewDialog view={view} round={round} onClose={() => setReading(false)} />}
      {isChoosing && writing && (
        <RevealDialog
          view={view}
          round={round}
          writing={writing}
          words={words}
          isRunning={isRunning}
          problem={problem && sentence(problem, t)}
          onReveal={(scope) => void reveal(scope)}
          onClose={() => setChoosing(false)}
        />
      )}
      {problem && !isChoosing && (
        <p className={styles.problem} role="alert">
          {sentence(problem, t)}
        </p>
      )}
    </>
  )
}
