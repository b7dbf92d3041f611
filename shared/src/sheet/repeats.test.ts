import { expect, it } from 'vitest'
import { repeatsIn } from './repeats.ts'

const note = (text: string, cell?: string | null) => ({ text, cell })

it('[X76] rows that repeat a note of the board or of the sheet are marked; in another cell the same words stay', () => {
  const board = [note('Lack of beds', 'a/b'), note('', 'a/b')]
  const rows = [
    note('lack  of BEDS', 'a/b'),
    note('Lack of beds', 'c/d'),
    note('Lack of beds'),
    note('new', null),
    note('New', null),
    note('new', 'a/b'),
    note('other'),
  ]
  expect(repeatsIn(rows, board)).toEqual([
    { on: 'board', cell: 'a/b', isElsewhere: false },
    { on: 'board', cell: 'a/b', isElsewhere: true },
    { on: 'board', cell: 'a/b', isElsewhere: false },
    undefined,
    { on: 'sheet', row: 3, cell: null, isElsewhere: false },
    { on: 'sheet', row: 3, cell: null, isElsewhere: true },
    undefined,
  ])
})
