import { linkIn } from './links.ts'
import { NOTE_MIN_HEIGHT, NOTE_WIDTH, type Note, type Place } from './schema.ts'

/** Gap between notes and from the edges of a cell; room for the heading of a cell. Canvas units. */
export const GAP = 16
export const HEADING = 56
/** How many notes stand side by side in a cell of the usual width. */
export const PER_LINE = 3
/** A full cell grows to the side as well: a tower of a hundred lines can be seen whole by nobody. */
export const perLine = (notes: number) => (notes < 24 ? PER_LINE : notes < 96 ? 2 * PER_LINE : 3 * PER_LINE)
/** The usual width of a cell, and of the parking lot's first line. */
export const CELL_WIDTH = GAP + PER_LINE * (NOTE_WIDTH + GAP)
export const CELL_MIN_HEIGHT = HEADING + 2 * (NOTE_MIN_HEIGHT + GAP) + GAP

/**
 * Height of a note on the canvas for its text, in canvas units, by a rule that needs no browser: the server and the
 * table place notes too. The canvas measures for real and only ever grows a note beyond this.
 */
export function noteHeight(text: string): number {
  const CHARACTERS_PER_LINE = 21
  const LINE = 22
  const FOOT = 44
  let lines = 0
  for (const part of text.split('\n')) lines += Math.max(1, Math.ceil(part.length / CHARACTERS_PER_LINE))
  return Math.max(NOTE_MIN_HEIGHT, FOOT + lines * LINE)
}

/** Height of a note besides its text: padding, the foot, and the second line of the foot where there is one. */
const NOTE_CHROME = 48
const NOTE_SECOND_LINE = 26
/** Height of a note's picture with the gap below it. */
export const NOTE_PICTURE = 128

/** How tall a note stands on the canvas, where its text was measured to be this tall. */
export const standingHeight = (note: Pick<Note, 'text' | 'theme' | 'origin' | 'picture'>, text: number): number =>
  Math.max(noteHeight(note.text), Math.ceil(text) + NOTE_CHROME) +
  (note.theme || note.origin || linkIn(note.text) ? NOTE_SECOND_LINE : 0) +
  (note.picture ? NOTE_PICTURE : 0)

/** The first place in a cell, in reading order, where a new note covers no other. */
export function freePlace(notes: readonly Pick<Note, 'at' | 'text'>[], cell: string | null, text = ''): Place {
  const taken = notes.filter((note) => note.at.cell === cell)
  const height = noteHeight(text)
  const tops = [...new Set([HEADING, ...taken.map((note) => note.at.y + noteHeight(note.text) + GAP)])].sort((a, b) => a - b)
  const columns = perLine(taken.length)
  for (const y of tops) {
    for (let column = 0; column < columns; column++) {
      const x = GAP + column * (NOTE_WIDTH + GAP)
      const hits = taken.some(
        (note) =>
          x < note.at.x + NOTE_WIDTH + GAP / 2 &&
          note.at.x < x + NOTE_WIDTH + GAP / 2 &&
          y < note.at.y + noteHeight(note.text) + GAP / 2 &&
          note.at.y < y + height + GAP / 2,
      )
      if (!hits) return { cell, x, y }
    }
  }
  return { cell, x: GAP, y: Math.max(...tops) }
}

type Placed = Pick<Note, 'at' | 'text'>

/**
 * Places many notes one after the other, each below all that stands in its column: quick however many there are, where
 * looking for gaps each time would take minutes for a thousand.
 */
export function createPlacer(notes: readonly Placed[]): (cell: string | null, text: string) => Place {
  const cells = new Map<string | null, number[]>()
  const bottoms = (cell: string | null) => {
    const known = cells.get(cell) ?? Array.from({ length: PER_LINE }, () => HEADING)
    cells.set(cell, known)
    return known
  }
  const left = (column: number) => GAP + column * (NOTE_WIDTH + GAP)
  for (const { at, text } of notes) {
    const own = bottoms(at.cell)
    const below = at.y + noteHeight(text) + GAP
    own.forEach((bottom, column) => {
      const overlaps = left(column) < at.x + NOTE_WIDTH + GAP / 2 && at.x < left(column) + NOTE_WIDTH + GAP / 2
      if (overlaps && below > bottom) own[column] = below
    })
  }
  return (cell, text) => {
    const own = bottoms(cell)
    const y = Math.min(...own)
    const column = own.indexOf(y)
    own[column] = y + noteHeight(text) + GAP
    return { cell, x: left(column), y }
  }
}
