import { isPaused } from '@stocktake/shared/attention'
import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Presentation } from 'lucide-react'
import { endShowing } from '../../api.ts'
import { useSession } from '../../session.ts'
import { goToSpot, useShowing } from '../../sync/showing.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Attend.module.css'
import { placeWords } from './places.ts'

/** What everybody is shown, with the way there; facilitators end it here. */
export function SpotlightLine({ view, shownRound, show }: { view: SessionView; shownRound: number | undefined; show: (round: number) => void }) {
  const t = useWords()
  const spot = useShowing((state) => state.spot)
  const { run, isRunning, problem } = useCommand()
  const isLeading = view.me.role === 'facilitator'
  const isOn = spot !== null && spot.round === openRound(view)?.number

  const kind = `attend.${isLeading ? 'shownLead' : 'shown'}` as const
  const inPause = !isLeading && spot?.strength === 'hold' && isPaused(view.attention, spot.round)
  const key = inPause ? 'attend.heldInPause' : (`${kind}.${spot?.strength ?? 'bring'}` as const)

  async function end() {
    const after = spot && (await run(() => endShowing(view.id, spot.at)))
    if (after) useSession.getState().setView(after)
  }

  return (
    <div role="status">
      {isOn && (
        <div className={styles.line}>
          <Presentation aria-hidden />
          <span className={styles.words}>
            {t(key, { place: placeWords(view, spot, t) })}
            {problem && <span className={styles.problem}> {sentence(problem, t)}</span>}
          </span>
          <Button
            size="small"
            variant={isLeading ? 'quiet' : 'primary'}
            onPress={() => {
              if (shownRound !== spot.round) show(spot.round)
              goToSpot()
            }}
          >
            {t('attend.goThere')}
          </Button>
          {isLeading && (
            <Button size="small" isDisabled={isRunning} onPress={() => void end()}>
              {t(spot.strength === 'hold' ? 'attend.release' : 'attend.end')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
