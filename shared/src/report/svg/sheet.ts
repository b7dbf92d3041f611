import type { GroupMark } from '../../session.ts'
import type { RoundModel } from '../model.ts'
import { escaped, runsRightToLeft } from '../visible.ts'
import { counted } from '../words.ts'
import { INK, lineHeight, lines, QUIET, shape, text, wrapped } from './draw.ts'

/** What the large pictures of a round are made of. */

export interface Box {
  height: number
  /** Draws it with its top left corner there. */
  draw(x: number, y: number): string
}

export interface Look {
  size?: number
  bold?: boolean
  fill?: string
}

const SIZE = 13

/** The lines of a text, whole, with its line breaks. */
export const whole = (words: string, width: number, size = SIZE): string[] =>
  words.split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => wrapped(line, width, size, Number.POSITIVE_INFINITY))

/** Words whole, with their line breaks, from the side where they begin. */
export function saying(words: string, width: number, look: Look = {}): Box {
  const size = look.size ?? SIZE
  const all = whole(words, width, size)
  const isRight = runsRightToLeft(words)
  return {
    height: all.length * lineHeight(size),
    draw: (x, y) => lines(isRight ? x + width : x, y + size, all, { ...look, size, anchor: isRight ? 'end' : 'start' }),
  }
}

/** Which letters and shape are which group. */
export const legend = (groups: readonly GroupMark[], width: number, size = SIZE): Box[] =>
  groups.map((group) => {
    const words = wrapped(`${group.short}: ${group.label}`, width - 1.6 * size, size, Number.POSITIVE_INFINITY)
    return {
      height: words.length * lineHeight(size),
      draw: (x, y) =>
        shape(group, x + size * 0.46, y + size * 0.7, size * 0.46) +
        words.map((line, i) => text(x + size * 1.6, y + size + i * lineHeight(size), line, { fill: INK, size })).join(''),
    }
  })

/** What stands over a picture: of what, in which round, and how final it is. */
export function heading({ sharedObject, title }: { sharedObject: string; title: string }, round: RoundModel, width: number, scale = 1): Box[] {
  const state = [round.stateWords, round.hash ? `record ${round.hash.slice(0, 12)}` : '', counted(round.notes, 'note')].filter(Boolean).join(', ')
  return [
    saying(sharedObject, width, { size: Math.round(20 * scale), bold: true }),
    saying(`${title}. ${nameOf(round)}`, width, { size: Math.round(15 * scale), bold: true }),
    ...(round.question ? [saying(round.question, width, { size: Math.round(15 * scale) })] : []),
    saying(state, width, { size: Math.round(SIZE * scale), fill: QUIET }),
  ]
}

export const nameOf = ({ number, title }: RoundModel) => `Round ${number}: ${title}`

/** What the picture shows, for those who hear it. */
export const tellsOf = ({ matrix: { rows, unplaced } }: RoundModel) =>
  [
    ...rows.flatMap(({ cells }) => cells.filter(({ inUse, notes }) => inUse || notes.length).map((cell) => `${cell.row}, ${cell.column}: ${cell.words}.`)),
    ...(unplaced.length ? [`Parking lot: ${counted(unplaced.length, 'note')}.`] : []),
  ].join(' ')

/** A picture of its own on white, with a name and what it shows in words. */
export const sheet = (title: string, description: string, width: number, height: number, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-labelledby="title about" xml:lang="en" font-family="'Atkinson Hyperlegible', 'DejaVu Sans', Arial, sans-serif"><title id="title">${escaped(title)}</title><desc id="about">${escaped(description)}</desc><rect width="100%" height="100%" fill="#ffffff"/>${inside}</svg>`
