import { arrange, type Rect, type Sized } from '../../board/layout.ts'
import { NOTE_PICTURE, standingHeight } from '../../board/place.ts'
import type { Note } from '../../board/schema.ts'
import { drawTension, type TensionDrawing } from '../../board/tensionLines.ts'
import { FRAME_PAD, type Member, themeFrames } from '../../board/themeFrames.ts'
import type { BoardContent } from '../../record.ts'
import type { GroupMark } from '../../session.ts'
import { isOpenTension, tensionStatus } from '../../standing.ts'
import type { ExportModel, NoteRow, RoundModel } from '../model.ts'
import { themeLabels } from '../notes.ts'
import { escaped, runsRightToLeft } from '../visible.ts'
import { counted } from '../words.ts'
import { INK, lineHeight, lines, QUIET, shape, text, widthOf } from './draw.ts'
import { heading, legend, nameOf, saying, sheet, tellsOf, whole } from './sheet.ts'
import { type Strokes, strokesOf } from './strokes.ts'

/** The canvas of a round as one picture: every note whole and where hands put it, with its group, frames of themes, tensions and drawings. */

const EDGE = 40
/** Words in a note, and what is said below them, as on the canvas. */
const WORDS = { x: 13, y: 11, width: 174, size: 16, line: 22 }
const FOOT = { size: 13, line: 18 }
/** Room for a group's shape. */
const MARK = 18
const LINE = '#dcd9d0'
const FRAME = '#7a8581'
const WARNING = '#784800'
/** Names of tensions are broken to this width. */
const NAME = 240
/** However far out somebody drew, the picture goes no farther beyond the matrix. */
const BEYOND = 1500

interface Placed {
  row: NoteRow
  note: Note
  said: string[]
  /** From where it comes and in which theme it is. */
  more: string[]
  foot: string[]
  height: number
  /** Its picture, as the drawing holds it. */
  image: string | undefined
}

/**
 * @param model what the round is part of
 * @param content the board of the round
 * @param pictures of notes, as addresses that hold them, by their files; of others the words stand there alone
 * @param isPart where only some of its notes are shown, drawings are left out, since nobody can tell what they are about
 */
export function canvasSheet(
  model: Pick<ExportModel, 'series' | 'groups' | 'notes'>,
  round: RoundModel,
  content: BoardContent,
  pictures: ReadonlyMap<string, string> = new Map(),
  isPart = false,
): string {
  const labels = themeLabels(content.themes)
  const raw = new Map(content.notes.map((note) => [note.id, note]))
  const placed = model.notes.flatMap((row): Placed[] => {
    const note = row.ref.round === round.number ? raw.get(row.ref.note) : undefined
    return note ? [placedOf(row, note, labels, note.picture && pictures.get(note.picture.file))] : []
  })
  const grid = { rows: round.matrix.rows.map(({ id }) => id), columns: round.matrix.columns.map(({ id }) => id) }
  const sized = placed.map(({ note, height }): Sized => ({ id: note.id, at: note.at, h: height }))
  const arranged = arrange(grid, sized)
  const { layout, notes: boxes } = arranged
  const strokes: Strokes = isPart ? { svg: '', drawn: 0, labels: 0, leftOut: 0, points: [] } : strokesOf(content.drawing, arranged)

  const members = placed.flatMap(({ note }): Member[] => {
    const box = boxes.get(note.id)
    return box && note.theme !== undefined && labels.has(note.theme) ? [{ id: note.id, theme: note.theme, cell: box.cell, box }] : []
  })
  const tensions = content.contradictions.flatMap((tension) => {
    const ids = new Set(tension.evidence.filter((ref) => ref.round === round.number).map(({ note }) => note))
    const drawn = drawTension([...ids].map((id) => boxes.get(id)).filter((box) => box !== undefined))
    return drawn ? [{ tension, drawn }] : []
  })
  const frames = themeFrames(members)
  // What lies higher was put there later.
  const inPile = [...placed].sort((a, b) => (a.note.at.z ?? 0) - (b.note.at.z ?? 0) || a.note.createdAt - b.note.createdAt || (a.note.id < b.note.id ? -1 : 1))
  const board = [
    cells(round, layout.cells, layout.parking),
    ...frames.map((frame) => rounded(frame, 12, '#f4faf9', FRAME, 2)),
    ...tensions.map(({ tension, drawn }) => drawn.lines.map((line) => tensionLine(line, isOpenTension(tension))).join('')),
    // Beneath the notes: of two frames close together, the name of one would cover words of the other, and each note says its theme.
    ...frames.map((frame) => plate(frame.x + 10, frame.y - 6, labels.get(frame.theme) ?? '', frame.w - 20 + FRAME_PAD)),
    ...inPile.map((one) => noteSvg(one, boxes.get(one.note.id))),
    strokes.svg,
    ...tensions.map(({ tension, drawn }) => tensionName(tension, drawn)),
  ].join('')

  const xs = [0, layout.whole.w, ...strokes.points.map(([x]) => Math.max(-BEYOND, Math.min(layout.whole.w + BEYOND, x)))]
  const ys = [0, layout.whole.h, ...strokes.points.map(([, y]) => Math.max(-BEYOND, Math.min(layout.whole.h + BEYOND, y)))]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  // A large board is looked at from farther away.
  const scale = Math.max(1.2, Math.min(3, (right - left) / 1600))
  const head = Math.round(22 * scale)
  const side = 8 * head
  const width = side + right - left
  const parts: string[] = []
  let y = EDGE
  for (const box of heading(model.series, round, width, scale)) {
    parts.push(box.draw(EDGE, y))
    y += box.height
  }
  y += 20
  const heads = round.matrix.columns.map(({ label }, i) => saying(label, (layout.columns[i]?.w ?? 0) - 20, { size: head, bold: true }))
  const across = EDGE + side - left
  for (const [i, head] of heads.entries()) parts.push(head.draw(across + (layout.columns[i]?.x ?? 0) + 10, y))
  y += Math.max(0, ...heads.map(({ height }) => height)) + 14 - top
  for (const [i, { label }] of round.matrix.rows.entries())
    parts.push(saying(label, side - 24, { size: head, bold: true }).draw(EDGE, y + (layout.rows[i]?.y ?? 0) + 10))
  parts.push(saying('Parking lot', side - 24, { size: head, bold: true }).draw(EDGE, y + layout.parking.y + 10))
  parts.push(`<g transform="translate(${across} ${y})">${board}</g>`)
  y += bottom + 24
  const here = new Set(placed.flatMap(({ row }) => row.group?.id ?? []))
  for (const box of legend(
    model.groups.filter(({ id }) => here.has(id)),
    width,
    Math.round(14 * scale),
  )) {
    parts.push(box.draw(EDGE, y))
    y += box.height
  }
  const title = `${model.series.title}. ${nameOf(round)}: the canvas`
  return sheet(title, [tellsOf(round), tells(content, tensions.length, strokes, isPart)].filter(Boolean).join(' '), width + 2 * EDGE, y + EDGE, parts.join(''))
}

