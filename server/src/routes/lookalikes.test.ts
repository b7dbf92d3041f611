import { putApart } from '@stocktake/shared/board/board'
import { gather } from '@stocktake/shared/board/themes'
import { newStep } from '@stocktake/shared/steps'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'
import type { LookAlikes } from '../workshop/lookalikes.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const ask = ({ stocktakeId }: Pick<Started, 'stocktakeId'>, token: string) =>
  server.call<LookAlikes>('GET', `/api/stocktakes/${stocktakeId}/rounds/1/lookalikes`, { token })
const post = ({ stocktakeId, token }: Started, path: string, body: unknown = {}) =>
  server.call('POST', `/api/stocktakes/${stocktakeId}/rounds/1${path}`, { token, body })

/** An open round with notes of which some look alike. */
async function round(steps: unknown[] = []): Promise<Started> {
  const started = await server.start()
  const { stocktakeId, token } = started
  await server.call('PUT', `/api/stocktakes/${stocktakeId}/rounds/1/steps`, { token, body: { steps } })
  await post(started, '/open')
  const texts = ['Nobody asks the family', 'The form is too long', 'Discharge letters arrive late', 'the form is too long!', 'Letters arrive late']
  for (const [i, text] of texts.entries()) await server.note(stocktakeId, 1, { id: `n${i}`, text, createdAt: i })
  return started
}

it('[W180] [W181] suggests look-alikes of the board, those that say the same first', async () => {
  const started = await round()
  const { status, body } = await ask(started, started.token)
  expect([status, body.compared]).toEqual([200, 5])
  expect(body.suggestions).toMatchObject([
    { notes: ['n1', 'n3'], likeness: 1, same: true },
    { notes: ['n2', 'n4'], same: false },
  ])
})

it('[W182] suggests neither what was found not alike nor what is gathered', async () => {
  const started = await round()
  await server.parts.rooms.edit(started.stocktakeId, 1, (board) => {
    putApart(board, { id: 'x', notes: ['n4', 'n2'] })
    gather(board, ['n1', 'n3'], 1)
  })
  expect((await ask(started, started.token)).body.suggestions).toEqual([])
})

it('[P16] answers whoever may gather, and nobody else', async () => {
  const started = await round([newStep('gather', 'cluster'), newStep('talk', 'talk')])
  const { token } = await server.join(started)
  const observer = await server.follow(started.links.observer)
  await post(started, '/step', { to: 'gather', from: null })
  expect((await ask(started, token)).status).toBe(200)
  expect((await ask(started, observer.token)).body.code).toBe('wrong-role')
  expect((await ask(started, 'nobody')).status).toBe(401)
  await server.call('PUT', `/api/stocktakes/${started.stocktakeId}/rounds/1/steps`, { token: started.token, body: { steps: [newStep('gather', 'talk')] } })
  expect((await ask(started, token)).body.code).toBe('no-gathering-now')
  expect((await ask(started, started.token)).status).toBe(200)
  await post(started, '/close')
  expect((await ask(started, started.token)).body.code).toBe('round-closed')
})

it('[W183] others are served while many notes are compared, and who asks at the same time shares the answer', async () => {
  const started = await round()
  const words = 'plan letter nurse time system patient reads form typed home visit doctor ward email phone trust'.split(' ')
  for (let i = 0; i < 300; i++) await server.note(started.stocktakeId, 1, { id: `m${i}`, text: [3, 5, 7, 11].map((n) => words[(i * n + n) % 16]).join(' ') })
  let turns = 0
  let done = false
  const turn = () => {
    turns++
    if (!done) setImmediate(turn)
  }
  setImmediate(turn)
  const answers = await Promise.all([ask(started, started.token), ask(started, started.token)])
  done = true
  expect(turns).toBeGreaterThan(3)
  expect(answers[0].body.compared).toBe(305)
  expect(answers[1].body).toEqual(answers[0].body)
})

it('[W182] [X3] what was found not alike goes along with an export and its import', async () => {
  const started = await round()
  await server.parts.rooms.edit(started.stocktakeId, 1, (board) => putApart(board, { id: 'x', notes: ['n2', 'n4'] }))
  await post(started, '/close')
  const exported = await server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.json?round=all`, { token: started.token })
  const imported = await server.call<Started>('POST', '/api/import', { body: exported.body })
  const content = await server.parts.rooms.read(imported.body.stocktakeId, 1)
  expect(content.apart).toEqual([{ id: 'x', notes: ['n2', 'n4'] }])
})
