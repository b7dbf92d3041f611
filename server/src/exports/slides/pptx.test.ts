import { posix } from 'node:path'
import type { Report } from '@stocktake/shared/report/blocks'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { visibleText } from '@stocktake/shared/report/visible'
import { describe, expect, it } from 'vitest'
import { type Node, readXml } from '../testDom.ts'
import { EDGES, edgePack, inputOf, MAIN, scenario } from '../testReports.ts'
import { unzip } from '../testUnzip.ts'
import { pptxOf } from './pptx.ts'

const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const EMU = 914_400
const SLIDE = { width: 13.34 * EMU, height: 7.5 * EMU }
const all = (parent: Node, space: string, name: string) => [...parent.getElementsByTagNameNS(space, name)]
/** Paragraphs as lines. */
const textOf = (element: Node) =>
  all(element, A, 'p')
    .map((paragraph) =>
      all(paragraph, A, 't')
        .map(({ textContent }) => textContent)
        .join(''),
    )
    .join('\n')

interface Read {
  title: string
  text: string
  notes: string
  pictures: { alt: string }[]
  tables: { cells: string[][]; hasHead: boolean }[]
  /** What reaches beyond the slide. */
  outside: string[]
}

async function read(report: Report): Promise<Read[]> {
  const files = unzip(await pptxOf(report))
  const xml = (name: string) => readXml((files.get(name) ?? Buffer.from('')).toString())
  // Every part can be read, and every relation leads to a part: else a program offers to repair the file.
  for (const [name, bytes] of files) {
    if (/\.(xml|rels)$/.test(name)) readXml(bytes.toString())
    if (!name.endsWith('.rels')) continue
    for (const relation of all(xml(name), 'http://schemas.openxmlformats.org/package/2006/relationships', 'Relationship')) {
      const base = posix.dirname(posix.dirname(name))
      const target = relation.getAttribute('Target') ?? ''
      expect([...files.keys()]).toContain(target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(base, target)))
    }
  }
  const numbers = [...files.keys()].flatMap((name) => /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1] ?? []).sort((a, b) => Number(a) - Number(b))
  return numbers.map((number) => {
    const slide = xml(`ppt/slides/slide${number}.xml`)
    const shapes = all(slide, P, 'sp')
    const title = shapes.find((shape) => all(shape, P, 'ph')[0]?.getAttribute('type') === 'title')
    const outside = all(slide, A, 'xfrm').flatMap((frame) => {
      const [offset, extent] = [all(frame, A, 'off')[0], all(frame, A, 'ext')[0]].map((one) =>
        ['x', 'y', 'cx', 'cy'].map((key) => Number(one?.getAttribute(key) ?? 0)),
      )
      const [right, bottom] = [(offset?.[0] ?? 0) + (extent?.[2] ?? 0), (offset?.[1] ?? 0) + (extent?.[3] ?? 0)]
      return right > SLIDE.width || bottom > SLIDE.height ? [frame.outerHTML] : []
    })
    return {
      title: title ? textOf(title) : '',
      text: shapes.map(textOf).join('\n'),
      notes: textOf(xml(`ppt/notesSlides/notesSlide${number}.xml`)),
      pictures: all(slide, P, 'pic').map((picture) => ({ alt: all(picture, P, 'cNvPr')[0]?.getAttribute('descr') ?? '' })),
      tables: all(slide, A, 'tbl').map((table) => ({
        cells: all(table, A, 'tr').map((row) => all(row, A, 'tc').map(textOf)),
        hasHead: all(table, A, 'tblPr')[0]?.getAttribute('firstRow') === '1',
      })),
      outside,
    }
  })
}

const figureOf = (report: Report, id: string) => report.sections.find((section) => section.id === id)?.blocks.find((block) => block.kind === 'figure')

