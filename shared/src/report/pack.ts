import { type Report, type Section, section } from './blocks.ts'
import { cutWords, sayCut } from './cut.ts'
import type { ModelInput } from './model.ts'
import { ownField } from './ownFields.ts'
import { peopleSection, stimulusSection, summarySection, tookPart } from './sections/about.ts'
import { cellsSection, matrixSection } from './sections/matrix.ts'
import { comparisonSection, forwardSection } from './sections/travels.ts'
import { contradictionsSection, ledgerSection, votesSection } from './sections/weighed.ts'
import { barriersSection, coverageSection, gapsSection, limitsSection } from './sections/whole.ts'
import { own, packRound, planOf, type Shared, type Source, sourceOf } from './source.ts'
import { counted, dayWords, idWords, shortened, someOrNo, TITLE_IN_FOOT, timeWords } from './words.ts'

/** The pack of one round: what its people made, ready to be sent the minute it closes. */
export function roundPack(input: ModelInput, number: number, shared?: Shared): Report {
  const source = sourceOf(input, number, shared)
  const round = packRound(source)
  const { model } = source
  const state = [round.stateWords, round.hash ? `record ${round.hash.slice(0, 12)}` : ''].filter(Boolean).join(', ')
  const report: Report = {
    kind: 'round',
    lang: 'en',
    title: `Round ${number}: ${round.title}`,
    subtitle: model.series.title,
    sharedObject: model.series.sharedObject,
    facts: [
      { label: 'Date', value: dayWords(round.date) || 'Not said' },
      ...(round.minutes ? [{ label: 'Length', value: `${round.minutes} minutes` }] : []),
      ...(round.learningAction ? [{ label: 'Learning action', value: idWords(round.learningAction) }] : []),
      ...(round.question ? [{ label: 'Guiding question', value: round.question }] : []),
      { label: 'State', value: state },
      { label: 'Made', value: timeWords(input.now) },
    ],
    versionLine: `${shortened(model.series.title, TITLE_IN_FOOT)}, round ${number}. ${state}.`,
    rounds: [number],
    madeAt: input.now,
    sections: [
      summarySection(source, packNumbers(source)),
      peopleSection(source),
      stimulusSection(source),
      matrixSection(source),
      cellsSection(source, round),
      votesSection(source, number),
      contradictionsSection(source),
      ledgerSection(source),
      forwardSection(source),
      comparisonSection(source),
      coverageSection(source),
      gapsSection(source, model.notes),
      barriersSection(source),
      nextSection(source),
      limitsSection(source),
    ].filter((made): made is Section => made !== undefined),
  }
  return sayCut(report, cutWords(input.cut, source.session, model))
}

function packNumbers(source: Source): string[] {
  const { model } = source
  const { matrix, votes, number } = packRound(source)
  const cells = matrix.rows.flatMap((row) => row.cells).filter(({ inUse }) => inUse)
  const filled = cells.filter(({ notes }) => notes.length).length
  return [
    model.notes.length
      ? `${counted(model.notes.length, 'note')} in ${filled} of ${counted(cells.length, 'cell')}${matrix.unplaced.length ? `, and ${matrix.unplaced.length} in the parking lot` : ''}`
      : `No note in any of ${counted(cells.length, 'cell')}`,
    tookPart(model.attendance),
    ...(votes ? [`${counted(votes, 'vote')}`] : []),
    `${someOrNo(model.contradictions.length, 'contradiction')} on show`,
    `${someOrNo(model.carry.carriedByRound[number] ?? 0, 'note')} carried forward`,
  ]
}

function nextSection(source: Source): Section {
  const { number } = packRound(source)
  const next = source.session.rounds.find((round) => round.number > number)
  const plan = next && planOf(source, next.number)
  const columns = source.session.matrix.intelligenceTypes.filter(({ id }) => next?.columns.includes(id)).map(({ label }) => label)
  return section('next', 'Next round', [
    next
      ? {
          kind: 'list',
          items: [
            `Round ${next.number}: ${next.title}`,
            `Date: ${dayWords(plan?.date ?? '') || 'not fixed yet'}`,
            ...(next.question ? [`Question: ${next.question}`] : []),
            ...(columns.length ? [`Asked for: ${columns.join(', ')}`] : []),
          ].map((text) => ({ text })),
        }
      : { kind: 'paragraph', text: 'No other round is planned.', look: 'quiet' },
    own(source, ownField(source.round, 'next'), 'What to bring, and what to do until then'),
  ])
}
