import type { GroupMark } from '../session.ts'
import { counted, shortened } from './words.ts'

/** Figures as data, each with what it says in words. How they are drawn is elsewhere; that they can be read is here. */

export type Figure = MatrixFigure | CoverageFigure | FlowFigure | VotesFigure | GapFigure

/** How many notes each cell has; null for a cell that was not asked for. */
export interface MatrixFigure {
  kind: 'matrix'
  columns: string[]
  rows: { label: string; counts: (number | null)[] }[]
}

/** How many notes each group wrote in each row and column of the matrix. */
export interface CoverageFigure {
  kind: 'coverage'
  /** Rows of the matrix, then columns. */
  parts: { title: string; labels: string[] }[]
  groups: { mark: GroupMark; total: number; counts: number[][] }[]
}

/** How notes went from round to round. */
export interface FlowFigure {
  kind: 'flow'
  rounds: { number: number; title: string; notes: number; added: number; goesOn: number }[]
  /** Notes of `to` that came from notes of `from`. */
  links: { from: number; to: number; notes: number }[]
}

/** What got how many votes; disagreement where it could be said. */
export interface VotesFigure {
  kind: 'votes'
  items: { text: string; lang?: string; votes: number; disagree: number | null; group: GroupMark | null }[]
}

/** One row of the matrix as a way: from now to what is wanted, with what stands against it and what helps. */
export interface GapFigure {
  kind: 'gap'
  strips: { label: string; current: GapEnd; desired: GapEnd; barriers: GapEnd & { tested: number; believed: number }; enablers: GapEnd }[]
}

export interface GapEnd {
  notes: number
  /** The strongest wording; empty where there is none. */
  text: string
}

/** What a figure shows, in words. */
export function figureWords(figure: Figure): string {
  switch (figure.kind) {
    case 'matrix':
      return sentences(
        figure.rows.map(({ label, counts }) => {
          const told = counts.flatMap((count, i) => (count === null ? [] : `${figure.columns[i]} ${count}`))
          return told.length ? `${label}: ${told.join(', ')}` : ''
        }),
      )
    case 'coverage':
      return sentences(
        figure.groups.map(({ mark, total, counts }) => {
          const parts = counts.flatMap((own, part) => own.flatMap((count, i) => (count ? `${figure.parts[part]?.labels[i]} ${count}` : [])))
          return `${mark.label}: ${counted(total, 'note')}${parts.length ? ` (${parts.join(', ')})` : ''}`
        }),
      )
    case 'flow':
      return sentences(
        figure.rounds.map(({ number, notes, added, goesOn }) => {
          const came = figure.links.filter((link) => link.to === number).map((link) => `${link.notes} came from round ${link.from}`)
          return `Round ${number}: ${counted(notes, 'note')}, ${[`${added} new`, ...came].join(', ')}; ${goesOn} went on`
        }),
      )
    case 'votes':
      return sentences(
        figure.items.map(
          ({ text, votes, disagree }) => `“${shortened(text, 80)}”: ${counted(votes, 'vote')}${disagree ? `, ${disagree} strongly disagree` : ''}`,
        ),
      )
    case 'gap':
      return sentences(
        figure.strips.map(
          ({ label, current, desired, barriers, enablers }) =>
            `${label}: from ${end(current, 'nothing written')} to ${end(desired, 'nothing written')}; ${counted(barriers.notes, 'barrier')} (${barriers.tested} tested, ${barriers.believed} believed), ${counted(enablers.notes, 'enabler')}`,
        ),
      )
  }
}

const end = ({ text, notes }: GapEnd, none: string) => (text ? `“${text}”${notes > 1 ? ` and ${notes - 1} more` : ''}` : none)
const sentences = (parts: readonly string[]) =>
  parts
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
