import { cellId, splitCell } from '@stocktake/shared/matrix'

export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** The cell that lies one step off and may be written in, over those that may not; round the edge to the other side. */
export function stepCell(
  cell: string | null,
  key: ArrowKey,
  rows: readonly string[],
  columns: readonly string[],
  mayEnter: (cell: string) => boolean,
): string | undefined {
  const at = cell === null ? undefined : splitCell(cell)
  const isAcross = key === 'ArrowLeft' || key === 'ArrowRight'
  const line = isAcross ? columns : rows
  const by = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
  const from = at ? line.indexOf(isAcross ? at.typeId : at.dimensionId) : by > 0 ? -1 : 0
  const [row = '', column = ''] = at ? [at.dimensionId, at.typeId] : [rows[0], columns[0]]
  for (let steps = 1; steps <= line.length; steps++) {
    const to = line[(from + by * steps + line.length * steps) % line.length]
    if (to === undefined) return undefined
    const next = isAcross ? cellId(row, to) : cellId(to, column)
    if (next !== cell && mayEnter(next)) return next
  }
  return undefined
}
