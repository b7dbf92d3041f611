import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import { presenceFrame } from './frames.ts'
import { ROOM_LIMITS, type RoomLimits } from './limits.ts'
import { createPresences, type Identity, type Present } from './presence.ts'

/** By the ids that others hear: those that clients introduced. */
const introduced = new Map<number, number>()

/** What a message of awareness says, by the ids that clients introduced. */
function read(frame: Uint8Array | undefined): Record<number, unknown> {
  if (!frame) return {}
  const outer = decoding.createDecoder(frame)
  decoding.readVarUint(outer)
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
  const states: Record<number, unknown> = {}
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    states[introduced.get(client) ?? client] = JSON.parse(decoding.readVarString(decoder))
  }
  return states
}

function scene(limits: Partial<RoomLimits> = {}) {
  const identities = new Map<Present, Identity | null>()
  const claims: [number, string][] = []
  let time = 1000
  const wait = (ms: number) => {
    time += ms
  }
  const presences = createPresences<Present>({
    limits: { ...ROOM_LIMITS, ...limits },
    moved: () => {},
    identityOf: (who) => identities.get(who) ?? null,
    claimed(client, { memberId }, shown) {
      claims.push([client, memberId])
      introduced.set(shown, client)
    },
    now: () => time,
  })
  let number = 0
  const connection = (memberId: string, name: string | null = memberId): Present => {
    const who = { memberId, number: number++ }
    identities.set(who, { name, group: 'nurses', role: 'participant' })
    return who
  }
  const say = (who: Present, ...entries: [client: number, clock: number, state: unknown][]) => {
    const frame = presenceFrame(entries.map(([client, clock, state]) => ({ client, clock, json: JSON.stringify(state) })))
    const outer = decoding.createDecoder(frame)
    decoding.readVarUint(outer)
    presences.receive(who, decoding.readVarUint8Array(outer))
  }
  /** What was told since the last look, after everything gathered has gone out. */
  const heard = () => {
    const news = presences.news()
    return news ? [read(news.all)] : []
  }
  // As it goes over the wire: what goes without saying is left out.
  const user = (name: string | null) => ({ ...(name === null ? {} : { name }), group: 'nurses' })
  return { presences, identities, claims, wait, connection, say, heard, user, here: () => read(presences.everybody()) }
}

