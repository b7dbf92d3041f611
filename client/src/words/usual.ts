import { cellName as nameOfCell } from '@stocktake/shared/matrix'
import type { RoundRecord } from '@stocktake/shared/record'
import type { Group, Matrix, Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useMemo } from 'react'
import first from './en.ts?first'
import { type Catalogue, useSpoken } from './spoken.ts'
import { type WordKey, words } from './words.ts'

/** What a new stocktake begins with, by what it says in English: the key that says it in every language. */
const keys = new Map<string, WordKey>()
function learn(part: Catalogue, above: string) {
  for (const [name, value] of Object.entries(part)) {
    const key = `usual.${above}${name}` as WordKey
    if (typeof value === 'string') keys.set(value, key)
    else learn(value, `${above}${name}.`)
  }
}
learn(first.usual as Catalogue, '')

/** A text of a stocktake in the reader's language if it is still the usual one; what people wrote stays as it is. */
export function usual(text: string): string {
  const key = keys.get(text)
  return key === undefined ? text : words(key)
}

/** What a cell is called; the parking lot for none. */
export const cellName = (matrix: Matrix, cell: string | null): string => nameOfCell(matrix, cell, words('table.parking'))

/** The question of a cell in a round: the facilitator's own, else the usual one in the reader's language. */
export function questionOf(matrix: Matrix, prompts: Readonly<Record<string, string>>, cell: string): string {
  const own = prompts[cell]?.trim()
  if (own) return usual(own)
  const key = `usual.questions.${cell}` as WordKey
  const question = words(key)
  return question === key ? words('usual.question', { cell: cellName(matrix, cell) }) : question
}

/** A matrix to read, in the language of the page where its names are the usual ones. */
const readableMatrix = (matrix: Matrix): Matrix => ({
  dimensions: matrix.dimensions.map((row) => ({ ...row, label: usual(row.label) })),
  intelligenceTypes: matrix.intelligenceTypes.map((column) => ({ ...column, label: usual(column.label), short: usual(column.short) })),
})
/** Groups under the names that their reader knows. */
const readableGroups = <Each extends Pick<Group, 'label' | 'short'>>(groups: readonly Each[]): Each[] =>
  groups.map((group) => ({ ...group, label: usual(group.label), short: usual(group.short) }))

const readableRound = (round: Round): Round => ({
  ...round,
  title: usual(round.title),
  question: usual(round.question),
  steps: round.steps.map((step) => ({ ...step, title: usual(step.title), instruction: usual(step.instruction) })),
})

/** A stocktake to read: what it began with in the language of the page, where nobody changed it. Not to be changed and sent back. */
export function readable<View extends Pick<SessionView, 'matrix' | 'rounds' | 'groups'>>(view: View): View {
  if (useSpoken.getState().language === 'en') return view
  return { ...view, matrix: readableMatrix(view.matrix), rounds: view.rounds.map(readableRound), groups: readableGroups(view.groups) }
}

/** What a round left, to read. */
export const readableRecord = (record: RoundRecord): RoundRecord => ({
  ...record,
  matrix: readableMatrix(record.matrix),
  groups: readableGroups(record.groups),
  round: { ...record.round, title: usual(record.round.title), question: usual(record.round.question) },
})

/** A stocktake to read, for a component. */
export function useReadable<View extends SessionView | null>(view: View): View {
  const say = useSpoken((state) => state.say)
  // biome-ignore lint/correctness/useExhaustiveDependencies: who speaks is another one whenever there is more to say
  return useMemo(() => view && readable(view), [view, say])
}
