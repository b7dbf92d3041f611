import { type Block, paragraph, type Section, section, type TableBlock, table, tableOr } from '../blocks.ts'
import type { AttendanceRow } from '../model.ts'
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
  const { round, tellsTogether, model } = source
  const came = model.attendance.filter(({ people }) => people > 0)
  return section('people', 'Who took part', [
    tableOr('Nobody was counted while the round was open.', round === null ? peopleByRound(source, came) : peopleOfRound(came)),
    ...notAsked(source, came),
    ...(tellsTogether ? [together] : []),
    own(source, commentField(round, 'people'), 'Comment on who took part'),
  ])
}

/** How many people took part, and where, as far as they said it: `12 people took part: 9 in the room, 3 from elsewhere`. */
export function tookPart(rows: readonly AttendanceRow[]): string {
  const { people, where } = sumOf(rows)
  if (!people) return 'Nobody was counted as taking part'
  const places = where
    ? [
        `${where.room} in the room`,
        ...(where.remote || where.unsaid ? [`${where.remote} from elsewhere`] : []),
        ...(where.unsaid ? [`${where.unsaid} did not say where`] : []),
      ]
    : []
  return [`${counted(people, 'person', 'people')} took part`, places.join(', ')].filter(Boolean).join(': ')
}

/** What rows of one round, or of several, come to. Where people were is known if it is known of any. */
function sumOf(rows: readonly AttendanceRow[]) {
  const sum = (count: (row: AttendanceRow) => number | undefined) => rows.reduce((all, row) => all + (count(row) ?? 0), 0)
  const [room, remote] = [sum(({ where }) => where?.room), sum(({ where }) => where?.remote)]
  const people = sum((row) => row.people)
  const where = rows.some((row) => row.where) ? { room, remote, unsaid: people - room - remote } : null
  return { people, firstTime: sum((row) => row.firstTime), returned: sum((row) => row.returned), where }
}

/** Columns or rows of where people were; none where nobody was asked, and none for what nobody left unsaid. */
function placesOf(rows: readonly AttendanceRow[]): { label: string; of: (where: { room: number; remote: number; unsaid: number }) => number }[] {
  const { where } = sumOf(rows)
  if (!where) return []
  return [
    { label: 'In the room', of: ({ room }) => room },
    { label: 'From elsewhere', of: ({ remote }) => remote },
    ...(where.unsaid ? [{ label: 'Did not say', of: ({ unsaid }: { unsaid: number }) => unsaid }] : []),
  ]
}

function peopleOfRound(came: readonly AttendanceRow[]): TableBlock {
  const places = placesOf(came)
  const row = (label: string, { people, where, firstTime, returned }: ReturnType<typeof sumOf>) => [
    label,
    String(people),
    ...places.map(({ of }) => (where ? String(of(where)) : '')),
    String(firstTime),
    String(returned),
  ]
  return table(
    'People by group',
    [
      ['Group', places.length ? 34 : 46],
      ['People', places.length ? 12 : 14],
      ...places.map(({ label }) => [label, 30 / places.length] as const),
      ['First time', places.length ? 11 : 20],
      ['Had come before', places.length ? 13 : 20],
    ],
    came.length ? [...came.map((one) => row(one.group, one)), ...(came.length > 1 ? [row('All', sumOf(came))] : [])] : [],
    true,
  )
}

/** A column for each round, with how many of its people came for the first time, and where they were. */
function peopleByRound({ model }: Source, came: readonly AttendanceRow[]): TableBlock {
  const rounds = model.rounds.map(({ number }) => number)
  const perRound = (label: string, count: (rows: readonly AttendanceRow[]) => number | string) => [
    label,
    ...rounds.map((number) => String(count(came.filter(({ round }) => round === number)))),
  ]
  const groups = [...new Set(came.map(({ group }) => group))]
  return table(
    'People by group and round',
    [['Group', 40], ...rounds.map((number) => [`Round ${number}`, 60 / Math.max(1, rounds.length)] as const)],
    came.length
      ? [
          ...groups.map((group) => perRound(group, (rows) => sumOf(rows.filter((row) => row.group === group)).people)),
          perRound('All', (rows) => sumOf(rows).people),
          perRound('Of them for the first time', (rows) => sumOf(rows).firstTime),
          perRound('Of them had come before', (rows) => sumOf(rows).returned),
          ...placesOf(came).map(({ label, of }) =>
            perRound(`Of them ${label[0]?.toLowerCase()}${label.slice(1)}`, (rows) => {
              const { people, where } = sumOf(rows)
              if (where) return of(where)
              return people ? 'not said' : 0
            }),
          ),
        ]
      : [],
    true,
  )
}

/** Says so where a report cannot tell who was in the room. */
function notAsked({ round, model }: Source, came: readonly AttendanceRow[]): Block[] {
  const silent = model.rounds.map(({ number }) => number).filter((number) => came.some((row) => row.round === number && !row.where))
  if (!silent.length) return []
  const all = round !== null || silent.length === model.rounds.length
  return [
    paragraph(
      `${all ? '' : `In round ${silent.join(', ')}: `}It was not asked, or nobody said, who was in the room and who took part from elsewhere.`,
      'quiet',
    ),
  ]
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
