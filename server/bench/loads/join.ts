import { setTimeout as pause } from 'node:timers/promises'
import { addNote, createBoard, noteText } from '@stocktake/shared/board/board'
import type { Seat } from '../../test/seats.ts'
import { enter, type Figures, type Load, percentile, type Run, within } from '../load.ts'
import { Person } from '../person.ts'
import type { Running } from '../servers.ts'

const JOINERS = 300
/** A server that has not answered by then is not waited for. */
const PATIENCE = 60_000

/** 5,000 notes with 50,000 edits of history, as updates that build on one another: in one, no server would take it. */
export function history(group: string | null): Uint8Array[] {
  const board = createBoard()
  const updates: Uint8Array[] = []
  board.doc.on('update', (update: Uint8Array) => updates.push(update))
  const inSteps = (count: number, size: number, effect: (i: number) => void) => {
    for (let from = 0; from < count; from += size)
      board.doc.transact(() => {
        for (let i = from; i < from + size; i++) effect(i)
      })
  }
  const id = (i: number) => `n${i % 5000}`
  inSteps(5000, 250, (i) => addNote(board, { id: id(i), text: `Note ${i}`, at: { cell: 'practice/current', x: i, y: i }, group, createdAt: i + 1 }))
  inSteps(45_000, 1000, (i) => {
    const text = noteText(board, id(i * 7919))
    if (text) i % 5 === 4 ? text.delete(0, 1) : text.insert(text.length, `w${i % 10} `)
  })
  return updates
}

/** Brings all that to a room, and waits until somebody else has it, who stays: a room that nobody is in may be forgotten. */
export async function fill(run: Run, seat: Seat): Promise<void> {
  const person = run.keep(new Person(seat, { listens: true }))
  await person.open()
  const updates = history(seat.group)
  for (const update of updates) person.load(update)
  await pause(4000)
  const witness = run.keep(new Person(seat, { listens: true }))
  const synced = witness.whenSynced()
  await witness.open()
  await within(PATIENCE, 'filling a room', synced)
  const sent = updates.reduce((sum, { length }) => sum + length, 0)
  if (witness.bytes < sent / 2) throw new Error(`a room was filled with ${sent} bytes and has ${witness.bytes}`)
  run.close(person)
}

/** 300 people come within a second, while some type. */
async function join(server: Running, run: Run, typing: number): Promise<Figures> {
  const seats = await server.seats(JOINERS + typing)
  const [first] = seats
  if (!first) throw new Error('no seats')
  await fill(run, first)
  const busy = seats.slice(JOINERS).map((seat) => run.keep(new Person(seat)))
  await enter(busy)
  await pause(2000)
  for (const person of busy) run.every(500, () => person.type())
  const cpu = server.cpu()
  const began = performance.now()
  const waits: number[] = []
  const fromKnocking: number[] = []
  const people: Person[] = []
  await Promise.all(
    seats.slice(0, JOINERS).map(async (seat, i) => {
      await pause((i / JOINERS) * 1000)
      const person = run.keep(new Person(seat, { listens: true }))
      people.push(person)
      const synced = person.whenSynced()
      const knocked = performance.now()
      await person.open()
      const asked = performance.now()
      await within(PATIENCE, 'joining', synced)
      waits.push(performance.now() - asked)
      fromKnocking.push(performance.now() - knocked)
    }),
  )
  return {
    'all synced s': (performance.now() - began) / 1000,
    'longest wait s': Math.max(...waits) / 1000,
    'longest from knocking s': Math.max(...fromKnocking) / 1000,
    'median from knocking s': percentile(fromKnocking, 0.5) / 1000,
    'server CPU s': server.cpu() - cpu,
    'least MB': Math.min(...people.map(({ bytes }) => bytes)) / 1e6,
    'RSS MB': server.rss(),
  }
}

/** The first who comes after a restart. */
async function cold(server: Running, run: Run): Promise<Figures> {
  const [seat] = await server.seats(1)
  if (!seat) throw new Error('no seats')
  await fill(run, seat)
  if (!(await server.restart())) throw new Error('it keeps nothing')
  const began = performance.now()
  const person = run.keep(new Person(seat, { keeps: true }))
  const synced = person.whenSynced()
  await person.open()
  await within(PATIENCE, 'joining', synced)
  const ms = performance.now() - began
  return { 'first synced ms': ms, 'notes then': person.notesAtSync(), MB: person.bytes / 1e6 }
}

export const joins = (): Load[] =>
  [0, 10].map((typing) => ({
    title: `${JOINERS} joiners${typing ? `, ${typing} typing` : ''}`,
    servers: ['stocktake', 'y-websocket', 'hocuspocus'],
    within: 180_000,
    on: (server, run) => join(server, run, typing),
  }))
export const colds = (): Load[] => [{ title: 'after a restart', servers: ['stocktake'], within: 120_000, on: cold }]
