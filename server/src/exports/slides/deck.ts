import { type Block, type Report, type Section, saysSomething, table } from '@stocktake/shared/report/blocks'
import { type Figure, figureWords, type GapEnd, type GapFigure } from '@stocktake/shared/report/figures'
import { aside } from '@stocktake/shared/report/visible'
import { counted } from '@stocktake/shared/report/words'

/** The six slides of a report: what a sponsor looks at, with all that stands behind it in the notes. */

export interface Point {
  text: string
  lang?: string
  look?: 'strong' | 'quiet' | 'large'
  isItem?: true
}

export type Part =
  | { kind: 'points'; points: Point[] }
  | { kind: 'columns'; columns: { title: string; points: Point[] }[] }
  | { kind: 'figure'; figure: Figure; caption: string; text: string }
  | { kind: 'table'; table: Extract<Block, { kind: 'table' }> }

export interface Slide {
  title: string
  parts: Part[]
  notes: string
}

/** A bar for each of more notes could not be read from afar. */
const MOST_VOTES = 7
/** What a program for slides takes in notes without trouble. */
const MOST_NOTES = 12_000

export function deckOf(report: Report): Slide[] {
  const find = (id: string) => report.sections.find((section) => section.id === id && saysSomething(section))
  const isRound = report.kind === 'round'
  return [
    inShort(report, find('summary')),
    isRound ? matrixSlide(find('matrix')) : figureSlide(find('gaps') ?? find('coverage'), 'From where we are to where we want to be'),
    isRound ? figureSlide(find('votes'), 'What people found most important') : figureSlide(find('travels'), 'How ideas travelled'),
    contradictionsSlide(find('contradictions')),
    isRound ? roundNext(find('ledger'), find('forward'), find('next')) : seriesNext(find('ledger'), find('route')),
  ]
}

const of = <K extends Block['kind']>(section: Section | undefined, kind: K) =>
  (section?.blocks ?? []).filter((block): block is Extract<Block, { kind: K }> => block.kind === kind)

const inner = (section: Section | undefined): Section[] => (section ? [section, ...section.sections.flatMap(inner)] : [])

function inShort({ sharedObject }: Report, summary: Section | undefined): Slide {
  const written = of(summary, 'own').flatMap(({ text }) => (text.trim() ? [{ text: text.trim() }] : []))
  const numbers = of(summary, 'list').flatMap(({ items }) => items.map(({ text }): Point => ({ text, isItem: true })))
  const messages = inner(summary)
    .flatMap((section) => of(section, 'messages'))
    .flatMap((block) => block.messages)
    .flatMap(({ title, paragraph, question }): Point[] => [
      { text: title.trim() || shortTitle(paragraph), look: 'strong' },
      ...(question.trim() ? [{ text: `Open question: ${question}` }] : []),
    ])
  const parts: Part[] = messages.length
    ? [
        {
          kind: 'columns',
          columns: [
            { title: written.length ? 'Summary' : 'In numbers', points: [...written, ...numbers] },
            { title: 'Key messages', points: messages },
          ],
        },
      ]
    : [{ kind: 'points', points: [...written, ...numbers.map((point): Point => ({ ...point, look: 'large' }))] }]
  return slide(summary?.title ?? 'In short', parts, [`Shared object: ${sharedObject}`, ...said(summary)])
}

const shortTitle = (paragraph: string) => paragraph.split(/(?<=[.!?])\s/)[0]?.trim() || 'Without a title'

function matrixSlide(section: Section | undefined): Slide {
  const [found] = of(section, 'table')
  return slide(section?.title ?? 'The matrix', found ? [{ kind: 'table', table: found }] : [nothing('There is no matrix.')], said(section))
}

/** The first figure of a section; what it says instead where it has none. */
function figureSlide(section: Section | undefined, title: string): Slide {
  const [found] = of(section, 'figure')
  if (!found) return slide(section?.title ?? title, [nothing(of(section, 'paragraph')[0]?.text ?? 'There is nothing to show yet.')], said(section))
  const { figure, caption } = found
  // Words as small as in that drawing cannot be read from afar.
  if (figure.kind === 'gap') return slide(section?.title ?? title, [{ kind: 'table', table: gapTable(figure, caption) }], said(section))
  if (figure.kind !== 'votes' || figure.items.length <= MOST_VOTES)
    return slide(section?.title ?? title, [{ kind: 'figure', figure, caption, text: found.text }], said(section))
  const cut: Figure = { ...figure, items: figure.items.slice(0, MOST_VOTES) }
  return slide(
    section?.title ?? title,
    [{ kind: 'figure', figure: cut, caption: `The ${MOST_VOTES} notes with most votes`, text: figureWords(cut) }],
    said(section),
  )
}

function gapTable({ strips }: GapFigure, caption: string) {
  const end = ({ text, notes }: GapEnd) =>
    text ? `“${text}”\n${counted(notes, 'note')}` : notes ? counted(notes, 'note without words', 'notes without words') : 'Nobody wrote here'
  const rows = strips.map(({ label, current, barriers, enablers, desired }) => [label, ...[current, barriers, enablers, desired].map(end)])
  const columns = [
    ['', 12],
    ['Now', 22],
    ['What stands against it', 22],
    ['What helps', 22],
    ['Wanted', 22],
  ] as const
  return table(caption, columns, rows, true)
}

