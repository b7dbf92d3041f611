import { expect, it } from 'vitest'
import { addNote, change, createBoard } from '../board/board.ts'
import { createPlacer } from '../board/place.ts'
import { WIRE_LIMITS } from '../wire.ts'
import { IMPORT_LIMITS } from './limits.ts'

it('[X76] the largest import, in letters that take most room, is one message', () => {
  const board = createBoard()
  let bytes = 0
  board.doc.on('update', (update: Uint8Array) => {
    bytes += update.length
  })
  const place = createPlacer([])
  const text = '水'.repeat(IMPORT_LIMITS.characters / IMPORT_LIMITS.notes)
  change(board, () => {
    for (let i = 0; i < IMPORT_LIMITS.notes; i++)
      addNote(board, {
        text,
        at: place(`${'d'.repeat(16)}/${'t'.repeat(16)}`, text),
        group: 'g'.repeat(16),
        createdAt: Date.now() + i,
        author: 'a'.repeat(60),
        typedFor: true,
      })
  })
  expect(bytes).toBeLessThan(WIRE_LIMITS.message)
})
