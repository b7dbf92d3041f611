/** The load both pages are given: notes in sixteen cells, nine beside one another, four groups, texts of three lines or so. */
export interface BenchNote {
  id: string
  text: string
  group: string
  row: number
  column: number
  /** From the corner of the cell. */
  x: number
  y: number
}

export const ROWS = ['policy', 'practice', 'culture', 'technology']
export const COLUMNS = ['current', 'desired', 'barriers', 'enablers']
export const GROUPS = ['g1', 'g2', 'g3', 'g4']
const PER_LINE = 9
export const STEP = { x: 216, y: 132 }

const WORDS = 'the plan is in a drawer nobody has the key to and the ward asks again every morning who wrote it and when'.split(' ')

export const benchNotes = (count: number): BenchNote[] =>
  Array.from({ length: count }, (_, i) => {
    const inCell = Math.floor(i / 16)
    return {
      id: `n${i}`,
      text: `${i} ${Array.from({ length: 6 + (i % 7) }, (_, k) => WORDS[(i * 3 + k) % WORDS.length]).join(' ')}`,
      group: GROUPS[i % 4] ?? 'g1',
      row: Math.floor(i / 4) % 4,
      column: i % 4,
      x: 16 + (inCell % PER_LINE) * STEP.x,
      y: 56 + Math.floor(inCell / PER_LINE) * STEP.y,
    }
  })

export interface Bench {
  /** Milliseconds from the arrival of the data to the first frame that shows it. */
  ready: number
  /** The rectangle of everything, and of one cell. */
  whole(): { x: number; y: number; w: number; h: number }
  cell(): { x: number; y: number; w: number; h: number }
  /** Others move and type in so many notes at once. */
  others(frame: number, moves: number, texts: number): void
}

declare global {
  interface Window {
    bench?: Bench
  }
}
