import type { SessionView } from '@stocktake/shared/view'
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react'
import { GroupMark } from '../ui/GroupMark.tsx'
import styles from './Carets.module.css'
import { type ShownCaret, useCarets } from './caretSpots.ts'
import type { BoardConnection } from './connection.ts'
import { whoIs } from './whoIs.ts'

export interface CaretsProps {
  connection: BoardConnection
  noteId: string
  view: SessionView
}

/** Where others type in a note, drawn over its words. Stands in a box that has the very font and width of the words. */
export function Carets({ connection, noteId, view }: CaretsProps) {
  const { text, carets } = useCarets(connection, noteId)
  if (!carets.length) return null
  return <Drawn text={text} carets={carets} view={view} />
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

function Drawn({ text, carets, view }: { text: string; carets: readonly ShownCaret[]; view: SessionView }) {
  const layer = useRef<HTMLDivElement>(null)
  const [boxes, setBoxes] = useState<{ caret: Box; selection: Box[] }[]>([])
  useLayoutEffect(() => {
    if (layer.current) setBoxes(boxesIn(layer.current, text, carets))
  }, [text, carets])

  return (
    <div ref={layer} className={styles.carets} aria-hidden="true">
      {carets.map(({ presence, head }, index) => {
        const box = boxes[index]
        if (!box) return null
        const { group, name } = whoIs(view, presence)
        return (
          <div key={presence.client} style={group ? ({ '--group': group.colour } as CSSProperties) : undefined} data-caret={name ?? group?.label ?? ''}>
            {box.selection.map((part) => (
              <span key={`${part.left} ${part.top}`} className={styles.selection} style={part} />
            ))}
            <span className={styles.caret} style={{ left: box.caret.left, top: box.caret.top, height: box.caret.height }}>
              {/* A new key with each place: the name shows for a moment and goes, so that it never covers the line above for long. */}
              {name && (
                <span key={head} className={styles.who}>
                  <GroupMark group={group} size={10} />
                  {name}
                </span>
              )}
            </span>
          </div>
        )
      })}
    </div>
  )
}

/**
 * Lays out the same words for a moment and asks the browser where their letters are: right in every script and direction.
 * They do not stay, or searching the page would find everything twice.
 */
function boxesIn(layer: HTMLElement, text: string, carets: readonly ShownCaret[]): { caret: Box; selection: Box[] }[] {
  const mirror = document.createElement('p')
  mirror.className = styles.mirror ?? ''
  mirror.dir = 'auto'
  const words = document.createTextNode(`${text}\u200b`)
  mirror.append(words)
  layer.append(mirror)
  const whole = mirror.getBoundingClientRect()
  // The canvas shows everything larger or smaller; the boxes are drawn inside of that.
  const scale = whole.width / (mirror.offsetWidth || 1) || 1
  const rects = (from: number, to: number) => {
    const range = document.createRange()
    range.setStart(words, from)
    range.setEnd(words, to)
    return [...range.getClientRects()].map(({ left, top, width, height }) => ({
      left: (left - whole.left) / scale,
      top: (top - whole.top) / scale,
      width: width / scale,
      height: height / scale,
    }))
  }
  const place = (index: number) => rects(index, index).at(-1) ?? { left: 0, top: 0, width: 0, height: 20 }
  const found = carets.map(({ anchor, head }) => ({
    caret: place(head),
    selection: anchor === head ? [] : rects(Math.min(anchor, head), Math.max(anchor, head)),
  }))
  mirror.remove()
  return found
}
