import { type Block, type Section, section, type TableCell, table, tableOr } from '../blocks.ts'
import { TEAM_AND_GUESTS } from '../counts.ts'
import { heat } from '../coverage.ts'
import type { Figure } from '../figures.ts'
import type { NoteRow } from '../model.ts'
import { commentField } from '../ownFields.ts'
import { byVotes, markOf, own, type Source } from '../source.ts'
import { counted, shortened } from '../words.ts'
import { figure, noteBlocks } from './matrix.ts'

/** What a report says of the whole: who wrote where, the way from now to what is wanted, what was tested, and its limits. */

/** The columns that these sections are about, by id: stocktakes may rename them, and may do without. */
const COLUMN = { current: 'current', desired: 'desired', barriers: 'barriers', enablers: 'enablers' } as const
export const inColumn = (notes: readonly NoteRow[], column: string) => notes.filter(({ cell }) => cell?.endsWith(`/${column}`))
const inRow = (notes: readonly NoteRow[], row: string) => notes.filter(({ cell }) => cell?.startsWith(`${row}/`))

export function coverageSection(source: Source): Section {
  const { model, session, round } = source
  const { dimensions, intelligenceTypes } = session.matrix
  const columns = intelligenceTypes.filter(
    ({ id }) => inColumn(model.notes, id).length || model.rounds.some(({ matrix }) => matrix.columns.some((column) => column.id === id)),
  )
  const groups = model.groups.map((group) => {
    const mine = model.notes.filter((note) => note.group?.id === group.id)
    return {
      mark: markOf(group),
      total: mine.length,
      counts: [dimensions.map(({ id }) => inRow(mine, id).length), columns.map(({ id }) => inColumn(mine, id).length)],
    }
  })
  const isAnonymous = session.settings.attribution === 'anonymous'
  const most = Math.max(0, ...groups.flatMap(({ counts }) => counts.flat()))
  const made: Figure = {
    kind: 'coverage',
    parts: [
      { title: 'Rows', labels: dimensions.map(({ label }) => label) },
      { title: 'Columns', labels: columns.map(({ short }) => short) },
    ],
    groups,
  }
  return section('coverage', 'Who wrote where', [
    ...(isAnonymous
      ? [{ kind: 'paragraph' as const, text: 'Notes are anonymous, so they are not counted by group.', look: 'quiet' as const }]
      : [
          figure(made, 'Notes by group, in rows and columns of the matrix'),
          table(
            'Notes by group and row',
            [['Group', 28], ...dimensions.map(({ label }) => [label, 54 / dimensions.length] as const), ['Parking lot', 10], ['All', 8]],
            groups.map(({ mark, total, counts }): TableCell[] => {
              const byRow = counts[0] ?? []
              return [
                { text: mark.label, mark },
                ...byRow.map((count): TableCell => ({ text: String(count), heat: heat(count, most) })),
                { text: String(total - byRow.reduce((sum, count) => sum + count, 0)) },
                { text: String(total) },
              ]
            }),
            true,
          ),
        ]),
    ...emptyBlocks(source),
    own(source, commentField(round, 'coverage'), 'Comment on who wrote where'),
  ])
}

function emptyBlocks({ model, session, round }: Source): Block[] {
  const { dimensions, intelligenceTypes } = session.matrix
  return model.rounds.flatMap(({ number }): Block[] => {
    const empty = model.coverage.emptyCells[number] ?? []
    const where = round === null ? ` in round ${number}` : ''
    if (!empty.length) return [{ kind: 'paragraph', text: `Every cell that was asked for has a note${where}.` }]
    const items = dimensions.flatMap(({ id, label }) => {
      const columns = intelligenceTypes.filter((column) => empty.includes(`${id}/${column.id}`)).map((column) => column.label)
      return columns.length ? [{ text: `${label}: ${columns.join(', ')}` }] : []
    })
    return [
      { kind: 'paragraph', text: `Where nobody wrote${where} (${counted(empty.length, 'cell')})`, look: 'strong' },
      { kind: 'list', items },
    ]
  })
}

/** From now to what is wanted, row by row. Undefined where nobody was asked for both. */
export function gapsSection(source: Source, notes: readonly NoteRow[]): Section | undefined {
  const isTold = (column: string) => source.model.rounds.some(({ matrix }) => matrix.columns.some(({ id }) => id === column))
  if (!isTold(COLUMN.current) || !isTold(COLUMN.desired)) return undefined
  const { session, round } = source
  const strips = session.matrix.dimensions.map(({ id, label }) => {
    const of = (column: string) => {
      const own = byVotes(inColumn(inRow(notes, id), column))
      return { notes: own.length, text: shortened(own.find(({ text }) => text.trim())?.text ?? '', 140) }
    }
    const barriers = inColumn(inRow(notes, id), COLUMN.barriers)
    return {
      label,
      current: of(COLUMN.current),
      desired: of(COLUMN.desired),
      barriers: { ...of(COLUMN.barriers), tested: howMany(barriers, 'tested'), believed: howMany(barriers, 'believed') },
      enablers: of(COLUMN.enablers),
    }
  })
  return section('gaps', 'From where we are to where we want to be', [
    { kind: 'paragraph', text: 'Each strip is one row of the matrix, with the note that got most votes in each place.', look: 'quiet' },
    figure({ kind: 'gap', strips }, 'What lies between now and what is wanted'),
    own(source, commentField(round, 'gaps'), 'Comment on the way'),
  ])
}

