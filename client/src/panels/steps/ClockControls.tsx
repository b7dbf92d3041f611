import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { Pause, Play, Square } from 'lucide-react'
import { setClock } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Steps.module.css'

const PRESETS = [2, 5, 10] as const

/** Starting, lengthening, pausing and stopping the clock of the live step. */
export function ClockControls({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const clock = round.live?.clock ?? null
  const planned = liveStep(round)?.minutes

  const press = (change: Parameters<typeof setClock>[2]) => async () => {
    const after = await run(() => setClock(view.id, round.number, change))
    if (after) useSession.getState().setView(after)
  }
  const start = (minutes: number, isPlanned: boolean) => (
    <Button
      key={minutes}
      size="small"
      isDisabled={isRunning}
      aria-label={t('steps.clockStartSay', { count: minutes })}
      icon={isPlanned ? <Play aria-hidden /> : undefined}
      onPress={press({ start: minutes })}
    >
      {t(isPlanned ? 'steps.clockStartOwn' : 'steps.clockStart', { count: minutes })}
    </Button>
  )

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.controls} role="group" aria-label={t('steps.clock')}>
      {clock ? (
        <>
          <Button size="small" isDisabled={isRunning} aria-label={t('steps.clockMoreSay')} onPress={press({ add: 1, full: clock.full })}>
            {t('steps.clockMore')}
          </Button>
          {clock.endsAt === null ? (
            <Button size="small" isDisabled={isRunning} icon={<Play aria-hidden />} onPress={press({ resume: true })}>
              {t('steps.clockResume')}
            </Button>
          ) : (
            <Button size="small" isDisabled={isRunning} icon={<Pause aria-hidden />} onPress={press({ pause: true })}>
              {t('steps.clockPause')}
            </Button>
          )}
          <Button size="small" isDisabled={isRunning} aria-label={t('steps.clockStopSay')} icon={<Square aria-hidden />} onPress={press({ stop: true })}>
            {t('steps.clockStop')}
          </Button>
        </>
      ) : (
        <>
          {planned !== undefined && start(planned, true)}
          {PRESETS.filter((minutes) => minutes !== planned).map((minutes) => start(minutes, false))}
        </>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {sentence(problem, t)}
        </p>
      )}
    </div>
  )
}
