import { addNote, type Board, change, createBoard, moveNotes, noteText } from '@stocktake/shared/board/board'
import type { Actor } from '@stocktake/shared/policy'
import * as Y from 'yjs'
import { createGate } from '../../src/rooms/gate.ts'
import type { Rules } from '../../src/rooms/judge.ts'
import { type Figures, type Load, percentile } from '../load.ts'

const NOTES = 600
const CLIENTS = 60
const EACH = 200

const ana: Actor = { memberId: 'ana', role: 'participant', groupId: 'nurses' }
const rules: Rules = { round: 'open', notesEditableBy: 'author', groups: new Set(['nurses']) }
const at = (x: number) => ({ cell: 'practice/current', x, y: 20 })

/** What the gate costs for each update that it lets in, on a board that sixty people have worked on; in this process. */
async function gate(): Promise<Figures> {
  const { board, owners } = workedOn()
  const judge = createGate({ state: () => [Y.encodeStateAsUpdate(board.doc)], owners, spare: () => 1e9 })
  const admit = (update: Uint8Array): number => {
    const began = performance.now()
    const verdict = judge.admit(update, ana, rules)
    const took = performance.now() - began
    if (verdict.kind !== 'admitted') throw new Error(`not admitted: ${JSON.stringify(verdict)}`)
    // What the room does when it is on disk; not the gate's cost.
    Y.applyUpdate(board.doc, verdict.update)
    for (const { note, member } of verdict.owners) owners.set(note, member)
    return took
  }

  const person = createBoard()
  Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(board.doc))
  const ids = [...person.notes.keys()]
  const id = (i: number) => ids[(i * 7919) % ids.length] ?? ''
  const typing = changes(person, (i) => noteText(person, id(i))?.insert(3, 'x'))
  const moving = changes(person, (i) => moveNotes(person, [{ id: id(i), at: at(i) }]))
  const adding = changes(person, (i) => addNote(person, { text: 'new', at: at(i), group: 'nurses', createdAt: i + 1 }))
  const [first = 0, ...typed] = typing.map(admit)
  const moved = moving.map(admit)
  const added = adding.map(admit)
  const all = [...typed, ...moved, ...added]
  return {
    'first ms': first,
    'typing, median ms': percentile(typed, 0.5),
    'moving, median ms': percentile(moved, 0.5),
    'adding, median ms': percentile(added, 0.5),
    'all, mean ms': all.reduce((sum, ms) => sum + ms, 0) / all.length,
    'all, p99 ms': percentile(all, 0.99),
  }
}

/** Sixty people wrote ten notes each, and changed one another's words since. */
function workedOn(): { board: Board; owners: Map<string, string | null> } {
  const board = createBoard()
  const owners = new Map<string, string | null>()
  for (let client = 0; client < CLIENTS; client++) {
    const theirs = createBoard()
    Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(board.doc))
    for (let i = 0; i < NOTES / CLIENTS; i++) {
      const note = addNote(theirs, { text: 'What we know of it', at: at(i), group: 'nurses', createdAt: i + 1 })
      owners.set(note, ana.memberId)
    }
    for (const note of [...theirs.notes.keys()].slice(-40)) {
      const text = noteText(theirs, note)
      for (let edit = 0; edit < 3; edit++) edit % 2 ? text?.delete(0, 1) : text?.insert(edit, `w${edit} `)
    }
    Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(theirs.doc))
  }
  return { board, owners }
}

/** The updates that so many changes by one person make. */
function changes(person: Board, effect: (i: number) => void): Uint8Array[] {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  person.doc.on('update', keep)
  for (let i = 0; i < EACH; i++) change(person, () => effect(i))
  person.doc.off('update', keep)
  return updates
}

export const gates = (): Load[] => [{ title: `the gate, ${NOTES} notes`, servers: ['stocktake'], within: 60_000, alone: gate }]