describe('slides', () => {
  const { expected, contradictions, actions } = scenario(MAIN)

  it('[X73] of a round are six with a title each: its numbers, the matrix as a table, votes, contradictions and what is next', async () => {
    const report = roundPack(inputOf(MAIN), 2)
    const slides = await read(report)
    expect(slides.map(({ title }) => title)).toEqual([
      report.title,
      'In short',
      'The matrix on one page',
      'What people found most important',
      'Contradictions',
      'What happens next',
    ])
    expect(slides.flatMap(({ outside }) => outside)).toEqual([])
    expect(slides[1]?.text).toContain(`${expected.notes_by_round[2]} notes in `)
    const [matrix] = report.sections.find(({ id }) => id === 'matrix')?.blocks ?? []
    const [table] = slides[2]?.tables ?? []
    expect(table?.hasHead).toBe(true)
    expect(table?.cells).toEqual(
      matrix?.kind === 'table' ? [matrix.columns.map(({ label }) => label), ...matrix.rows.map((row) => row.map(({ text }) => text))] : [],
    )
    expect(slides[3]?.pictures).toHaveLength(1)
    expect(slides[3]?.pictures[0]?.alt).toContain('6 votes')
    for (const { title } of contradictions.filter((one: { round: number }) => one.round === 2)) expect(slides[4]?.text).toContain(title)
    expect(slides[5]?.text).toContain(`Of ${expected.notes_by_round[2]} notes, ${expected.carried_forward_by_round[2]} go forward`)
  })

  it('[X73] of a series show how ideas travelled, in the words of the report, and hold in their notes what they leave out', async () => {
    const report = seriesReport(inputOf(MAIN))
    const slides = await read(report)
    expect(slides).toHaveLength(6)
    expect(slides.flatMap(({ outside }) => outside)).toEqual([])
    expect(slides[1]?.text).toContain(`${expected.notes_total} notes in `)
    expect(slides[3]?.pictures).toEqual([{ alt: (figureOf(report, 'travels') as { text: string }).text }])
    for (const { text } of actions) expect(slides[5]?.notes).toContain(text)
    for (const { title, pole_a } of contradictions) for (const text of [title, pole_a]) expect(slides[4]?.notes).toContain(text)
  })

  it('[X4] [X5] [X73] hold texts of every kind, shortened where they must be, and whole in the notes', async () => {
    const report = edgePack()
    const slides = await read(report)
    expect(slides.flatMap(({ outside }) => outside)).toEqual([])
    for (const line of EDGES.flatMap((edge) => visibleText(edge).split('\n'))) expect(slides[1]?.notes).toContain(line)
    expect(slides[0]?.text).toContain('=Title & <b>')
    expect(slides[0]?.text).toContain('*Everybody*')
  })

  it('[X73] shrink the words of a crowded matrix until it fits, and shorten them where they still do not', async () => {
    const words = 'Plans are written after the visit, twice, because the system cannot keep pace with it. '.repeat(4)
    const columns = Array.from({ length: 9 }, (_, i) => ({ label: `Column ${i + 1}`, width: 10 }))
    const rows = Array.from({ length: 6 }, () => [{ text: 'A row' }, ...Array.from({ length: 8 }, () => ({ text: `${words}\n12 notes from 4 groups` }))])
    const report: Report = {
      ...edgePack(),
      sections: [{ id: 'matrix', title: 'Matrix', blocks: [{ kind: 'table', caption: 'All', columns, rows, rowHeads: true }], sections: [] }],
    }
    const slide = (await read(report))[2]
    const cells = slide?.tables[0]?.cells.slice(1) ?? []
    expect(cells).toHaveLength(6)
    // At 8 points about 22 letters stand in a line of such a column, and 35 lines on the slide.
    const lines = cells.map((row) => Math.max(...row.flatMap((cell) => cell.split('\n').reduce((sum, part) => sum + Math.ceil(part.length / 22), 0))))
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(35)
    for (const row of cells) for (const cell of row.slice(1)) expect(cell).toMatch(/…\n12 notes from 4 groups$/)
    expect(slide?.notes).toContain(words.trim())
  })

  it('[X73] of one report are always the same file', async () => {
    const report = roundPack(inputOf(MAIN), 1)
    expect((await pptxOf(report)).equals(await pptxOf(report))).toBe(true)
  })
})
