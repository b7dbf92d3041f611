import { cellId, columnsOf, splitCell } from '@stocktake/shared/matrix'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { rowsFirst } from '../sync/myTable.ts'
import { ShowThis } from '../sync/ShowThis.tsx'
import { Button } from '../ui/Button.tsx'
import { cellName, questionOf } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { type CellNotes, PARKING } from './arrange.ts'
import { TableCell } from './TableCell.tsx'
import { useTable } from './TableContext.ts'
import type { TableParts } from './TableMatrix.tsx'
import styles from './TableRows.module.css'
import { Unrevealed } from './Unrevealed.tsx'

const NOTHING: CellNotes = { themes: [], loose: [], count: 0 }

/** One row at a time, its columns one under the other: the matrix for narrow screens. */
export function TableRows({ arranged, isBoxAt, renderNotes, reveal }: TableParts & { reveal: { cell: string | null } | null }) {
  const t = useWords()
  const { view, round, mine } = useTable()
  const dimensions = useMemo(() => rowsFirst(view.matrix.dimensions, mine), [view.matrix.dimensions, mine])
  const [chosen, setChosen] = useState<string>(dimensions[0]?.id ?? PARKING)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const columns = columnsOf(view.matrix, round.columns)
  const row = dimensions.find(({ id }) => id === chosen)
  const parking = arranged.get(PARKING) ?? NOTHING
  const countOf = (id: string) => columns.reduce((sum, type) => sum + (arranged.get(cellId(id, type.id))?.count ?? 0), 0)

  useEffect(() => {
    if (!reveal) return
    const { cell } = reveal
    setChosen(dimensions.find(({ id }) => id === splitCell(cell ?? '')?.dimensionId)?.id ?? PARKING)
    setFolded((before) => new Set([...before].filter((each) => each !== cell)))
  }, [reveal, dimensions])

  // Who sits down at a table is at its first row, and stays wherever they go from there.
  const table = mine?.table.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: only sitting down moves anybody
  useEffect(() => {
    if (mine?.cells && dimensions[0]) setChosen(dimensions[0].id)
  }, [table])

  const fold = (cell: string) => {
    const next = new Set(folded)
    if (!next.delete(cell)) next.add(cell)
    setFolded(next)
  }

  return (
    <div className={styles.rows}>
      <nav className={styles.chips} aria-label={t('table.rows')}>
        {[...dimensions.map(({ id, label }) => ({ id, label, count: countOf(id) })), { id: PARKING, label: t('table.parking'), count: parking.count }].map(
          (chip) => (
            <Button
              key={chip.id}
              size="small"
              className={styles.chip ?? ''}
              variant={chip.id === chosen ? 'primary' : 'quiet'}
              aria-pressed={chip.id === chosen}
              aria-label={`${chip.label}, ${t('table.notes', { count: chip.count })}`}
              onPress={() => setChosen(chip.id)}
            >
              {chip.label} <span className="tabular">{chip.count}</span>
            </Button>
          ),
        )}
      </nav>
      {row ? (
        <section className={styles.row} aria-label={row.label}>
          <div className={styles.head}>
            <h2 className={styles.rowTitle}>{row.label}</h2>
            <ShowThis view={view} round={round} place={{ kind: 'row', id: row.id }} name={t('attend.place.row', { name: row.label })} />
          </div>
          {columns.map((type) => {
            const cell = cellId(row.id, type.id)
            const content = arranged.get(cell) ?? NOTHING
            const isFolded = folded.has(cell)
            return (
              <TableCell
                key={cell}
                cell={cell}
                label={cellName(view.matrix, cell)}
                heading={
                  <div className={styles.head}>
                    <h3 className={styles.columnTitle}>
                      <Button
                        className={styles.fold ?? ''}
                        aria-expanded={!isFolded}
                        icon={isFolded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
                        onPress={() => fold(cell)}
                      >
                        <span>{type.label}</span>
                        <span className={styles.count}>
                          {t('table.notes', { count: content.count })}
                          <Unrevealed cell={cell} />
                        </span>
                      </Button>
                    </h3>
                    <ShowThis view={view} round={round} place={{ kind: 'cell', id: cell }} name={cellName(view.matrix, cell)} />
                  </div>
                }
                content={content}
                question={questionOf(view.matrix, round.prompts, cell)}
                isBoxOpen={isBoxAt(cell)}
                renderNotes={renderNotes}
                isFolded={isFolded}
              />
            )
          })}
        </section>
      ) : (
        <section className={styles.row} aria-label={t('table.parking')}>
          <h2 className={styles.rowTitle}>{t('table.parking')}</h2>
          <TableCell
            cell={null}
            label={t('table.parking')}
            heading={null}
            content={parking}
            question={t('table.parkingText')}
            isBoxOpen={isBoxAt(null)}
            renderNotes={(content) => renderNotes(content, true)}
          />
        </section>
      )}
    </div>
  )
}
