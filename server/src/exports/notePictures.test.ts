import { Resvg } from '@resvg/resvg-js'
import { PICTURE_PREFIX } from '@stocktake/shared/board/schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'
import { notePictures } from './notePictures.ts'
import { pngOf } from './picture.ts'
import { readXml } from './testDom.ts'

let server: TestServer
let started: Started
beforeAll(async () => {
  server = await openTestServer()
  started = await server.start()
})
afterAll(() => server.dispose())

const RED = pngOf('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="40" height="20" fill="#ff0000"/></svg>', 1)

/** The same bytes under a head that promises more to unpack than any machine has. */
function bomb(): Buffer {
  const bytes = Buffer.from(RED)
  bytes.writeUInt32BE(60_000, 16)
  bytes.writeUInt32BE(60_000, 20)
  return bytes
}

async function noteWith(name: string, bytes: Buffer, type = 'image/png') {
  const file = `${PICTURE_PREFIX}${name}`
  await server.parts.store.addFile(
    started.stocktakeId,
    { id: file, name: `${name}.png`, type, addedAt: 1 },
    (async function* () {
      yield bytes
    })(),
  )
  await server.note(started.stocktakeId, 1, { id: name, text: '', picture: { file, alt: `A ${name} & more` } })
}

it('[X68] counts a picture as often as it is drawn, and leaves out what would be too much', async () => {
  const picture = (file: string) => ({ picture: { file, alt: '' } })
  const board = { notes: [...Array.from({ length: 200 }, () => picture('often')), picture('once')] }
  const files = ['often', 'once'].map((id) => ({ id, name: id, type: 'image/png', size: 100_000, sha256: '', addedAt: 1 }))
  expect([...(await notePictures(board, files, { file: async () => RED })).keys()]).toEqual(['once'])
})

it('[X68] draws pictures of notes where they can be unpacked, and has the words of all', async () => {
  const token = started.token
  await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token })
  await noteWith('ward', RED)
  await noteWith('bomb', bomb())
  await noteWith('text', Buffer.from('not a picture'))
  await noteWith('animation', RED, 'image/gif')
  const file = async (kind: string) => (await server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.${kind}?round=1`, { token })).bytes
  const svg = (await file('canvas-svg')).toString()
  const picture = readXml(svg)
  const images = [...picture.querySelectorAll('image')]
  expect(images.map((image) => [image.getAttribute('aria-label'), image.getAttribute('href')])).toEqual([
    ['A ward & more', `data:image/png;base64,${RED.toString('base64')}`],
  ])
  const words = (id: string) => [...picture.querySelectorAll(`[data-note="${id}"] text`)].map(({ textContent }) => textContent).join(' ')
  for (const id of ['ward', 'bomb', 'text', 'animation']) expect(words(id)).toContain(`[Picture: A ${id}`)
  const { pixels } = new Resvg(svg).render()
  const isRed = (at: number) => pixels[at] === 255 && pixels[at + 1] === 0 && pixels[at + 2] === 0
  const red = Array.from({ length: pixels.length / 4 }, (_, i) => i * 4).filter(isRed).length
  // As wide as the note's words, as tall as its shape makes it.
  expect(red).toBeGreaterThan(170 * 80)
  expect((await file('canvas-png')).subarray(1, 4).toString()).toBe('PNG')
})
