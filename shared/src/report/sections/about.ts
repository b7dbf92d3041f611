import { type Block, type Section, section, type TableBlock, table, tableOr } from '../blocks.ts'
import { commentField, ownField } from '../ownFields.ts'
import { linesOf, markOf, own, planOf, type Source } from '../source.ts'
import { counted } from '../words.ts'

/** Who and what a report is about: the summary, who took part, what they looked at. */

/** What a round or series comes to in numbers. Everything else in a report is told at more length below. */
export function summarySection(source: Source, numbers: readonly string[]): Section {
  const { round, session, model } = source
  const messages = session.report.messages.filter((message) => message.round === round)
  const told: Block = {
    kind: 'messages',
    scope: round ?? 'series',
    messages: messages.map(({ id, title, paragraph, question, notes, groups }) => ({
      id,
      title,
      paragraph,
      question,
      notes: linesOf(source, notes),
      groups: model.groups.filter((group) => groups.includes(group.id)).map(markOf),
    })),
  }
  return section(
    'summary',
    'In short',
    [own(source, ownField(round, 'summary'), 'Summary'), { kind: 'list', items: numbers.map((text) => ({ text })) }],
    [section('messages', 'Key messages', [told])],
  )
}

export function peopleSection(source: Source): Section {
  const { round, tellsTogether } = source
  return section('people', 'Who took part', [
    tableOr('Nobody was counted while the round was open.', round === null ? peopleByRound(source) : peopleOfRound(source)),
    ...(tellsTogether ? [together] : []),
    own(source, commentField(round, 'people'), 'Comment on who took part'),
  ])
}

const peopleOfRound = ({ model }: Source) =>
  table(
    'People by group',
    [
      ['Group', 46],
      ['People', 14],
      ['First time', 20],
      ['Had come before', 20],
    ],
    model.attendance
      .filter(({ people }) => people > 0)
      .map(({ group, people, firstTime, returned }) => [group, String(people), String(firstTime), String(returned)]),
    true,
  )

/** A column for each round, with how many of its people came for the first time. */
function peopleByRound({ model }: Source): TableBlock {
  const came = model.attendance.filter(({ people }) => people > 0)
  const rounds = model.rounds.map(({ number }) => number)
  const perRound = (label: string, count: (rows: typeof came) => number) => [
    label,
    ...rounds.map((number) => String(count(came.filter(({ round }) => round === number)))),
  ]
  const sum = (key: 'people' | 'firstTime' | 'returned') => (rows: typeof came) => rows.reduce((all, row) => all + row[key], 0)
  const groups = [...new Set(came.map(({ group }) => group))]
  return table(
    'People by group and round',
    [['Group', 40], ...rounds.map((number) => [`Round ${number}`, 60 / Math.max(1, rounds.length)] as const)],
    came.length
      ? [
          ...groups.map((group) => perRound(group, (rows) => sum('people')(rows.filter((row) => row.group === group)))),
          perRound('All', sum('people')),
          perRound('Of them for the first time', sum('firstTime')),
          perRound('Of them had come before', sum('returned')),
        ]
      : [],
    true,
  )
}

const together: Block = {
  kind: 'paragraph',
  text: 'Groups of few people are told together, so that no note points to one person.',
  look: 'quiet',
}

export function stimulusSection(source: Source): Section {
  const { model, round } = source
  const second = round === null ? '' : (planOf(source, round)?.secondStimulus ?? '')
  const rows = model.stimulus.map((item) => [
    ...(round === null ? [`Round ${item.round}`] : []),
    item.title,
    item.kind,
    String(item.version),
    [item.version === 1 ? 'New' : item.changeNote || 'Nothing was noted', item.fromNotes.length ? `(from ${counted(item.fromNotes.length, 'note')})` : '']
      .filter(Boolean)
      .join(' '),
  ])
  const columns = [
    ['What was shown', 34],
    ['Kind', 16],
    ['Version', 10],
    ['What changed', 40],
  ] as const
  return section('stimulus', 'What people looked at', [
    tableOr('Nothing was on the shelf.', table('Stimulus by version', round === null ? ([['Round', 14], ...columns] as const) : columns, rows)),
    ...(second ? [{ kind: 'paragraph' as const, text: `What people worked with: ${second}` }] : []),
    own(source, commentField(round, 'stimulus'), 'Comment on what people looked at'),
  ])
}
