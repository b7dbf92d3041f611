import { type Editor, useQuickReactor } from '@tldraw/tldraw'
import type { CSSProperties, RefObject } from 'react'

type Place = Pick<CSSProperties, 'transform' | 'left' | 'top' | 'width' | 'height' | 'maxWidth'>

/**
 * Keeps an element where the camera has it. The view moves sixty times a second; React is asked only when something else
 * than a place changes. `place` reads signals, and gives the style for the first look as well.
 */
export function useAlong(editor: Editor, element: RefObject<HTMLElement | null>, place: () => Place, deps: readonly unknown[]): Place {
  useQuickReactor('goes along with the view', () => {
    const next = place()
    if (element.current) Object.assign(element.current.style, next)
  }, [editor, ...deps])
  return place()
}

export const pixels = (value: number) => `${Math.round(value * 10) / 10}px`
