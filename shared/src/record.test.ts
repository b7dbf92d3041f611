import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addNote, createBoard, noteText, readNotes } from './board/board.ts'
import { createStocktake } from './commands/create.ts'
import { canonical, makeRecord, readContent } from './record.ts'

const session = createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1)
const bytes = (board: ReturnType<typeof createBoard>) => canonical(makeRecord(session, 1, readContent(board), [], [], 5))

it('[R4] the same notes give the same bytes to hash, in whatever order they came', () => {
  const texts = fc.array(fc.string(), { minLength: 2, maxLength: 8, size: 'max' })
  fc.assert(
    fc.property(texts, fc.infiniteStream(fc.nat()), (texts, dice) => {
      const board = createBoard()
      const updates: Uint8Array[] = []
      board.doc.on('update', (update: Uint8Array) => void updates.push(update))
      texts.forEach((text, i) => void addNote(board, { text, at: { cell: null, x: i, y: 0 }, group: null, createdAt: i % 3 }))
      for (const { id } of readNotes(board)) noteText(board, id)?.insert(0, '…')

      const other = createBoard()
      while (updates.length) for (const update of updates.splice(dice.next().value % updates.length, 1)) Y.applyUpdate(other.doc, update)

      expect(readNotes(other)).toHaveLength(texts.length)
      expect(bytes(other)).toBe(bytes(board))
    }),
  )
})
