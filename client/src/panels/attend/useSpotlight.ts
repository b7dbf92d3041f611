import { spotlightIn } from '@stocktake/shared/attention'
import { isTeam, openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useRef } from 'react'
import { goToSpot, isBusy, useShowing } from '../../sync/showing.ts'

/** What a person does to look for themselves. */
const TOUCHES = ['pointerdown', 'wheel', 'keydown', 'touchmove'] as const
/** Who is kept at a place is taken back to it so long after they last did something. */
const REST = 4000

/**
 * Decides when this screen goes to what facilitators show: never without asking where it is suggested, and never while
 * somebody writes, drags or has a dialog open. Where everybody is kept there, it goes back when they rest. The team is asked.
 */
export function useSpotlight(view: SessionView, shownRound: number | undefined, show: (round: number) => void): void {
  const round = openRound(view)?.number
  const spot = spotlightIn(view.attention, round)
  const later = useRef({ shownRound, show })
  later.current = { shownRound, show }
  const team = isTeam(view.me.role)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call has its own time, and is followed once
  useEffect(() => {
    useShowing.setState({ spot })
    if (!spot || team || spot.strength === 'suggest') return
    const go = () => {
      if (later.current.shownRound !== spot.round) later.current.show(spot.round)
      goToSpot()
    }
    let isAway = isBusy()
    if (!isAway) go()
    if (spot.strength !== 'hold') return
    let last = Date.now()
    const touched = () => {
      last = Date.now()
      isAway = true
    }
    for (const name of TOUCHES) window.addEventListener(name, touched, { capture: true, passive: true })
    const timer = setInterval(() => {
      if (!isAway || Date.now() - last < REST || isBusy()) return
      isAway = false
      go()
    }, 1000)
    return () => {
      clearInterval(timer)
      for (const name of TOUCHES) window.removeEventListener(name, touched, { capture: true })
    }
  }, [spot?.at, team])

  useEffect(() => () => useShowing.setState({ spot: null, asking: null }), [])
}
