import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contradiction, Note } from '../board/schema.ts'
import { createStocktake } from '../commands/create.ts'
import type { Member, Session } from '../session.ts'
import type { Block, Report, Section } from './blocks.ts'
import { buildModel } from './buildModel.ts'
import { figureWords } from './figures.ts'
import type { ModelInput } from './model.ts'
import { roundPack } from './pack.ts'
import { flowFigure } from './sections/travels.ts'
import { seriesReport } from './series.ts'
import { wrapped } from './svg/draw.ts'
import { svgOf } from './svg/figures.ts'

const base = createStocktake({ title: 'Care plans', sharedObject: 'One plan', template: 'care-standard' }, 1)
const [large, other, small] = base.groups.map(({ id }) => id) as [string, string, string]
const note = (id: string, cell: string | null, more: Partial<Note> = {}): Note => ({
  id,
  text: `words of ${id}`,
  at: { cell, x: 0, y: 0 },
  group: large,
  createdAt: 1,
  comments: [],
  ...more,
})
const members = [large, large, large, other, other, small].map(
  (groupId, i): Member => ({ id: `m${i}`, role: 'participant', groupId, name: null, joinedAt: 1, attended: [1], removed: null }),
)
const tension = (id: string, more: Partial<Contradiction> = {}): Contradiction => ({
  ...{
    id,
    title: 'Two audits',
    poleA: 'One plan',
    poleB: 'Many audits',
    level: '',
    manifestation: '',
    nodes: [],
    betweenGroups: [],
    evidence: [],
    addressedBy: [],
  },
  ...{ cue: '', status: 'open', ...more },
})
const content = (notes: Note[], contradictions: Contradiction[] = []) => ({ notes, themes: [], contradictions, ledger: [], drawing: [] })
const inputOf = (rounds: Map<number, ReturnType<typeof content>>, change: Partial<Session> = {}): ModelInput => ({
  session: { ...base, rounds: base.rounds.map((round) => (rounds.has(round.number) ? { ...round, state: 'open' as const, openedAt: 1 } : round)), ...change },
  contents: rounds,
  records: new Map(),
  decisions: [],
  members,
  files: [],
  now: 1,
  rounds: [],
})

const flat = (sections: readonly Section[]): Section[] => sections.flatMap((section) => [section, ...flat(section.sections)])
const blocksOf = (report: Report): Block[] => flat(report.sections).flatMap(({ blocks }) => blocks)
const find = (report: Report, id: string): Section => {
  const found = flat(report.sections).find((section) => section.id === id)
  if (!found) throw new Error(`no section ${id}`)
  return found
}
const said = (value: unknown) => JSON.stringify(value)

