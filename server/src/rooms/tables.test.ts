import { addNote, deleteNotes, moveNotes, noteText, readNotes, setNoteField, spliceText } from '@stocktake/shared/board/board'
import { liveBreakout } from '@stocktake/shared/breakouts'
import { endBreakout, StartBreakout, seat, startBreakout } from '@stocktake/shared/commands/breakouts'
import { markFull } from '@stocktake/shared/commands/cells'
import { setSteps } from '@stocktake/shared/commands/steps'
import type { Member, Session } from '@stocktake/shared/session'
import { newStep } from '@stocktake/shared/steps'
import { afterEach, expect, it } from 'vitest'
import { openTestRooms, type Peer, type TestRooms } from './testRooms.ts'

let world: TestRooms
afterEach(() => world.close())

const FULL = 'practice/current'
const OTHER = 'policy/current'
const place = (cell: string | null) => ({ cell, x: 16, y: 56 })
const write = (peer: Peer, id: string, cell: string | null, more: { table?: string; group?: null; anonymous?: true } = {}) =>
  addNote(peer.board, { id, text: `words of ${id}`, at: place(cell), group: peer.actor.groupId, createdAt: 1, ...more })
const notes = async () => (await world.rooms.read(world.session.id, 1)).notes
const placed = async () => (await notes()).map(({ id, at }) => [id, at.cell])
const reasons = (peer: Peer) => peer.refusals.map(({ reason }) => reason)

async function come(memberId: string, groupId = world.groups.nurses) {
  const peer = world.peer({ memberId, groupId }).connect()
  await world.calm()
  return peer
}
/** Refused, everybody begins anew with the board as it is. */
async function again(peer: Peer) {
  await world.calm()
  peer.connect()
  await world.calm()
}

it('[O3] [O4] a full cell takes no new note of a participant and none that is moved there, until it is lifted', async () => {
  world = await openTestRooms()
  const ana = await come('ana')
  write(ana, 'old', FULL)
  write(ana, 'away', OTHER)
  await world.calm()
  await world.setSession((session) => markFull(session, 1, { cell: FULL, isFull: true }))
  write(ana, 'new', FULL)
  await again(ana)
  moveNotes(ana.board, [{ id: 'away', at: place(FULL) }])
  await again(ana)
  expect(ana.refusals).toEqual([
    { reason: 'cell-full', notes: ['new'] },
    { reason: 'cell-full', notes: ['away'] },
  ])
  expect(await placed()).toEqual([
    ['away', OTHER],
    ['old', FULL],
  ])
  // Taking a note away and putting it back elsewhere is moving it.
  const { group } = (await notes())[0] ?? { group: null }
  deleteNotes(ana.board, ['away'])
  await world.calm()
  addNote(ana.board, { id: 'away', text: 'words', at: place(FULL), group, createdAt: 1 })
  await again(ana)
  expect(reasons(ana)).toEqual(['cell-full', 'cell-full', 'cell-full'])

  // What is there already is mended, moved within the cell, and away from it.
  spliceText(noteText(ana.board, 'old') as never, 'mended')
  moveNotes(ana.board, [{ id: 'old', at: { cell: FULL, x: 50, y: 60 } }])
  await world.calm()
  moveNotes(ana.board, [{ id: 'old', at: place(null) }])
  await world.calm()
  await world.setSession((session) => markFull(session, 1, { cell: FULL, isFull: false }))
  moveNotes(ana.board, [{ id: 'old', at: place(FULL) }])
  write(ana, 'new', FULL)
  await world.calm()
  expect(ana.refusals).toHaveLength(3)
  expect(await placed()).toEqual([
    ['new', FULL],
    ['old', FULL],
  ])
})

it('[O3] the team writes in a full cell, and what is written alone keeps out of it', async () => {
  world = await openTestRooms()
  await world.setSession((session) => setSteps(session, 1, { steps: [newStep('w', 'write')] }))
  await world.setSession((session) => markFull(session, 1, { cell: FULL, isFull: true }))
  const fay = world.peer({ memberId: 'fay', role: 'facilitator', groupId: null }).connect()
  const draft = world.peer({ memberId: 'ana', groupId: world.groups.nurses }, { isDraft: true }).connect()
  await world.calm()
  write(fay, 'team', FULL)
  write(draft, 'alone', OTHER)
  await world.calm()
  expect([fay.refusals, draft.refusals]).toEqual([[], []])
  moveNotes(draft.board, [{ id: 'alone', at: place(FULL) }])
  await world.calm()
  expect(reasons(draft)).toEqual(['cell-full'])
})

const sits = (id: string, groupId: string): Member => ({ id, role: 'participant', groupId, name: null, joinedAt: 1, attended: [1], removed: null })

