import { once } from 'node:events'
import type { Votes } from '@stocktake/shared/ballots'
import type { StartBallot } from '@stocktake/shared/commands/ballots'
import { newStep } from '@stocktake/shared/steps'
import type { LiveMessage } from '@stocktake/shared/wire'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import { openTestServer, type Person, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
let base: string
beforeAll(async () => {
  server = await openTestServer()
  base = (await server.parts.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => server.dispose())

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 15_000)
const at = ({ stocktakeId }: { stocktakeId: string }, rest = '') => `/api/stocktakes/${stocktakeId}/rounds/1${rest}`
const view = async ({ stocktakeId }: Started, token: string) => (await server.call('GET', `/api/stocktakes/${stocktakeId}`, { token })).body

/** A stocktake with an open round and notes. */
async function withNotes(ids = ['a', 'b', 'c', 'd'], steps: unknown[] = []): Promise<Started> {
  const started = await server.start()
  if (steps.length) await server.call('PUT', at(started, '/steps'), { token: started.token, body: { steps } })
  await server.call('POST', at(started, '/open'), { token: started.token })
  for (const id of ids) await server.note(started.stocktakeId, 1, { id })
  return started
}

const start = (started: Started, more: Partial<z.input<typeof StartBallot>> = {}, token = started.token) =>
  server.call('POST', at(started, '/ballots'), { token, body: { title: 'What matters most?', scope: { on: 'cells', cells: null }, ...more } })

async function opened(started: Started, more: Partial<z.input<typeof StartBallot>> = {}): Promise<string> {
  const { body } = await start(started, more)
  return body.openBallot?.id ?? ''
}

const cast = (started: Started, ballot: string, { token }: { token: string }, item: string, votes: number, disagree = false) =>
  server.call<Votes>('POST', at(started, `/ballots/${ballot}/votes`), { token, body: { item, votes, disagree } })
const own = (started: Started, ballot: string, { token }: { token: string }) => server.call<Votes>('GET', at(started, `/ballots/${ballot}/votes`), { token })
const close = (started: Started, ballot: string, body: object = {}, token = started.token) =>
  server.call('POST', at(started, `/ballots/${ballot}/close`), { token, body })

/** Somebody who keeps everything they hear on the live channel; `told` is all but who is connected, which facilitators hear of. */
async function listen({ stocktakeId }: { stocktakeId: string }, token: string) {
  const socket = new WebSocket(`${base}/live/${stocktakeId}?token=${token}`)
  const heard: LiveMessage[] = []
  socket.on('message', (bytes) => heard.push(JSON.parse(String(bytes))))
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  const told = () => JSON.stringify(heard.filter(({ type }) => type !== 'people'))
  const last = <T extends LiveMessage['type']>(type: T) => heard.findLast((message): message is Extract<LiveMessage, { type: T }> => message.type === type)
  await soon(() => expect(last('view')).toBeDefined())
  return { heard, last, told }
}

it('[V1] [V2] a ballot is opened on what is there, with a budget that follows from it, one at a time', async () => {
  const started = await withNotes(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
  expect((await start(started)).body.openBallot).toMatchObject({
    kind: 'notes',
    budget: 3,
    cap: 3,
    round: 1,
    isShown: false,
    items: expect.arrayContaining(['a', 'i']),
  })
  expect((await start(started)).body.code).toBe('ballot-open')
  const ballot = (await view(started, started.token)).openBallot?.id ?? ''
  await close(started, ballot)
  expect((await start(started, { scope: { on: 'themes' } })).body.code).toBe('nothing-to-vote-on')
  expect((await start(started, { scope: { on: 'notes', notes: ['a', 'b'] }, budget: 4, cap: 9 })).body.openBallot).toMatchObject({
    items: ['a', 'b'],
    budget: 4,
    cap: 4,
  })
})

it('[V1] [P6] opening and closing is for facilitators, in an open round', async () => {
  const started = await withNotes()
  const person = await server.join(started)
  expect((await start(started, {}, person.token)).body.code).toBe('wrong-role')
  const ballot = await opened(started)
  expect((await close(started, ballot, {}, person.token)).body.code).toBe('wrong-role')
  const blank = await server.start()
  expect((await start(blank)).body.code).toBe('round-not-open')
})

it('[V3] observers never vote, the team where the ballot says so, participants where the step lets them', async () => {
  const started = await withNotes(undefined, [newStep('talk', 'talk'), newStep('vote', 'vote')])
  const [person, observer] = [await server.join(started), await server.follow(started.links.observer)]
  const may = async (ballot: string) => Promise.all([started, person, observer].map(async (who) => (await cast(started, ballot, who, 'a', 1)).status))
  const step = (to: string, from: string) => server.call('POST', at(started, '/step'), { token: started.token, body: { to, from } })

  const waiting = await opened(started)
  expect(await may(waiting)).toEqual([403, 409, 403])
  await step('vote', 'talk')
  expect(await may(waiting)).toEqual([403, 200, 403])
  await close(started, waiting)

  await step('talk', 'vote')
  const beside = await opened(started, { inAnyStep: true, teamVotes: true })
  expect(await may(beside)).toEqual([200, 200, 403])
})

it('[V4] casts of two devices at once never exceed the budget, and every device has the same in the end', async () => {
  const started = await withNotes()
  const wish = fc.record({ item: fc.constantFrom('a', 'b', 'c', 'd', 'none'), votes: fc.integer({ min: 0, max: 4 }), disagree: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { size: 'max', maxLength: 20 }), fc.integer({ min: 1, max: 4 }), async (wishes, budget) => {
      const ballot = await opened(started, { budget, cap: 3 })
      const person = await server.join(started)
      const devices = [person, (await server.call<Person>('POST', '/api/return', { body: { returnCode: person.returnCode } })).body]
      const answers = await Promise.all(wishes.map(({ item, votes, disagree }, i) => cast(started, ballot, devices[i % 2] as Person, item, votes, disagree)))
      for (const { status, body } of answers) {
        expect([200, 400, 404, 409]).toContain(status)
        if (status === 200) expect(Object.values(body.votes).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget)
      }
      const [here, there] = await Promise.all(devices.map((device) => own(started, ballot, device)))
      expect(here?.body).toEqual(there?.body)
      const { body } = await close(started, ballot)
      const counted = body.ballots.at(-1)
      expect(counted?.votes).toEqual(here?.body.votes)
      expect(Object.keys(counted?.disagree ?? {}).sort()).toEqual([...(here?.body.disagree ?? [])].sort())
    }),
    { numRuns: 30 },
  )
})

it('[V4] what comes while a ballot closes is counted and acknowledged, or neither', async () => {
  const started = await withNotes()
  const people = await Promise.all(Array.from({ length: 12 }, () => server.join(started)))
  const ballot = await opened(started, { budget: 2 })
  const before = await cast(started, ballot, people[0] as Person, 'a', 1)
  const [closed, ...answers] = await Promise.all([close(started, ballot), ...people.slice(1).map((person) => cast(started, ballot, person, 'b', 1))])
  const taken = answers.filter(({ status }) => status === 200).length
  expect(before.status).toBe(200)
  expect(closed.body.ballots[0]?.votes).toEqual({ a: 1, ...(taken ? { b: taken } : {}) })
  for (const answer of answers) if (answer.status !== 200) expect(answer.body.code).toBe('ballot-not-open')
  expect((await cast(started, ballot, people[0] as Person, 'a', 0)).body.code).toBe('ballot-not-open')
  expect((await own(started, ballot, people[0] as Person)).body.code).toBe('ballot-not-open')
})

it('[V5] [V6] [V9] nobody hears what others give before the close, nor ever who gave it; everybody hears how many have voted', async () => {
  const started = await withNotes()
  const [voter, other] = [await server.join(started), await server.join(started, 1)]
  const observer = await server.follow(started.links.observer)
  const spies = await Promise.all([started.token, other.token, observer.token].map((token) => listen(started, token)))
  const device = await listen(started, voter.token)
  const ballot = await opened(started, { budget: 3 })
  await cast(started, ballot, voter, 'b', 3)
  await cast(started, ballot, voter, 'c', 0, true)

  await soon(() => expect(device.last('mine')?.mine.ballot).toEqual({ id: ballot, votes: { b: 3 }, disagree: ['c'] }))
  for (const { last } of spies) await soon(() => expect(last('voting')?.voting).toEqual({ ballot, people: 2, voted: 1, finished: 1, running: null }))
  for (const { told } of spies) for (const secret of [voter.memberId, '"b":3', '"disagree":["c"]']) expect(told()).not.toContain(secret)
  // Nor by any request.
  for (const { token } of [started, other, observer]) {
    const answers = await Promise.all(
      ['', '/members', `/rounds/1/ballots/${ballot}/votes`, '/export.json', '/export.csv', '/rounds/1/readiness/mine'].map((path) =>
        server.call('GET', `/api/stocktakes/${started.stocktakeId}${path}`, { token }),
      ),
    )
    for (const { bytes } of answers) for (const secret of ['"b":3', '"c":1', '"c"]']) expect(String(bytes)).not.toContain(secret)
  }

  const { body } = await close(started, ballot)
  expect(body.ballots[0]).toMatchObject({ votes: { b: 3 }, disagree: { c: 1 }, voters: 1, byGroup: {} })
  for (const { last, told } of spies) {
    await soon(() => expect(last('view')?.view.ballots[0]?.votes).toEqual({ b: 3 }))
    expect(told()).not.toContain(voter.memberId)
  }
  expect(await server.parts.store.votes(started.stocktakeId, ballot)).toEqual([])
})

it('[V5] running counts are told to everybody where the facilitator has them shown', async () => {
  const started = await withNotes()
  const [voter, other] = [await server.join(started), await server.join(started)]
  const { last } = await listen(started, other.token)
  const ballot = await opened(started, { isShown: true })
  await cast(started, ballot, voter, 'a', 2)
  await soon(() => expect(last('voting')?.voting?.running).toEqual({ votes: { a: 2 }, disagree: {} }))
})

it('[V9] a device that comes later learns what its person gave', async () => {
  const started = await withNotes()
  const voter = await server.join(started)
  const ballot = await opened(started)
  await cast(started, ballot, voter, 'a', 1)
  const again = (await server.call<Person>('POST', '/api/return', { body: { returnCode: voter.returnCode } })).body
  const device = await listen(started, again.token)
  await soon(() => expect(device.last('mine')?.mine.ballot).toEqual({ id: ballot, votes: { a: 1 }, disagree: [] }))
  expect((await own(started, ballot, again)).body).toEqual({ votes: { a: 1 }, disagree: [] })
})

it('[V8] counts by group are kept of groups that are large enough, and of none that a difference would tell', async () => {
  const started = await server.start('care-standard')
  await server.call('POST', at(started, '/open'), { token: started.token })
  for (const id of ['a', 'b']) await server.note(started.stocktakeId, 1, { id, cell: 'practice/current' })
  const groups = (await view(started, started.token)).groups.map(({ id }) => id)
  const vote = async (sizes: number[]) => {
    const ballot = await opened(started, { budget: 1 })
    for (const [group, size] of sizes.entries()) for (let i = 0; i < size; i++) await cast(started, ballot, await server.join(started, group), 'a', 1)
    const closed = (await close(started, ballot)).body.ballots.at(-1)
    return Object.entries(closed?.byGroup ?? {}).map(([id, { votes }]) => [groups.indexOf(id), votes.a])
  }
  expect((await vote([3, 2, 1, 1])).sort()).toEqual([
    [0, 3],
    [1, 2],
  ])
  expect(await vote([3, 2, 1])).toEqual([[0, 3]])
})

it('[V10] [V11] a ballot is closed with its round, is in the record, and goes along with an export and its import; one taken back says so', async () => {
  const started = await withNotes()
  const voter = await server.join(started)
  const first = await opened(started, { title: 'A mistake' })
  await cast(started, first, voter, 'a', 1)
  expect((await close(started, first, { takeBack: true })).body.ballots[0]).toMatchObject({ title: 'A mistake', isTakenBack: true, votes: {} })
  const second = await opened(started, { title: 'What matters most?' })
  await cast(started, second, voter, 'b', 1)
  await cast(started, second, voter, 'c', 0, true)
  const open = await server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.json`, { token: started.token })
  expect(String(open.bytes)).not.toContain(second)

  const { body } = await server.call('POST', at(started, '/close'), { token: started.token })
  expect(body.openBallot ?? null).toBeNull()
  expect(body.ballots.map(({ title, votes, disagree }) => [title, votes, disagree])).toEqual([
    ['A mistake', {}, undefined],
    ['What matters most?', { b: 1 }, { c: 1 }],
  ])
  const { body: kept } = await server.call<{ record: { ballots: unknown[] } }>('GET', at(started, '/record'), { token: voter.token })
  expect(kept.record.ballots).toEqual(body.ballots)

  const exported = await server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.json`, { token: started.token })
  const imported = await server.call<Started>('POST', '/api/import', { body: exported.body })
  expect((await view(imported.body, imported.body.token)).ballots).toEqual(body.ballots)
  const again = await server.call<{ session: unknown; records: unknown }>('GET', `/api/stocktakes/${imported.body.stocktakeId}/export.json`, imported.body)
  expect(again.body.records).toEqual((exported.body as unknown as { records: unknown }).records)
})

const ask = (started: Started, isAsked = true) => server.call('PUT', at(started, '/readiness'), { token: started.token, body: { isAsked } })
const rate = (started: Started, { token }: { token: string }, cell: string, rating: string | null) =>
  server.call<{ ratings: Record<string, string> }>('POST', at(started, '/readiness/mine'), { token, body: { cell, rating } })

it('[V12] participants rate the cells of the round while they are asked, and change it on any device', async () => {
  const started = await withNotes()
  const person = await server.join(started)
  const cell = 'practice/barriers'
  expect((await rate(started, person, cell, 'partly')).body.code).toBe('readiness-not-asked')
  await ask(started)
  expect((await rate(started, person, cell, 'partly')).body.ratings).toEqual({ [cell]: 'partly' })
  expect((await rate(started, person, 'practice/current', 'not-yet')).body.ratings).toEqual({ [cell]: 'partly', 'practice/current': 'not-yet' })
  expect((await rate(started, person, cell, 'cannot-say')).status).toBe(200)
  expect((await rate(started, person, 'practice/current', null)).body.ratings).toEqual({ [cell]: 'cannot-say' })
  expect((await rate(started, person, 'practice/nowhere', 'partly')).status).toBe(400)
  expect((await rate(started, started, cell, 'partly')).body.code).toBe('wrong-role')
  expect((await rate(started, await server.follow(started.links.observer), cell, 'partly')).body.code).toBe('wrong-role')
  const device = await listen(started, person.token)
  await soon(() => expect(device.last('mine')?.mine.readiness).toEqual({ round: 1, ratings: { [cell]: 'cannot-say' } }))
  await ask(started, false)
  expect((await rate(started, person, cell, 'partly')).body.code).toBe('readiness-not-asked')
})

it('[V8] [V13] the spread is seen when it is shown, by groups that are large enough, and is in the record', async () => {
  const started = await withNotes()
  const cell = 'practice/barriers'
  const people = [await server.join(started), await server.join(started), await server.join(started, 1)]
  const lead = await listen(started, started.token)
  await ask(started)
  for (const [i, person] of people.entries()) await rate(started, person, cell, i === 0 ? 'in-place' : 'not-yet')
  await soon(() => expect(lead.last('voting')?.rating).toMatchObject({ round: 1, rated: 3 }))
  expect(JSON.stringify(lead.heard)).not.toContain('in-place')

  const shown = await server.call('POST', at(started, '/readiness/show'), { token: started.token })
  const all = { 'in-place': 1, partly: 0, 'not-yet': 2, 'cannot-say': 0 }
  // A group of two and one of one: neither is told, or a difference would tell the second.
  expect(shown.body.rounds[0]?.readiness?.spread?.cells).toEqual({ [cell]: { all, byGroup: {} } })

  const fourth = await server.join(started, 1)
  await rate(started, fourth, cell, 'cannot-say')
  await server.call('POST', at(started, '/close'), { token: started.token })
  const { body } = await server.call<{ record: { readiness: { cells: unknown } } }>('GET', at(started, '/record'), { token: started.token })
  const groups = (await view(started, started.token)).groups.map(({ id }) => id)
  expect(body.record.readiness.cells).toEqual({
    [cell]: {
      all: { ...all, 'cannot-say': 1 },
      byGroup: {
        [groups[0] ?? '']: { groups: [groups[0]], tally: { 'in-place': 1, partly: 0, 'not-yet': 1, 'cannot-say': 0 } },
        [groups[1] ?? '']: { groups: [groups[1]], tally: { 'in-place': 0, partly: 0, 'not-yet': 1, 'cannot-say': 1 } },
      },
    },
  })
})
