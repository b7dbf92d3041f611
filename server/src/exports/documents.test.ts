import type { Report, Section } from '@stocktake/shared/report/blocks'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { aside, visibleText } from '@stocktake/shared/report/visible'
import markdown from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { documentFile } from './export.ts'
import { type Node, type Page, readHtml, readXml } from './testDom.ts'
import { BILINGUAL, EDGES, edgePack, inputOf, MAIN, scenario } from './testReports.ts'
import { unzip } from './testUnzip.ts'

const file = async (kind: 'md' | 'html' | 'docx', report: Report) => (await documentFile(kind, report)).bytes
const dom = (bytes: Buffer) => readHtml(bytes.toString())
const rendered = (bytes: Buffer) => readHtml(markdown({ html: true }).render(bytes.toString()))
/** Text with its line breaks. */
function textOf(element: Node): string {
  for (const lineBreak of element.querySelectorAll('br')) lineBreak.replaceWith('\n')
  return element.textContent ?? ''
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
function word(bytes: Buffer) {
  const files = unzip(bytes)
  const part = (name: string) => readXml((files.get(name) ?? Buffer.from('')).toString())
  const all = (parent: Page | Node, name: string) => [...parent.getElementsByTagNameNS(W, name)]
  const body = part('word/document.xml')
  const paragraphs = all(body, 'p').map((paragraph) => ({
    style: all(paragraph, 'pStyle')[0]?.getAttributeNS(W, 'val') ?? '',
    text: all(paragraph, 'r')
      .flatMap((run) =>
        [...run.children].map(({ localName, textContent }) => (localName === 'br' ? '\n' : localName === 'tab' ? '\t' : localName === 't' ? textContent : '')),
      )
      .join(''),
    languages: all(paragraph, 'lang').map((lang) => lang.getAttributeNS(W, 'val')),
    runsBackwards: all(paragraph, 'bidi').length > 0,
  }))
  return { files, part, all, body, paragraphs }
}

const flat = (sections: readonly Section[]): Section[] => sections.flatMap((section) => [section, ...flat(section.sections)])

describe('texts of people', () => {
  it('[X4] [X5] read in Markdown as they were written', async () => {
    const page = rendered(await file('md', edgePack()))
    const items = [...page.querySelectorAll('li')]
      .filter((item) => item.querySelector(':scope > ul'))
      .map((item) => {
        const comment = textOf(item.querySelector('ul li') as Node).replace(/^Comment: /, '')
        item.querySelector('ul')?.remove()
        return [textOf(item).trimEnd(), comment]
      })
    for (const edge of EDGES.map(visibleText)) expect(items, edge).toContainEqual([`${edge} (Group A)`, edge])
    expect(page.querySelectorAll('script, img, a, code, pre, blockquote, del')).toHaveLength(0)
    expect(page.querySelector('h1')?.textContent).toBe('Round 1: Round 1')
  })

  it('[X4] [X5] read in HTML as they were written', async () => {
    const page = dom(await file('html', edgePack()))
    const texts = [...page.querySelectorAll('.notes .text')].map((element) => element.textContent)
    for (const edge of EDGES.map(visibleText)) expect(texts).toContain(edge)
    expect(page.querySelectorAll('script, img, link, iframe, [src], a:not([href^="#"])')).toHaveLength(0)
    expect(page.querySelector('.series')?.textContent).toBe('=Title & <b>')
    expect(page.querySelector('.own')?.textContent).toBe(visibleText(EDGES.join('\n')))
  })

  it('[X4] [X5] read in Word as they were written, in the direction of their script', async () => {
    const { paragraphs } = word(await file('docx', edgePack()))
    const notes = paragraphs.filter(({ style }) => style === 'Note')
    for (const edge of EDGES.map(visibleText)) {
      expect(notes.map(({ text }) => text)).toContain(`${edge} ${aside('Group A', edge)}`)
      expect(notes.map(({ text }) => text)).toContain(`Comment: ${edge}`)
    }
    expect(notes.filter(({ runsBackwards }) => runsBackwards).map(({ text }) => text)).toEqual(
      ['مرحبا بالعالم', 'שלום'].map((text) => `${text} ${aside('Group A', text)}`),
    )
    expect(paragraphs.map(({ text }) => text)).toContain(visibleText(EDGES.join('\n')))
  })

  it('[X4] that a document cannot hold are replaced visibly', () => {
    expect(visibleText(EDGES.at(-2) ?? '')).toBe('bell␇ nul␀ delete␡ form␌ half\ufffd none\ufffd')
  })
})

describe.each([MAIN, BILINGUAL])('documents of %s', (name) => {
  const { expected, notes, contradictions, actions, decisions } = scenario(name)
  const texts = (round: number) => notes.filter((note: { round: number }) => note.round === round).map((note: { text: string }) => note.text)

  it.each(['md', 'html', 'docx'] as const)('[X13] as %s the pack of a round has every note of it, and says how many, and where nobody wrote', async (kind) => {
    for (const number of Object.keys(expected.notes_by_round).map(Number)) {
      const bytes = await file(kind, roundPack(inputOf(name), number))
      const page = kind === 'docx' ? null : kind === 'md' ? rendered(bytes) : dom(bytes)
      const said = page ? [...page.querySelectorAll('li')].map((item) => item.textContent ?? '') : word(bytes).paragraphs.map(({ text }) => text)
      for (const text of texts(number))
        expect(
          said.some((line) => line.startsWith(text)),
          text,
        ).toBe(true)
      const empty = expected.empty_cells_in_use[number].length
      const whole = page?.body.textContent ?? said.join('\n')
      expect(whole).toContain(`${expected.notes_by_round[number]} notes in `)
      expect(whole).toContain(`Where nobody wrote (${empty} cell`)
      if (expected.carried_forward_by_round[number])
        expect(whole).toContain(`Of ${expected.notes_by_round[number]} notes, ${expected.carried_forward_by_round[number]} go forward`)
    }
  })

  it('[X13] [X11] the report of the series has every note, contradiction, action and decision', async () => {
    const page = dom(await file('html', seriesReport(inputOf(name))))
    const said = [...page.querySelectorAll('#appendix .text')].map((element) => element.textContent)
    expect(said.sort()).toEqual(notes.map((note: { text: string }) => note.text).sort())
    const whole = page.body.textContent ?? ''
    for (const { title, pole_a, pole_b } of contradictions) for (const text of [title, pole_a, pole_b]) expect(whole).toContain(text)
    for (const { text } of [...actions, ...decisions]) expect(whole).toContain(text)
    expect(whole).toContain(`through ${expected.longest_lineage} rounds`)
    expect(whole).toContain(`${expected.notes_total} notes in `)
  })
})

describe('the form of documents', () => {
  it('[X14] HTML is one page with headings in order, heads of rows and columns, and words for every figure', async () => {
    const bytes = await file('html', roundPack(inputOf(MAIN), 2))
    const page = dom(bytes)
    const levels = [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1]))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [i, level] of levels.entries()) if (i > 0) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
    for (const table of page.querySelectorAll('table')) {
      expect(table.caption?.textContent).toBeTruthy()
      expect(table.querySelectorAll('thead [scope=col]').length).toBeGreaterThan(0)
    }
    const figures = [...page.querySelectorAll('figure')]
    expect(figures.length).toBeGreaterThan(2)
    for (const figure of figures) {
      expect(figure.querySelector('svg')?.getAttribute('aria-label')).toBeTruthy()
      expect(figure.querySelector('figcaption')?.textContent).toContain('In words: ')
    }
    const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const link of page.querySelectorAll('a')) expect(ids).toContain(link.getAttribute('href')?.slice(1))
  })

  it('[X14] Word has real headings, a table of contents that asks nothing, repeated heads of tables, and words for every picture', async () => {
    const report = roundPack(inputOf(MAIN), 2)
    const { body, part, all, paragraphs, files } = word(await file('docx', report))
    const headings = paragraphs.filter(({ style }) => /^Heading\d$/.test(style)).map(({ text }) => text)
    expect(headings).toEqual(
      flat(report.sections)
        .filter(({ id }) => id !== 'messages')
        .map(({ title }) => title),
    )
    expect(paragraphs.find(({ style }) => style === 'Title')?.text).toBe(report.title)
    const names = new Set(all(part('word/styles.xml'), 'style').map((style) => style.getAttributeNS(W, 'styleId')))
    for (const { style } of paragraphs) if (style) expect(names).toContain(style)
    expect(all(body, 'fldChar').filter((field) => ['true', '1'].includes(field.getAttributeNS(W, 'dirty') ?? ''))).toHaveLength(0)
    expect(
      all(body, 'instrText')
        .map(({ textContent }) => textContent)
        .join(),
    ).toContain('TOC')
    expect(part('word/settings.xml').documentElement.outerHTML).not.toContain('updateFields')
    const tables = all(body, 'tbl')
    expect(tables.filter((table) => all(table, 'tblHeader').length).length).toBe(tables.length - 1)
    const pictures = [...body.getElementsByTagName('wp:docPr')]
    expect(pictures.length).toBe([...body.getElementsByTagName('pic:pic')].length)
    expect(pictures.length).toBeGreaterThan(2)
    for (const picture of pictures) expect(picture.getAttribute('descr')?.length).toBeGreaterThan(20)
    for (const [file, bytes] of files) if (file.endsWith('.png')) expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(part('docProps/core.xml').documentElement.textContent).toContain(report.title)
  })

  it('[X14] every paragraph of Word says its language, and Welsh is Welsh', async () => {
    const { paragraphs, part, all } = word(await file('docx', roundPack(inputOf(BILINGUAL), 1)))
    expect(all(part('word/styles.xml'), 'lang')[0]?.getAttributeNS(W, 'val')).toBe('en-GB')
    const welsh = scenario(BILINGUAL).notes.filter((note: { round: number; lang: string }) => note.round === 1 && note.lang === 'cy')
    expect(welsh.length).toBeGreaterThan(0)
    for (const { text } of welsh)
      expect(paragraphs.find((paragraph) => paragraph.style === 'Note' && paragraph.text.startsWith(text))?.languages).toContain('cy')
    const page = dom(await file('html', roundPack(inputOf(BILINGUAL), 1)))
    expect([...page.querySelectorAll('.notes [lang=cy]')].map(({ textContent }) => textContent).sort()).toEqual(
      welsh.map(({ text }: { text: string }) => text).sort(),
    )
  })

  it('[X9] file names say series, round, kind and date', async () => {
    expect((await documentFile('md', roundPack(inputOf(BILINGUAL), 1))).fileName).toMatch(
      /^keeping-information-prescriptions-going[\w-]*_round-1_pack_2025-05-20\.md$/,
    )
    expect((await documentFile('html', seriesReport(inputOf(BILINGUAL)))).fileName).toMatch(/_all-rounds_report_2025-05-20\.html$/)
  })
})
