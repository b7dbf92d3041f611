import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testServer.ts'
import { readPdf } from './testPdf.ts'
import { unzip } from './testUnzip.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

// Without blanks, so that no format breaks it over two lines.
const SECRET = 'SisterAgnes'

/** All text of a file, with what is in the archives that office files and others are. */
async function textOf(path: string, bytes: Buffer): Promise<string> {
  if (path.endsWith('.pdf')) return (await readPdf(bytes)).words.map(({ text }) => text).join(' ')
  if (!/\.(docx|xlsx|pptx|zip)$/.test(path)) return bytes.toString()
  const parts = await Promise.all([...unzip(bytes)].map(([name, content]) => textOf(name, content)))
  return parts.join('\n')
}

it('[X50] [X51] every file made after a note was withdrawn is without its words and counts its place', async () => {
  const { stocktakeId: id, token } = await server.start()
  const at = (path: string) => `/api/stocktakes/${id}${path}`
  const post = (path: string, body?: unknown) => server.call('POST', at(path), { token, body })
  await post('/rounds', { title: 'Round 2' })
  await post('/rounds/1/open')
  await server.note(id, 1, { id: 'n1', text: `${SECRET} cannot read it`, comments: [`${SECRET} said so herself`] })
  await server.note(id, 1, { id: 'n2', text: 'It is printed too small' })
  await post('/rounds/1/carry', { sources: [{ round: 1, note: 'n1' }], action: 'kept' })
  await post('/rounds/1/close')
  await post('/rounds/2/open')

  const kinds = ['md', 'html', 'docx', 'pdf', 'pptx', 'xlsx', 'csv', 'svg', 'canvas-svg', 'zip', 'json']
  const texts = async () => {
    const found: [kind: string, text: string][] = []
    for (const kind of kinds) {
      const file = await server.call('GET', at(`/export.${kind}?round=1`), { token })
      expect([kind, file.status]).toEqual([kind, 200])
      found.push([kind, await textOf(`file.${kind}`, file.bytes)])
    }
    return found
  }
  for (const [kind, text] of await texts()) expect([kind, text.includes(SECRET)]).toEqual([kind, true])
  expect((await post('/rounds/1/withdraw', { note: 'n1' })).status).toBe(200)
  const after = await texts()
  for (const [kind, text] of after) expect([kind, text.includes(SECRET)]).toEqual([kind, false])
  const text = Object.fromEntries(after)
  for (const kind of kinds.filter((one) => one !== 'json' && one !== 'pptx')) expect([kind, /\\?\[Withdrawn\\?\]/.test(text[kind] ?? '')]).toEqual([kind, true])
  expect(parse(text.csv ?? '', { bom: true })).toHaveLength(3)
  for (const kind of ['md', 'html', 'docx', 'pdf', 'svg', 'canvas-svg']) expect([kind, (text[kind] ?? '').includes('2 notes')]).toEqual([kind, true])
})
