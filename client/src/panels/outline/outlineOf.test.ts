import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { Matrix } from '@stocktake/shared/session'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outlineOf } from './outlineOf.ts'

const matrix = {
  dimensions: ['policy', 'practice'].map((id) => ({ id, label: id })),
  intelligenceTypes: ['current', 'barriers', 'plans'].map((id) => ({ id, label: id, short: id })),
} as unknown as Matrix
const columns = ['current', 'barriers']
const themes: Theme[] = ['t1', 't2'].map((id, createdAt) => ({ id, label: id, cell: null, createdAt }))
const notes = fc
  .array(
    fc.record({
      cell: fc.constantFrom(null, 'policy/current', 'policy/barriers', 'practice/current', 'practice/plans', 'gone/current'),
      theme: fc.constantFrom(undefined, 't1', 't2', 'gone'),
    }),
    { maxLength: 40, size: 'max' },
  )
  .map((places) =>
    places.map(({ cell, theme }, i): Note => {
      const note = { id: `n${i}`, text: `${i}`, at: { cell, x: 0, y: 0 }, group: null, createdAt: i, comments: [] }
      return theme ? { ...note, theme } : note
    }),
  )
const told = (rows: ReturnType<typeof outlineOf>) =>
  rows.flatMap(({ cells }) => cells.flatMap((cell) => [...cell.themes.flatMap((one) => one.notes), ...cell.loose]))

it('[W222] tells every note once, in the cell and theme it is in, and counts as many as it tells', () => {
  fc.assert(
    fc.property(notes, (all) => {
      const rows = outlineOf(matrix, columns, all, themes, 'Parking lot')
      expect(
        told(rows)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(all.map(({ id }) => id).sort())
      for (const { cells } of rows)
        for (const cell of cells) {
          expect(cell.count).toBe(cell.loose.length + cell.themes.reduce((sum, one) => sum + one.notes.length, 0))
          for (const note of [...cell.loose, ...cell.themes.flatMap((one) => one.notes)])
            expect(cell.id || [null, 'practice/plans', 'gone/current']).toEqual(cell.id ? note.at.cell : expect.arrayContaining([note.at.cell]))
          for (const { theme, notes: members } of cell.themes) for (const note of members) expect(note.theme).toBe(theme.id)
        }
    }),
  )
})

it('[W222] the note that is read stays where it was while others move it, and nothing else waits', () => {
  fc.assert(
    fc.property(notes, fc.nat(), (all, which) => {
      const read = all[which % Math.max(1, all.length)]
      if (!read) return
      const moved = all.map((note) => ({ ...note, at: { ...note.at, cell: 'practice/current' } }))
      const held = { id: read.id, cell: read.at.cell, ...(read.theme ? { theme: read.theme } : {}) }
      const placeOf = (rows: ReturnType<typeof outlineOf>, id: string) =>
        rows.flatMap(({ cells }) => cells).find((cell) => told([{ id: '', label: '', cells: [cell] }]).some((note) => note.id === id))?.id
      const before = outlineOf(matrix, columns, all, themes, 'Parking lot')
      const after = outlineOf(matrix, columns, moved, themes, 'Parking lot', held)
      expect(placeOf(after, read.id)).toBe(placeOf(before, read.id))
      for (const { id } of all) if (id !== read.id) expect(placeOf(after, id)).toBe('practice/current')
    }),
  )
})