function contradictionsSlide(section: Section | undefined): Slide {
  const points = (section?.sections ?? []).flatMap((one): Point[] => {
    const [first, second] = of(one, 'table')[0]?.rows[0] ?? []
    const status = of(one, 'list')[0]?.items[0]?.text.replace(/^Status: /, '')
    return [
      { text: `${one.title}${status ? ` ${aside(status, one.title)}` : ''}`, look: 'strong' },
      ...(first && second ? [{ text: `On the one hand: ${first.text}. On the other hand: ${second.text}.`.replace(/\.\./g, '.') }] : []),
    ]
  })
  const told = of(section, 'paragraph').map(({ text }): Point => ({ text, look: 'quiet' }))
  return slide(section?.title ?? 'Contradictions', [{ kind: 'points', points: [...told, ...points] }], said(section))
}

/** Rows of a table as points: what, then who and when. */
function rowsOf(section: Section | undefined, caption: string, words: (row: string[]) => string): Point[] {
  const found = of(section, 'table').find((one) => one.caption === caption)
  return (found?.rows ?? []).map((row) => ({ text: words(row.map(({ text }) => text)), isItem: true, ...(row[0]?.lang ? { lang: row[0].lang } : {}) }))
}

const decisions = (ledger: Section | undefined) => rowsOf(ledger, 'Decisions', ([decision = '']) => decision)
const actions = (ledger: Section | undefined) =>
  rowsOf(ledger, 'Actions', ([action = '', who = '', when = '', status = '']) => `${action} ${aside([who, when, status].filter(Boolean).join('; '), action)}`)
const orNone = (points: Point[], none: string): Point[] => (points.length ? points : [{ text: none, look: 'quiet' }])

function roundNext(ledger: Section | undefined, forward: Section | undefined, next: Section | undefined): Slide {
  const agreed = [...decisions(ledger), ...actions(ledger)]
  const coming: Point[] = [
    ...of(forward, 'paragraph').slice(0, 1),
    ...of(next, 'list').flatMap(({ items }) => items.map(({ text }): Point => ({ text, isItem: true }))),
    ...of(next, 'paragraph'),
    ...of(next, 'own').flatMap(({ text }) => (text.trim() ? [{ text: text.trim() }] : [])),
  ].map(({ text, ...rest }) => ({ text, ...('isItem' in rest ? { isItem: true as const } : {}) }))
  const columns = [
    { title: 'Decided and to be done', points: orNone(agreed, 'No decision and no action was entered.') },
    { title: 'What goes forward, and the next round', points: orNone(coming, 'No other round is planned.') },
  ]
  return slide('What happens next', [{ kind: 'columns', columns }], [...said(ledger), ...said(forward), ...said(next)])
}

function seriesNext(ledger: Section | undefined, route: Section | undefined): Slide {
  const plans = rowsOf(route, 'Plans', ([plan = '', , group = '']) => (group ? `${plan} ${aside(group, plan)}` : plan))
  const columns = [
    { title: 'Route map', points: orNone(plans, 'No plan was written.') },
    { title: 'Decided and to be done', points: orNone([...actions(ledger), ...decisions(ledger)], 'No decision and no action was entered.') },
  ]
  return slide('What happens next', [{ kind: 'columns', columns }], [...said(route), ...said(ledger)])
}

const nothing = (text: string): Part => ({ kind: 'points', points: [{ text, look: 'quiet' }] })

function slide(title: string, parts: Part[], notes: string[]): Slide {
  let whole = ''
  for (const line of notes) {
    if (whole.length + line.length > MOST_NOTES) {
      whole += '\nThe rest is in the report.'
      break
    }
    whole += whole ? `\n${line}` : line
  }
  return { title, parts, notes: whole }
}

/** What a section says, in lines. */
const said = (section: Section | undefined): string[] =>
  section ? [...section.blocks.flatMap(linesOf), ...section.sections.filter(saysSomething).flatMap((one) => ['', one.title, ...said(one)])] : []

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'own':
      return block.text.trim() ? [block.text] : []
    case 'list':
      return block.items.map(({ text }) => `• ${text}`)
    case 'notes':
      return block.notes.map(
        ({ text, group, facts }) => `• ${text}${group || facts.length ? ` (${[group?.label ?? '', ...facts].filter(Boolean).join('; ')})` : ''}`,
      )
    case 'table':
      return [`${block.caption}:`, ...block.rows.map((row) => `• ${row.map(({ text }) => text.replace(/\n/g, ' / ')).join(' | ')}`)]
    case 'figure':
      return [`${block.caption}: ${block.text}`]
    case 'messages':
      return block.messages.flatMap(({ title, paragraph, question }) => [title, paragraph, question ? `Open question: ${question}` : ''].filter(Boolean))
  }
}
