import type { Clock } from '@stocktake/shared/stepSchema'
import { Bell, BellOff, Timer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { recall, remember } from '../../device.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import { beep, SOUND_KEY } from './beep.ts'
import styles from './Steps.module.css'
import { clockWords, markBetween, useClock } from './useClock.ts'

/**
 * The clock of the step, the same second for all. Half, one minute and zero are told by eye, by voice and, if wanted, by sound:
 * the switch for it may stand elsewhere.
 */
export function StepClock({ clock, hasSwitch = true }: { clock: Clock | null; hasSwitch?: boolean }) {
  const t = useWords()
  const seconds = useClock(clock)
  const said = useMarks(clock, seconds)
  return (
    <div className={styles.time}>
      {clock && seconds !== null && (
        <span className={styles.clock} data-low={seconds <= 60 || undefined} data-over={seconds === 0 || undefined} role="timer">
          <Timer aria-hidden />
          {seconds === 0 ? <span>{t('steps.clockOver')}</span> : <span className="tabular">{clockWords(seconds)}</span>}
          {clock.endsAt === null && <span className={styles.paused}>{t('steps.clockPaused')}</span>}
        </span>
      )}
      {clock && hasSwitch && <SoundSwitch />}
      {/* At zero the clock itself says so to the eye. */}
      <span role="status" className={said === 'zero' ? 'visually-hidden' : styles.mark}>
        {said && t(`steps.${said}`)}
      </span>
    </div>
  )
}

function SoundSwitch() {
  const t = useWords()
  const [isOn, setOn] = useState(() => recall(SOUND_KEY) === true)
  return (
    <Button
      size="small"
      aria-pressed={isOn}
      aria-label={t('steps.soundSay')}
      icon={isOn ? <Bell aria-hidden /> : <BellOff aria-hidden />}
      onPress={() => {
        setOn(!isOn)
        remember(SOUND_KEY, !isOn)
        if (!isOn) beep()
      }}
    >
      <span className={styles.soundWord}>{t(isOn ? 'steps.soundOn' : 'steps.soundOff')}</span>
    </Button>
  )
}

/** How long a mark stands beside the clock. */
const MARK_STAYS = 12_000

/** The last mark that was passed while this screen looked on. */
function useMarks(clock: Clock | null, seconds: number | null) {
  const before = useRef(seconds)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [said, setSaid] = useState<ReturnType<typeof markBetween>>()
  const full = clock ? Math.round(clock.full / 1000) : 0

  useEffect(() => {
    const last = before.current
    before.current = seconds
    if (seconds === null || last === null) return setSaid(undefined)
    const mark = markBetween(full, last, seconds)
    if (!mark) return
    setSaid(mark)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(undefined), MARK_STAYS)
    if (recall(SOUND_KEY) === true) beep(mark === 'zero' ? 2 : 1)
  }, [seconds, full])

  useEffect(() => () => clearTimeout(timer.current), [])

  return said
}
