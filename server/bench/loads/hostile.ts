import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { noteText, readNote } from '@stocktake/shared/board/board'
import { ATTACKS } from '../../test/attacks/all.ts'
import { type Attack, aNote, type Target } from '../../test/attacks/attack.ts'
import { Client } from '../../test/client.ts'
import type { Seat } from '../../test/seats.ts'
import { type Figures, type Load, type Run, within } from '../load.ts'
import { options } from '../options.ts'
import type { Running } from '../servers.ts'
import type { Sight } from '../witness.ts'
import { fill } from './join.ts'

const QUIET_ROOM = 1
const BIG_ROOM = 2
const FIRST_ROOM = 10
/** What a server has not closed by then it leaves open. Of ours a close is expected, however busy it is. */
const PATIENCE = 10_000
const PATIENCE_WITH_PEERS = 300
const ONE_ATTACK = 90_000
const LOOK_IN = 45_000
/** What an attack set off may go on after it. */
const AFTERMATH = 2000

/** What the two are held up by when nobody attacks: the machine and its disk, which each of them waits for. */
const NOTHING: Attack = { name: 'nothing, to compare', rule: 'S60', size: 1, run: () => pause(5000).then(() => []) }

/** Each attack on a room of its own, or on the big one, while two people in another room are watched. */
async function hostile(server: Running, run: Run): Promise<Map<string, Figures>> {
  const rows = new Map<string, Figures>()
  const prepare = async () => {
    const [filler] = await server.seats(1, BIG_ROOM)
    if (filler) await fill(run, filler)
    return startWitness(await server.seats(2, QUIET_ROOM), run)
  }
  let witness = await prepare()

  const attacks = [NOTHING, ...ATTACKS].filter(
    ({ name, oursAlone }) => (name === NOTHING.name || name.includes(options.attacks)) && (server.name === 'stocktake' || !oursAlone),
  )
  for (const [i, attack] of attacks.entries()) {
    const room = attack.onBigRoom ? BIG_ROOM : FIRST_ROOM + i
    const figures = await tried(server, attack, room, witness)
    rows.set(attack.name, figures)
    process.stderr.write(`hostile: ${server.name}, ${attack.name}, stall ${figures['stall ms']?.toFixed(0)} ms\n`)
    if (server.isAlive()) continue
    witness.kill('SIGKILL')
    await server.revive()
    witness = await prepare()
  }
  return rows
}

async function tried(server: Running, attack: Attack, room: number, witness: ChildProcess): Promise<Figures> {
  const [seat, neighbour] = await server.seats(2, room)
  if (!seat || !neighbour) throw new Error('no seats')
  const target: Target = {
    seat,
    note: '',
    otherGroup: server.otherGroup(room),
    patience: server.name === 'stocktake' ? PATIENCE : PATIENCE_WITH_PEERS,
    open: new Set(),
  }
  const resident = new Client(neighbour)
  try {
    const entered = await within(LOOK_IN, 'entering', resident.synced()).then(
      () => true,
      () => false,
    )
    // Still busy with the attack before, or gone.
    if (!entered) return { 'room works': 0, 'over %': 0, alive: server.isAlive() ? 1 : 0 }
    target.note = aNote(resident.board, neighbour.group, 'bolts')
    await pause(500)
    // What the attack before it left behind must not hide what this one takes.
    await server.heap()
    await look(witness)
    server.forgetPeak()
    const [rss, cpu] = [server.rss(), server.cpu()]

    const codes = await within(ONE_ATTACK, attack.name, attack.run(target, attack.size)).catch(() => undefined)
    await pause(AFTERMATH)
    const busy = server.cpu() - cpu
    const newcomer = await comesIn(neighbour, resident, target.note)
    const { stall, own } = await look(witness)
    const promised = server.name === 'stocktake' && attack.codes ? (codes ?? []).filter((code) => attack.codes?.includes(code)).length : undefined
    return {
      'stall ms': stall,
      'watcher held up ms': own,
      'CPU s': busy,
      'RSS grew MB': server.isAlive() ? server.peak() - rss : Number.NaN,
      'room works': newcomer ? 1 : 0,
      'newcomer MB': newcomer ? newcomer.bytes / 1e6 : Number.NaN,
      'over %': codes ? 100 : 0,
      ...(promised === undefined ? {} : { 'as promised %': (100 * promised) / Math.max(1, codes?.length ?? 0) }),
      alive: server.isAlive() ? 1 : 0,
    }
  } finally {
    for (const one of target.open) one.drop()
    resident.drop()
  }
}

/** Whether an honest newcomer gets everything, and is heard by somebody who was there, and hears them. */
async function comesIn(seat: Seat, resident: Client, note: string): Promise<Client | undefined> {
  const client = new Client(seat)
  const work = async () => {
    await client.synced()
    await client.until(() => readNote(client.board, note) !== undefined)
    const id = aNote(client.board, seat.group, 'x')
    await resident.until(() => readNote(resident.board, id)?.text === 'x')
    noteText(resident.board, note)?.insert(0, 'x')
    await client.until(() => readNote(client.board, note)?.text === 'xbolts')
    return client
  }
  return within(LOOK_IN, 'looking in', work())
    .catch(() => undefined)
    .finally(() => client.drop())
}

async function startWitness(seats: Seat[], run: Run): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../witness.ts'))
  run.keep({ close: () => void child.kill('SIGKILL') })
  child.send({ seats })
  const ended = once(child, 'exit').then(() => {
    throw new Error('the watcher ended')
  })
  await within(LOOK_IN, 'the two people who are watched', Promise.race([once(child, 'message'), ended]))
  return child
}

async function look(witness: ChildProcess): Promise<Sight> {
  const answer = once(witness, 'message')
  witness.send('look')
  const [sight] = await within(10_000, 'the watcher', answer)
  return sight
}

export const hostiles = (): Load[] => [
  {
    title: 'hostile',
    servers: ['stocktake', 'y-websocket', 'hocuspocus'],
    watched: true,
    worst: true,
    least: ['room works', 'over %', 'as promised %', 'alive'],
    within: ATTACKS.length * (ONE_ATTACK + LOOK_IN),
    on: hostile,
  },
]
