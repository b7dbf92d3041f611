import { contentsOf, type Section } from '@stocktake/shared/report/blocks'
import { type Element, flat, HEAD, heightOf, INK, type Paper } from './paper.ts'
import type { Line } from './typeset.ts'

/** The table of contents: its places are kept free, and filled when the pages are known. */

/** Where a section begins. */
export interface Mark {
  page: number
  name: string
}

export interface Entry {
  id: string
  title: string
  page: number
  x: number
  y: number
  lines: Line[]
  element: Element
}

const SIZE = 10.5
const FOR_NUMBER = 34
/** Keeps a place for each section, and for those one level deeper if they are not too many. */
export function contents(paper: Paper, sections: readonly Section[]): Entry[] {
  paper.y += 10
  paper.flow(paper.element('P'), 'P', paper.lines([{ text: 'Contents', size: 13, bold: true, colour: HEAD }]), { after: 6 })
  const toc = paper.element('TOC')
  return contentsOf(sections).map(({ section: { id, title }, depth }) => {
    const x = paper.left + depth * 16
    const lines = paper.lines([{ text: flat(title), size: depth ? SIZE - 0.5 : SIZE, bold: !depth, colour: INK }], paper.width - FOR_NUMBER - depth * 16)
    const gap = depth ? 1 : 4
    paper.need(heightOf(lines) + gap)
    if (!paper.isAtTop) paper.y += gap
    const entry = { id, title: flat(title), page: paper.begin(), x, y: paper.y, lines, element: paper.element('TOCI', toc) }
    paper.y += heightOf(lines)
    return entry
  })
}

/** Writes the titles with their pages; each leads there. */
export function fillContents(paper: Paper, entries: readonly Entry[], marks: ReadonlyMap<string, Mark>): void {
  const { doc } = paper
  for (const { id, title, page, x, y, lines, element } of entries) {
    const mark = marks.get(id)
    if (!mark) continue
    doc.switchToPage(page - 1)
    const link = paper.element('Link', paper.element('Reference', element))
    const [number] = paper.lines([{ text: String(mark.page), size: SIZE, colour: INK }])
    const tall = heightOf(lines)
    const right = paper.left + paper.width
    paper.marked(link, 'Link', () => {
      paper.put(lines, x, y)
      if (number) paper.put([number], right - number.width, y + tall - number.height)
    })
    // Its types do not know what else can be said of a link.
    const says = { structParent: link, Contents: new String(`${title}, page ${mark.page}`) } as unknown as PDFKit.Mixins.AnnotationOption
    doc.goTo(x, y, right - x, tall, mark.name, says)
    element.end()
  }
}
