import { addNote, deleteNotes, noteText, readNotes, setNoteField, spliceText } from '@stocktake/shared/board/board'
import { goToStep, setSteps } from '@stocktake/shared/commands/steps'
import { newStep } from '@stocktake/shared/steps'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { writeHere } from '../exports/writer.ts'
import { openTestRooms, type Peer, type TestRooms } from '../rooms/testRooms.ts'
import { revealCommand, revealMineCommand } from './reveal.ts'
import { createWorkshop } from './workshop.ts'

let world: TestRooms
afterEach(() => world.close())

const PRACTICE = 'practice/current'
const POLICY = 'policy/current'

/** A round in which Ana, a nurse, and Ben, a doctor, write alone; the boards and drafts of both are open. */
async function writingAlone() {
  world = await openTestRooms()
  const { nurses, doctors } = world.groups
  const member = (id: string, groupId: string) => ({ id, role: 'participant' as const, groupId, name: id, joinedAt: 1, attended: [], removed: null })
  for (const one of [member('ana', nurses), member('ben', doctors)])
    await world.store.addMember(world.session.id, one, { tokenHash: `t-${one.id}`, returnCodeHash: `r-${one.id}` })
  const steps = [{ ...newStep('write', 'write'), cells: [PRACTICE, POLICY] }, newStep('talk', 'talk')]
  await world.setSession((session) => setSteps(session, 1, { steps }))
  await goTo('write')
  const open = (memberId: string, groupId: string) => ({
    draft: world.peer({ memberId, groupId }, { isDraft: true }).connect(),
    board: world.peer({ memberId, groupId }).connect(),
  })
  const people = { ana: open('ana', nurses), ben: open('ben', doctors) }
  await world.calm()
  return people
}

const goTo = (to: string) => world.setSession((session) => goToStep(session, 1, { to, from: session.rounds[0]?.live?.step ?? null }, world.now()))
const write = (peer: Peer, id: string, cell: string | null = PRACTICE, text = `words of ${id}`) =>
  addNote(peer.board, { id, text, at: { cell, x: 16, y: 56 }, group: peer.actor.groupId, createdAt: 77 })
const workshop = () => createWorkshop({ store: world.store, rooms: world.rooms, bus: world.bus, writer: writeHere(), now: world.now, secret: 's' })
const reveal = async (scope: { cells?: string[]; groups?: string[] } = {}) => {
  const after = await revealCommand(workshop(), world.session.id, 1, scope)
  world.sawSession(after)
  await world.calm()
}
const publishMine = async (id: string) => {
  const member = (await world.store.members(world.session.id)).find((one) => one.id === id)
  return member && revealMineCommand(workshop(), world.session.id, 1, member)
}
const ids = (peer: Peer) => readNotes(peer.board).map(({ id }) => id)

