import { NOTE_MIN_HEIGHT, NOTE_WIDTH, type Note, type Place } from './schema.ts'

/** Gap between notes and from the edges of a cell; room for the heading of a cell. Canvas units. */
export const GAP = 16
export const HEADING = 56
/** How many notes stand side by side in a cell of the usual width. */
export const PER_LINE = 3
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

/** The first place in a cell, in reading order, where a new note covers no other. */
export function freePlace(notes: readonly Pick<Note, 'at' | 'text'>[], cell: string | null, text = ''): Place {
  const taken = notes.filter((note) => note.at.cell === cell)
  const height = noteHeight(text)
  const tops = [HEADING, ...taken.map((note) => note.at.y + noteHeight(note.text) + GAP)].sort((a, b) => a - b)
  for (const y of tops) {
    for (let column = 0; column < PER_LINE; column++) {
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

/** Places one note after the other on a board, each where it covers no other: looks at the notes of its cell alone. */
export function createPlacer(notes: readonly Placed[]): (cell: string | null, text: string) => Place {
  const byCell = new Map<string | null, Placed[]>()
  const within = (cell: string | null) => {
    const known = byCell.get(cell) ?? []
    byCell.set(cell, known)
    return known
  }
  for (const note of notes) within(note.at.cell).push(note)
  return (cell, text) => {
    const there = within(cell)
    const at = freePlace(there, cell, text)
    there.push({ at, text })
    return at
  }
}
