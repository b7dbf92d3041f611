import { heat } from '../coverage.ts'
import type { CoverageFigure, Figure, FlowFigure, GapFigure, MatrixFigure, VotesFigure } from '../figures.ts'
import { counted } from '../words.ts'
import { drawing, INK, LINE, lineHeight, lines, on, path, QUIET, rect, shape, TINTS, text, widthOf, wrapped } from './draw.ts'

/** Figures as SVG, for every format that shows pictures. Legible in black and white: each number is written. */

const WIDTH = 720

/** @param title what the figure is called where it is read out */
export function svgOf(figure: Figure, title: string): string {
  switch (figure.kind) {
    case 'matrix':
      return matrixSvg(figure, title)
    case 'coverage':
      return coverageSvg(figure, title)
    case 'flow':
      return flowSvg(figure, title)
    case 'votes':
      return votesSvg(figure, title)
    case 'gap':
      return gapSvg(figure, title)
  }
}

function matrixSvg({ columns, rows }: MatrixFigure, title: string): string {
  const left = 150
  const width = (WIDTH - left) / Math.max(1, columns.length)
  const heads = columns.map((label) => wrapped(label, width - 10, 13, 3))
  const top = 12 + Math.max(1, ...heads.map((own) => own.length)) * lineHeight()
  const height = 44
  const most = Math.max(0, ...rows.flatMap(({ counts }) => counts.map((count) => count ?? 0)))
  const parts = heads.map((own, i) => lines(left + (i + 0.5) * width, 16, own, { anchor: 'middle', bold: true }))
  for (const [r, { label, counts }] of rows.entries()) {
    const y = top + r * height
    const words = wrapped(label, left - 16, 13, 2)
    parts.push(lines(left - 10, y + height / 2 + 5 - ((words.length - 1) * lineHeight()) / 2, words, { anchor: 'end', bold: true }))
    for (const [c, count] of counts.entries()) {
      const tint = heat(count ?? 0, most)
      const x = left + c * width
      parts.push(rect(x + 2, y + 2, width - 4, height - 4, count === null ? 'none' : TINTS[tint], count === null ? '#dcd9d0' : LINE))
      if (count === null) parts.push(text(x + width / 2, y + height / 2 + 4, 'not asked', { anchor: 'middle', size: 11, fill: QUIET }))
      else if (count === 0) parts.push(text(x + width / 2, y + height / 2 + 4, 'nobody', { anchor: 'middle', size: 12, fill: QUIET }))
      else parts.push(text(x + width / 2, y + height / 2 + 6, String(count), { anchor: 'middle', size: 18, bold: true, fill: on(tint) }))
    }
  }
  return drawing(title, WIDTH, top + rows.length * height + 4, parts.join(''))
}

/** Letters of heads of columns are not smaller than this: where words would not fit side by side, what is told stands one beneath the other. */
const SMALL_HEAD = 10

function coverageSvg(figure: CoverageFigure, title: string): string {
  const { parts, groups } = figure
  const size = headSize(parts.map(({ labels }) => labels))
  if (size >= SMALL_HEAD || parts.length < 2) {
    const { inside, height } = coverageGrid(figure, parts, Math.max(9, size), 0)
    return drawing(title, WIDTH, height, inside)
  }
  let y = 0
  const found = parts.map((part, i) => {
    const own = { ...figure, groups: groups.map((group) => ({ ...group, counts: [group.counts[i] ?? []] })) }
    const { inside, height } = coverageGrid(own, [part], Math.max(9, headSize([part.labels])), y)
    y = height + 18
    return inside
  })
  return drawing(title, WIDTH, y - 18, found.join(''))
}

const GROUPS = { left: 200, gap: 18, total: 46 }
const columnWidth = (parts: readonly (readonly string[])[]) =>
  (WIDTH - GROUPS.left - GROUPS.total - GROUPS.gap * parts.length) /
  Math.max(
    1,
    parts.reduce((sum, labels) => sum + labels.length, 0),
  )

/** How large heads can be for their longest word to stay whole, 12 at most. */
function headSize(parts: readonly (readonly string[])[]): number {
  const longest = Math.max(...parts.flat().flatMap((label) => label.split(/\s+/).map((word) => widthOf(word, 12))), 1)
  return Math.min(12, Math.floor((12 * (columnWidth(parts) - 3)) / longest))
}