describe('the pack of a round', () => {
  const report = () =>
    roundPack(
      inputOf(
        new Map([
          [
            1,
            content(
              [
                note('a', 'policy/current'),
                note('b', 'policy/current', { group: small }),
                note('c', null, { group: other }),
                note('d', 'practice/barriers', { tested: 'believed' }),
              ],
              [
                tension('k', {
                  evidence: [
                    { round: 1, note: 'a' },
                    { round: 9, note: 'gone' },
                  ],
                }),
              ],
            ),
          ],
        ]),
        {
          report: {
            fields: { 'round-1/summary': 'In a word', 'round-1/cell/policy/current': 'Agreed words' },
            messages: [
              { id: 'm', round: 1, title: 'First', paragraph: '', question: '', notes: [{ round: 1, note: 'd' }], groups: [large] },
              { id: 'n', round: null, title: 'Not here', paragraph: '', question: '', notes: [], groups: [] },
            ],
          },
        },
      ),
      1,
    )

  it('[X13] fills the matrix with the words of its cells, says empty cells in words, and counts the parking lot', () => {
    const [table, parked] = find(report(), 'matrix').blocks
    expect(table).toMatchObject({ kind: 'table', columns: [{ label: '' }, { label: 'Current practice' }, { label: 'Real/perceived barriers' }] })
    const rows = table?.kind === 'table' ? table.rows : []
    expect(rows[0]?.map(({ text }) => text)).toEqual(['Policy', 'Agreed words\n2 notes from 2 groups', 'Nobody wrote here'])
    expect(rows[1]?.[2]?.text).toBe('“words of d”\n1 note from 1 group')
    expect(parked).toMatchObject({ text: 'In the parking lot: 1 note.' })
  })

  it('[X20] tells small groups together, in notes, counts and figures', () => {
    const whole = said(report())
    expect(whole).not.toContain(base.groups[2]?.label)
    expect(whole).toContain('Other groups')
    expect(said(find(report(), 'limits'))).toContain('told together')
  })

  it('[X13] tells a contradiction with its poles and what shows it, as far as that exists', () => {
    const [poles, , , evidence] = find(report(), 'contradiction-1').blocks
    expect(poles).toMatchObject({ rows: [[{ text: 'One plan' }, { text: 'Many audits' }]] })
    expect(evidence).toMatchObject({ kind: 'notes', notes: [{ text: 'words of a' }] })
  })

  it('[X15] has the own texts and key messages of its round, and none of another report', () => {
    expect(find(report(), 'summary').blocks[0]).toMatchObject({ kind: 'own', field: 'round-1/summary', text: 'In a word' })
    expect(find(report(), 'messages').blocks[0]).toMatchObject({ messages: [{ title: 'First', notes: [{ text: 'words of d' }], groups: [{ id: large }] }] })
    expect(said(report())).not.toContain('Not here')
  })

  it('[X10] [X20] names no group beside a note, a vote or a message where notes are anonymous', () => {
    const anonymous = inputOf(new Map([[1, content([note('a', 'policy/current')])]]), {
      settings: { ...base.settings, attribution: 'anonymous' },
      report: { fields: {}, messages: [{ id: 'm', round: 1, title: 'First', paragraph: '', question: '', notes: [{ round: 1, note: 'a' }], groups: [large] }] },
    })
    const sections = roundPack(anonymous, 1).sections.filter(({ id }) => !['people', 'limits'].includes(id))
    for (const { label } of base.groups) expect(said(sections)).not.toContain(label)
  })

  it('[X6] counts in every place what the tables count', () => {
    const cells = fc.constantFrom('policy/current', 'policy/barriers', 'culture/current', 'technology/barriers', 'gone/away', null)
    const notes = fc.array(fc.record({ cell: cells, group: fc.constantFrom(large, other, small, null) }), { maxLength: 80, size: 'max' })
    fc.assert(
      fc.property(notes, (drawn) => {
        const input = inputOf(new Map([[1, content(drawn.map(({ cell, group }, i) => note(`n${i}`, cell, { group })))]]))
        const pack = roundPack(input, 1)
        const figures = Object.fromEntries(blocksOf(pack).flatMap((block) => (block.kind === 'figure' ? [[block.figure.kind, block.figure]] : [])))
        const { coverage, notes: rows } = buildModel({ ...input, rounds: [1] })
        const matrix = figures.matrix?.kind === 'matrix' ? figures.matrix.rows.flatMap(({ counts }) => counts) : []
        expect(matrix.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(coverage.total - coverage.unplaced)
        const groups = figures.coverage?.kind === 'coverage' ? figures.coverage.groups : []
        expect(Object.fromEntries(groups.flatMap(({ mark, total }) => (total ? [[mark.id, total]] : [])))).toEqual(coverage.byGroup)
        const listed = flat([find(pack, 'cells')]).flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'notes' ? block.notes : [])))
        expect(listed.map(({ ref }) => ref.note).sort()).toEqual(rows.map(({ ref }) => ref.note).sort())
      }),
    )
  })
})

