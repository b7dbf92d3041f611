import { useEditor, useQuickReactor } from '@tldraw/tldraw'
import { useRef } from 'react'
import { Backdrop } from './Backdrop.tsx'
import { FAR } from './CellNames.tsx'
import styles from './Ground.module.css'
import { PaintedNotes } from './PaintedNotes.tsx'
import { TensionLines } from './TensionLines.tsx'
import { ThemeFrames } from './ThemeFrames.tsx'

/** Between these zooms the words in cells grow against the zoom, in steps of a twelfth: each step is a layout of all of them. */
const GROWING = { from: 0.17, to: 0.8, step: 1.09 } as const

/** Below these zooms the questions of cells are as small as can be read, and cannot be read any more. */
const FARTHER = 0.3
const FARTHEST = 0.17

/** What lies beneath the shapes: the matrix, on it the frames of themes and the tensions between notes, and the notes that are painted. */
export function Ground() {
  const editor = useEditor()
  const layer = useRef<HTMLDivElement>(null)
  useQuickReactor('the ground goes along', () => {
    const { x, y, z } = editor.getCamera()
    if (!layer.current) return
    layer.current.style.transform = `translate(${x * z}px, ${y * z}px) scale(${z})`
    layer.current.toggleAttribute('data-far', z < FAR)
    layer.current.toggleAttribute('data-farther', z < FARTHER)
    layer.current.toggleAttribute('data-farthest', z < FARTHEST)
    const zoom = String(inSteps(z))
    if (layer.current.style.getPropertyValue('--zoom') !== zoom) layer.current.style.setProperty('--zoom', zoom)
  }, [editor])
  return (
    <>
      <div ref={layer} className={styles.layer}>
        <Backdrop />
        <ThemeFrames />
        <TensionLines />
      </div>
      <div aria-hidden="true">
        <PaintedNotes />
      </div>
    </>
  )
}

function inSteps(zoom: number): number {
  const within = Math.max(GROWING.from, Math.min(GROWING.to, zoom))
  return GROWING.step ** Math.round(Math.log(within) / Math.log(GROWING.step))
}
