import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type Person, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const cookieOf = (headers: Record<string, unknown>) => String(headers['set-cookie']).split(';', 1)[0] ?? ''

describe('starting', () => {
  it('[J1] gives the facilitator a token, a cookie, and links for the three roles', async () => {
    const { status, body, headers } = await server.call<Started>('POST', '/api/stocktakes', {
      body: { title: 'T', sharedObject: 'O' },
      headers: { host: 'stock.example:80' },
    })
    expect(status).toBe(201)
    expect(body.links.participant).toBe(`http://stock.example:80/j/${body.joinCode}`)
    expect(body.links.facilitator).toMatch(new RegExp(`/k/${body.stocktakeId}\\.f\\.[\\w-]{24}$`))
    expect(headers['set-cookie']).toMatch(new RegExp(`^st_${body.stocktakeId}=\\w{32};.*HttpOnly; SameSite=Strict$`))
    const view = await server.call('GET', `/api/stocktakes/${body.stocktakeId}`, { token: body.token })
    expect(view.body.me).toMatchObject({ role: 'facilitator', groupId: null })
    expect(view.body.rounds).toHaveLength(4)
  })

  it('[J2] needs the key where the server has one', async () => {
    const closed = await openTestServer({ CREATE_KEY: 'sesame' })
    try {
      const body = { title: 'T', sharedObject: 'O' }
      for (const url of ['/api/stocktakes', '/api/import']) {
        expect((await closed.call('POST', url, { body })).body.code).toBe('create-key-needed')
        expect((await closed.call('POST', url, { body, headers: { 'x-create-key': 'sesam' } })).body.code).toBe('create-key-needed')
      }
      expect((await closed.call('POST', '/api/stocktakes', { body, headers: { 'x-create-key': 'sesame' } })).status).toBe(201)
      expect((await closed.call('GET', '/api/about')).body).toEqual({ createKeyNeeded: true, tldrawLicenseKey: null })
    } finally {
      await closed.dispose()
    }
  })

  it('[J3] names the fields that are wrong', async () => {
    const { status, headers, body } = await server.call('POST', '/api/stocktakes', { body: { title: ' ', template: 'none' } })
    expect(status).toBe(400)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body.errors?.map(({ path }) => path).sort()).toEqual(['sharedObject', 'template', 'title'])
  })

  it.each([
    ['broken JSON', '{"title":', 'application/json'],
    ['no JSON', 'title=T', 'application/x-www-form-urlencoded'],
    ['a prototype', '{"title":"T","sharedObject":"O","__proto__":{"x":1}}', 'application/json'],
    ['nothing', '', 'application/json'],
  ])('[J3] answers %s with a problem', async (_what, payload, type) => {
    const { status, body } = await server.call('POST', '/api/stocktakes', { body: payload, headers: { 'content-type': type } })
    expect([status >= 400 && status < 500, body.code]).toEqual([true, 'bad-request'])
  })

  it('[J3] answers a body that is too large with a problem', async () => {
    const { status, body } = await server.call('POST', '/api/stocktakes', { body: { title: 'x'.repeat(3_000_000), sharedObject: 'O' } })
    expect([status, body.code]).toEqual([413, 'too-large'])
  })
})

describe('joining', () => {
  it('[J4] takes a code as people type it, and a group', async () => {
    const started = await server.start()
    const typed = `${started.joinCode.slice(0, 3).toLowerCase()}-${started.joinCode.slice(3)} `
    const preview = await server.call<{ groups: { id: string }[]; consent: string }>('GET', `/api/join/${encodeURIComponent(typed)}`)
    expect(preview.body).toMatchObject({ stocktakeId: started.stocktakeId, joinOpen: true, roundTitle: null })
    const { status, body } = await server.call<Person>('POST', '/api/join', { body: { code: typed, groupId: preview.body.groups[1]?.id, name: ' Sam ' } })
    expect([status, body.role]).toEqual([201, 'participant'])
    const view = await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token: body.token })
    expect(view.body.me).toEqual({ memberId: body.memberId, role: 'participant', groupId: preview.body.groups[1]?.id, name: 'Sam' })
    expect(Object.keys(view.body.links)).toEqual(['participant'])
  })

  it('[J5] refuses an unknown code, group and key, and a closed door', async () => {
    const started = await server.start()
    expect((await server.call('GET', '/api/join/ZZZZZZ')).body.code).toBe('code-unknown')
    expect((await server.call('POST', '/api/join', { body: { code: 'ZZZZZZ', groupId: 'g' } })).body.code).toBe('code-unknown')
    expect((await server.call('POST', '/api/join', { body: { code: started.joinCode, groupId: 'nope' } })).body.code).toBe('group-not-found')
    const key = started.links.facilitator.split('/k/')[1] ?? ''
    for (const wrong of [`${key.slice(0, -1)}${key.endsWith('x') ? 'y' : 'x'}`, key.replace('.f.', '.o.'), 'rubbish'])
      expect((await server.call('GET', `/api/keys/${wrong}`)).body.code).toBe('link-unknown')
    await server.call('PATCH', `/api/stocktakes/${started.stocktakeId}`, { token: started.token, body: { settings: { joinOpen: false } } })
    const group = (await server.call<{ groups: { id: string }[] }>('GET', `/api/join/${started.joinCode}`)).body.groups[0]?.id
    expect((await server.call('POST', '/api/join', { body: { code: started.joinCode, groupId: group } })).body.code).toBe('join-closed')
  })

  it('[J6] a link gives its role', async () => {
    const started = await server.start()
    expect((await server.follow(started.links.facilitator)).role).toBe('facilitator')
    expect((await server.follow(started.links.observer)).role).toBe('observer')
    const preview = await server.call<{ role: string }>('GET', `/api/keys/${started.links.observer.split('/k/')[1]}`)
    expect(preview.body).toMatchObject({ role: 'observer', title: 'Discharge letters' })
  })

  it('[J7] a return code brings the same person back on another device', async () => {
    const person = await server.join(await server.start())
    const typed = person.returnCode.replace(/(...)/g, '$1 ').toLowerCase()
    const { status, body } = await server.call<Person>('POST', '/api/return', { body: { returnCode: typed } })
    expect([status, body.memberId, body.returnCode]).toEqual([200, person.memberId, person.returnCode])
    expect(body.token).not.toBe(person.token)
    expect((await server.call('POST', '/api/return', { body: { returnCode: 'AAAAAAAAAAAA' } })).body.code).toBe('return-code-unknown')
  })

  it('[J8] leaving ends this device alone', async () => {
    const person = await server.join(await server.start())
    const other = (await server.call<Person>('POST', '/api/return', { body: { returnCode: person.returnCode } })).body
    const url = `/api/stocktakes/${person.stocktakeId}`
    expect((await server.call('POST', `${url}/leave`, { token: person.token })).status).toBe(204)
    expect((await server.call('GET', url, { token: person.token })).body.code).toBe('not-signed-in')
    expect((await server.call('GET', url, { token: other.token })).status).toBe(200)
  })
})

