import { afterEach, expect, it, vi } from 'vitest'
import { createStocktake, leave, setMatrix } from './api.ts'
import { ApiProblem } from './request.ts'

const answers = (answer: Response | Error) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    if (answer instanceof Error) throw answer
    return answer
  })
const refusal = (promise: Promise<unknown>) => promise.then(() => undefined).catch((problem: unknown) => problem as ApiProblem)
const start = () => createStocktake({ title: 'T', sharedObject: 'O' }, 'secret')

afterEach(() => vi.restoreAllMocks())

it('[W1] hands on the code, the sentence, the fields and the facts of a refused request', async () => {
  const problem = {
    code: 'in-use',
    title: 'That still holds notes.',
    status: 409,
    detail: '{"cell":"policy/current"}',
    errors: [{ path: 'title', message: 'Too long.' }],
  }
  answers(new Response(JSON.stringify(problem), { status: 409 }))

  const refused = await refusal(setMatrix('s1', { dimensions: [], intelligenceTypes: [] }))

  expect(refused).toBeInstanceOf(ApiProblem)
  expect(refused).toMatchObject({ code: 'in-use', status: 409, title: 'That still holds notes.', details: { cell: 'policy/current' }, errors: problem.errors })
})

it('[W1] says offline when the server was not reached', async () => {
  answers(new TypeError('Failed to fetch'))
  expect(await refusal(start())).toMatchObject({ code: 'offline', status: 0 })
})

it.each([502, 503, 504])('[W1] says offline when something on the way answers %i in its own words', async (status) => {
  answers(new Response('<h1>Bad gateway</h1>', { status }))
  expect(await refusal(start())).toMatchObject({ code: 'offline' })
})

it('[W1] does not take the page of a hotel network for an answer', async () => {
  answers(new Response('<h1>Log in to our Wi-Fi</h1>', { status: 200 }))
  expect(await refusal(start())).toMatchObject({ code: 'bug', status: 200 })
})

it('sends the key of the server in its header, and needs no body in an answer', async () => {
  const fetched = answers(new Response(JSON.stringify({ stocktakeId: 's1' }), { status: 201 }))
  expect(await start()).toEqual({ stocktakeId: 's1' })
  expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ 'X-Create-Key': 'secret', 'Content-Type': 'application/json' })

  vi.restoreAllMocks()
  answers(new Response(null, { status: 204 }))
  expect(await leave('s/1')).toBeUndefined()
  expect(fetch).toHaveBeenCalledWith('/api/stocktakes/s%2F1/leave', expect.anything())
})
