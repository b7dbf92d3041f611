import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { CSSProperties, ReactNode } from 'react'
import { rowsFirst } from '../sync/myTable.ts'
import { ShowThis } from '../sync/ShowThis.tsx'
import { cellName, questionOf } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { type CellNotes, PARKING } from './arrange.ts'
import { TableCell } from './TableCell.tsx'
import { useTable } from './TableContext.ts'
import styles from './TableMatrix.module.css'
import { Unrevealed } from './Unrevealed.tsx'

export interface TableParts {
  arranged: ReadonlyMap<string, CellNotes>
  isBoxAt: (cell: string | null) => boolean
  renderNotes: (content: CellNotes, showCell?: boolean) => ReactNode
}

const NOTHING: CellNotes = { themes: [], loose: [], count: 0 }

/** The whole matrix at once: rows down the side, columns across, the parking lot below. */
export function TableMatrix({ arranged, isBoxAt, renderNotes }: TableParts) {
  const t = useWords()
  const { view, round, mine } = useTable()
  const columns = columnsOf(view.matrix, round.columns)
  const parking = arranged.get(PARKING) ?? NOTHING

  return (
    <div className={styles.scroll}>
      <div className={styles.matrix} style={{ '--columns': columns.length } as CSSProperties}>
        {/* Each cell has its column as its own heading; this line is for the eyes. */}
        <div className={`${styles.line} ${styles.head}`} aria-hidden="true">
          <span className={styles.corner} />
          {columns.map((type) => (
            <span key={type.id} className={styles.columnTitle}>
              {type.label}
            </span>
          ))}
        </div>
        {rowsFirst(view.matrix.dimensions, mine).map((dimension) => (
          <section key={dimension.id} className={styles.line} aria-label={dimension.label}>
            <div className={styles.rowTitle}>
              <div className={styles.rowName}>
                <h2>{dimension.label}</h2>
                <ShowThis view={view} round={round} place={{ kind: 'row', id: dimension.id }} name={t('attend.place.row', { name: dimension.label })} />
              </div>
            </div>
            {columns.map((type) => {
              const cell = cellId(dimension.id, type.id)
              const content = arranged.get(cell) ?? NOTHING
              const label = cellName(view.matrix, cell)
              return (
                <TableCell
                  key={cell}
                  cell={cell}
                  label={label}
                  heading={
                    <div className={styles.cellHead}>
                      <h3 className={styles.count}>
                        <span className="visually-hidden">{label}: </span>
                        {t('table.notes', { count: content.count })}
                        <Unrevealed cell={cell} />
                      </h3>
                      <ShowThis view={view} round={round} place={{ kind: 'cell', id: cell }} name={label} />
                    </div>
                  }
                  content={content}
                  question={questionOf(view.matrix, round.prompts, cell)}
                  isBoxOpen={isBoxAt(cell)}
                  renderNotes={renderNotes}
                />
              )
            })}
          </section>
        ))}
      </div>
      <section className={styles.parking} aria-label={t('table.parking')}>
        <h2 className={styles.parkingTitle}>{t('table.parking')}</h2>
        <TableCell
          cell={null}
          label={t('table.parking')}
          heading={
            <p className={styles.count}>
              {t('table.notes', { count: parking.count })}
              <Unrevealed cell={null} />
            </p>
          }
          content={parking}
          question={t('table.parkingText')}
          isBoxOpen={isBoxAt(null)}
          renderNotes={(content) => renderNotes(content, true)}
        />
      </section>
    </div>
  )
}
