import type { Digest } from '@stocktake/shared/report/digest'
import type { Recap } from '@stocktake/shared/report/recap'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

/** Two rounds: of the first one note went on and one did not; the second is open. */
async function secondRound() {
  const started = await server.start('care-standard')
  const at = (rest: string) => `/api/stocktakes/${started.stocktakeId}/rounds/${rest}`
  const post = (rest: string, body: unknown = {}) => server.call('POST', at(rest), { token: started.token, body })
  await post('1/open')
  await server.note(started.stocktakeId, 1, { id: 'n1', text: 'I type at night' })
  await server.note(started.stocktakeId, 1, { id: 'n2', text: 'The car park' })
  await post('1/carry', { sources: [{ round: 1, note: 'n1' }], action: 'refined', texts: ['Typed with the person'], as: 'note' })
  await post('1/carry', { sources: [{ round: 1, note: 'n2' }], action: 'parked', reason: 'Another group' })
  await post('1/close')
  const digest = await server.call<Digest>('GET', at('1/digest'), { token: started.token })
  const { title, text, fromNotes } = digest.body
  const added = await post('2/stimulus', { kind: 'text', kindLabel: 'Mirror', title, text, fromNotes })
  await post('2/open')
  return { started, at, digest: digest.body, added, person: await server.join(started) }
}

it('[O5] everybody reads the recap of an open round, and of a draft the team alone', async () => {
  const { started, at, person, digest } = await secondRound()
  const recap = (number: number, token: string) => server.call<Recap>('GET', at(`${number}/recap`), { token })
  const { body } = await recap(2, person.token)
  expect(body).toMatchObject({
    from: { number: 1 },
    brought: [{ text: 'Typed with the person', action: 'refined', first: [{ round: 1, text: 'I type at night' }] }],
    left: [{ text: 'The car park', action: 'parked', reason: 'Another group' }],
    stimulus: [{ title: digest.title, isNew: true }],
  })
  expect((await recap(2, started.token)).body).toEqual(body)
  expect((await recap(3, person.token)).body.code).toBe('wrong-role')
  expect((await recap(99, person.token)).body.code).toBe('round-not-found')
})

it('[O6] the digest of a closed round becomes stimulus of the next, with the notes it quotes; participants cannot ask for it', async () => {
  const { at, person, digest, added } = await secondRound()
  expect(digest.text).toContain('2 notes in 1 of 8 cells')
  expect(added.body.stimulus.at(-1)).toMatchObject({ title: digest.title, kindLabel: 'Mirror', versions: [{ version: 1, fromNotes: digest.fromNotes }] })
  expect((await server.call('GET', at('1/digest'), { token: person.token })).body.code).toBe('wrong-role')
})
