import type { Rect } from '@stocktake/shared/board/layout'
import { NOTE_PICTURE } from '@stocktake/shared/board/place'
import { NOTE_WIDTH, type Note, type Theme } from '@stocktake/shared/board/schema'
import type { Shape } from '@stocktake/shared/session'
import { themeName } from '../sync/gathering.ts'
import { POINTS } from '../ui/GroupMark.tsx'
import { words } from '../words/words.ts'
import type { NoteColours, Palette } from './palette.ts'
import { createWrap, runsLeftward } from './wrap.ts'

/** What a painted note shows beside its words. */
export interface Painted {
  note: Note
  box: Rect
  theme: Theme | undefined
  /** What it says of who wrote it, beside the group. */
  by: string
  /** What it got in ballots that are over; empty for nothing. */
  votes: string
  selected: boolean
  /** Colour of one who has it selected. */
  other: string | undefined
  /** A small copy of its picture, once there is one. */
  picture: ImageBitmap | undefined
  /** Of its second line: from which round it comes, and where its address leads. */
  origin: string | undefined
  link: string | undefined
  /** Short words at the end of its foot: locked, late, one's own. */
  states: readonly string[]
}

/** From which zoom on the words are painted, and from which on they are hinted at. */
export const TEXT_FROM = 0.4
export const HINT_FROM = 0.13
/** The text of a note within its border and padding, as in Sticky.module.css. */
const TEXT = { x: 13, y: 11, width: NOTE_WIDTH - 26, line: 22 } as const
/** Height of the picture on a note, as in NoteExtras.module.css; what is between it and the words is the rest of `NOTE_PICTURE`. */
const PICTURE_HEIGHT = 120

const MARKS = new Map<Shape, Path2D>()
const markOf = (shape: Shape) => {
  let path = MARKS.get(shape)
  if (!path) {
    path = new Path2D()
    if (shape === 'circle') path.arc(12, 12, 10.5, 0, 2 * Math.PI)
    else for (const [i, pair] of POINTS[shape].split(' ').entries()) path[i ? 'lineTo' : 'moveTo'](...(pair.split(',').map(Number) as [number, number]))
    path.closePath()
    MARKS.set(shape, path)
  }
  return path
}

