import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { questionOf } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Print.module.css'

/** The empty matrix on one sheet: in each cell its question, and room to write by hand. */
export function PrintHandOut({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const columns = columnsOf(view.matrix, round.columns)
  return (
    <>
      <p className={styles.lines}>
        <span>{t('print.groupLine')}:</span>
        <span>{t('print.nameLine')}:</span>
      </p>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {columns.map((type) => (
              <th key={type.id} scope="col">
                {type.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.matrix.dimensions.map((row) => (
            <tr key={row.id} style={{ height: `${100 / view.matrix.dimensions.length}%` }}>
              <th scope="row">{row.label}</th>
              {columns.map((type) => (
                <td key={type.id}>
                  <p className={styles.prompt}>{questionOf(view.matrix, round.prompts, cellId(row.id, type.id))}</p>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
