import { type Block, type Section, section, type TableCell, table } from '../blocks.ts'
import { heat } from '../coverage.ts'
import { type Figure, figureWords } from '../figures.ts'
import type { CellModel, MatrixModel, NoteRow } from '../model.ts'
import { cellField, commentField } from '../ownFields.ts'
import { byVotes, noteLine, own, packRound, type Source } from '../source.ts'
import { counted, shortened } from '../words.ts'

/** The filled matrix on one page, and then cell by cell. */

export function matrixSection(source: Source): Section {
  const { number, matrix } = packRound(source)
  const most = Math.max(0, ...matrix.rows.flatMap(({ cells }) => cells.map(({ notes }) => notes.length)))
  const rows = matrix.rows.map(({ label, cells }): TableCell[] => [
    { text: label },
    ...cells.map((cell): TableCell => ({ text: cellWords(source, number, cell), heat: heat(cell.notes.length, most) })),
  ])
  const width = 86 / Math.max(1, matrix.columns.length)
  return section('matrix', 'The matrix on one page', [
    table('Summary and number of notes by cell', [['', 14], ...matrix.columns.map(({ label }) => [label, width] as const)], rows, true),
    ...(matrix.unplaced.length ? [{ kind: 'paragraph' as const, text: `In the parking lot: ${counted(matrix.unplaced.length, 'note')}.` }] : []),
    figure(matrixFigure(matrix), 'Where people wrote: notes by cell'),
    own(source, commentField(number, 'matrix'), 'Comment on the matrix'),
  ])
}

/** The summary of a cell, or else its strongest note; how many notes; that nobody wrote. */
function cellWords(source: Source, round: number, cell: CellModel): string {
  if (!cell.notes.length) return cell.inUse ? cell.words : 'Not asked in this round'
  const written = own(source, cellField(round, cell.cell), '').text.trim()
  const strongest = byVotes(cell.notes).find((note) => note.text.trim())
  const words = written || (strongest ? `“${shortened(strongest.text)}”` : '')
  return [words, `${cell.words}${cell.votes ? `, ${counted(cell.votes, 'vote')}` : ''}`].filter(Boolean).join('\n')
}

const matrixFigure = ({ columns, rows }: MatrixModel): Figure => ({
  kind: 'matrix',
  columns: columns.map(({ short }) => short),
  rows: rows.map(({ label, cells }) => ({ label, counts: cells.map(({ inUse, notes }) => (inUse || notes.length ? notes.length : null)) })),
})

export const figure = (made: Figure, caption: string): Block => ({ kind: 'figure', figure: made, caption, text: figureWords(made) })

/** Every note, by row, cell and theme. With the facilitator's summary of each cell where it can be written. */
export function cellsSection(source: Source, round: { number: number; matrix: MatrixModel }, id = 'cells', title = 'Cell by cell'): Section {
  const { number, matrix } = round
  const isPack = source.round === number
  return section(
    id,
    title,
    [],
    [
      ...matrix.rows.map((row) => {
        const asked = row.cells.filter((cell) => cell.inUse || cell.notes.length)
        // A list of every note says in a line where there is none; a pack has a place for each cell.
        const empty = isPack ? [] : asked.filter((cell) => !cell.notes.length)
        return section(
          `${id}-${row.id}`,
          row.label,
          empty.length ? [{ kind: 'paragraph', text: `Nobody wrote in: ${empty.map(({ column }) => column).join(', ')}.`, look: 'quiet' }] : [],
          asked
            .filter((cell) => !empty.includes(cell))
            .map((cell) =>
              section(`${id}-${cell.cell.replace('/', '-')}`, `${cell.row}: ${cell.column}`, [
                ...(isPack && cell.notes.length ? [own(source, cellField(number, cell.cell), `Summary of ${cell.row}, ${cell.column}`)] : []),
                ...noteBlocks(cell.notes, cell.words),
              ]),
            ),
        )
      }),
      ...(matrix.unplaced.length ? [section(`${id}-parking`, 'Parking lot', noteBlocks(matrix.unplaced, ''))] : []),
    ],
  )
}

/** Notes under their themes, themes with most notes first; those without a theme come last. */
export function noteBlocks(notes: readonly NoteRow[], empty: string): Block[] {
  if (!notes.length) return empty ? [{ kind: 'paragraph', text: `${empty}.`, look: 'quiet' }] : []
  const themes = new Map<string, NoteRow[]>()
  for (const note of notes) themes.set(note.theme, [...(themes.get(note.theme) ?? []), note])
  const named = [...themes].filter(([theme]) => theme).sort(([, a], [, b]) => b.length - a.length)
  const rest = themes.get('') ?? []
  return [
    ...named.flatMap(([theme, own]): Block[] => [
      { kind: 'paragraph', text: `${theme} (${counted(own.length, 'note')})`, look: 'strong' },
      { kind: 'notes', notes: byVotes(own).map(noteLine) },
    ]),
    ...(rest.length
      ? [
          ...(named.length ? [{ kind: 'paragraph' as const, text: 'Without a theme', look: 'strong' as const }] : []),
          { kind: 'notes' as const, notes: byVotes(rest).map(noteLine) },
        ]
      : []),
  ]
}
