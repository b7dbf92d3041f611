import { isPaused } from '@stocktake/shared/attention'
import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { setPause } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Attend.module.css'

/** That everybody pauses, to each what it means for them; facilitators let everybody go on here. */
export function PauseLine({ view }: { view: SessionView }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const round = openRound(view)
  const isOn = round !== undefined && isPaused(view.attention, round.number)
  const [wasOn, setWasOn] = useState(isOn)
  const { role } = view.me

  useEffect(() => {
    if (isOn) setWasOn(true)
  }, [isOn])

  async function goOn() {
    const after = round && (await run(() => setPause(view.id, round.number, { paused: false })))
    if (after) useSession.getState().setView(after)
  }

  return (
    <div role="status">
      {isOn && (
        <div className={styles.line} data-pause="">
          <Pause aria-hidden />
          <span className={styles.words}>
            {t(role === 'facilitator' ? 'attend.pausedLead' : role === 'participant' ? 'attend.paused' : 'attend.pausedTeam')}
            {problem && <span className={styles.problem}> {sentence(problem, t)}</span>}
          </span>
          {role === 'facilitator' && (
            <Button size="small" variant="primary" icon={<Play aria-hidden />} isDisabled={isRunning} onPress={() => void goOn()}>
              {t('attend.goOn')}
            </Button>
          )}
        </div>
      )}
      {!isOn && wasOn && role === 'participant' && <span className="visually-hidden">{t('attend.resumed')}</span>}
    </div>
  )
}