describe('a draft', () => {
  it('[L11] is its writer’s: on all their devices, and on nobody else’s', async () => {
    const { ana, ben } = await writingAlone()
    const phone = world.peer({ memberId: 'ana', groupId: world.groups.nurses }, { isDraft: true }).connect()
    write(ana.draft, 'a1')
    await world.calm()
    expect([ids(phone), ids(ben.draft), ids(ana.board), ids(ben.board)]).toEqual([['a1'], [], [], []])
    expect(phone.yours).toEqual(['a1'])
  })

  it('[L11] is closed to observers', async () => {
    await writingAlone()
    const obi = world.peer({ memberId: 'obi', role: 'observer', groupId: null }, { isDraft: true }).connect()
    await world.calm()
    expect(obi.closes).toEqual([4403])
  })

  it('[L12] takes notes of its writer’s group, in cells where people write alone, also when the step is over', async () => {
    const { ana, ben } = await writingAlone()
    await goTo('talk')
    world.ahead += 60_000
    write(ana.draft, 'a1')
    write(ana.draft, 'a2', null)
    await world.calm()
    expect([ana.draft.refusals, ids(ana.draft)]).toEqual([[], ['a1', 'a2']])
    write(ana.draft, 'a3', 'culture/current')
    addNote(ben.draft.board, { id: 'b1', text: 'b', at: { cell: PRACTICE, x: 0, y: 0 }, group: world.groups.nurses, createdAt: 1 })
    await world.calm()
    expect([ana, ben].map(({ draft }) => draft.refusals[0]?.reason)).toEqual(['not-in-step', 'not-your-group'])
  })

  it('[L12] holds notes and nothing else', async () => {
    const { ana } = await writingAlone()
    write(ana.draft, 'a1')
    await world.calm()
    setNoteField(ana.draft.board, 'a1', 'theme', 't1')
    await world.calm()
    expect(ana.draft.refusals[0]?.reason).toBe('not-ours')
  })

  it('[P2] is read only once the round is closed', async () => {
    const { ana } = await writingAlone()
    write(ana.draft, 'a1')
    await world.calm()
    await world.setRound(1, 'closed')
    write(ana.draft, 'a2')
    await world.calm()
    expect(ana.draft.refusals).toEqual([{ reason: 'round-closed', notes: ['a2'] }])
  })

  it('[L12] the board waits while people write alone', async () => {
    const { ana } = await writingAlone()
    write(ana.board, 'n1')
    await world.calm()
    expect(ana.board.refusals[0]?.reason).toBe('not-in-step')
  })
})

describe('the reveal', () => {
  it('[L13] shows the notes of all at once, and empties the drafts', async () => {
    const { ana, ben } = await writingAlone()
    write(ana.draft, 'a1')
    write(ben.draft, 'b1', POLICY)
    await world.calm()
    await reveal()
    for (const { board, draft } of [ana, ben]) {
      expect(ids(board).sort()).toEqual(['a1', 'b1'])
      expect(ids(draft)).toEqual([])
    }
    expect(readNotes(ana.board.board).map(({ text, at, group, late }) => [text, at.cell, group, late])).toEqual([
      ['words of a1', PRACTICE, world.groups.nurses, undefined],
      ['words of b1', POLICY, world.groups.doctors, undefined],
    ])
  })

  it('[L13] by cell and by group shows these and keeps the rest', async () => {
    const { ana, ben } = await writingAlone()
    write(ana.draft, 'a1')
    write(ana.draft, 'a2', POLICY)
    write(ben.draft, 'b1')
    await world.calm()
    await reveal({ cells: [POLICY] })
    expect([ids(ben.board), ids(ana.draft), ids(ben.draft)]).toEqual([['a2'], ['a1'], ['b1']])
    await reveal({ groups: [world.groups.doctors] })
    expect([ids(ana.board), ids(ana.draft), ids(ben.draft)]).toEqual([['a2', 'b1'], ['a1'], []])
  })

  it('[L13] leaves a note without words where it was just begun', async () => {
    const { ana } = await writingAlone()
    write(ana.draft, 'a1', PRACTICE, '')
    await world.calm()
    await reveal()
    expect([ids(ana.board), ids(ana.draft)]).toEqual([[], ['a1']])
  })

  it('[L14] ties no note to a device: one writer, one time, no order of writing', async () => {
    const { ana, ben } = await writingAlone()
    for (const id of ['z', 'c', 'm']) write(ana.draft, id)
    for (const id of ['d', 'y']) write(ben.draft, id)
    await world.calm()
    await reveal()
    const { board } = world.peer({ memberId: 'obi', role: 'observer', groupId: null }).connect()
    await world.calm()
    const devices = [ana, ben].flatMap(({ draft, board: theirs }) => [draft.board.doc.clientID, theirs.board.doc.clientID])
    expect([...board.doc.store.clients.keys()].filter((client) => devices.includes(client))).toEqual([])
    expect(board.doc.store.clients.size).toBe(1)
    const notes = readNotes(board)
    expect(new Set(notes.map(({ createdAt }) => createdAt)).size).toBe(1)
    expect(notes[0]?.createdAt).not.toBe(77)
    expect(notes.sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x).map(({ id }) => id)).toEqual(['c', 'd', 'm', 'y', 'z'])
  })

  it('[L14] leaves a note its writer’s: they may change it and others may not', async () => {
    const { ana, ben } = await writingAlone()
    write(ana.draft, 'a1')
    await world.calm()
    await reveal()
    await goTo('talk')
    expect([ana.board.yours, ben.board.yours]).toEqual([['a1'], []])
    spliceText(noteText(ana.board.board, 'a1') as never, 'better words')
    await world.calm()
    expect(readNotes(ben.board.board)[0]?.text).toBe('better words')
    deleteNotes(ben.board.board, ['a1'])
    await world.calm()
    expect(ben.board.refusals[0]?.reason).toBe('not-your-note')
  })

  it('[L15] that the server did not live to finish is finished by the next, and brings nothing back', async () => {
    const { ana } = await writingAlone()
    write(ana.draft, 'a1')
    write(ana.draft, 'a2')
    await world.calm()
    world.faults.appendToDrafts = true
    await expect(revealCommand(workshop(), world.session.id, 1, {})).rejects.toThrow()
    world.faults.appendToDrafts = false
    world.crash()
    await world.rooms.edit(world.session.id, 1, (board) => deleteNotes(board, ['a2']))
    ana.draft.connect()
    ana.board.connect()
    await world.calm()
    expect([ids(ana.board), ids(ana.draft)]).toEqual([['a1'], ['a1', 'a2']])
    await reveal()
    expect([ids(ana.board), ids(ana.draft)]).toEqual([['a1'], []])
  })
})

