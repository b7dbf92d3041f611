import { type Figures, type Load, percentile } from './load.ts'
import type { ServerName } from './servers.ts'

/** What became of the runs of one load: the rows of each server, and why some have none. */
export interface Outcome {
  found: Map<ServerName, Map<string, Figures[]>>
  failed: Map<ServerName, string[]>
}

const FLOORS: readonly ServerName[] = ['bare', 'batched']

/** One row a server, medians or the worst, and what it cost as a multiple of those that only pass messages on. */
export function table({ title, ratios = [], worst, least = [] }: Load, { found, failed }: Outcome): string {
  const combine = (column: string, values: readonly number[]) =>
    worst ? (least.includes(column) ? Math.min(...values) : Math.max(...values)) : percentile(values, 0.5)
  const rows = new Map<string, Map<ServerName, Figures>>()
  const columns = new Set<string>()
  for (const [server, byRow] of found)
    for (const [row, all] of byRow) {
      const figures: Figures = {}
      for (const column of new Set(all.flatMap(Object.keys))) {
        columns.add(column)
        figures[column] = combine(
          column,
          all.flatMap((one) => one[column] ?? []),
        )
      }
      rows.set(row, (rows.get(row) ?? new Map()).set(server, figures))
    }
  const floors = FLOORS.filter((floor) => found.has(floor))
  const compared = ratios.flatMap((column) => floors.map((floor) => ({ column, floor })))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const names = [...columns, ...compared.map(({ column, floor }) => `${column.replace(/ [%s]$/, '')} / ${floor}`)]

  let text = line([title, ...names]) + line(['---', ...names.map(() => '--:')])
  for (const [row, servers] of rows)
    for (const [server, figures] of servers)
      text += line([
        row ? `${row}: ${server}` : server,
        ...[...columns].map((column) => written(column, figures[column])),
        ...compared.map(({ column, floor }) => written('ratio', (figures[column] ?? Number.NaN) / (servers.get(floor)?.[column] ?? Number.NaN))),
      ])
  for (const [server, whys] of failed)
    text += line([server, `did not finish (${whys.length}): ${whys[0]?.replaceAll('\n', ' ').slice(0, 200)}`, ...names.slice(1).map(() => '')])
  return text
}

function written(column: string, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-'
  if (Number.isInteger(value)) return String(value)
  if (Math.abs(value) < 1) return value.toFixed(3)
  return value.toFixed(/( s| MB|ratio)$|^MB/.test(column) ? 2 : 1)
}
