import { shape } from '@stocktake/shared/report/svg/draw'
import type { GroupMark } from '@stocktake/shared/session'
import type { Paper } from './paper.ts'
import type { Span } from './typeset.ts'

/** Our own drawings on paper: the few elements of SVG that they are made of. */

const ELEMENT = /<(rect|path|circle|polygon|text)\b([^>]*?)\/?>(?:([^<]*)<\/text>)?/g
const NAMES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
const plain = (text: string) => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (name) => NAMES[name] ?? name)

/** How large a drawing is. */
export function sizeOf(svg: string): { width: number; height: number } {
  const [, width = 720, height = 300] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  return { width, height }
}

interface Shape {
  kind: string
  all: ReadonlyMap<string, string>
  words: string
}

const elementsOf = (svg: string): Shape[] =>
  Array.from(svg.matchAll(ELEMENT), ([, kind = '', attributes = '', words = '']) => ({
    kind,
    all: new Map(Array.from(attributes.matchAll(/([\w-]+)="([^"]*)"/g), ([, name = '', value = '']) => [name, plain(value)])),
    words: plain(words),
  }))

/** Draws it with its upper left corner at a point. */
export function draw(paper: Paper, svg: string, x: number, y: number, scale: number): void {
  const { doc } = paper
  doc.save()
  doc.translate(x, y).scale(scale)
  for (const { kind, all, words } of elementsOf(svg)) {
    const number = (name: string) => Number(all.get(name) ?? 0)
    if (kind === 'text') {
      write(paper, words, all)
      continue
    }
    if (all.get('width') === '100%') continue
    doc.lineWidth(number('stroke-width') || 1)
    if (kind === 'rect') doc.rect(number('x'), number('y'), number('width'), number('height'))
    else if (kind === 'circle') doc.circle(number('cx'), number('cy'), number('r'))
    else if (kind === 'path') doc.path(all.get('d') ?? '')
    else doc.polygon(...(all.get('points') ?? '').split(' ').map((point) => point.split(',').map(Number)))
    const [fill, stroke] = [all.get('fill'), all.get('stroke')].map((colour) => (colour && colour !== 'none' ? colour : undefined))
    if (fill && stroke) doc.fillAndStroke(fill, stroke)
    else if (fill) doc.fill(fill)
    else if (stroke) doc.stroke(stroke)
  }
  doc.restore()
}

function write(paper: Paper, words: string, all: ReadonlyMap<string, string>): void {
  const size = Number(all.get('font-size') ?? 13)
  const [line] = paper.lines([{ text: words, size, bold: all.has('font-weight'), colour: all.get('fill') ?? '#000000' }], Number.POSITIVE_INFINITY)
  if (!line) return
  const from = { middle: line.width / 2, end: line.width }[all.get('text-anchor') ?? ''] ?? 0
  const x = Number(all.get('x') ?? 0) - from
  // Lines are drawn by their top.
  paper.put([line], x, Number(all.get('y') ?? 0) - line.height * 0.74)
}

/** A group's shape in a line of words. */
export const signOf = (paper: Paper, mark: GroupMark, size: number): Span => ({
  text: '',
  size,
  sign: {
    wide: size * 1.05,
    draw: (x, baseline) =>
      paper.stamp(`${mark.shape} ${mark.colour} ${size}`, x + size * 0.42, baseline - size * 0.33, () => draw(paper, shape(mark, 0, 0, size * 0.36), 0, 0, 1)),
  },
})
