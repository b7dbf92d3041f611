import type { Spotlight } from '@stocktake/shared/attentionSchema'
import { splitCell } from '@stocktake/shared/matrix'
import { isTeam } from '@stocktake/shared/rounds'
import { CircleSlash } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useShowing } from '../sync/showing.ts'
import { useWords } from '../words/words.ts'
import { AddBox } from './AddBox.tsx'
import type { CellNotes } from './arrange.ts'
import { CellReadiness } from './CellReadiness.tsx'
import styles from './TableCell.module.css'
import { useTable } from './TableContext.ts'
import { NOTE_TYPE } from './TableNote.tsx'

export interface TableCellProps {
  cell: string | null
  /** "Practice, Barriers". */
  label: string
  heading: ReactNode
  content: CellNotes
  question: string
  isBoxOpen: boolean
  renderNotes: (content: CellNotes) => ReactNode
  /** Where the cell is folded, as on a phone. */
  isFolded?: boolean
}

/** One cell: heading, notes or the cell's question, and a place to write. Notes can be dropped on it. */
export function TableCell({ cell, label, heading, content, question, isBoxOpen, renderNotes, isFolded = false }: TableCellProps) {
  const t = useWords()
  const { canWrite, mayAdd, round, move, mine } = useTable()
  const [isTarget, setTarget] = useState(false)
  const isShown = useShowing(({ spot }) => spot?.round === round.number && covers(spot, cell))

  const over = (event: DragEvent) => {
    if (!canWrite || !event.dataTransfer.types.includes(NOTE_TYPE)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    setTarget(true)
  }
  const leave = (event: DragEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(false)
  }
  const drop = (event: DragEvent) => {
    setTarget(false)
    const id = event.dataTransfer.getData(NOTE_TYPE)
    if (!canWrite || !id) return
    event.preventDefault()
    move(id, cell)
  }

  return (
    <section
      className={styles.cell}
      aria-label={label}
      tabIndex={-1}
      data-cell={cell ?? ''}
      data-target={isTarget || undefined}
      data-table={cell !== null && mine?.cells ? (mine.cells.has(cell) ? 'mine' : 'other') : undefined}
      data-shown={isShown || undefined}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
    >
      {heading}
      {cell !== null && mine?.cells?.has(cell) && <p className={styles.mine}>{t('breakouts.yourTable')}</p>}
      {cell !== null && <CellFull cell={cell} />}
      {!isFolded && <CellReadiness cell={cell} label={label} />}
      {!isFolded && (
        <>
          {content.count === 0 && !isBoxOpen && (
            <p dir="auto" className={styles.question}>
              {question || t(round.state === 'closed' ? 'table.emptyClosed' : 'table.empty')}
            </p>
          )}
          {renderNotes(content)}
          {(mayAdd(cell) || isBoxOpen) && <AddBox cell={cell} cellLabel={label} isOpen={isBoxOpen} placeholder={question} />}
        </>
      )}
    </section>
  )
}

/** A cell that takes no more notes for now says so, to everybody. */
function CellFull({ cell }: { cell: string }) {
  const t = useWords()
  const { round, me } = useTable()
  if (!round.full.includes(cell)) return null
  return (
    <p className={styles.full}>
      <CircleSlash aria-hidden />
      {t(isTeam(me.role) ? 'overview.fullTeam' : 'overview.fullHere')}
    </p>
  )
}

/** Is this cell part of what everybody is shown? */
function covers({ kind, id }: Spotlight, cell: string | null): boolean {
  if (cell === null) return kind === 'parking'
  const parts = splitCell(cell)
  return (kind === 'cell' && id === cell) || (kind === 'row' && id === parts?.dimensionId) || (kind === 'column' && id === parts?.typeId)
}
