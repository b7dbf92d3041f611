import { useEditor, useQuickReactor } from '@tldraw/tldraw'
import { useRef } from 'react'
import { Backdrop } from './Backdrop.tsx'
import { FAR } from './CellNames.tsx'
import styles from './Ground.module.css'
import { PaintedNotes } from './PaintedNotes.tsx'

/** What lies beneath the shapes: the matrix, and on it the notes that are painted. */
export function Ground() {
  const editor = useEditor()
  const layer = useRef<HTMLDivElement>(null)
  useQuickReactor('the ground goes along', () => {
    const { x, y, z } = editor.getCamera()
    if (!layer.current) return
    layer.current.style.transform = `scale(${z}) translate(${x}px, ${y}px)`
    layer.current.toggleAttribute('data-far', z < FAR)
  }, [editor])
  return (
    <>
      <div ref={layer} className={styles.layer}>
        <Backdrop />
      </div>
      <div aria-hidden="true">
        <PaintedNotes />
      </div>
    </>
  )
}
