import { type Block, type Report, type Section, section, table, tableOr } from './blocks.ts'
import { cutWords, sayCut } from './cut.ts'
import type { ModelInput, NoteRow } from './model.ts'
import { type ByRow, ownField, rowField } from './ownFields.ts'
import { peopleSection, stimulusSection, summarySection } from './sections/about.ts'
import { cellsSection, noteBlocks } from './sections/matrix.ts'
import { travelsSection } from './sections/travels.ts'
import { contradictionsSection, ledgerSection } from './sections/weighed.ts'
import { barrierBlocks, coverageSection, gapsSection, inColumn, limitsSection } from './sections/whole.ts'
import { lastWordings, markOf, own, type Shared, type Source, sourceOf } from './source.ts'
import { counted, dayWords, idWords, shortened, someOrNo, TITLE_IN_FOOT, timeWords } from './words.ts'

/** The report of a whole series: what was found, and how it came to be. */
export function seriesReport(input: ModelInput, shared?: Shared): Report {
  const source = sourceOf(input, null, shared)
  const { model, session } = source
  const last = lastWordings(source)
  const rounds = model.rounds.map(({ number }) => number)
  const states = model.rounds.map(({ number, stateWords }) => `Round ${number}: ${stateWords}`)
  const report: Report = {
    kind: 'series',
    lang: 'en',
    title: model.series.title,
    subtitle: 'Report of the stocktake',
    sharedObject: model.series.sharedObject,
    facts: [
      { label: 'Rounds', value: spanWords(model.rounds.map(({ date }) => date)) || String(rounds.length) },
      { label: 'State', value: states.length ? states.join('; ') : 'No round has been opened yet' },
      { label: 'Made', value: timeWords(input.now) },
    ],
    versionLine: `${shortened(model.series.title, TITLE_IN_FOOT)}, ${rounds.length === 1 ? 'round' : 'rounds'} ${rounds.join(', ') || 'none'}. Made ${timeWords(input.now)}.`,
    rounds,
    madeAt: input.now,
    sections: [
      summarySection(source, seriesNumbers(source)),
      section('why', 'Why, and the shared object', [
        { kind: 'paragraph', text: model.series.sharedObject, look: 'strong' },
        ...(model.series.summary ? [{ kind: 'paragraph' as const, text: model.series.summary }] : []),
        ...wishes(session),
        own(source, ownField(null, 'why'), 'Why this stocktake'),
      ]),
      methodSection(source),
      peopleSection(source),
      findings(source, last, 'current', 'Where people start from', ['current']),
      findings(source, last, 'desired', 'What people want', ['desired', 'success']),
      findings(source, last, 'barriers', 'Barriers, tested and believed', ['barriers'], barrierBlocks(source, last)),
      findings(source, last, 'enablers', 'Enablers', ['enablers']),
      findings(source, last, 'motivations', 'Motivations', ['motivations']),
      gapsSection(source, last),
      contradictionsSection(source),
      travelsSection(source),
      routeSection(source, last),
      ledgerSection(source),
      coverageSection(source),
      limitsSection(source),
      appendix(source),
    ].filter((made): made is Section => made !== undefined),
  }
  return sayCut(report, cutWords(input.cut, source.session, model))
}

function seriesNumbers({ model }: Source): string[] {
  const { notes, contradictions, rounds, longestLineage } = model
  const addressed = contradictions.filter(({ status }) => status === 'addressed').length
  return [
    `${counted(notes.length, 'note')} in ${counted(rounds.length, 'round')}`,
    `${someOrNo(model.carry.fates.carried, 'note')} carried forward${longestLineage > 1 ? `; the longest line of wordings goes through ${counted(longestLineage, 'round')}` : ''}`,
    contradictions.length ? `${counted(contradictions.length, 'contradiction')}, ${addressed || 'none'} of them addressed` : 'No contradiction named',
    `${someOrNo(model.ledger.filter(({ kind }) => kind === 'action').length, 'action')} agreed`,
  ]
}

