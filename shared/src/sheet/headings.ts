/** What a column of a list is about. */
export type Heading = 'text' | 'row' | 'column' | 'cell' | 'group'

/** Words that head such a column, in English and Welsh, as `plainly` writes them. */
const HEADINGS: Readonly<Record<Heading, string>> = {
  text: 'text, note, notes, note text, note texts, idea, ideas, comment, comments, response, responses, answer, answers, content, sticky, sticky note, sticky notes, post it, statement, testun, nodyn, nodiadau, syniad, syniadau, sylw, sylwadau, ateb, atebion',
  row: 'row, row name, dimension, dimension of change, dimensions, rhes, dimensiwn',
  column: 'column, column name, type, type of intelligence, intelligence, intelligence type, colofn, math',
  cell: 'cell, matrix cell, cell of the matrix, place, where, cell of matrix, lle',
  group: 'group, groups, team, stakeholder, stakeholder group, organisation, organization, grwp',
}
const BY_WORDS = new Map(Object.entries(HEADINGS).flatMap(([kind, words]) => words.split(', ').map((word): [string, Heading] => [word, kind as Heading])))

/** Words without capitals, accents and signs. */
export const plainly = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const headingOf = (cell: string): Heading | undefined => BY_WORDS.get(plainly(cell))