/** What else is there, for those who hear it. */
function tells({ themes, drawing }: BoardContent, tensions: number, { drawn, labels, leftOut }: Strokes, isPart: boolean): string {
  return [
    themes.length ? `Themes: ${[...themeLabels(themes).values()].join(', ')}.` : '',
    tensions ? `${counted(tensions, 'tension')} between notes.` : '',
    drawn ? `${counted(drawn, 'line or arrow', 'lines and arrows')} drawn by hand.` : '',
    labels ? `${counted(labels, 'label')} beside the notes.` : '',
    leftOut ? `${counted(leftOut, 'drawing')} could not be read.` : '',
    isPart && drawing.length ? 'Drawings are left out, since only some of the notes are shown.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function placedOf(row: NoteRow, note: Note, labels: ReadonlyMap<string, string>, image: string | undefined): Placed {
  const said = whole(row.text.trim() ? row.text : '(This note is empty.)', WORDS.width, WORDS.size)
  const from = row.from[0]
  const small = (words: string, width: number) => (words ? whole(words, width, FOOT.size) : [])
  const more = [from ? `From round ${from.round}` : '', (note.theme && labels.get(note.theme)) || ''].flatMap((words) => small(words, WORDS.width))
  const whose = row.group?.short ?? (row.anonymous ? 'Anonymous' : '')
  const states = [row.votes ? counted(row.votes, 'vote') : '', row.late ? 'Late' : '', row.typedFor ? 'Typed for somebody' : '', note.locked ? 'Locked' : '']
  const foot = small([whose, ...states].filter(Boolean).join(', '), WORDS.width - MARK)
  const extra = Math.max(0, foot.length - 1) + Math.max(0, more.length - 1)
  const { picture: _inWords, ...plain } = note
  return { row, note, said, more, foot, image, height: standingHeight(image ? note : plain, said.length * WORDS.line) + extra * FOOT.line }
}

function noteSvg({ row, note, said, more, foot, image }: Placed, box: Rect | undefined): string {
  if (!box) return ''
  const { x, y, w, h } = box
  const [paper, edge] = row.group ? [mixed(row.group, 0.12, '#ffffff'), mixed(row.group, 0.38, LINE)] : ['#ffffff', FRAME]
  const isRight = runsRightToLeft(row.text)
  const top = y + WORDS.y + (image ? NOTE_PICTURE : 0)
  const seen = image
    ? `<image href="${image}" x="${x + WORDS.x}" y="${y + WORDS.y}" width="${WORDS.width}" height="${NOTE_PICTURE - 8}" preserveAspectRatio="xMidYMid meet" aria-label="${escaped(note.picture?.alt ?? '')}"/>`
    : ''
  const words = said.map((line, i) =>
    text(isRight ? x + WORDS.x + WORDS.width : x + WORDS.x, top + 16.4 + i * WORDS.line, line, {
      size: WORDS.size,
      fill: row.text.trim() ? INK : QUIET,
      anchor: isRight ? 'end' : 'start',
    }),
  )
  const small = [...more, ...foot]
  const begin = y + h - 10 - (small.length - 1) * FOOT.line
  const below = small.map((line, i) =>
    text(x + WORDS.x + (i < more.length || !row.group ? 0 : MARK), begin + i * FOOT.line, line, { size: FOOT.size, fill: i < more.length ? INK : QUIET }),
  )
  const mark = row.group && foot.length ? shape(row.group, x + WORDS.x + 6, begin + more.length * FOOT.line - 4.5, 6) : ''
  return `<g data-note="${note.id}">${rounded({ x, y, w, h }, 6, paper, edge)}${seen}${words.join('')}${below.join('')}${mark}</g>`
}

function cells(round: RoundModel, rects: ReadonlyMap<string, Rect>, parking: Rect): string {
  const { rows, columns, unplaced } = round.matrix
  const found = rows.flatMap((row, r) =>
    row.cells.map((cell, c) => {
      const rect = rects.get(cell.cell)
      if (!rect) return ''
      const column = columns[c]
      const words = cell.notes.length ? counted(cell.notes.length, 'note') : cell.inUse ? cell.words : 'Not asked in this round'
      return cellSvg(rect, `${row.label}, ${column?.short || column?.label || ''}`, words, (r + c) % 2 ? '#f7f6f2' : '#ffffff', LINE)
    }),
  )
  const parked = unplaced.length ? counted(unplaced.length, 'note') : 'Nothing is parked here'
  return [...found, cellSvg(parking, 'Parking lot', parked, 'none', FRAME)].join('')
}

function cellSvg(rect: Rect, name: string, words: string, fill: string, edge: string): string {
  // On the right, where neither names of themes nor of tensions stand over the first notes.
  const said = `${name}: ${words}`
  const size = Math.max(6, Math.min(18, (18 * (rect.w - 28)) / Math.max(1, widthOf(said, 18))))
  return rounded(rect, 14, fill, edge) + text(rect.x + rect.w - 14, rect.y + 26, said, { size: Math.round(size * 10) / 10, fill: QUIET, anchor: 'end' })
}

const tensionLine = ({ from, to }: { from: { x: number; y: number }; to: { x: number; y: number } }, isOpen: boolean) =>
  `<path d="M${short(from.x)},${short(from.y)} L${short(to.x)},${short(to.y)}" fill="none" stroke="${isOpen ? WARNING : QUIET}" stroke-width="${isOpen ? 3 : 2}" stroke-dasharray="${isOpen ? '9 5' : '2 5'}"/>`

const STATUSES = { open: '', partly: 'addressed in part', addressed: 'addressed', set_aside: 'set aside' } as const

function tensionName(tension: BoardContent['contradictions'][number], { name: at, anchor }: TensionDrawing): string {
  const { title, poleA, poleB } = tension
  const name = title || (poleA || poleB ? `${poleA || 'one side'} against ${poleB || 'the other'}` : 'Tension without a name')
  const status = STATUSES[tensionStatus(tension)]
  const all = whole(status ? `Tension: ${name} (${status})` : `Tension: ${name}`, NAME, 14)
  const [w, h] = [Math.max(...all.map((line) => widthOf(line, 14))) + 16, all.length * lineHeight(14) + 8]
  // Between notes that stand close it stands above or beside them.
  const box = { x: anchor === 'left' ? at.x + 4 : at.x - w / 2, y: anchor === 'bottom' ? at.y - h - 4 : at.y - h / 2, w, h }
  return rounded(box, 5, '#fdf1d9', WARNING) + lines(box.x + w / 2, box.y + 17, all, { size: 14, anchor: 'middle', fill: WARNING })
}

/** A name on the edge of its frame; each note of it says the name whole. */
function plate(x: number, middle: number, words: string, width: number): string {
  const [line = '', ...rest] = whole(words, width - 12, FOOT.size)
  const shown = rest.length ? `${line} …` : line
  return rounded({ x, y: middle - 10, w: widthOf(shown, FOOT.size) + 12, h: 20 }, 4, '#e1f0ee', FRAME) + text(x + 6, middle + 4.5, shown, { size: FOOT.size })
}

const short = (n: number) => Math.round(n * 10) / 10

const rounded = ({ x, y, w, h }: Rect, radius: number, fill: string, stroke: string, line = 1) =>
  `<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="${line}"/>`

/** So much of a group's colour in another. */
function mixed({ colour }: Pick<GroupMark, 'colour'>, part: number, other: string): string {
  if (!/^#[\da-f]{6}$/i.test(colour)) return other
  const channel = (of: string, at: number) => Number.parseInt(of.slice(at, at + 2), 16)
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(channel(colour, at) * part + channel(other, at) * (1 - part))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