function coverageGrid({ groups }: CoverageFigure, sides: CoverageFigure['parts'], size: number, above: number): { inside: string; height: number } {
  const { left, gap } = GROUPS
  const width = columnWidth(sides.map(({ labels }) => labels))
  const places = sides.flatMap((side, s) => side.labels.map((label, i) => ({ label, s, i, x: 0 })))
  for (const [n, place] of places.entries()) place.x = left + n * width + place.s * gap
  const heads = places.map(({ label }) => wrapped(label, width - 3, size, 3))
  const top = above + 10 + Math.max(1, ...heads.map((own) => own.length)) * lineHeight(size)
  const height = 34
  const most = Math.max(0, ...groups.flatMap(({ counts }) => counts.flat()))
  const found = places.map(({ x }, n) => lines(x + width / 2, above + 14, heads[n] ?? [], { anchor: 'middle', size, bold: true }))
  found.push(text(WIDTH - 4, above + 14, 'All', { anchor: 'end', size, bold: true }))
  for (const [g, { mark, total, counts }] of groups.entries()) {
    const y = top + g * height
    const words = wrapped(mark.label, left - 34, 12, 2)
    found.push(shape(mark, 10, y + height / 2))
    found.push(lines(24, y + height / 2 + 4 - ((words.length - 1) * lineHeight(12)) / 2, words, { size: 12 }))
    for (const { s, i, x } of places) {
      const own = counts[s]?.[i] ?? 0
      const tint = heat(own, most)
      found.push(rect(x + 1, y + 2, width - 2, height - 4, TINTS[tint]))
      found.push(text(x + width / 2, y + height / 2 + 5, String(own), { anchor: 'middle', size: 13, fill: own ? on(tint) : QUIET }))
    }
    found.push(text(WIDTH - 4, y + height / 2 + 5, String(total), { anchor: 'end', bold: true }))
  }
  return { inside: found.join(''), height: top + groups.length * height + 4 }
}

function flowSvg({ rounds, links }: FlowFigure, title: string): string {
  const most = Math.max(1, ...rounds.map(({ notes }) => notes))
  const bar = 54
  const step = rounds.length > 1 ? (WIDTH - 60 - bar - 40) / (rounds.length - 1) : 0
  const heads = rounds.map(({ number, title: name }) => wrapped(`${number}: ${name}`, Math.max(90, step - 14), 12, 3))
  const top = 14 + Math.max(1, ...heads.map((own) => own.length)) * lineHeight(12)
  const scale = 200 / most
  const x = (i: number) => 40 + i * step
  const parts: string[] = []
  const index = new Map(rounds.map(({ number }, i) => [number, i]))
  // Ribbons leave a bar from its top down and come into the next from its top down.
  const left = new Map<number, number>()
  const came = new Map<number, number>()
  for (const { from, to, notes } of links) {
    const [a, b] = [index.get(from), index.get(to)]
    if (a === undefined || b === undefined) continue
    const size = notes * scale
    const [y1, y2] = [top + (left.get(from) ?? 0), top + (came.get(to) ?? 0)]
    // More notes can come from a round than it had, where one was split.
    const out = Math.min(size, (rounds[a]?.notes ?? 0) * scale - (left.get(from) ?? 0))
    left.set(from, (left.get(from) ?? 0) + Math.max(0, out))
    came.set(to, (came.get(to) ?? 0) + size)
    const [x1, x2] = [x(a) + bar, x(b)]
    const middle = (x1 + x2) / 2
    parts.push(
      path(
        `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + size} C${middle},${y2 + size} ${middle},${y1 + out} ${x1},${y1 + out} Z`,
        '#b9dcd8',
        LINE,
        0.7,
      ),
    )
    if (b === a + 1) parts.push(text(middle, (y1 + y2 + size) / 2 + 5, String(notes), { anchor: 'middle', bold: true }))
  }
  for (const [i, { notes, added }] of rounds.entries()) {
    const old = (notes - added) * scale
    parts.push(lines(x(i), 14, heads[i] ?? [], { size: 12, bold: true }))
    if (notes - added > 0) {
      parts.push(rect(x(i), top, bar, old, TINTS[4], INK))
      if (old > 16) parts.push(text(x(i) + bar / 2, top + old / 2 + 5, String(notes - added), { anchor: 'middle', fill: '#ffffff', bold: true }))
    }
    if (added > 0) {
      parts.push(rect(x(i), top + old, bar, added * scale, '#ffffff', INK))
      if (added * scale > 16) parts.push(text(x(i) + bar / 2, top + old + (added * scale) / 2 + 5, `${added} new`, { anchor: 'middle', size: 12 }))
    }
    const next = rounds[i + 1] ? `, ${rounds[i]?.goesOn} went on` : ''
    parts.push(lines(x(i), top + notes * scale + 16, wrapped(`${counted(notes, 'note')}${next}`, Math.max(90, step - 14), 12, 2), { size: 12, fill: QUIET }))
  }
  return drawing(title, WIDTH, top + 200 + 40, parts.join(''))
}

