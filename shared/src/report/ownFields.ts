/**
 * Names of what facilitators write into reports: the report (`series` or `round-2`), and what it is. Names hold ids, so
 * a text stays in its place when rows and columns are renamed.
 */

/** Texts that a report has once. */
const ONCE = ['summary', 'why', 'otherwise', 'next', 'route'] as const
export type OwnText = (typeof ONCE)[number]

/** The sections that can be commented on. */
const COMMENTED = [
  'people',
  'stimulus',
  'matrix',
  'votes',
  'contradictions',
  'ledger',
  'forward',
  'comparison',
  'coverage',
  'gaps',
  'barriers',
  'travels',
  'limits',
] as const
export type Commented = (typeof COMMENTED)[number]

/** The sections of the series report that say something of each row of the matrix. */
const BY_ROW = ['current', 'desired', 'barriers', 'enablers', 'motivations'] as const
export type ByRow = (typeof BY_ROW)[number]

const scope = (round: number | null) => (round === null ? 'series' : `round-${round}`)
export const ownField = (round: number | null, text: OwnText) => `${scope(round)}/${text}`
export const commentField = (round: number | null, section: Commented) => `${scope(round)}/comment/${section}`
export const cellField = (round: number, cell: string) => `${scope(round)}/cell/${cell}`
export const rowField = (section: ByRow, row: string) => `series/row/${section}/${row}`

export type FieldPlace = { round: number | null } & ({ kind: 'own' | 'comment' } | { kind: 'cell' | 'row'; id: string })

/** What a field is, or undefined for a name that no report has. */
export function fieldPlace(field: string): FieldPlace | undefined {
  const [of = '', what = '', ...rest] = field.split('/')
  const number = /^round-([1-9]\d{0,5})$/.exec(of)?.[1]
  if (of !== 'series' && number === undefined) return undefined
  const round = number === undefined ? null : Number(number)
  const [first = '', second = ''] = rest
  if (rest.length === 0 && ONCE.some((one) => one === what)) return { round, kind: 'own' }
  if (rest.length === 1 && what === 'comment' && COMMENTED.some((one) => one === first)) return { round, kind: 'comment' }
  if (rest.length === 2 && what === 'cell' && round !== null) return { round, kind: 'cell', id: `${first}/${second}` }
  if (rest.length === 2 && what === 'row' && round === null && BY_ROW.some((one) => one === first)) return { round, kind: 'row', id: second }
  return undefined
}