describe('two server processes', () => {
  it('[S81] [L13] [L14] reveal what was written with either, and tell people of both which notes are theirs', async () => {
    const { ana } = await writingAlone()
    const second = world.another()
    const actor = { memberId: 'ben', groupId: world.groups.doctors }
    const draft = world.peer(actor, { at: second, isDraft: true }).connect()
    const board = world.peer(actor, { at: second }).connect()
    await world.calm()
    write(ana.draft, 'a1')
    write(draft, 'b1')
    await world.calm()
    await reveal()
    await vi.waitFor(async () => {
      await world.calm()
      expect([ids(ana.board), ids(board), ids(draft)]).toEqual([['a1', 'b1'], ['a1', 'b1'], []])
    })
    expect([ana.board.yours, board.yours]).toEqual([['a1'], ['b1']])
  })
})

describe('late notes', () => {
  it('[L16] are published by their writer once theirs were revealed, and say that they are late', async () => {
    const { ana, ben } = await writingAlone()
    write(ana.draft, 'a1')
    await world.calm()
    await expect(publishMine('ana')).rejects.toMatchObject({ code: 'not-revealed-yet' })
    await reveal({ cells: [PRACTICE] })
    write(ana.draft, 'a2')
    write(ana.draft, 'a3', POLICY)
    await world.calm()
    expect(await publishMine('ana')).toBe(1)
    await world.calm()
    expect(readNotes(ben.board.board).map(({ id, late }) => [id, late])).toEqual([
      ['a1', undefined],
      ['a2', true],
    ])
    expect(ids(ana.draft)).toEqual(['a3'])
  })

  it('[L16] of a new step of writing alone wait for its own reveal', async () => {
    const { ana } = await writingAlone()
    await reveal()
    await goTo('talk')
    await goTo('write')
    write(ana.draft, 'a1')
    await world.calm()
    await expect(publishMine('ana')).rejects.toMatchObject({ code: 'not-revealed-yet' })
  })

  it('[P8] no client says of a note that it is late, or that it is not', async () => {
    const { ana } = await writingAlone()
    await goTo('talk')
    addNote(ana.board.board, { id: 'n1', text: 'n', at: { cell: PRACTICE, x: 0, y: 0 }, group: world.groups.nurses, createdAt: 1, late: true })
    await world.calm()
    expect(ana.board.refusals[0]?.reason).toBe('not-ours')
  })
})
