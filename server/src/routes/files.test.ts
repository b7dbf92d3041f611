import type { SessionView } from '@stocktake/shared/view'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byteRange, cleanName } from '../files.ts'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

/** The smallest PNG: one pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

type Uploaded = { id: string; name: string; type: string; size: number }

function upload(
  started: Pick<Started, 'stocktakeId'>,
  token: string,
  bytes: Uint8Array,
  { name = 'picture.png', field = 'file', type = 'image/png', to = 'files' } = {},
) {
  const boundary = '----stocktake'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return server.call<Uploaded>('POST', `/api/stocktakes/${started.stocktakeId}/${to}`, {
    token,
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
}

/** The file on the shelf of round 1, shown or hidden. */
const shelve = ({ stocktakeId, token }: Started, file: string, hidden: boolean) =>
  server.call<SessionView>('POST', `/api/stocktakes/${stocktakeId}/rounds/1/stimulus`, { token, body: { kind: 'image', title: 'A', file, hidden } })

describe('uploads', () => {
  it('[C22] keeps a picture and gives back the same bytes, with headers that keep it a picture', async () => {
    const started = await server.start()
    const { status, body } = await upload(started, started.token, PNG, { name: '../../ward\u0007 4.png' })
    expect([status, body]).toEqual([201, { id: body.id, name: 'ward 4.png', type: 'image/png', size: PNG.length }])
    const answer = await server.call('GET', `/api/stocktakes/${started.stocktakeId}/files/${body.id}`, { token: started.token })
    expect(answer.bytes.equals(PNG)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': "inline; filename*=UTF-8''ward%204.png",
      'accept-ranges': 'bytes',
    })
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox$/)
    expect(answer.headers['cache-control']).toMatch(/^private/)
  })

  it('[C22] finds the type in the bytes, whatever name and header say', async () => {
    const started = await server.start()
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    expect((await upload(started, started.token, page)).body.code).toBe('file-type-refused')
    expect(
      (await upload(started, started.token, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { name: 'a.svg', type: 'image/svg+xml' })).status,
    ).toBe(415)
    expect((await upload(started, started.token, Buffer.alloc(0))).status).toBe(415)
    expect((await upload(started, started.token, PDF, { name: 'x.png' })).body.type).toBe('application/pdf')
    expect(await server.parts.store.files(started.stocktakeId)).toHaveLength(1)
  })

  it('[C22] refuses a picture over its limit, keeping nothing', async () => {
    const started = await server.start()
    const { status, body } = await upload(started, started.token, Buffer.concat([PNG, Buffer.alloc(25 * 1024 * 1024)]))
    expect([status, body.code]).toEqual([413, 'too-large'])
    expect(await server.parts.store.files(started.stocktakeId)).toEqual([])
  })

  it('[C22] refuses another field, no multipart at all, and participants', async () => {
    const started = await server.start()
    expect((await upload(started, started.token, PNG, { field: 'other' })).body.code).toBe('bad-request')
    expect((await server.call('POST', `/api/stocktakes/${started.stocktakeId}/files`, { token: started.token, body: {} })).body.code).toBe('bad-request')
    expect((await upload(started, (await server.join(started)).token, PNG)).body.code).toBe('wrong-role')
  })
})

describe('pictures for notes', () => {
  const opened = async () => {
    const started = await server.start()
    const { token } = await server.join(started)
    const send = (bytes: Uint8Array, as = token) => upload(started, as, bytes, { to: 'pictures' })
    const open = () => server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token: started.token, body: {} })
    return { started, token, send, open }
  }

  it('[W155] are taken from everybody who may write while a round is open, and shown to everybody', async () => {
    const { started, token, send, open } = await opened()
    expect((await send(PNG)).body.code).toBe('round-not-open')
    await open()
    const { status, body } = await send(PNG)
    expect([status, body.id.startsWith('picture-')]).toEqual([201, true])
    for (const as of [started.token, token])
      expect((await server.call('GET', `/api/stocktakes/${started.stocktakeId}/files/${body.id}`, { token: as })).status).toBe(200)
  })

  it('[W155] are pictures and small, whatever they are called, and not too many from one person', async () => {
    const { send, open } = await opened()
    await open()
    expect((await send(PDF)).body.code).toBe('file-type-refused')
    expect((await send(Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]))).body.code).toBe('too-large')
    for (let i = 0; i < 38; i++) expect((await send(PNG)).status).toBe(201)
    expect((await send(PNG)).body.code).toBe('too-many-requests')
  })
})

describe('files', () => {
  it('[R5] participants get those of stimulus that they can see', async () => {
    const started = await server.start()
    const { token } = await server.join(started)
    const [shown, hidden] = [(await upload(started, started.token, PNG)).body.id, (await upload(started, started.token, PNG)).body.id]
    await shelve(started, shown, false)
    await shelve(started, hidden, true)
    const get = async (file: string, as: string) => (await server.call('GET', `/api/stocktakes/${started.stocktakeId}/files/${file}`, { token: as })).status
    expect(await get(shown, token)).toBe(404)
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token: started.token })
    expect([await get(shown, token), await get(hidden, token)]).toEqual([200, 404])
    expect([await get(shown, started.token), await get(hidden, started.token), await get('nothing', started.token)]).toEqual([200, 200, 404])
    expect(await get(shown, (await server.start()).token)).toBe(401)
  })

  it('[C22] answers ranges, as players of video ask for them', async () => {
    const started = await server.start()
    const { id } = (await upload(started, started.token, PNG)).body
    const part = (range: string) => server.call('GET', `/api/stocktakes/${started.stocktakeId}/files/${id}`, { token: started.token, headers: { range } })
    const middle = await part('bytes=4-9')
    expect([middle.status, middle.headers['content-range'], middle.bytes.equals(PNG.subarray(4, 10))]).toEqual([206, `bytes 4-9/${PNG.length}`, true])
    expect((await part('bytes=-3')).bytes.equals(PNG.subarray(-3))).toBe(true)
    expect((await part(`bytes=${PNG.length}-`)).status).toBe(416)
    expect((await part('lines=1-2')).status).toBe(200)
    const head = await server.call('HEAD', `/api/stocktakes/${started.stocktakeId}/files/${id}`, { token: started.token })
    expect([head.status, head.bytes.length]).toEqual([200, 0])
  })

  it('[C22] reads a range header for what it says', () => {
    expect(byteRange('bytes=0-', 10)).toEqual({ from: 0, to: 9 })
    expect(byteRange('bytes=3-100', 10)).toEqual({ from: 3, to: 9 })
    expect(byteRange('bytes=-100', 10)).toEqual({ from: 0, to: 9 })
    expect(byteRange('bytes=-0', 10)).toBe('none')
    expect(byteRange('bytes=5-3', 10)).toBe('none')
    expect(byteRange('bytes=0-1,4-5', 10)).toBe('whole')
    expect(byteRange(undefined, 10)).toBe('whole')
  })

  it('[C22] shows a name without folders and what cannot be shown', () => {
    expect(cleanName('C:\\ward\\a.png')).toBe('a.png')
    expect(cleanName('/')).toBe('file')
    expect(cleanName('x'.repeat(500)).length).toBe(120)
  })

  it('[C22] stimulus names a file that there is', async () => {
    const started = await server.start()
    expect((await shelve(started, 'nothing', false)).body.code).toBe('file-not-found')
  })
})
