import type { NoteFate } from '@stocktake/shared/fate'
import { cellId } from '@stocktake/shared/matrix'
import type { RoundRecord } from '@stocktake/shared/record'
import { questionOf } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'
import { RecordCell } from './RecordNote.tsx'
import { clustersIn, columnsUsed, comparedRows, countIn, parkedIn } from './RecordRows.ts'

export interface RecordOnShow {
  record: RoundRecord
  fates: ReadonlyMap<string, NoteFate>
}

interface RecordMatrixProps extends RecordOnShow {
  onShowLineage: (round: number, noteId: string) => void
}

/** The matrix of a closed round as one table, for wide pages and for paper. */
export function RecordMatrix({ record, fates, onShowLineage }: RecordMatrixProps) {
  const t = useWords()
  const columns = columnsUsed(record)
  const parked = parkedIn(record)
  const show = (noteId: string) => onShowLineage(record.round.number, noteId)
  return (
    <>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{t('round.matrixOf', { round: record.round.number })}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {record.matrix.dimensions.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => {
                const cell = cellId(row.id, column.id)
                return (
                  <td key={column.id}>
                    <p className={styles.prompt}>{questionOf(record.matrix, record.round.prompts, cell)}</p>
                    <RecordCell record={record} clusters={clustersIn(record, cell)} fates={fates} onShowLineage={show} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {parked.length > 0 && (
        <section className={styles.parked} aria-label={t('round.parked', { count: countIn(parked) })}>
          <h3>{t('round.parked', { count: countIn(parked) })}</h3>
          <RecordCell record={record} clusters={parked} fates={fates} onShowLineage={show} />
        </section>
      )}
    </>
  )
}

interface RecordListProps {
  /** One round for a narrow page, or two beside each other. */
  shown: readonly RecordOnShow[]
  onShowLineage: (round: number, noteId: string) => void
}

/** The same as headings and lists, cell by cell; with two rounds the cells stand beside each other. */
export function RecordList({ shown, onShowLineage }: RecordListProps) {
  const t = useWords()
  const sides = (clustersOf: (record: RoundRecord) => ReturnType<typeof clustersIn>) => (
    <div className={styles.sides}>
      {shown.map(({ record, fates }) => {
        const clusters = clustersOf(record)
        return (
          <div key={record.round.number} className={styles.sideCell}>
            <p className={styles.sideTitle}>
              {shown.length > 1 && <strong>{t('lineage.round', { round: record.round.number })} </strong>}
              {t('round.notes', { count: countIn(clusters) })}
            </p>
            <RecordCell record={record} clusters={clusters} fates={fates} onShowLineage={(noteId) => onShowLineage(record.round.number, noteId)} />
          </div>
        )
      })}
    </div>
  )
  return (
    <div className={styles.rows}>
      {comparedRows(shown.map(({ record }) => record)).map(({ row, columns }) => (
        <section key={row.id} className={styles.row} aria-label={row.label}>
          <h3 className={styles.rowTitle}>{row.label}</h3>
          {columns.map((column) => (
            <section key={column.id} aria-label={`${row.label}, ${column.short}`}>
              <h4 className={styles.columnTitle}>{column.short}</h4>
              {sides((record) => clustersIn(record, cellId(row.id, column.id)))}
            </section>
          ))}
        </section>
      ))}
      {shown.some(({ record }) => parkedIn(record).length) && (
        <section className={styles.row} aria-label={t('round.parkingLot')}>
          <h3 className={styles.rowTitle}>{t('round.parkingLot')}</h3>
          {sides(parkedIn)}
        </section>
      )}
    </div>
  )
}
