import type { IntelligenceType, Matrix } from './session.ts'

/** The id of a cell is `<dimension id>/<intelligence type id>`: it survives renaming and reordering. */
export const cellId = (dimensionId: string, typeId: string) => `${dimensionId}/${typeId}`

export function splitCell(cell: string): { dimensionId: string; typeId: string } | undefined {
  const [dimensionId, typeId, more] = cell.split('/')
  return dimensionId && typeId && more === undefined ? { dimensionId, typeId } : undefined
}

/** The cells of a matrix with the given columns, row by row. */
export const cellsOf = (matrix: Matrix, columns: readonly string[]) =>
  matrix.dimensions.flatMap((dimension) => columnsOf(matrix, columns).map((type) => cellId(dimension.id, type.id)))

/** The columns in use, in the matrix' own order, whatever order they were switched on in. */
export const columnsOf = (matrix: Matrix, columns: readonly string[]): IntelligenceType[] =>
  matrix.intelligenceTypes.filter((type) => columns.includes(type.id))

/** What a cell is called for people: "Practice, Barriers"; the parking lot for no cell; an unknown cell says so. */
export function cellName(matrix: Matrix, cell: string | null, parking = 'Parking lot'): string {
  const parts = cell === null ? undefined : splitCell(cell)
  const dimension = matrix.dimensions.find((d) => d.id === parts?.dimensionId)
  const type = matrix.intelligenceTypes.find((t) => t.id === parts?.typeId)
  return dimension && type ? `${dimension.label}, ${type.short}` : parking
}

/** Four dimensions of change by seven types of intelligence (PRSB implementation toolkits, stocktake resources). */
export const DEFAULT_MATRIX: Matrix = {
  dimensions: [
    { id: 'policy', label: 'Policy' },
    { id: 'practice', label: 'Practice' },
    { id: 'culture', label: 'Culture' },
    { id: 'technology', label: 'Technology' },
  ],
  intelligenceTypes: [
    { id: 'current', label: 'Current practice', short: 'Current', core: true },
    { id: 'desired', label: 'Desired future practice', short: 'Desired future', core: true },
    { id: 'plans', label: 'Plans for implementation', short: 'Plans', core: false },
    { id: 'barriers', label: 'Real/perceived barriers', short: 'Barriers', core: true },
    { id: 'enablers', label: 'Enablers', short: 'Enablers', core: true },
    { id: 'motivations', label: 'Motivations for change and enhancement', short: 'Motivations', core: false },
    { id: 'success', label: 'What success will look like', short: 'Success', core: false },
  ],
}

export const CORE_COLUMNS: readonly string[] = ['current', 'desired', 'barriers', 'enablers']
