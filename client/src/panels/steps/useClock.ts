import type { Clock } from '@stocktake/shared/stepSchema'
import { clockLeft } from '@stocktake/shared/steps'
import { useEffect, useState } from 'react'
import { serverNow } from '../../serverTime.ts'

/** Whole seconds left on a clock, the same second on every screen. */
export function useClock(clock: Clock | null): number | null {
  const [, redraw] = useState(0)
  const left = clock && clockLeft(clock, serverNow())
  const isRunning = clock?.endsAt != null && (left ?? 0) > 0

  useEffect(() => {
    if (!isRunning || !clock) return
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      redraw((count) => count + 1)
      // The next full second by the server's clock: screens side by side change together.
      const rest = clockLeft(clock, serverNow()) % 1000
      timer = setTimeout(tick, rest + 5)
    }
    tick()
    return () => clearTimeout(timer)
  }, [clock, isRunning])

  return left === null ? null : Math.ceil(left / 1000)
}

export const clockWords = (seconds: number) => `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

export type ClockMark = 'half' | 'oneMinute' | 'zero'

/** What is to be told when a clock of this full length (in seconds) goes from one second to another. */
export function markBetween(full: number, before: number, after: number): ClockMark | undefined {
  if (before > 0 && after <= 0) return 'zero'
  if (before > 60 && after <= 60 && full > 60) return 'oneMinute'
  // Half of a short time is too near to the minute to be told.
  if (full >= 180 && before > full / 2 && after <= full / 2) return 'half'
  return undefined
}