/** What each group wants of it, as the set-up says; none where it says nothing. */
function wishes({ groups }: Source['session']): Block[] {
  const said = groups.filter(({ driver }) => driver.trim())
  const columns = [
    ['Group', 34],
    ['What it wants', 66],
  ] as const
  return said.length
    ? [
        table(
          'What each group wants',
          columns,
          said.map((group) => [{ text: group.label, mark: markOf(group) }, group.driver]),
          true,
        ),
      ]
    : []
}

/** From the first day to the last. */
function spanWords(days: readonly string[]): string {
  const told = days.map(dayWords).filter(Boolean)
  const [first] = told
  const last = told.at(-1)
  return first && last ? `${days.length}, ${first === last ? `on ${first}` : `from ${first} to ${last}`}` : ''
}

/** The four questions of the method (domain brief 3, activity theory), as every report asks them. */
const QUESTIONS = [
  'Who takes part, and whose view is it?',
  'What is it for, and why do people care?',
  'What do people do today, with what, by which rules?',
  'What stands against what, and how could it go on?',
]

function methodSection(source: Source): Section {
  const { model, session } = source
  return section('method', 'How it was done', [
    {
      kind: 'paragraph',
      text: 'In each round people looked at material from their own work, wrote notes into a matrix, put them together, named what pulls against what, and chose what goes forward. Each round began with what the one before had left. Four questions went through all of it:',
    },
    { kind: 'list', items: QUESTIONS.map((text) => ({ text })) },
    tableOr(
      'No round has been opened yet.',
      table(
        'Rounds',
        [
          ['Round', 24],
          ['Date', 16],
          ['Question', 28],
          ['Learning action', 14],
          ['Notes', 9],
          ['People', 9],
        ],
        model.rounds.map(({ number, title, date, question, learningAction, notes }) => [
          `${number}: ${title}`,
          dayWords(date),
          question,
          idWords(learningAction),
          String(notes),
          String(model.attendance.filter((row) => row.round === number).reduce((sum, row) => sum + row.people, 0)),
        ]),
        true,
      ),
    ),
    { kind: 'paragraph', text: `The matrix has the rows ${session.matrix.dimensions.map(({ label }) => label).join(', ')}.` },
    own(source, ownField(null, 'otherwise'), 'What went otherwise than planned'),
  ])
}

/** What some columns say in the end, row by row. Undefined where no round asked for them. */
function findings(
  source: Source,
  notes: readonly NoteRow[],
  id: ByRow,
  title: string,
  columns: readonly string[],
  first: readonly Block[] = [],
): Section | undefined {
  const mine = columns.flatMap((column) => inColumn(notes, column))
  const wasAsked = source.model.rounds.some(({ matrix }) => matrix.columns.some((column) => columns.includes(column.id)))
  if (!mine.length && !wasAsked) return undefined
  return section(
    id,
    title,
    first,
    source.session.matrix.dimensions.map((row) =>
      section(`${id}-${row.id}`, row.label, [
        own(source, rowField(id, row.id), `${title}: ${row.label}`),
        ...noteBlocks(
          mine.filter(({ cell }) => cell?.split('/')[0] === row.id),
          'Nobody wrote here',
        ),
      ]),
    ),
  )
}

/** Plans in their last wording. Who does what by when is in the actions. */
function routeSection(source: Source, notes: readonly NoteRow[]): Section {
  const plans = inColumn(notes, 'plans')
  return section('route', 'Route map', [
    tableOr(
      'No plan was written.',
      table(
        'Plans',
        [
          ['Plan', 50],
          ['Row', 18],
          ['Group', 22],
          ['Votes', 10],
        ],
        plans.map((note) => [
          { text: note.text, ...(note.lang ? { lang: note.lang } : {}) },
          note.row,
          note.group ? { text: note.group.label, mark: note.group } : '',
          note.votes === null ? '' : String(note.votes),
        ]),
      ),
    ),
    own(source, ownField(null, 'route'), 'Convoy, order, dependencies and measures'),
  ])
}

function appendix(source: Source): Section {
  return section(
    'appendix',
    'Appendix',
    [],
    [
      ...source.model.rounds.map((round) => cellsSection(source, round, `notes-${round.number}`, `Every note of round ${round.number}: ${round.title}`)),
      { ...stimulusSection(source), id: 'stimulus-versions' },
    ],
  )
}