function votesSvg({ items }: VotesFigure, title: string): string {
  const left = 350
  const most = Math.max(1, ...items.flatMap(({ votes, disagree }) => [votes, disagree ?? 0]))
  const space = WIDTH - left - 50
  const parts: string[] = []
  let y = 4
  for (const { text: words, votes, disagree, group } of items) {
    const own = wrapped(words, left - 34, 12, 3)
    const height = Math.max(own.length * lineHeight(12), disagree ? 36 : 22)
    if (group) parts.push(shape(group, 10, y + 10))
    parts.push(lines(24, y + 13, own, { size: 12 }))
    parts.push(rect(left, y, (space * votes) / most, 18, TINTS[3], INK))
    parts.push(text(left + (space * votes) / most + 6, y + 14, String(votes), { bold: true }))
    if (disagree) {
      parts.push(rect(left, y + 20, (space * disagree) / most, 14, '#ffffff', INK))
      parts.push(text(left + (space * disagree) / most + 6, y + 32, `${disagree} strongly disagree`, { size: 11 }))
    }
    y += height + 10
  }
  return drawing(title, WIDTH, y, parts.join(''))
}

function gapSvg({ strips }: GapFigure, title: string): string {
  const side = 220
  const middle = side + 14
  const between = WIDTH - 2 * side - 28
  const parts = [
    text(0, 14, 'Now', { bold: true }),
    text(middle + between / 2, 14, 'In between', { bold: true, anchor: 'middle' }),
    text(WIDTH - side, 14, 'Wanted', { bold: true }),
  ]
  let y = 24
  for (const { label, current, desired, barriers, enablers } of strips) {
    const [now, then] = [current, desired].map(({ text: words, notes }) =>
      words ? wrapped(words, side - 20, 12, 4) : [notes ? 'Notes without words' : 'Nobody wrote here'],
    )
    const against = wrapped(barriers.text, between - 20, 11, 2)
    const helps = wrapped(enablers.text, between - 20, 11, 2)
    const inner = 20 + against.filter(Boolean).length * lineHeight(11) + 26 + 18 + helps.filter(Boolean).length * lineHeight(11)
    const height = Math.max(inner, 30 + Math.max(now?.length ?? 0, then?.length ?? 0) * lineHeight(12))
    parts.push(text(0, y + 14, label, { bold: true, size: 14 }))
    y += 20
    for (const [x, own, { notes }] of [
      [0, now, current],
      [WIDTH - side, then, desired],
    ] as const) {
      parts.push(rect(x, y, side, height, notes ? '#f4f9f8' : '#ffffff'))
      parts.push(lines(x + 10, y + 18, own ?? [], { size: 12, ...(notes ? {} : { fill: QUIET }) }))
      if (notes) parts.push(text(x + 10, y + height - 7, counted(notes, 'note'), { size: 11, fill: QUIET }))
    }
    const tested = [barriers.tested ? `${barriers.tested} tested` : '', barriers.believed ? `${barriers.believed} believed` : ''].filter(Boolean).join(', ')
    const x = middle + 10
    let row = y + 14
    parts.push(text(x, row, `${counted(barriers.notes, 'barrier')}${tested ? ` (${tested})` : ''}`, { size: 12, bold: true }))
    if (barriers.text) {
      parts.push(lines(x, row + lineHeight(11), against, { size: 11 }))
      row += against.length * lineHeight(11)
    }
    row += 14
    parts.push(path(`M${middle},${row} H${middle + between - 8}`, 'none', INK, 2), path(`M${middle + between},${row} l-10,-5 v10 Z`, INK))
    row += 18
    parts.push(text(x, row, counted(enablers.notes, 'enabler'), { size: 12, bold: true }))
    if (enablers.text) parts.push(lines(x, row + lineHeight(11), helps, { size: 11 }))
    y += height + 14
  }
  return drawing(title, WIDTH, y, parts.join(''))
}
