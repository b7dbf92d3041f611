import { guard } from '@stocktake/shared/report/formulaGuard'
import type { Table } from '@stocktake/shared/report/tables/table'
import { stringify } from 'csv-stringify/sync'

/** A table as text: UTF-8 with a byte order mark, CRLF between rows, every text in quotes, line breaks kept inside them. */
export function csvOf({ columns, rows }: Table): Buffer {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guard(cell) : cell)))
  return Buffer.from(stringify([columns.map(({ label }) => label), ...cells], { bom: true, record_delimiter: 'windows', quoted_string: true }))
}
