import type { Spotlight } from '@stocktake/shared/attentionSchema'
import type { SpotKind } from '@stocktake/shared/kinds'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'

export interface Place {
  kind: SpotKind
  id: string
}

interface ShowingState {
  /** What facilitators show everybody in the open round. */
  spot: Spotlight | null
  /** Goes up each time this screen should go there; `gone` is the last one that it went for. */
  call: number
  gone: number
  /** What a facilitator is about to show everybody: how is still to be said. */
  asking: Place | null
}

/** What is shown to everybody, as the parts of this page hear of it: which of them goes there, and who marks it. */
export const useShowing = create<ShowingState>()(() => ({ spot: null, call: 0, gone: 0, asking: null }))

/** Takes this screen there: the board, the mirror or whatever shows it. */
export const goToSpot = () => useShowing.setState(({ call }) => ({ call: call + 1 }))

/** Asks a facilitator how everybody should be shown a place. */
export const askToShow = (asking: Place | null) => useShowing.setState({ asking })

/** Is this place the one that everybody is shown? */
export const useIsShown = (round: number, kind: SpotKind, id = '') => useShowing(({ spot }) => spot?.round === round && spot.kind === kind && spot.id === id)

/** Goes there when it is time to, once for each call. `go` says whether it could; it is asked again when `ready` changes. */
export function useArrival(round: number, kinds: readonly SpotKind[], go: (spot: Spotlight) => boolean, ready: unknown = null): void {
  const call = useShowing((state) => state.call)
  const goNow = useRef(go)
  goNow.current = go
  const mine = kinds.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ready` is a reason to try again
  useEffect(() => {
    const { spot, gone } = useShowing.getState()
    if (call === gone || spot?.round !== round || !mine.split(',').includes(spot.kind)) return
    if (goNow.current(spot)) useShowing.setState({ gone: call })
  }, [call, round, mine, ready])
}

let isPressed = false
for (const name of ['pointerdown', 'pointerup', 'pointercancel'] as const)
  window.addEventListener(
    name,
    () => {
      isPressed = name === 'pointerdown'
    },
    { capture: true, passive: true },
  )

/** Somebody writes, drags, or has a dialog or menu open: their view is not moved without asking them. */
export function isBusy(): boolean {
  if (isPressed || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return true
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return false
  // A field on the board goes with it; the one at the foot of the page stays where it is, and matters once it has words.
  return field.value !== '' || field.closest('main') !== null
}
