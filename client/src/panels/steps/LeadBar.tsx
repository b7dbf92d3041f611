import type { Round } from '@stocktake/shared/session'
import type { Step } from '@stocktake/shared/stepSchema'
import { aroundLive, takeBackLeft } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, ArrowRight, ListOrdered, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { goToStep, takeBackStep } from '../../api.ts'
import { serverNow } from '../../serverTime.ts'
import { useSession } from '../../session.ts'
import { useWriting } from '../../sync/useWriting.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import { EverybodyMenu } from '../attend/EverybodyMenu.tsx'
import { ClockControls } from './ClockControls.tsx'
import { LookAhead } from './LookAhead.tsx'
import { RevealControls } from './RevealControls.tsx'
import styles from './Steps.module.css'

/** The facilitators' row: where everybody goes next, by one press that says so, and the clock. */
export function LeadBar({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const here = useSession((state) => state.here?.total ?? 1)
  const [isLooking, setLooking] = useState(false)
  const { run, isRunning, problem } = useCommand()
  const { previous, next } = aroundLive(round)
  const live = round.live?.step ?? null
  const left = useTakeBack(round)
  // What is written alone wants to be shown before the group goes on.
  const hasUnrevealed = (useWriting(round.number)?.notes ?? 0) > 0
  const before = round.steps.find(({ id }) => id === round.live?.before?.step)

  const act = async (command: () => Promise<SessionView>) => {
    const after = await run(command)
    if (after) useSession.getState().setView(after)
  }
  const go = (step: Step) => act(() => goToStep(view.id, round.number, { to: step.id, from: live }))
  const moveWords = (step: Step) => t(live === null ? 'steps.begin' : 'steps.move', { count: here, title: step.title })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.lead} role="group" aria-label={t('steps.lead')}>
      <div className={styles.tools}>
        {previous && (
          <Button size="small" className={styles.back ?? ''} icon={<ArrowLeft aria-hidden />} isDisabled={isRunning} onPress={() => void go(previous)}>
            {t('steps.previous', { title: previous.title })}
          </Button>
        )}
        <Button size="small" icon={<ListOrdered aria-hidden />} onPress={() => setLooking(true)}>
          {t('steps.all')}
        </Button>
        {live !== null && <ClockControls view={view} round={round} />}
        <EverybodyMenu view={view} round={round} />
      </div>
      {/* Kept apart at the other end: what stands there may go with a press, and nothing else must come under the finger. */}
      <div className={styles.moves}>
        {left > 0 && before && live !== null && (
          <Button
            size="small"
            icon={<Undo2 aria-hidden />}
            aria-label={t('steps.takeBackSay', { title: before.title })}
            isDisabled={isRunning}
            onPress={() => void act(() => takeBackStep(view.id, round.number, live))}
          >
            <span className="tabular">{t('steps.takeBack', { seconds: left })}</span>
          </Button>
        )}
        <RevealControls view={view} round={round} here={here} />
        {next ? (
          <Button size="small" variant={hasUnrevealed ? 'quiet' : 'primary'} isDisabled={isRunning} onPress={() => void go(next)}>
            {moveWords(next)}
            <ArrowRight aria-hidden />
          </Button>
        ) : (
          <span className={styles.label}>{t('steps.lastStep')}</span>
        )}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {sentence(problem, t)}
        </p>
      )}
      {isLooking && (
        <LookAhead
          round={round}
          moveWords={moveWords}
          onMove={(step) => {
            setLooking(false)
            void go(step)
          }}
          onClose={() => setLooking(false)}
        />
      )}
    </div>
  )
}

/** Whole seconds in which the last move can be taken back. */
function useTakeBack({ live }: Round): number {
  const [, redraw] = useState(0)
  const left = Math.ceil(takeBackLeft(live, serverNow()) / 1000)
  const isOpen = left > 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: every move counts down anew
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => redraw((count) => count + 1), 500)
    return () => clearInterval(timer)
  }, [isOpen, live])

  return left
}