describe('cookies', () => {
  it('[J9] bring the same browser back, and stale ones are cleared', async () => {
    const started = await server.start()
    const { headers } = await server.call<Person>('POST', '/api/join', { body: { key: started.links.facilitator.split('/k/')[1] } })
    const cookie = cookieOf(headers)
    expect((await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { headers: { cookie } })).status).toBe(200)
    const mine = await server.call<{ stocktakeId: string }[]>('GET', '/api/mine', { headers: { cookie: `${cookie}; st_gone=${'x'.repeat(32)}` } })
    expect(mine.body).toEqual([
      { stocktakeId: started.stocktakeId, title: 'Discharge letters', sharedObject: 'A letter that arrives', role: 'facilitator', openRound: null },
    ])
    expect(String(mine.headers['set-cookie'])).toMatch(/^st_gone=;/)
  })

  it('[J10] change nothing for a page that is not ours', async () => {
    const started = await server.start()
    const { headers, body } = await server.call<Person>('POST', '/api/join', { body: { key: started.links.facilitator.split('/k/')[1] } })
    const from = (more: Record<string, string>) =>
      server.call('PATCH', `/api/stocktakes/${started.stocktakeId}`, {
        body: { title: 'Mine' },
        headers: { cookie: cookieOf(headers), host: 'stock.example', ...more },
      })
    expect((await from({ origin: 'https://evil.example' })).body.code).toBe('wrong-origin')
    expect((await from({ 'sec-fetch-site': 'cross-site', origin: 'http://stock.example' })).body.code).toBe('wrong-origin')
    expect((await from({ 'sec-fetch-site': 'same-site' })).body.code).toBe('wrong-origin')
    expect((await from({})).body.code).toBe('wrong-origin')
    expect((await from({ origin: 'http://stock.example' })).status).toBe(200)
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    // A page that is not ours cannot know a token: who shows one is no page, even if the same browser has the cookie too.
    expect((await from({ authorization: `Bearer ${body.token}` })).status).toBe(200)
  })

  it('[J9] are marked secure behind https, and only then', async () => {
    const behind = await openTestServer({ PUBLIC_URL: 'https://stock.example' })
    try {
      const body = { title: 'T', sharedObject: 'O' }
      const proxied = await behind.call<Started>('POST', '/api/stocktakes', { body, headers: { 'x-forwarded-proto': 'https' } })
      expect(proxied.headers['set-cookie']).toMatch(/; Secure/)
      expect(proxied.headers['strict-transport-security']).toBeDefined()
      expect(proxied.body.links.participant).toMatch(/^https:\/\/stock\.example\/j\//)
      const plain = await server.call('POST', '/api/stocktakes', { body })
      expect(plain.headers['set-cookie']).not.toMatch(/; Secure/)
      expect(plain.headers['strict-transport-security']).toBeUndefined()
    } finally {
      await behind.dispose()
    }
  })
})

describe('guessing', () => {
  it('[J11] stops after many wrong codes from one address, and lets everybody in who has the right one', async () => {
    let now = 1_000_000
    const guarded = await openTestServer({}, { now: () => now })
    try {
      const started = await guarded.start()
      const people = await Promise.all(Array.from({ length: 20 }, () => guarded.join(started)))
      expect(new Set(people.map(({ memberId }) => memberId)).size).toBe(20)
      for (let i = 0; i < 60; i++) expect((await guarded.call('GET', '/api/join/WRONG3')).body.code).toBe('code-unknown')
      expect((await guarded.call('POST', '/api/return', { body: { returnCode: 'X' } })).body.code).toBe('too-many-requests')
      expect((await guarded.call('GET', `/api/join/${started.joinCode}`)).status).toBe(429)
      now += 61_000
      expect((await guarded.call('GET', `/api/join/${started.joinCode}`)).status).toBe(200)
    } finally {
      await guarded.dispose()
    }
  })
})
