import type { CellModel, ExportModel, NoteRow, RoundModel } from '../model.ts'
import { counted } from '../words.ts'
import { LINE, lineHeight, lines, QUIET, rect, shape, wrapped } from './draw.ts'
import { type Box, heading, legend, nameOf, saying, sheet, tellsOf } from './sheet.ts'

/** The filled matrix of a round as one picture: every note whole, in its cell, with its group by shape and letters. */

const EDGE = 24
const ROW_HEAD = 130
const COLUMN = 230
const PAD = 10
const SMALL = 11
/** However few columns there are, titles have room. */
const LEAST = 900

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
  for (const box of heading(model.series, round, inside)) put(box)
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
  return sheet(`${model.series.title}. ${nameOf(round)}`, tellsOf(round), inside + 2 * EDGE, y + EDGE, parts.join(''))
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
