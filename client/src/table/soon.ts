import { useCallback } from 'react'

/** Brings something into view that will only be there after the next drawing. */
export function scrollSoon(find: (selector: string) => HTMLElement | null, selector: string) {
  let tries = 0
  const look = () => {
    const element = find(selector)
    if (element) element.scrollIntoView({ block: 'center', inline: 'center', behavior: isStill() ? 'auto' : 'smooth' })
    else if (tries++ < 20) requestAnimationFrame(look)
  }
  requestAnimationFrame(() => requestAnimationFrame(look))
}
const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Moves the focus to something that will only be there after the next drawing. */
export function useFocusSoon(find: (selector: string) => HTMLElement | null) {
  return useCallback(
    (selector: string, scroll = false) => {
      let tries = 0
      const look = () => {
        const element = find(selector)
        if (element) {
          element.focus({ preventScroll: !scroll })
          element.closest('[data-note]')?.scrollIntoView({ block: 'nearest' })
        } else if (tries++ < 20) requestAnimationFrame(look)
      }
      // Two frames: the board is read in the first, drawn in the second.
      requestAnimationFrame(() => requestAnimationFrame(look))
    },
    [find],
  )
}
