import type { Contradiction } from '@stocktake/shared/board/schema'
import { isOpenTension } from '@stocktake/shared/standing'
import { useEditor, useValue } from '@tldraw/tldraw'
import { notesHere } from '../sync/tensionsOf.ts'
import { useTensions } from '../sync/useBoard.ts'
import styles from './TensionLines.module.css'
import { useTensionDrawing } from './useTensionDrawing.ts'
import { type CanvasContext, useAround } from './world.ts'

/** Tensions between at least two notes of the round that is shown. */
export function useDrawnTensions({ connection, world }: CanvasContext): { tension: Contradiction; notes: string[] }[] {
  const tensions = useTensions(connection)
  const round = useValue('round', () => world.get().round.number, [world])
  return tensions.map((tension) => ({ tension, notes: notesHere(tension, round) })).filter(({ notes }) => notes.length > 1)
}

/** The lines of tensions, beneath the notes: a board without any pays nothing, and with some only for the notes in them. */
export function TensionLines() {
  return useDrawnTensions(useAround()).map(({ tension, notes }) => <TensionLine key={tension.id} isOpen={isOpenTension(tension)} notes={notes} />)
}

function TensionLine({ isOpen, notes }: { isOpen: boolean; notes: readonly string[] }) {
  const drawn = useTensionDrawing(useEditor(), useAround(), notes)
  if (!drawn) return null
  return (
    <svg className={styles.lines} aria-hidden="true" data-tension-line="" data-settled={isOpen ? undefined : ''}>
      {drawn.lines.map(({ from, to }) => (
        <line key={`${from.x} ${from.y}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}
