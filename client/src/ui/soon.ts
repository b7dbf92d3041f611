import { useCallback } from 'react'

/** How many frames are waited: for what is drawn from the board, and for what is drawn by code that must come first. */
const DRAWN = 20
export const LOADED = 300

/** Does something with an element that will only be there after the next drawing, if it comes at all. */
export function soon(find: () => HTMLElement | null, then: (element: HTMLElement) => void, frames = DRAWN): void {
  let tries = 0
  const look = () => {
    const element = find()
    if (element) then(element)
    else if (tries++ < frames) requestAnimationFrame(look)
  }
  // Two frames: the board is read in the first, drawn in the second.
  requestAnimationFrame(() => requestAnimationFrame(look))
}

/** Brings something into view. */
export const scrollSoon = (find: (selector: string) => HTMLElement | null, selector: string): void =>
  soon(
    () => find(selector),
    (element) => element.scrollIntoView({ block: 'center', inline: 'center', behavior: isStill() ? 'auto' : 'smooth' }),
  )

const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Moves the focus to something. */
export function useFocusSoon(find: (selector: string) => HTMLElement | null) {
  return useCallback(
    (selector: string, scroll = false) =>
      soon(
        () => find(selector),
        (element) => {
          element.focus({ preventScroll: !scroll })
          element.closest('[data-note]')?.scrollIntoView({ block: 'nearest' })
        },
      ),
    [find],
  )
}
