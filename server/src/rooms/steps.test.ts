import { PAUSE_GRACE } from '@stocktake/shared/attention'
import { addNote, moveNotes, noteText, readNotes, setNoteField, spliceText } from '@stocktake/shared/board/board'
import { setPause } from '@stocktake/shared/commands/attention'
import { goToStep, setSteps } from '@stocktake/shared/commands/steps'
import { newStep, STEP_GRACE } from '@stocktake/shared/steps'
import { afterEach, expect, it } from 'vitest'
import { openTestRooms, type TestRooms } from './testRooms.ts'

let world: TestRooms
afterEach(() => world.close())

const at = (cell: string | null) => ({ cell, x: 16, y: 56 })

/** A room that is led: a talk about two cells, then a vote. */
async function ledRoom() {
  world = await openTestRooms()
  const talk = { ...newStep('talk', 'talk'), cells: ['practice/current', 'practice/barriers'] }
  await world.setSession((session) => setSteps(session, 1, { steps: [talk, newStep('vote', 'vote'), newStep('write', 'write')] }))
  await goTo('talk')
  const ana = world.peer({ memberId: 'ana' }).connect()
  await world.calm()
  return { ana, group: world.groups.nurses }
}
const goTo = (to: string) => world.setSession((session) => goToStep(session, 1, { to, from: session.rounds[0]?.live?.step ?? null }, world.now()))
const texts = async () => (await world.rooms.read(world.session.id, 1)).notes.map(({ text }) => text)

it('[L7] a participant writes in the cells of the step and nowhere else', async () => {
  const { ana, group } = await ledRoom()
  addNote(ana.board, { id: 'in', text: 'in', at: at('practice/current'), group, createdAt: 1 })
  addNote(ana.board, { id: 'lot', text: 'lot', at: at(null), group, createdAt: 2 })
  await world.calm()
  addNote(ana.board, { id: 'out', text: 'out', at: at('policy/current'), group, createdAt: 3 })
  await world.calm()
  expect(ana.refusals).toEqual([{ reason: 'not-in-step', notes: ['out'] }])
  expect(await texts()).toEqual(['in', 'lot'])
})

it('[L7] a participant moves a note within the cells of the step, and neither out of them nor into them', async () => {
  const { ana, group } = await ledRoom()
  addNote(ana.board, { id: 'n', text: 'n', at: at('practice/current'), group, createdAt: 1 })
  await world.calm()
  moveNotes(ana.board, [{ id: 'n', at: at('practice/barriers') }])
  await world.calm()
  expect(ana.refusals).toEqual([])
  moveNotes(ana.board, [{ id: 'n', at: at('policy/current') }])
  await world.calm()
  expect(ana.refusals.map(({ reason }) => reason)).toEqual(['not-in-step'])
  expect(readNotes(world.peer({ memberId: 'x' }).board)).toEqual([])
  expect((await world.rooms.read(world.session.id, 1)).notes[0]?.at.cell).toBe('practice/barriers')
})

it('[L7] a participant gathers notes only in a step that is for it', async () => {
  const { ana, group } = await ledRoom()
  addNote(ana.board, { id: 'n', text: 'n', at: at('practice/current'), group, createdAt: 1 })
  await world.calm()
  setNoteField(ana.board, 'n', 'theme', 't')
  await world.calm()
  expect(ana.refusals.map(({ reason }) => reason)).toEqual(['not-in-step'])
})

it('[L5] words that arrive just after a step are taken, later ones refused', async () => {
  const { ana, group } = await ledRoom()
  addNote(ana.board, { id: 'n', text: 'half', at: at('practice/current'), group, createdAt: 1 })
  await world.calm()
  await goTo('vote')
  world.ahead += STEP_GRACE / 2
  spliceText(noteText(ana.board, 'n') as never, 'half and whole')
  await world.calm()
  expect(await texts()).toEqual(['half and whole'])
  world.ahead += STEP_GRACE / 2
  spliceText(noteText(ana.board, 'n') as never, 'half and whole and more')
  await world.calm()
  expect(ana.refusals).toEqual([{ reason: 'not-in-step', notes: ['n'] }])
  expect(await texts()).toEqual(['half and whole'])
})

it('[L34] in a pause words on their way are taken, later ones refused and kept, until everybody goes on; the team writes', async () => {
  const { ana, group } = await ledRoom()
  const fay = world.peer({ memberId: 'fay', role: 'facilitator', groupId: null }).connect()
  const pause = (paused: boolean) => world.setSession((session) => setPause(session, 1, { paused }, world.now()))
  await world.calm()
  const note = (id: string) => ({ id, text: id, at: at('practice/current'), group, createdAt: 1 })
  await pause(true)
  addNote(ana.board, note('on-its-way'))
  await world.calm()
  world.ahead += PAUSE_GRACE
  addNote(ana.board, note('late'))
  addNote(fay.board, { ...note('team'), group: null })
  await world.calm()
  expect([ana.refusals, fay.refusals]).toEqual([[{ reason: 'paused', notes: ['late'] }], []])
  expect((await texts()).sort()).toEqual(['on-its-way', 'team'])
  await pause(false)
  const back = world.peer({ memberId: 'ana' }).connect()
  await world.calm()
  addNote(back.board, note('late'))
  await world.calm()
  expect(back.refusals).toEqual([])
  expect((await texts()).sort()).toEqual(['late', 'on-its-way', 'team'])
})

it('[L7] a board refuses participants what a step does not let them do without being built anew', async () => {
  const { group } = await ledRoom()
  await goTo('vote')
  world.ahead += STEP_GRACE
  // More tries than somebody may spoil boards: who spoils them is not let in again.
  for (let i = 0; i < 30; i++) {
    const ben = world.peer({ memberId: 'ben' }).connect()
    await world.calm()
    addNote(ben.board, { id: `b${i}`, text: 'b', at: at('practice/current'), group, createdAt: 1 })
    await world.calm()
    expect(ben.closes).toEqual([4409])
  }
})

it('[L7] the team is not bound by steps', async () => {
  await ledRoom()
  await goTo('vote')
  const fay = world.peer({ memberId: 'fay', role: 'facilitator', groupId: null }).connect()
  await world.calm()
  addNote(fay.board, { id: 'f', text: 'from the team', at: at('policy/current'), group: null, createdAt: 1 })
  await world.calm()
  expect(fay.refusals).toEqual([])
  expect(await texts()).toEqual(['from the team'])
})

it('[P8] where notes are named a new note carries its writer’s own name, or none, for good', async () => {
  world = await openTestRooms()
  await world.setSession((session) => ({ ...session, settings: { ...session.settings, attribution: 'named' } }))
  const sam = world.peer({ memberId: 'sam' }, { name: 'Sam' }).connect()
  await world.calm()
  const note = { text: 'n', at: at('practice/current'), group: world.groups.nurses, createdAt: 1 }
  addNote(sam.board, { ...note, id: 'own', author: 'Sam' })
  addNote(sam.board, { ...note, id: 'none' })
  await world.calm()
  expect([sam.refusals, readNotes(sam.board).map(({ author }) => author)]).toEqual([[], [undefined, 'Sam']])
  addNote(sam.board, { ...note, id: 'other', author: 'Tom' })
  await world.calm()
  expect(sam.refusals[0]?.reason).toBe('not-ours')
  await world.setSession((session) => ({ ...session, settings: { ...session.settings, attribution: 'group' } }))
  sam.connect()
  await world.calm()
  addNote(sam.board, { ...note, id: 'late', author: 'Sam' })
  await world.calm()
  expect(sam.refusals).toHaveLength(2)
})
