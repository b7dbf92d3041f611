import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, cellAt, centreOf, type Grid, originOf, overlap, placeAt, type Rect, type Sized } from './layout.ts'
import { freePlace } from './place.ts'
import { NOTE_MIN_HEIGHT, NOTE_WIDTH } from './schema.ts'

const grid: Grid = { rows: ['policy', 'practice', 'culture'], columns: ['current', 'barriers'] }
const cells = ['policy/current', 'policy/barriers', 'practice/current', 'practice/barriers', 'culture/current', 'culture/barriers', null]

const wild = fc.double({ min: -100_000, max: 100_000, noNaN: true })
const anyNotes = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 8 }),
    at: fc.record({ cell: fc.constantFrom(...cells, 'gone/gone', 'policy/unused'), x: wild, y: wild }),
    h: fc.integer({ min: NOTE_MIN_HEIGHT, max: 900 }),
  }),
  { selector: (note) => note.id, maxLength: 40 },
)

const covering = (boxes: readonly Rect[]) => boxes.filter((a, i) => boxes.slice(i + 1).some((b) => overlap(a, b)))

describe('layout', () => {
  it('[W100] shows every note once, wholly inside its cell, wherever its place says it is', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        const { layout, notes: shown } = arrange(grid, notes)
        expect(shown.size).toBe(notes.length)
        for (const note of notes) {
          const box = shown.get(note.id)
          const cell = note.at.cell && layout.cells.has(note.at.cell) ? note.at.cell : null
          expect(box?.cell).toBe(cell)
          const home = cell ? layout.cells.get(cell) : layout.parking
          if (!box || !home) throw new Error('not shown')
          expect(box.x).toBeGreaterThanOrEqual(home.x)
          expect(box.y).toBeGreaterThanOrEqual(home.y)
          expect(box.x + box.w).toBeLessThanOrEqual(home.x + home.w)
          expect(box.y + box.h).toBeLessThanOrEqual(home.y + home.h)
        }
      }),
    )
  })

  it('[W101] cells never overlap, whatever the notes do', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        const { layout } = arrange(grid, notes)
        const boxes = [...layout.cells.values(), layout.parking]
        expect(covering(boxes)).toEqual([])
      }),
    )
  })

  it('[W102] one note far away cannot tear the matrix apart', () => {
    fc.assert(
      fc.property(wild, wild, (x, y) => {
        const { layout } = arrange(grid, [{ id: 'n', at: { cell: 'policy/current', x, y }, h: 96 }])
        expect(layout.whole.w).toBeLessThan(4000)
        expect(layout.whole.h).toBeLessThan(4000)
      }),
    )
  })

  it('[W103] a note dropped where it is shown keeps its cell and its place', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        const { layout, notes: shown } = arrange(grid, notes)
        for (const { cell, ...box } of shown.values()) {
          const place = placeAt(layout, box, box.h)
          expect(place.cell).toBe(cell)
          const origin = originOf(layout, cell)
          expect(Math.abs(origin.x + place.x - box.x)).toBeLessThanOrEqual(1)
          expect(Math.abs(origin.y + place.y - box.y)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('[W104] every point of the canvas belongs to a cell, and the middle of a cell to that cell', () => {
    const { layout } = arrange(grid, [])
    fc.assert(
      fc.property(wild, wild, (x, y) => {
        expect(cells).toContain(cellAt(layout, { x, y }))
      }),
    )
    for (const [id, rect] of layout.cells) expect(cellAt(layout, centreOf(rect))).toBe(id)
    expect(cellAt(layout, centreOf(layout.parking))).toBeNull()
  })

  it('[W105] a growing note pushes the rows below and leaves the place of every note alone', () => {
    const notes: Sized[] = [
      { id: 'tall', at: { cell: 'policy/current', x: 16, y: 56 }, h: 96 },
      { id: 'below', at: { cell: 'practice/current', x: 16, y: 56 }, h: 96 },
      { id: 'beside', at: { cell: 'policy/barriers', x: 16, y: 56 }, h: 96 },
    ]
    const before = arrange(grid, notes)
    const after = arrange(
      grid,
      notes.map((note) => (note.id === 'tall' ? { ...note, h: 700 } : note)),
    )
    expect(after.notes.get('beside')).toEqual(before.notes.get('beside'))
    const [was, is] = [before.notes.get('below'), after.notes.get('below')]
    expect((is?.y ?? 0) - (was?.y ?? 0)).toBeGreaterThan(300)
    expect((is?.y ?? 0) - originOf(after.layout, 'practice/current').y).toBe(56)
  })

  it('[W108] a growing note pushes down what stood below it, and lets lie what was laid over it on purpose', () => {
    const at = (x: number, y: number) => ({ cell: 'policy/current', x, y })
    const grown: Sized[] = [
      { id: 'grown', at: at(16, 56), h: 400 },
      { id: 'below', at: at(16, 168), h: 96 },
      { id: 'next', at: at(16, 280), h: 96 },
      { id: 'beside', at: at(232, 168), h: 96 },
      { id: 'laid over', at: at(60, 90), h: 96 },
    ]
    const { notes } = arrange(grid, grown)
    expect(notes.get('below')?.y).toBe(56 + 400 + 8)
    expect(notes.get('next')?.y).toBe(56 + 400 + 8 + 96 + 8)
    expect(notes.get('beside')?.y).toBe(168)
    expect(notes.get('laid over')?.y).toBe(90)
  })

  it('[W106] notes of cells that this round does not use stand in the parking lot and cover nothing', () => {
    const parked: Sized[] = [{ id: 'parked', at: { cell: null, x: 16, y: 56 }, h: 200 }]
    const strays: Sized[] = Array.from({ length: 9 }, (_, i) => ({ id: `s${i}`, at: { cell: 'policy/success', x: 16, y: 56 }, h: 96 + i * 10 }))
    const boxes = [...arrange(grid, [...parked, ...strays]).notes.values()]
    expect(covering(boxes)).toEqual([])
  })

  it('[W107] notes in free places are shown without covering one another', () => {
    const notes: { id: string; text: string; at: ReturnType<typeof freePlace> }[] = []
    for (let i = 0; i < 12; i++) notes.push({ id: `n${i}`, text: '', at: freePlace(notes, 'policy/current', '') })
    const { notes: shown } = arrange(
      grid,
      notes.map(({ id, at }) => ({ id, at, h: NOTE_MIN_HEIGHT })),
    )
    const boxes = [...shown.values()]
    expect(covering(boxes)).toEqual([])
    expect(boxes[0]?.w).toBe(NOTE_WIDTH)
  })
})
