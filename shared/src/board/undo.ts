import * as Y from 'yjs'
import { type Board, FROM_CANVAS, MINE } from './board.ts'
import { isOwnHand } from './hands.ts'

/** Own undo: covers what was done here, on this device, and never anybody else's work. */
export function createUndo(board: Board): Y.UndoManager {
  return new Y.UndoManager([board.notes, board.themes, board.apart, board.contradictions, board.ledger, board.drawing], {
    trackedOrigins: new Set([MINE, FROM_CANVAS]),
    captureTimeout: 400,
    // To take back that I made something would take away what others have written in it since.
    deleteFilter: (item) => (isBodyOf(board, item) ? !othersWroteIn(board, item) : !othersWroteInRecord(board, item)),
  })
}

/** What a note cannot be without, and what it says of its writer for good. */
const BODY = new Set(['text', 'at', 'group', 'createdAt', 'author', 'anonymous', 'typedFor', 'mayBeRead', 'table'])

const isBodyOf = ({ notes }: Board, { parent, parentSub }: Y.Item) =>
  parent === notes || (parent instanceof Y.Map && parent.parent === notes && BODY.has(parentSub ?? ''))

function othersWroteIn({ notes, doc }: Board, item: Y.Item): boolean {
  const note = item.parent === notes ? item.content.getContent()[0] : item.parent
  const text = note instanceof Y.Map ? note.get('text') : undefined
  if (!(text instanceof Y.Text)) return false
  for (let letters = text._start; letters; letters = letters.right) {
    if (!letters.deleted && letters.countable && !isOwnHand(doc, letters.id.client)) return true
  }
  return false
}

/** What a ledger entry cannot be without; a contradiction has all of its fields from the beginning. */
const ENTRY_BODY = new Set(['kind', 'text', 'fromNotes', 'createdAt', 'since'])

/** Is this a contradiction or ledger entry, or what it cannot be without, and has somebody else written in it? */
function othersWroteInRecord({ contradictions, ledger, doc }: Board, { parent, parentSub, content }: Y.Item): boolean {
  const isRecord = (type: unknown) => type === contradictions || type === ledger
  const isBody = parent instanceof Y.Map && (parent.parent === contradictions || (parent.parent === ledger && ENTRY_BODY.has(parentSub ?? '')))
  const record = isRecord(parent) ? content.getContent()[0] : isBody ? parent : undefined
  if (!(record instanceof Y.Map)) return false
  return [...record._map.values()].some(({ id, deleted }) => !deleted && !isOwnHand(doc, id.client))
}