describe('presence', () => {
  it('[S28] says of everybody what the server knows, whatever a client claims, and keeps what we know of the rest', () => {
    const { connection, say, heard, user } = scene()
    const state = {
      user: { name: 'The Queen', role: 'facilitator', memberId: 'fay' },
      cursor: { x: 1, y: 2, z: 3 },
      selection: ['n1', 'shape:a-b', 7, '<b>'],
      editing: 'n1',
      drag: { note: 'n1', at: { cell: 'practice/current', x: 1, y: 2 }, more: 1 },
      payload: 'x'.repeat(1000),
    }
    say(connection('ana'), [5, 1, state])
    const drag = { note: 'n1', at: { cell: 'practice/current', x: 1, y: 2 } }
    expect(heard()).toEqual([{ 5: { user: user('ana'), cursor: { x: 1, y: 2 }, selection: ['n1', 'shape:a-b'], editing: 'n1', drag } }])
  })

  it('[S28] passes over values that are none', () => {
    const { connection, say, heard, user } = scene()
    say(connection('ana'), [5, 1, { cursor: { x: 'here', y: 2 }, selection: 'all', editing: '../n1', drag: { note: 'n1', at: 7 } }])
    say(connection('ben'), [6, 1, 'hello'])
    expect(heard()).toEqual([{ 5: { user: user('ana') }, 6: { user: user('ben') } }])
  })

  it('[W142] passes on carets, cells and views that can be such, and nothing like them', () => {
    const { connection, say, heard, user } = scene()
    const caret = { note: 'n1', anchor: 'AQID', head: 'AQIE' }
    const told = { caret, cell: 'practice/current', view: { x: -10, y: 0, w: 800, h: 600.5 } }
    say(connection('ana'), [5, 1, told])
    say(connection('ben'), [6, 1, { caret: { ...caret, head: 'x'.repeat(65) }, cell: 'here', view: { x: 1, y: 2, w: 0, h: 1e300 } }])
    say(connection('cleo'), [7, 1, { caret: { ...caret, note: '../n' }, cell: null, view: 'all' }])
    expect(heard()).toEqual([{ 5: { user: user('ana'), ...told }, 6: { user: user('ben') }, 7: { user: user('cleo'), cell: null } }])
  })

  it('[S29] sends the latest of each in one message', () => {
    const { connection, say, heard, user } = scene()
    const [ana, ben] = [connection('ana'), connection('ben')]
    for (let i = 1; i <= 20; i++) {
      say(ana, [5, i, { cursor: { x: i, y: 0 } }])
      say(ben, [6, i, {}])
    }
    expect(heard()).toEqual([{ 5: { user: user('ana'), cursor: { x: 20, y: 0 } }, 6: { user: user('ben') } }])
    expect(heard()).toEqual([])
  })

  it('[S30] lets a connection speak for its own id alone: what stock clients echo of others is passed over', () => {
    const { connection, say, heard, here, user } = scene()
    const [ana, ben] = [connection('ana'), connection('ben')]
    say(ana, [5, 1, {}])
    say(ben, [6, 1, {}])
    heard()
    say(ben, [5, 9, { cursor: { x: 1, y: 1 } }], [7, 1, {}], [5, 10, null])
    expect(heard()).toEqual([])
    say(ben, [5, 1, {}], [6, 2, { editing: 'n1' }])
    expect(heard()).toEqual([{ 6: { user: user('ben'), editing: 'n1' } }])
    expect(Object.keys(here())).toEqual(['5', '6'])
  })

  it('[S30] hands an id over to a newer connection of the same person, and the old one leaves without a trace', () => {
    const { presences, connection, say, heard, here } = scene()
    const [before, after, thief] = [connection('ana'), connection('ana'), connection('ben')]
    say(before, [5, 3, {}])
    heard()
    say(thief, [5, 9, {}])
    say(after, [5, 3, { editing: 'n1' }])
    expect(heard()).toMatchObject([{ 5: { editing: 'n1' } }])
    say(before, [5, 8, { editing: 'n2' }])
    presences.leave(before)
    expect(heard()).toEqual([])
    expect(here()).toMatchObject({ 5: { editing: 'n1' } })
  })

  it('[S30] does not let the second tab of a person take over the first by an echo', () => {
    const { connection, say, heard } = scene()
    const [first, second] = [connection('ana'), connection('ana')]
    say(first, [5, 3, {}])
    say(second, [6, 1, {}])
    heard()
    say(second, [5, 3, {}])
    say(first, [5, 4, { editing: 'n1' }])
    expect(heard()).toMatchObject([{ 5: { editing: 'n1' } }])
  })

  it('[S31] tells that somebody left, and keeps their id from others', () => {
    const { presences, claims, connection, say, heard, here } = scene()
    const [ana, ben, cleo] = [connection('ana'), connection('ben'), connection('ana')]
    say(ana, [5, 3, {}])
    heard()
    presences.leave(ana)
    expect(heard()).toEqual([{ 5: null }])
    say(ben, [5, 9, {}])
    expect([heard(), here()]).toEqual([[], {}])
    say(cleo, [5, 3, {}])
    expect(Object.keys(here())).toEqual(['5'])
    expect(claims).toEqual([
      [5, 'ana'],
      [5, 'ana'],
    ])
  })

  it('[S31] tells at once as whom somebody is shown now, and what they say next counts', () => {
    const { presences, identities, connection, say, heard, user } = scene()
    const ana = connection('ana')
    say(ana, [5, 3, { editing: 'n1' }])
    heard()
    identities.set(ana, { name: null, group: 'nurses', role: 'participant' })
    presences.renew(ana)
    expect(heard()).toEqual([{ 5: { user: user(null), editing: 'n1' } }])
    say(ana, [5, 4, {}])
    expect(heard()).toEqual([{ 5: { user: user(null) } }])
  })

  it('[S90] tells nothing of somebody who is not to be seen, from the moment that this holds until it does no more', () => {
    const { presences, identities, connection, say, heard, here, user } = scene()
    const [ana, ben] = [connection('ana'), connection('ben')]
    const shown = identities.get(ana) ?? null
    identities.set(ben, null)
    say(ana, [5, 1, { editing: 'n1' }])
    say(ben, [6, 1, { editing: 'n2', cell: 'practice/current' }])
    expect(heard()).toEqual([{ 5: { user: user('ana'), editing: 'n1' } }])
    identities.set(ana, null)
    presences.renew(ana)
    expect(heard()).toEqual([{ 5: null }])
    say(ana, [5, 2, { editing: 'n2' }])
    say(ben, [6, 2, { editing: 'n3' }])
    presences.leave(ben)
    expect([heard(), here()]).toEqual([[], {}])
    identities.set(ana, shown)
    presences.renew(ana)
    expect(heard()).toEqual([{ 5: { user: user('ana'), editing: 'n2' } }])
  })

  it('[S90] shows nobody under the id that they introduced', () => {
    const { presences, connection, say } = scene()
    const people = Array.from({ length: 50 }, (_, i) => connection(`m${i}`))
    for (const [i, who] of people.entries()) say(who, [1000 + i, 1, {}])
    const ids = people.map((who) => presences.idOf(who))
    expect(new Set(ids).size).toBe(50)
    expect(ids.some((id) => id === undefined || (id >= 1000 && id < 1050))).toBe(false)
  })

  it('[S81] shows who is connected to another process until they leave or fall silent, and says nothing of them as ours', () => {
    const there = scene()
    const here = scene()
    const [ana, ben] = [there.connection('ana'), here.connection('ben')]
    const pass = () => {
      const news = there.presences.news()
      const outer = decoding.createDecoder(news?.ours ?? new Uint8Array())
      decoding.readVarUint(outer)
      here.presences.elsewhere(decoding.readVarUint8Array(outer))
    }
    there.say(ana, [7, 1, { cursor: { x: 1, y: 2 } }])
    pass()
    here.say(ben, [8, 1, {}])
    const news = here.presences.news()
    expect(Object.keys(read(news?.all))).toEqual(['7', '8'])
    expect(Object.keys(read(news?.ours))).toEqual(['8'])
    expect(here.here()).toMatchObject({ 7: { cursor: { x: 1, y: 2 } } })
    there.presences.leave(ana)
    pass()
    expect(Object.keys(here.here())).toEqual(['8'])
    const cleo = there.connection('cleo')
    there.say(cleo, [9, 1, {}])
    pass()
    expect(Object.keys(here.here())).toEqual(['8', '9'])
    here.wait(31_000)
    expect(Object.keys(here.here())).toEqual(['8'])
  })

  it('[S26] remembers a limited number of ids', () => {
    const { presences, connection, say, heard, here } = scene({ presenceIds: 10 })
    for (let i = 0; i < 100; i++) {
      const who = connection(`m${i}`)
      say(who, [i, 1, {}])
      if (i % 10) presences.leave(who)
      heard()
    }
    expect(Object.keys(here())).toHaveLength(10)
    // Those who are here are never forgotten; the id of one who left long ago is free again.
    say(connection('new'), [1, 1, {}])
    expect(Object.values(here())).toHaveLength(11)
  })
})

describe('who alone moved', () => {
  it('[S34] is named, unless what changed was not their own doing', () => {
    const { presences, connection, say } = scene()
    const [ana, ben] = [connection('ana'), connection('ben')]
    const mover = () => presences.news()?.mover
    say(ana, [1, 1, {}])
    expect(mover()).toBe(ana)
    say(ana, [1, 2, {}])
    say(ben, [2, 1, {}])
    expect(mover()).toBeUndefined()
    // What the server took back they must hear.
    presences.renew(ana)
    expect(mover()).toBeUndefined()
    presences.leave(ben)
    expect(mover()).toBeUndefined()
  })
})