/** Paints notes on a canvas whose units are those of the board, at a given zoom. */
export function createPainter(context: CanvasRenderingContext2D) {
  let wrap = createWrap(() => 0, TEXT.width)
  let wrappedFor = ''
  const stamps = new Map<string, HTMLCanvasElement>()

  return (notes: Iterable<Painted>, palette: Palette, zoom: number, scale: number) => {
    const font = `400 16px ${palette.font}`
    context.font = font
    if (wrappedFor !== font) {
      wrappedFor = font
      wrap = createWrap((text) => context.measureText(text).width, TEXT.width)
    }
    context.textBaseline = 'alphabetic'
    for (const one of notes) {
      const group = palette.groups.get(one.note.group ?? '')
      const colours = group ?? palette.plain
      if (zoom < HINT_FROM) block(one, colours, group?.shape, zoom, scale)
      else sheet(one, colours, palette, zoom, scale)
      const rim = one.selected ? palette.accent : one.other
      if (rim) {
        context.strokeStyle = rim
        context.lineWidth = 2 / zoom
        context.strokeRect(one.box.x, one.box.y, one.box.w, one.box.h)
      }
    }
  }

  /** From far away: a block in the colour of its group, with the group's mark while there is room for one. */
  function block({ box }: Painted, colours: NoteColours, shape: Shape | undefined, zoom: number, scale: number) {
    const { x, y, w, h } = box
    context.fillStyle = colours.line
    context.fillRect(x, y, w, h)
    const size = Math.min(h, w) * 0.72
    if (!shape || size * zoom < 3.5) return
    const pixels = Math.round(size * zoom * scale)
    context.drawImage(stamp(shape, colours.mark, pixels), x + (w - size) / 2, y + (h - size) / 2, size, size)
  }

  function sheet(one: Painted, colours: NoteColours, palette: Palette, zoom: number, scale: number) {
    const { note, box, theme, by, votes } = one
    const { x, y, w, h } = box
    const rim = Math.max(1, 0.7 / zoom)
    plate(x, y, w, h, zoom < TEXT_FROM ? 0 : 6, colours.line)
    plate(x + rim, y + rim, w - 2 * rim, h - 2 * rim, zoom < TEXT_FROM ? 0 : 5, colours.paper)
    const group = palette.groups.get(note.group ?? '')
    if (zoom < TEXT_FROM) {
      hints(note, box, palette)
      if (note.picture) picture(one.picture, x, y, palette)
      if (group) context.drawImage(stamp(group.shape, colours.mark, Math.round(28 * zoom * scale)), x + TEXT.x, y + h - 38, 28, 28)
      return
    }
    context.fillStyle = note.text ? palette.ink : palette.quiet
    context.font = `400 16px ${palette.font}`
    lines(note.text, x, y + (note.picture ? NOTE_PICTURE : 0))
    if (note.picture) picture(one.picture, x, y, palette)
    context.font = `400 13px ${palette.font}`
    const foot = y + h - 19
    const end = x + w - TEXT.x
    let left = x + TEXT.x
    for (const [text, look] of [
      [one.origin, 'words'],
      [theme && themeName(theme, words), 'plate'],
      [one.link, 'frame'],
    ] as const)
      if (text && left < end - 30) left += chip(text, look, left, foot - 24, end - left, palette) + 6
    left = x + TEXT.x
    let right = end
    for (const state of [...one.states].reverse()) right -= chip(state, 'frame', right, foot, -1, palette) + 6
    if (votes) badge(votes, box, palette)
    context.fillStyle = palette.quiet
    if (group) {
      mark(group.shape, colours.mark, left, foot - 7, 14)
      context.fillStyle = palette.quiet
      context.fillText(group.short, left + 18, foot + 4.5)
      left += 24 + context.measureText(group.short).width
    }
    if (by) context.fillText(fitting(by, right - left), left, foot + 4.5)
  }

  /** As the votes of the shape: at the edge of the note, on the right. */
  function badge(words: string, { x, y, w }: Rect, palette: Palette) {
    const text = fitting(words, w - 34)
    const width = context.measureText(text).width + 18
    plate(x + w - 8 - width, y - 11, width, 22, 11, palette.quiet)
    plate(x + w - 7 - width, y - 10, width - 2, 20, 10, palette.plain.paper)
    context.fillStyle = palette.ink
    context.fillText(text, x + w + 1 - width, y + 4.5)
  }

  /** Round corners cost several times what square ones do, and from far away nobody sees them. */
  function plate(x: number, y: number, w: number, h: number, radius: number, colour: string) {
    context.fillStyle = colour
    if (!radius) {
      context.fillRect(x, y, w, h)
      return
    }
    context.beginPath()
    context.roundRect(x, y, w, h, radius)
    context.fill()
  }

  function lines(text: string, x: number, y: number) {
    const leftward = runsLeftward(text)
    context.direction = leftward ? 'rtl' : 'ltr'
    context.textAlign = leftward ? 'right' : 'left'
    const at = leftward ? x + TEXT.x + TEXT.width : x + TEXT.x
    for (const [index, line] of wrap(text).entries()) if (line) context.fillText(line, at, y + TEXT.y + index * TEXT.line + 16.4)
    context.direction = 'ltr'
    context.textAlign = 'left'
  }

  /** Bars as long as the lines would be: from half far one sees how much is written, and where the short ones are. */
  function hints(note: Note, { x, y, h }: Rect, palette: Palette) {
    context.fillStyle = palette.quiet
    context.globalAlpha = 0.45
    const top = y + TEXT.y + (note.picture ? NOTE_PICTURE : 0)
    const most = Math.floor((y + h - 37 - top) / TEXT.line)
    let line = 0
    for (const part of note.text.split('\n')) {
      for (let rest = Math.max(1, part.length); rest > 0 && line < most; rest -= 23, line++)
        context.fillRect(x + TEXT.x, top + line * TEXT.line + 5, TEXT.width * Math.min(1, rest / 23), 11)
    }
    context.globalAlpha = 1
  }

  /** A word on a plate, in a frame or by itself; gives its width. Without `room` it ends at `x` instead of beginning there. */
  function chip(label: string, look: 'plate' | 'frame' | 'words', x: number, middle: number, room: number, palette: Palette): number {
    const inset = look === 'words' ? 0 : 6
    const text = room < 0 ? label : fitting(label, room - 2 * inset)
    const width = context.measureText(text).width + 2 * inset
    const left = room < 0 ? x - width : x
    context.beginPath()
    context.roundRect(left + 0.5, middle - 9.5, width - 1, 19, look === 'plate' ? 4 : 8)
    context.globalAlpha = look === 'plate' ? 0.09 : 0.5
    context.fillStyle = palette.ink
    context.strokeStyle = palette.quiet
    context.lineWidth = 1
    if (look === 'plate') context.fill()
    else if (look === 'frame') context.stroke()
    context.globalAlpha = 1
    context.fillStyle = look === 'plate' ? palette.ink : look === 'words' ? palette.accent : palette.quiet
    context.fillText(text, left + inset, middle + 4.5)
    return width
  }

  /** The picture in the middle of its field; until it is there, and from far away, a field with the sign of one. */
  function picture(bitmap: ImageBitmap | undefined, x: number, y: number, palette: Palette) {
    const field = { x: x + TEXT.x, y: y + TEXT.y, w: TEXT.width, h: PICTURE_HEIGHT }
    context.fillStyle = palette.ink
    context.globalAlpha = 0.06
    context.fillRect(field.x, field.y, field.w, field.h)
    context.globalAlpha = 1
    if (bitmap) {
      const part = Math.min(field.w / bitmap.width, field.h / bitmap.height)
      const [w, h] = [bitmap.width * part, bitmap.height * part]
      context.drawImage(bitmap, field.x + (field.w - w) / 2, field.y + (field.h - h) / 2, w, h)
      return
    }
    context.globalAlpha = 0.35
    context.beginPath()
    context.arc(field.x + 62, field.y + 40, 9, 0, 2 * Math.PI)
    context.moveTo(field.x + 40, field.y + 90)
    for (const [dx, dy] of [
      [75, 55],
      [92, 72],
      [108, 50],
      [136, 90],
    ] as const)
      context.lineTo(field.x + dx, field.y + dy)
    context.fill()
    context.globalAlpha = 1
  }

  function fitting(text: string, width: number): string {
    if (context.measureText(text).width <= width) return text
    let shorter = text
    while (shorter && context.measureText(`${shorter}…`).width > width) shorter = shorter.slice(0, -1)
    return `${shorter}…`
  }

  function mark(shape: Shape, colour: string, x: number, y: number, size: number) {
    context.save()
    context.translate(x, y)
    context.scale(size / 24, size / 24)
    context.fillStyle = colour
    context.fill(markOf(shape))
    context.restore()
  }

  /** A mark as a picture: five thousand paths a frame are too many, five thousand stamps are not. */
  function stamp(shape: Shape, colour: string, pixels: number): HTMLCanvasElement {
    const key = `${shape} ${colour} ${pixels}`
    let found = stamps.get(key)
    if (!found) {
      if (stamps.size > 200) stamps.clear()
      found = document.createElement('canvas')
      found.width = found.height = pixels
      const inside = found.getContext('2d')
      if (inside) {
        inside.scale(pixels / 24, pixels / 24)
        inside.fillStyle = colour
        inside.fill(markOf(shape))
      }
      stamps.set(key, found)
    }
    return found
  }
}
