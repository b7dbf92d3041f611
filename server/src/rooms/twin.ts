import { type Board, createBoard } from '@stocktake/shared/board/board'
import { RECORD_KINDS, type RecordKind } from '@stocktake/shared/board/touched'
import * as Y from 'yjs'

/** A board that each update is tried on. */
export interface Twin {
  board: Board
  present: Record<'notes' | RecordKind, Set<string>>
  /** What the transaction that is running made of the twin. */
  updates: Uint8Array[]
  judge: ((transaction: Y.Transaction) => void) | undefined
}

/** Milliseconds of building after which others have a turn. */
const SLICE = 10

/** Builds a twin piece by piece: between two steps of this generator others may do something. */
export function* buildTwin(state: readonly Uint8Array[]): Generator<void, Twin> {
  const board = createBoard()
  let began = performance.now()
  for (const update of state) {
    Y.applyUpdate(board.doc, update)
    if (performance.now() - began < SLICE) continue
    yield
    began = performance.now()
  }
  const keys = (kind: 'notes' | RecordKind) => new Set(board[kind].keys())
  const present = Object.fromEntries((['notes', ...RECORD_KINDS] as const).map((kind) => [kind, keys(kind)])) as Twin['present']
  const twin: Twin = { board, present, updates: [], judge: undefined }
  board.doc.on('update', (update: Uint8Array) => twin.updates.push(update))
  board.doc.on('afterTransaction', (transaction: Y.Transaction) => twin.judge?.(transaction))
  return twin
}
