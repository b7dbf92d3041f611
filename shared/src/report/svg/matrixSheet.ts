import type { CellModel, ExportModel, GroupMark, NoteRow, RoundModel } from '../model.ts'
import { escaped, runsRightToLeft } from '../visible.ts'
import { counted } from '../words.ts'
import { INK, LINE, lineHeight, lines, QUIET, rect, shape, text, wrapped } from './draw.ts'

/** The filled matrix of a round as one picture: every note whole, in its cell, with its group by shape and letters. */

const EDGE = 24
const ROW_HEAD = 130
const COLUMN = 230
const PAD = 10
const SMALL = 11
const SIZE = 13
/** However few columns there are, titles have room. */
const LEAST = 900

interface Box {
  height: number
  /** Draws it with its top left corner there. */
  draw(x: number, y: number): string
}

/** @param model what the round is part of */
export function matrixSheet(model: Pick<ExportModel, 'series' | 'groups'>, round: RoundModel): string {
  const { columns, rows, unplaced } = round.matrix
  const inside = Math.max(LEAST, ROW_HEAD + columns.length * COLUMN)
  const width = (inside - ROW_HEAD) / Math.max(1, columns.length)
  const parts: string[] = []
  let y = EDGE
  const put = (box: Box, x = EDGE) => {
    parts.push(box.draw(x, y))
    y += box.height
  }
  const name = `Round ${round.number}: ${round.title}`
  put(saying(model.series.sharedObject, inside, { size: 20, bold: true }))
  put(saying(`${model.series.title}. ${name}`, inside, { size: 15, bold: true }))
  if (round.question) put(saying(round.question, inside, { size: 15 }))
  put(
    saying([round.stateWords, round.hash ? `record ${round.hash.slice(0, 12)}` : '', counted(round.notes, 'note')].filter(Boolean).join(', '), inside, {
      fill: QUIET,
    }),
  )
  y += PAD

  const heads = columns.map(({ label }) => wrapped(label, width - 2 * PAD, 14, Number.POSITIVE_INFINITY))
  const headHeight = Math.max(1, ...heads.map((own) => own.length)) * lineHeight(14) + 2 * PAD
  for (const [i, own] of heads.entries()) {
    const x = EDGE + ROW_HEAD + i * width
    parts.push(rect(x, y, width, headHeight, '#e4f1ef'), lines(x + PAD, y + PAD + 14, own, { size: 14, bold: true }))
  }
  y += headHeight
  for (const row of rows) {
    const boxes = row.cells.map((cell) => cellBox(cell, width))
    const label = wrapped(row.label, ROW_HEAD - 2 * PAD, 14, Number.POSITIVE_INFINITY)
    const height = Math.max(label.length * lineHeight(14) + 2 * PAD, ...boxes.map((box) => box.height))
    parts.push(rect(EDGE, y, ROW_HEAD, height, '#e4f1ef'), lines(EDGE + PAD, y + PAD + 14, label, { size: 14, bold: true }))
    for (const [i, box] of boxes.entries()) {
      const x = EDGE + ROW_HEAD + i * width
      parts.push(rect(x, y, width, height, '#ffffff'), box.draw(x, y))
    }
    y += height
  }
  if (unplaced.length) {
    const box = notesBox(unplaced, inside - ROW_HEAD)
    parts.push(rect(EDGE, y, ROW_HEAD, box.height, '#f2f0ea'), lines(EDGE + PAD, y + PAD + 14, ['Parking lot'], { size: 14, bold: true }))
    parts.push(rect(EDGE + ROW_HEAD, y, inside - ROW_HEAD, box.height, '#ffffff'), box.draw(EDGE + ROW_HEAD, y))
    y += box.height
  }
  y += PAD
  const here = new Set([...rows.flatMap(({ cells }) => cells.flatMap(({ notes }) => notes)), ...unplaced].flatMap(({ group }) => group?.id ?? []))
  for (const line of legend(
    model.groups.filter(({ id }) => here.has(id)),
    inside,
  ))
    put(line)
  return sheet(`${model.series.title}. ${name}`, tellsOf(round), inside + 2 * EDGE, y + EDGE, parts.join(''))
}

/** What the picture shows, for those who hear it. */
const tellsOf = ({ matrix: { rows, unplaced } }: RoundModel) =>
  [
    ...rows.flatMap(({ cells }) => cells.filter(({ inUse, notes }) => inUse || notes.length).map((cell) => `${cell.row}, ${cell.column}: ${cell.words}.`)),
    ...(unplaced.length ? [`Parking lot: ${counted(unplaced.length, 'note')}.`] : []),
  ].join(' ')

const sheet = (title: string, description: string, width: number, height: number, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-labelledby="title about" xml:lang="en" font-family="'Atkinson Hyperlegible', 'DejaVu Sans', Arial, sans-serif"><title id="title">${escaped(title)}</title><desc id="about">${escaped(description)}</desc><rect width="100%" height="100%" fill="#ffffff"/>${inside}</svg>`

/** Words whole, with their line breaks. */
function saying(words: string, width: number, look: { size?: number; bold?: boolean; fill?: string } = {}): Box {
  const size = look.size ?? SIZE
  const all = words.split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => wrapped(line, width, size, Number.POSITIVE_INFINITY))
  const isRight = runsRightToLeft(words)
  return {
    height: all.length * lineHeight(size),
    draw: (x, y) => lines(isRight ? x + width : x, y + size, all, { ...look, size, anchor: isRight ? 'end' : 'start' }),
  }
}

function cellBox(cell: CellModel, width: number): Box {
  if (cell.notes.length) return notesBox(cell.notes, width)
  const words = saying(cell.inUse ? cell.words : 'Not asked in this round', width - 2 * PAD, { fill: QUIET })
  return { height: words.height + 2 * PAD, draw: (x, y) => words.draw(x + PAD, y + PAD) }
}

function notesBox(notes: readonly NoteRow[], width: number): Box {
  const boxes = notes.map((note) => noteBox(note, width - 2 * PAD))
  return {
    height: boxes.reduce((sum, { height }) => sum + height, 2 * PAD),
    draw(x, y) {
      let at = y + PAD
      return boxes
        .map((box) => {
          const drawn = box.draw(x + PAD, at)
          at += box.height
          return drawn
        })
        .join('')
    },
  }
}

function noteBox({ text: words, group, votes, theme }: NoteRow, width: number): Box {
  const said = saying(words.trim() || '(This note is empty.)', width - 16)
  const about = saying([group?.short ?? '', votes ? counted(votes, 'vote') : '', theme].filter(Boolean).join(' · '), width - 16, { size: SMALL, fill: QUIET })
  return {
    height: said.height + about.height + 8,
    draw: (x, y) =>
      (group ? shape(group, x + 5, y + 8, 5) : `<circle cx="${x + 5}" cy="${y + 8}" r="3" fill="none" stroke="${LINE}"/>`) +
      said.draw(x + 16, y) +
      about.draw(x + 16, y + said.height),
  }
}

/** Which letters and shape are which group, as many in a line as fit. */
function legend(groups: readonly GroupMark[], width: number): Box[] {
  return groups.map((group) => {
    const words = wrapped(`${group.short}: ${group.label}`, width - 20, SIZE, Number.POSITIVE_INFINITY)
    return {
      height: words.length * lineHeight(SIZE),
      draw: (x, y) => shape(group, x + 6, y + 9, 6) + words.map((line, i) => text(x + 20, y + SIZE + i * lineHeight(SIZE), line, { fill: INK })).join(''),
    }
  })
}
