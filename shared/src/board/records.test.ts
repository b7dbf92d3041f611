import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createBoard, readContradictions, readLedger } from './board.ts'
import { changeContradiction, changeLedgerEntry, putContradiction, putLedgerEntry, removeContradiction, removeLedgerEntry } from './records.ts'
import type { Contradiction, LedgerEntry } from './schema.ts'
import { createUndo } from './undo.ts'

const sync = (...boards: ReturnType<typeof createBoard>[]) => {
  for (const from of boards) for (const to of boards) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc))
}
const together = () => {
  const [anna, ben] = [createBoard(), createBoard()]
  putContradiction(anna, TENSION)
  putLedgerEntry(anna, ACTION)
  sync(anna, ben)
  return { anna, ben }
}
const TENSION: Contradiction = {
  id: 'c1',
  title: 'Talk or type',
  poleA: 'Attention',
  poleB: 'A record',
  level: '',
  manifestation: '',
  nodes: [],
  betweenGroups: [],
  evidence: [],
  addressedBy: [],
  cue: '',
  status: 'open',
}
const ACTION: LedgerEntry = { id: 'l1', kind: 'action', text: 'Call them', fromNotes: [], due: '2025-07-01' }

describe('contradictions and ledger entries', () => {
  it('[B10] two people who change different fields at once lose nothing, whichever they are', () => {
    const value = fc.record(
      {
        title: fc.string(),
        poleA: fc.string(),
        poleB: fc.string(),
        level: fc.constantFrom('primary', ''),
        cue: fc.string(),
        status: fc.string({ maxLength: 40 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(value, value, (first, second) => {
        const { anna, ben } = together()
        changeContradiction(anna, 'c1', first)
        changeContradiction(ben, 'c1', second)
        sync(anna, ben)
        const [now] = readContradictions(anna)
        expect(readContradictions(ben)).toEqual([now])
        for (const [field, kept] of Object.entries({ ...TENSION, ...first, ...second })) {
          const either = [first, second].flatMap((changes) => (field in changes ? [changes[field as keyof typeof first]] : []))
          expect(either.length ? either : [kept]).toContainEqual(now?.[field as keyof Contradiction])
        }
      }),
    )
  })

  it('[B10] takes a field away, and leaves the others to whoever changes them', () => {
    const { anna, ben } = together()
    changeLedgerEntry(anna, 'l1', { due: undefined })
    changeLedgerEntry(ben, 'l1', { status: 'done' })
    sync(anna, ben)
    expect(readLedger(anna)).toEqual([{ id: 'l1', kind: 'action', text: 'Call them', fromNotes: [], status: 'done' }])
    expect(readLedger(ben)).toEqual(readLedger(anna))
  })

  it('[B10] reads and changes those of older boards, which are one value each', () => {
    const board = createBoard()
    const { id, ...fields } = TENSION
    board.contradictions.set(id, fields)
    changeContradiction(board, id, { status: 'addressed' })
    changeContradiction(board, id, { level: 'primary' })
    expect(readContradictions(board)).toEqual([{ ...TENSION, status: 'addressed', level: 'primary' }])
  })

  it('[B6] adding one that is there, and changing one that is gone, changes nothing', () => {
    const { anna } = together()
    putContradiction(anna, { ...TENSION, title: 'Another' })
    putLedgerEntry(anna, { ...ACTION, text: 'Another' })
    changeLedgerEntry(anna, 'gone', { text: 'x' })
    expect([readContradictions(anna), readLedger(anna)]).toEqual([[TENSION], [ACTION]])
    removeContradiction(anna, 'c1')
    removeLedgerEntry(anna, 'l1')
    expect([readContradictions(anna), readLedger(anna)]).toEqual([[], []])
  })

  it('[B5] undo takes back what I added and changed, but not what somebody else has written in since', () => {
    const [anna, ben] = [createBoard(), createBoard()]
    const undo = createUndo(anna)
    const step = (effect: () => void) => {
      undo.stopCapturing()
      effect()
    }
    step(() => putLedgerEntry(anna, ACTION))
    step(() => putContradiction(anna, TENSION))
    step(() => changeLedgerEntry(anna, 'l1', { status: 'done' }))
    sync(anna, ben)
    undo.undo()
    expect(readLedger(anna)).toEqual([ACTION])
    sync(anna, ben)
    changeContradiction(ben, 'c1', { cue: 'On the one hand' })
    sync(anna, ben)
    undo.undo()
    expect(readContradictions(anna)).toEqual([{ ...TENSION, cue: 'On the one hand' }])
    undo.undo()
    expect(readLedger(anna)).toEqual([])
    undo.redo()
    expect(readLedger(anna)).toEqual([ACTION])
  })
})
