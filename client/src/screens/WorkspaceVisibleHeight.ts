import { useEffect, useState } from 'react'

/**
 * The height that a phone's keyboard leaves, in pixels, and whether the keyboard is up. Some browsers shrink the page
 * for it and some only cover it; this is right for both.
 */
export function useVisibleHeight(): { height: number | null; isKeyboardUp: boolean } {
  const [height, setHeight] = useState<number | null>(null)
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => setHeight(Math.round(viewport.height * viewport.scale))
    measure()
    viewport.addEventListener('resize', measure)
    return () => viewport.removeEventListener('resize', measure)
  }, [])
  const isTyping = document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement
  return { height, isKeyboardUp: isTyping && height !== null && height < window.screen.height * 0.7 }
}
