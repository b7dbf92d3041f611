import { type Block, type Report, type Section, saysSomething } from '@stocktake/shared/report/blocks'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { aside, visibleText } from '@stocktake/shared/report/visible'
import { beforeAll, describe, expect, it } from 'vitest'
import { actualTexts, dense, type ReadPdf, readPdf, spansIn, tagged } from '../testPdf.ts'
import { BILINGUAL, EDGES, edgePack, inputOf, MAIN, NOW, scenario } from '../testReports.ts'
import { pdfOf } from './pdf.ts'

/** Every section a reader gets to see, with how deep it is. */
const seen = (sections: readonly Section[], depth = 0): { section: Section; depth: number }[] =>
  sections.filter(saysSomething).flatMap((section) => [{ section, depth }, ...seen(section.sections, depth + 1)])

const blocksOf = (report: Report) => seen(report.sections).flatMap(({ section }) => section.blocks)
const of = <K extends Block['kind']>(report: Report, kind: K) => blocksOf(report).filter((block): block is Extract<Block, { kind: K }> => block.kind === kind)

/** What must be true of every PDF, whatever it tells. */
function isSound({ pages, words, untagged, isTagged, isTitleShown, lang, trees }: ReadPdf): void {
  expect([isTagged, isTitleShown, lang]).toEqual([true, true, 'en-GB'])
  expect(untagged).toEqual([])
  expect(trees).toHaveLength(pages.length)
  for (const { page, left, right, top, bottom, text } of words) {
    const { width, height } = pages[page - 1] ?? { width: 0, height: 0 }
    expect(left >= 0 && right <= width + 0.5 && top >= 0 && bottom <= height, `${text} on page ${page}`).toBe(true)
  }
  const levels = tagged({ trees }, /^H\d$/).map(({ role }) => Number(role[1]))
  expect(levels[0]).toBe(1)
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  for (const [i, level] of levels.entries()) if (i) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
}

describe.each([
  ['the pack of a round', () => roundPack(inputOf(MAIN), 2)],
  ['the report of all rounds', () => seriesReport(inputOf(MAIN))],
  ['a pack in two languages', () => roundPack(inputOf(BILINGUAL), 1)],
])('%s as PDF', (_, make) => {
  let report: Report
  let pdf: ReadPdf
  beforeAll(async () => {
    report = make()
    pdf = await readPdf(await pdfOf(report))
  })

  it('[X70] [X72] is tagged whole, says its title and language, and cuts nothing off', () => {
    isSound(pdf)
    expect(pdf.title).toBe(`${report.title}: ${report.subtitle}`)
  })

  it('[X70] has a heading and, three levels deep, a bookmark for each section, and a table of contents that leads there', () => {
    const headings = tagged(pdf, /^H\d$/).map(({ role, text }) => [role, dense(text)])
    const all = seen(report.sections)
    expect(headings.slice(1)).toEqual(all.map(({ section, depth }) => [`H${Math.min(6, depth + 2)}`, dense(section.title)]))
    const marks = (items: ReadPdf['outline']): string[] => items.flatMap(({ title, items: inner }) => [title, ...marks(inner)])
    expect(marks(pdf.outline)).toEqual(all.filter(({ depth }) => depth < 3).map(({ section }) => section.title))
    const entries = tagged(pdf, 'TOCI')
    expect(entries.length).toBeGreaterThanOrEqual(report.sections.filter(saysSomething).length)
    expect(pdf.links).toBe(entries.length)
  })

  it('[X14] [X72] has tables with heads, also where they go on, and words for every figure', () => {
    const tables = of(report, 'table')
    // A table that goes on is in the tree of each of its pages, with nothing in what stood before.
    const captions = tagged(pdf, 'Caption').flatMap(({ text }) => dense(text) || [])
    expect(captions).toEqual(tables.map(({ caption }) => dense(caption)))
    const heads = new Set(tagged(pdf, 'TH').map(({ text }) => dense(text)))
    for (const { columns, rows, rowHeads } of tables) {
      for (const { label } of columns) if (label.trim()) expect(heads).toContain(dense(label))
      if (rowHeads) for (const [first] of rows) if (first?.text.trim()) expect([...heads].some((head) => head.includes(dense(first.text)))).toBe(true)
    }
    const figures = of(report, 'figure')
    expect(tagged(pdf, 'Figure').map(({ alt }) => alt)).toEqual(figures.map(({ text }) => text))
  })

  it('[X13] has every note and every number of its tables', () => {
    const notes = tagged(pdf, 'LBody').map(({ text }) => dense(text))
    for (const { notes: own } of of(report, 'notes')) for (const { text } of own) expect(notes.some((note) => note.startsWith(dense(text)))).toBe(true)
    const whole = tagged(pdf, /^T[HD]$/)
      .map(({ text }) => dense(text))
      .join('\n')
    for (const { rows } of of(report, 'table')) for (const { text } of rows.flat()) expect(whole).toContain(dense(text))
    const footers = pdf.artifacts.join('')
    expect(dense(footers)).toContain(dense(report.versionLine))
    expect(footers).toContain(`Page ${pdf.pages.length} of ${pdf.pages.length}`)
  })
})

