import type { Rect } from '@stocktake/shared/board/layout'
import { useValue } from '@tldraw/tldraw'
import { memo } from 'react'
import { useUnrevealed } from '../sync/useWriting.ts'
import { cellName, questionOf } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Backdrop.module.css'
import { CellPeople } from './CellPeople.tsx'
import { NOT_FOR_CANVAS } from './pointer.ts'
import { useAround } from './world.ts'

/** The matrix beneath the notes: part of the room, not of the board, so no hand can grab, move or delete it. */
export function Backdrop() {
  const { scene } = useAround()
  const layout = useValue('layout', () => scene.layout.get(), [scene])
  const columns = layout.columns.length
  return (
    <div className={styles.backdrop}>
      {[...layout.cells].map(([cell, rect], index) => (
        <Cell key={cell} cell={cell} rect={rect} tone={(Math.floor(index / columns) + (index % columns)) % 2 === 0 ? 'even' : 'odd'} />
      ))}
      <Cell cell={null} rect={layout.parking} tone="parking" />
    </div>
  )
}

interface CellProps {
  cell: string | null
  rect: Rect
  tone: 'even' | 'odd' | 'parking'
}

const Cell = memo(function Cell({ cell, rect, tone }: CellProps) {
  const t = useWords()
  const { scene, world, targets, onZoomTo } = useAround()
  const count = useValue('count', () => scene.counts.get().get(cell) ?? 0, [scene, cell])
  const unrevealed = useUnrevealed(world.get().round.number, cell)
  const isTarget = useValue('target', () => targets.get().has(cell), [targets, cell])
  const { view, round } = useValue('world', () => world.get(), [world])
  const name = cell === null ? t('canvas.parking') : cellName(view.matrix, cell)
  const question = cell === null ? t('canvas.parkingHint') : questionOf(view.matrix, round.prompts, cell)
  return (
    <div
      className={styles.cell}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.w, height: rect.h }}
      data-tone={tone}
      data-cell={cell ?? 'parking'}
      data-target={isTarget ? '' : undefined}
    >
      <div className={styles.top} data-heading="">
        <button
          type="button"
          className={styles.name}
          title={t('canvas.zoomTo', { cell: name })}
          {...NOT_FOR_CANVAS}
          onClick={() => onZoomTo(cell)}
          tabIndex={-1}
        >
          {name}
        </button>
        {cell !== null && round.full.includes(cell) && <span className={styles.full}>{t('overview.fullSay')}</span>}
        <CellPeople cell={cell} />
        {(count > 0 || unrevealed > 0) && (
          <span className={styles.count}>
            {count > 0 && t('canvas.notes', { count })} {unrevealed > 0 && t('steps.unrevealed', { count: unrevealed })}
          </span>
        )}
      </div>
      {count === 0 && (
        <p className={styles.question}>
          <span>{question}</span>
        </p>
      )}
    </div>
  )
})
