import { type Block, type Section, section, table, tableOr } from '../blocks.ts'
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
  const { model, round, tellsTogether } = source
  const several = round === null
  const rows = model.attendance
    .filter(({ people }) => people > 0)
    .map(({ round: number, group, people, firstTime, returned }) => [
      ...(several ? [`Round ${number}`] : []),
      group,
      String(people),
      String(firstTime),
      String(returned),
    ])
  const columns = [
    ['Group', 46],
    ['People', 14],
    ['First time', 20],
    ['Had come before', 20],
  ] as const
  return section('people', 'Who took part', [
    tableOr('Nobody was counted while the round was open.', table('People by group', several ? ([['Round', 16], ...columns] as const) : columns, rows, true)),
    ...(tellsTogether ? [together] : []),
    own(source, commentField(round, 'people'), 'Comment on who took part'),
  ])
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