describe('texts of people in PDF', () => {
  it('[X4] [X5] [X71] read as they were written, in the direction of their script', async () => {
    const bytes = await pdfOf(edgePack())
    const pdf = await readPdf(bytes)
    isSound(pdf)
    const notes = tagged(pdf, 'LBody').map(({ text }) => dense(text))
    const inOrder = actualTexts(bytes).map(dense)
    const shapeless = /\u200d|\u202e|\ufe0f/g
    for (const edge of EDGES.map((text) => dense(visibleText(text)))) {
      const isFound = (words: string) => notes.some((note) => note.replace(shapeless, '').startsWith(words.replace(shapeless, '')))
      expect(isFound(edge) || inOrder.some((text) => text.startsWith(edge)), edge).toBe(true)
    }
    for (const text of ['مرحبا بالعالم', 'שלום']) expect(inOrder).toContainEqual(dense(`${text} ${aside('Group A', text)}`))
  })

  it('[X71] no font has: stand as boxes, are said, and can still be copied', async () => {
    const report = edgePack()
    const letter = '\u{2fffd}'
    report.sections = [{ id: 'only', title: 'Only', blocks: [{ kind: 'paragraph', text: `before ${letter} after` }], sections: [] }]
    const bytes = await pdfOf(report)
    const said = tagged(await readPdf(bytes), 'P').map(({ text }) => text)
    expect(said.some((text) => text.includes('U+2FFFD'))).toBe(true)
    expect(actualTexts(bytes).some((text) => text.includes(letter))).toBe(true)
  })

  it('[X14] say their language', async () => {
    const bytes = await pdfOf(roundPack(inputOf(BILINGUAL), 1))
    const welsh = scenario(BILINGUAL).notes.filter((note: { round: number; lang: string }) => note.round === 1 && note.lang === 'cy')
    expect(welsh.length).toBeGreaterThan(0)
    const said = spansIn(bytes, 'cy')
    expect(said).toBeGreaterThanOrEqual(welsh.length)
  })
})

describe('tables in PDF', () => {
  const report = (rows: string[][], columns = 2): Report => ({
    ...edgePack(),
    madeAt: NOW,
    sections: [
      {
        id: 'matrix',
        title: 'The matrix on one page',
        blocks: [
          {
            kind: 'table',
            caption: 'A table',
            columns: Array.from({ length: columns }, (_, i) => ({ label: `Column ${i + 1}`, width: 1 })),
            rows: rows.map((row) => row.map((text) => ({ text }))),
            rowHeads: true,
          },
        ],
        sections: [],
      },
    ],
  })
  const matrix = (words: string, columns: number) =>
    report(
      Array.from({ length: 4 }, () => Array.from({ length: columns }, () => words)),
      columns,
    )
  const pagesWith = ({ words }: ReadPdf, text: string) => [...new Set(words.filter((word) => word.text.includes(text)).map(({ page }) => page))]

  it('[X72] a wide matrix lies across one page, on A3 where A4 is too small', async () => {
    const small = await readPdf(await pdfOf(matrix('Nobody wrote here', 8)))
    const large = await readPdf(await pdfOf(matrix('Plans are written after the visit, twice, because the system cannot keep pace with it. '.repeat(2), 9)))
    for (const [pdf, widest] of [
      [small, 842],
      [large, 1191],
    ] as const) {
      isSound(pdf)
      const [page = 0] = pagesWith(pdf, 'Column 1')
      expect(pagesWith(pdf, 'Column 8')).toEqual([page])
      expect(Math.round(pdf.pages[page - 1]?.width ?? 0)).toBe(widest)
    }
  })

  it('[X72] a narrow matrix that no longer fits on a page begins on the next', async () => {
    const own = report(Array.from({ length: 4 }, (_, row) => [`row ${row}`, 'Nobody wrote here, and somebody wrote there. '.repeat(4)]))
    for (const lines of [10, 25, 40]) {
      const before = {
        id: 'before',
        title: 'Before',
        blocks: [{ kind: 'paragraph' as const, text: Array.from({ length: lines }, () => 'words').join('\n') }],
        sections: [],
      }
      const pdf = await readPdf(await pdfOf({ ...own, sections: [before, ...own.sections] }))
      isSound(pdf)
      const [page] = pagesWith(pdf, 'A table')
      for (let row = 0; row < 4; row++) expect([lines, pagesWith(pdf, `row ${row}`)]).toEqual([lines, [page]])
    }
  })

  it('[X72] a cell that is longer than a page goes on, under its head, and loses nothing', async () => {
    const long = Array.from({ length: 1500 }, (_, i) => `word${i}`).join(' ')
    const pdf = await readPdf(
      await pdfOf(
        report([
          ['first', long],
          ['second', 'end'],
        ]),
      ),
    )
    isSound(pdf)
    const cells = tagged(pdf, 'TD').map(({ text }) => text)
    expect(dense(cells.join(''))).toContain(dense(long))
    expect(pagesWith(pdf, 'Column 2').length).toBeGreaterThan(1)
    expect(pdf.artifacts.join(' ')).toContain('Column 2')
  })
})
