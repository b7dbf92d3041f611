import type { Round } from '@stocktake/shared/session'
import { Check, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { setReady } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Attend.module.css'

/** Counts of who is ready for the live step to be over; null where nobody is asked. */
export function useReady(round: Round) {
  const ready = useSession((state) => state.ready)
  return ready && ready.round === round.number && ready.step === round.live?.step ? ready : null
}

/** A participant says that they are ready for the step to be over; everybody sees how many are. */
export function ReadyToggle({ round }: { round: Round }) {
  const t = useWords()
  const view = useSession((state) => state.view)
  const ready = useReady(round)
  const { run, isRunning, problem } = useCommand()
  /** What was pressed and is not told back yet. */
  const [pressed, setPressed] = useState<boolean | null>(null)
  const told = ready?.mine ?? false

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is told, or another step, is newer than the press
  useEffect(() => setPressed(null), [told, round.live?.since])

  const { live } = round
  if (!view || !live || round.state !== 'open') return null
  const isReady = pressed ?? told
  const say = async () => {
    setPressed(!isReady)
    const done = await run(async () => {
      await setReady(view.id, round.number, { step: live.step, since: live.since, ready: !isReady })
      return true
    })
    if (!done) setPressed(null)
  }
  return (
    <span className={styles.ready}>
      {view.me.role === 'participant' && (
        <Button
          size="small"
          aria-pressed={isReady}
          variant={isReady ? 'primary' : 'quiet'}
          isDisabled={isRunning}
          icon={isReady ? <CircleCheck aria-hidden /> : <Check aria-hidden />}
          onPress={() => void say()}
        >
          {t(isReady ? 'attend.readyOn' : 'attend.ready')}
        </Button>
      )}
      {view.me.role !== 'facilitator' && ready && ready.of > 0 && (
        <span className={`${styles.count} tabular`}>
          {ready.ready === ready.of ? t('attend.readyAll', { count: ready.of }) : t('attend.readyCount', { ready: ready.ready, of: ready.of })}
        </span>
      )}
      {problem && <span className={styles.problem}>{sentence(problem, t)}</span>}
    </span>
  )
}
