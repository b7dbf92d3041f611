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
export function cellName(matrix: Matrix, cell: string | null): string {
  const parts = cell === null ? undefined : splitCell(cell)
  const dimension = matrix.dimensions.find((d) => d.id === parts?.dimensionId)
  const type = matrix.intelligenceTypes.find((t) => t.id === parts?.typeId)
  return dimension && type ? `${dimension.label}, ${type.short}` : 'Parking lot'
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

/** The guiding question of each cell; a round may say its own (`Round.prompts`). */
export const DEFAULT_PROMPTS: Readonly<Record<string, string>> = {
  'policy/current': 'Which rules, targets, contracts or standing orders shape what you do about this today?',
  'policy/desired': 'If one rule could be rewritten so that the right thing became the easy thing, what would it say?',
  'policy/plans': 'Which policy changes, by which body, in what order, does this depend on?',
  'policy/barriers': 'Which rule stops you, and has anybody ever tested that it does?',
  'policy/enablers': 'What in law, funding or strategy already gives permission?',
  'policy/motivations': 'Who above you needs this to happen, and what for?',
  'policy/success': 'Which rule, measure or report would no longer be needed, or would read differently?',
  'practice/current': 'Walk through the last real time: who did what, when, with which piece of paper or screen?',
  'practice/desired': 'A year from now, the same case: what do you do that you do not do today?',
  'practice/plans': 'What will one team try in the next six weeks, with how many people?',
  'practice/barriers': 'At which moment does it break, and what do people do instead?',
  'practice/enablers': 'Where does it already go well, and what do those people do differently?',
  'practice/motivations': 'What would you get back: time, safety, a better conversation, fewer calls?',
  'practice/success': 'What would an observer see and count?',
  'culture/current': 'What is said here when this comes up, and by whom?',
  'culture/desired': 'How would we treat a disagreement about this if things were well?',
  'culture/plans': 'Who has to change habit first, and who helps them?',
  'culture/barriers': 'What are people afraid of losing: authorship, standing, time, safety?',
  'culture/enablers': 'Whom do people trust on this, and why?',
  'culture/motivations': 'Why did you come into this work, and where does this change touch that?',
  'culture/success': 'What would people say in the corridor?',
  'technology/current': 'Which systems, spreadsheets, paper and phones carry this today, and who types it twice?',
  'technology/desired': 'What should be visible to whom, on which device, at the moment it matters?',
  'technology/plans': 'What has to be specified, bought, connected or switched off, and what does it wait for?',
  'technology/barriers': 'What do you believe the system or the law will not allow, and has it been tried?',
  'technology/enablers': 'What do we own that is not used yet?',
  'technology/motivations': 'What does the supplier, the service desk or the information governance lead gain?',
  'technology/success': 'Which retyping, log-in or phone call would be gone?',
}

/** The question an empty cell shows in a round: the round's own, else the default, else a plain one from the names. */
export function promptOf(matrix: Matrix, prompts: Readonly<Record<string, string>>, cell: string): string {
  const own = prompts[cell]?.trim()
  return own || DEFAULT_PROMPTS[cell] || `What should be written under ${cellName(matrix, cell)}?`
}