/** Nurses and doctors at tables of their own, each with a row. */
async function atTables({ ownCellsOnly = true, attribution = 'group' as Session['settings']['attribution'] } = {}) {
  world = await openTestRooms()
  const { nurses, doctors } = world.groups
  const tables = [
    { name: 'Nurses', cells: [FULL], groups: [nurses] },
    { name: 'Doctors', cells: [OTHER], groups: [doctors] },
  ]
  await world.setSession((session) => ({ ...session, settings: { ...session.settings, attribution } }))
  await world.setSession((session) =>
    startBreakout(session, 1, StartBreakout.parse({ kind: 'own', ownCellsOnly, tables }), [sits('ana', nurses)], new Set(), 5),
  )
  const round = world.session.rounds[0]
  const [mine, theirs] = (round && liveBreakout(round)?.tables)?.map(({ id }) => id) ?? []
  return { ana: await come('ana'), mine, theirs, end: () => world.setSession((session) => end(session)) }
}
const end = (session: Session) => endBreakout(session, 1, { breakout: session.rounds[0]?.breakouts[0]?.id ?? '' }, 9)

it('[G5] [G3] at a table with cells of its own participants write there and in the parking lot, and everywhere again in the plenary', async () => {
  const { ana, end: back } = await atTables()
  write(ana, 'in', FULL)
  write(ana, 'lot', null)
  await world.calm()
  write(ana, 'out', OTHER)
  await again(ana)
  moveNotes(ana.board, [{ id: 'in', at: place(OTHER) }])
  await again(ana)
  expect(ana.refusals.map(({ reason, notes: about }) => [reason, about])).toEqual([
    ['not-your-table', ['out']],
    ['not-your-table', ['in']],
  ])
  const before = await notes()
  await back()
  expect(await notes()).toEqual(before)
  write(ana, 'out', OTHER)
  await world.calm()
  expect(ana.refusals).toHaveLength(2)
})

it('[G5] where tables only look at their cells first, everybody writes anywhere', async () => {
  const { ana } = await atTables({ ownCellsOnly: false })
  write(ana, 'out', OTHER)
  await world.calm()
  expect(ana.refusals).toEqual([])
})

it('[G6] a note says the table of its writer, or none, and never another’s; it does not change', async () => {
  const { ana, mine, theirs, end: back } = await atTables({ ownCellsOnly: false })
  write(ana, 'a', FULL, { table: mine ?? '' })
  write(ana, 'b', FULL)
  await world.calm()
  write(ana, 'c', FULL, { table: theirs ?? '' })
  await again(ana)
  write(ana, 'd', FULL, { table: 'invented' })
  await again(ana)
  ana.board.doc.transact(() => (ana.board.notes.get('b') as unknown as Map<string, unknown>).set('table', mine))
  await again(ana)
  expect(reasons(ana)).toEqual(['not-ours', 'not-ours', 'not-ours'])
  // Written before everybody went back, sent after it.
  await back()
  write(ana, 'e', FULL, { table: mine ?? '' })
  deleteNotes(ana.board, ['a'])
  await world.calm()
  write(ana, 'a', FULL, { table: mine ?? '' })
  setNoteField(ana.board, 'a', 'tested', 'tested')
  await world.calm()
  expect(ana.refusals).toHaveLength(3)
  expect(readNotes(ana.board).map(({ id, table }) => [id, table])).toEqual([
    ['a', mine],
    ['b', undefined],
    ['e', mine],
  ])
})

it('[G6] where notes are anonymous none says at which table it was written', async () => {
  const { ana, mine } = await atTables({ ownCellsOnly: false, attribution: 'anonymous' })
  write(ana, 'a', FULL, { table: mine ?? '', group: null, anonymous: true })
  await world.calm()
  expect(reasons(ana)).toEqual(['not-ours'])
})

it('[G6] a note says no table where its writer would be the only one of their group there', async () => {
  world = await openTestRooms()
  const { nurses, doctors } = world.groups
  const tables = [
    { name: 'One', members: ['ana', 'ben', 'dee'] },
    { name: 'Two', members: ['cleo', 'eve', 'fin'] },
  ]
  const members = [...['ana', 'ben', 'cleo'].map((id) => sits(id, nurses)), ...['dee', 'eve', 'fin'].map((id) => sits(id, doctors)), sits('gil', doctors)]
  await world.setSession((session) => startBreakout(session, 1, StartBreakout.parse({ kind: 'picked', tables }), members, new Set(), 5))
  const seatOf = (member: string) => world.session.rounds[0]?.breakouts[0]?.seats[member] ?? ''
  // Of three nurses one sits alone; a doctor at no table would be known by notes that name none.
  const [ana, eve] = [await come('ana'), await come('eve', doctors)]
  write(ana, 'a', FULL, { table: seatOf('ana') })
  write(eve, 'b', FULL, { table: seatOf('eve') })
  await world.calm()
  expect([reasons(ana), reasons(eve)]).toEqual([['not-ours'], ['not-ours']])
  await world.setSession((session) => seat(session, 1, { member: 'cleo', table: seatOf('ana') }, members))
  await again(ana)
  write(ana, 'c', FULL, { table: seatOf('ana') })
  await world.calm()
  expect((await notes()).map(({ id, table }) => [id, table])).toEqual([['c', seatOf('ana')]])
})
