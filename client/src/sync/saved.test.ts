// @vitest-environment jsdom
import { addNote, type Board, deleteNotes, noteText, putTheme, readNotes } from '@stocktake/shared/board/board'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { connectBoard } from './connectBoard.ts'
import type { BoardConnection } from './connection.ts'
import { TestDevice } from './testDevice.ts'
import { changesSomething, TestServer } from './testWire.ts'

/** What *saved* promises, whatever happens to connections, disks, pages and caches. */

let stocktake = 0
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const place = { cell: 'practice/barriers', x: 16, y: 56 }
const note = (text: string) => ({ text, at: place, group: 'g', createdAt: 1 })

/** People with a device each; a tab is a page that is open on one. */
class Room {
  readonly server = new TestServer()
  readonly stocktakeId = `saved${++stocktake}`
  readonly devices = [new TestDevice(), new TestDevice()]
  readonly tabs: { device: number; connection: BoardConnection }[] = []

  async open(device: number) {
    const { server, stocktakeId } = this
    const keepCopy = this.devices[device]?.keepCopy
    if (!keepCopy) throw new Error('no such device')
    const tab = {
      device,
      connection: connectBoard({
        stocktakeId,
        round: 1,
        memberId: `m${device}`,
        server: 'ws://test',
        Socket: server.Socket,
        keepCopy,
        onDropped: () => void this.reload(this.tabs.indexOf(tab)),
      }),
    }
    this.tabs.push(tab)
    await settle()
  }

  async reload(tab: number) {
    const one = this.tabs[tab]
    if (!one) return
    one.connection.close()
    this.tabs.splice(tab, 1)
    await this.open(one.device)
  }

  /** Everything that is on the way arrives, everything that waits is stored, until nothing happens any more. */
  async calm() {
    for (let i = 0; i < 500; i++) {
      if (this.server.isQuiet() && this.tabs.every(({ connection }) => connection.status.getState().connection === 'online')) return
      if (this.tabs.some(({ connection }) => connection.status.getState().connection !== 'online')) vi.advanceTimersByTime(6000)
      this.server.accept()
      this.server.read()
      this.server.flush()
      this.server.deliver()
      await settle()
    }
    throw new Error('never calm')
  }

  /**
   * Loads those pages anew that hold what builds on words that are nowhere any more: written in a page that was closed before
   * it could send them, after another had emptied the copy. Until then they say, rightly, that they are not saved.
   */
  async forgetLost() {
    const isLost = ([client, clock]: [number, number]) => Y.getState(this.server.board.doc.store, client) <= clock
    const holdsLost = ({ connection }: Room['tabs'][number]) => [...(connection.board.doc.store.pendingStructs?.missing ?? [])].some(isLost)
    for (let i = 0; i < 4 && this.tabs.some(holdsLost); i++) {
      for (const tab of this.tabs.filter(holdsLost)) {
        expect(tab.connection.status.getState().saved).toBe(false)
        await this.reload(this.tabs.indexOf(tab))
      }
      await this.calm()
    }
  }

  close() {
    for (const { connection } of this.tabs) connection.close()
  }

  /** The tabs that say *saved* although the server’s disk lacks something of theirs, be it something that waits for what it builds on. */
  lies() {
    const lacks = ({ doc }: Board) => doc.store.pendingStructs !== null || changesSomething(this.server.board.doc, Y.encodeStateAsUpdate(doc))
    return this.tabs.filter(({ connection: { board, status } }) => status.getState().saved && lacks(board))
  }
}

const settle = async () => {
  for (let i = 0; i < 6; i++) await Promise.resolve()
}

const PEOPLE = ['write', 'type', 'delete', 'theme', 'reload', 'forget', 'open'] as const
const WORLD = ['accept', 'read', 'deliver', 'flush', 'fail', 'crash', 'exchange', 'wipe', 'wait', 'calm'] as const
const people = (...what: (typeof PEOPLE)[number][]) => fc.record({ what: fc.constantFrom(...what), who: fc.nat(3) })
const world = (...what: (typeof WORLD)[number][]) => fc.record({ what: fc.constantFrom(...what), times: fc.integer({ min: 1, max: 4 }) })
const step = fc.oneof(
  { weight: 5, arbitrary: people('write', 'type', 'delete', 'theme') },
  { weight: 2, arbitrary: people('reload', 'forget', 'open') },
  { weight: 10, arbitrary: world('accept', 'read', 'deliver', 'flush') },
  { weight: 3, arbitrary: world('fail', 'crash', 'exchange', 'wipe', 'wait', 'calm') },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Stories that failed once. */
const who = (what: (typeof PEOPLE)[number], person = 0): Step => ({ what, who: person })
const once = (what: (typeof WORLD)[number]): Step => ({ what, times: 1 })
const PINNED: Step[][] = [
  // What a closed page never sent is what another page's words build on.
  [
    ...[who('open'), who('write'), once('wipe'), once('accept'), who('write'), once('deliver'), who('write'), once('exchange')],
    ...[who('reload'), once('accept'), once('accept'), who('reload')],
  ],
  // The last of a tab's own words came to it from the server, after all it had sent was confirmed.
  [who('write'), once('wipe'), who('open'), once('accept'), once('deliver'), who('write'), who('write'), once('exchange')],
]

async function take(room: Room, step: Step) {
  const { server } = room
  if ('who' in step) {
    const index = step.who % room.tabs.length
    const board = room.tabs[index]?.connection.board
    const some = board && readNotes(board)[0]?.id
    if (step.what === 'reload') await room.reload(index)
    else if (step.what === 'forget') {
      localStorage.clear()
      await room.reload(index)
    } else if (step.what === 'open' && room.tabs.length < 4) await room.open(step.who % 2)
    else if (board && step.what === 'write') addNote(board, note(`by ${step.who}`))
    else if (board && step.what === 'theme') putTheme(board, { id: 't', label: 'theme', cell: 'practice/barriers', createdAt: step.who })
    else if (board && some && step.what === 'type') noteText(board, some)?.insert(0, 'x')
    else if (board && some && step.what === 'delete') deleteNotes(board, [some])
  } else if (step.what === 'exchange' || step.what === 'wipe') for (const device of room.devices) device[step.what]()
  else if (step.what === 'wait') vi.advanceTimersByTime(6000)
  else if (step.what === 'calm') await room.calm()
  else for (let i = 0; i < step.times; i++) server[step.what]()
  await settle()
}

it('[S70] never says saved while anything here is not on the server’s disk, and always says it in the end', async () => {
  let said = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (story) => {
      const room = new Room()
      await room.open(0)
      await room.open(1)
      for (const step of story) {
        await take(room, step)
        expect(room.lies()).toEqual([])
        said += room.tabs.filter(({ connection }) => connection.status.getState().saved).length
      }
      await room.calm()
      await room.forgetLost()
      expect(room.tabs.map(({ connection }) => connection.status.getState())).toEqual(room.tabs.map(() => expect.objectContaining({ saved: true, unsaved: 0 })))
      expect(room.lies()).toEqual([])
      room.close()
    }),
    { numRuns: 200, examples: PINNED.map((story) => [story]) },
  )
  // A storm in which nobody was ever saved would show nothing.
  expect(said).toBeGreaterThan(100)
})