const howMany = (notes: readonly NoteRow[], tested: 'tested' | 'believed') => notes.filter((note) => note.tested === tested).length

/** Barriers that somebody tested, beside those that are believed. */
export function barrierBlocks(source: Source, notes: readonly NoteRow[]): Block[] {
  const barriers = inColumn(notes, COLUMN.barriers)
  const rows = source.session.matrix.dimensions.map(({ id, label }): string[] => {
    const own = inRow(barriers, id)
    const [tested, believed] = [howMany(own, 'tested'), howMany(own, 'believed')]
    return [label, String(tested), String(believed), String(own.length - tested - believed), String(own.length)]
  })
  const [tested, believed] = [howMany(barriers, 'tested'), howMany(barriers, 'believed')]
  return [
    tableOr(
      'There are no barriers.',
      table(
        'Barriers: tested, believed, not said',
        [
          ['Row', 36],
          ['Tested', 16],
          ['Believed', 16],
          ['Not said', 16],
          ['All', 16],
        ],
        barriers.length ? [...rows, ['All rows', String(tested), String(believed), String(barriers.length - tested - believed), String(barriers.length)]] : [],
        true,
      ),
    ),
  ]
}

export function barriersSection(source: Source): Section | undefined {
  const barriers = inColumn(source.model.notes, COLUMN.barriers)
  if (!barriers.length) return undefined
  return section('barriers', 'Barriers: believed and tested', [
    ...barrierBlocks(source, source.model.notes),
    ...(['tested', 'believed'] as const).flatMap((kind): Block[] => {
      const own = barriers.filter(({ tested }) => tested === kind)
      return own.length
        ? [
            { kind: 'paragraph', text: kind === 'tested' ? 'Tested' : 'Believed, not tested', look: 'strong' },
            ...noteBlocks(
              own.map((note) => ({ ...note, theme: '' })),
              '',
            ),
          ]
        : []
    }),
    own(source, commentField(source.round, 'barriers'), 'Comment on the barriers'),
  ])
}

/** Who was not there, what is missing, and what the reader must not conclude. */
export function limitsSection(source: Source): Section {
  const { model, tellsTogether, round } = source
  const found = new Map<string, number[]>()
  for (const { number, state } of model.rounds) {
    const came = model.attendance.filter((row) => row.round === number)
    const away = came.filter(({ people, group }) => people === 0 && group !== TEAM_AND_GUESTS).map(({ group }) => group)
    const empty = model.coverage.emptyCells[number]?.length ?? 0
    const lacks = [
      came.every(({ people }) => people === 0) ? 'nobody was counted' : away.length ? `nobody came from: ${away.join('; ')}` : 'every group was there',
      ...(empty ? [`nobody wrote in ${counted(empty, 'cell')} that ${empty === 1 ? 'was' : 'were'} asked for`] : []),
      ...(state === 'closed' ? [] : ['things can still change, since it is not closed']),
    ]
    for (const one of lacks) found.set(one, [...(found.get(one) ?? []), number])
  }
  const within = (numbers: readonly number[]) => (round === null ? `In ${numbers.length > 1 ? 'rounds' : 'round'} ${numbers.join(', ')}` : 'In this round')
  const items = [...found].map(([what, numbers]) => `${within(numbers)} ${what}.`)
  const silent = model.groups.filter(({ people, notes }) => people > 0 && notes === 0)
  const withdrawn = model.notes.filter(({ fate }) => fate === 'withdrawn').length
  const ones = model.groups.filter(({ people }) => people === 1)
  const more = [
    ...(silent.length ? [`No note came from: ${silent.map(({ label }) => label).join('; ')}.`] : []),
    ...(ones.length ? [`${ones.map(({ label }) => label).join('; ')}: one person, told by name of the group because the facilitator said so.`] : []),
    ...(tellsTogether ? ['Groups of few people are told together as “Other groups”.'] : []),
    ...(withdrawn ? [`${counted(withdrawn, 'note')} ${withdrawn === 1 ? 'was' : 'were'} withdrawn; they count, and their words are gone.`] : []),
    'Votes say what those who were there found important. They do not measure how many people think so.',
  ]
  return section('limits', 'What this does not tell', [
    { kind: 'list', items: [...items, ...more].map((text) => ({ text })) },
    own(source, commentField(round, 'limits'), 'Comment on the limits'),
  ])
}