describe('the report of a series', () => {
  const origin = (action: 'kept' | 'refined' | 'merged', ...ids: string[]) => ({
    origin: { action, from: ids.map((id) => ({ round: Number(id[1]), note: id })) },
  })
  const series = () =>
    inputOf(
      new Map([
        [1, content([note('a1', 'practice/current'), note('b1', 'practice/current'), note('c1', 'policy/current')])],
        [2, content([note('m2', 'practice/desired', origin('merged', 'a1', 'b1')), note('n2', 'practice/enablers')])],
        [3, content([note('m3', 'practice/desired', { text: 'last words', ...origin('refined', 'm2') })])],
      ]),
    )

  it('[X13] tells each cell in its last wordings, and every wording in the appendix', () => {
    const report = seriesReport(series())
    expect(said(find(report, 'current'))).toContain('words of a1')
    expect(said(find(report, 'current'))).toContain('words of c1')
    expect(said(find(report, 'desired'))).toContain('last words')
    expect(said(find(report, 'desired'))).not.toContain('words of m2')
    const appendix = flat([find(report, 'appendix')]).flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'notes' ? block.notes : [])))
    expect(appendix).toHaveLength(6)
  })

  it('[X7] [X13] follows the strongest ideas back to their first wordings', () => {
    const [table] = find(seriesReport(series()), 'lineage-1').blocks
    expect(table?.kind === 'table' && table.rows.map((row) => [row[0]?.text, row[1]?.text, row[3]?.text])).toEqual([
      ['1', 'words of a1', 'First wording'],
      ['1', 'words of b1', 'First wording'],
      ['2', 'words of m2', 'Merged'],
      ['3', 'last words', 'Reworded'],
    ])
  })

  it('[X12] the flow from round to round adds up to the notes of each', () => {
    const figure = flowFigure(buildModel({ ...series(), rounds: [1, 2, 3] }))
    if (figure.kind !== 'flow') throw new Error('no flow')
    expect(figure.rounds.map(({ notes, added, goesOn }) => [notes, added, goesOn])).toEqual([
      [3, 3, 2],
      [2, 1, 1],
      [1, 0, 0],
    ])
    for (const { number, notes, added } of figure.rounds)
      expect(figure.links.filter(({ to }) => to === number).reduce((sum, link) => sum + link.notes, added)).toBe(notes)
    expect(figureWords(figure)).toBe(
      'Round 1: 3 notes, 3 new; 2 went on. Round 2: 2 notes, 1 new, 1 came from round 1; 1 went on. Round 3: 1 note, 0 new, 1 came from round 2; 0 went on.',
    )
  })

  it('[X13] says in words that there is nothing yet', () => {
    const report = seriesReport(inputOf(new Map()))
    expect(said(report)).toContain('No round has been opened yet')
    expect(said(report)).not.toMatch(/undefined|NaN/)
  })
})

describe('figures', () => {
  it('[X14] are sound drawings whatever people wrote, each with words for what it shows', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('<b>&"\'', 'x'.repeat(400), '👨‍👩‍👧‍👦'.repeat(20), ''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12, size: 'max' }), (texts) => {
        const input = inputOf(new Map([[1, content(texts.map((own, i) => note(`n${i}`, i % 2 ? 'policy/current' : 'policy/barriers', { text: own })))]]), {
          ballots: [{ id: 'b', round: 1, title: 'Votes', votes: Object.fromEntries(texts.map((_, i) => [`n${i}`, i + 1])) }],
        })
        for (const block of [...blocksOf(roundPack(input, 1)), ...blocksOf(seriesReport(input))]) {
          if (block.kind !== 'figure') continue
          const svg = svgOf(block.figure, block.caption)
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
          expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
          expect(svg.match(/<text /g)?.length).toBe(svg.match(/<\/text>/g)?.length)
          expect(block.text).not.toBe('')
        }
      }),
      { numRuns: 40 },
    )
  })

  it('[X14] break lines that are too long, and cut no character', () => {
    expect(wrapped('one two three', 60, 13, 5).join(' ')).toBe('one two three')
    expect(wrapped('👨‍👩‍👧‍👦'.repeat(9), 60, 13, 2).join('')).toMatch(/^(👨‍👩‍👧‍👦)+ …$/u)
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 1, max: 4 }),
        (words, most) => wrapped(words, 80, 12, most).length <= most,
      ),
    )
  })
})
