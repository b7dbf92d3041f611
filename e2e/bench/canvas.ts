import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { cpus, totalmem } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'

/**
 * The canvas beside the library's own shapes: the same notes, the same camera, the same browser, one after the other
 * within each run. Software rendering, so the figures are for comparing with each other.
 * `npm run bench -- --loads canvas --runs 1` for a quick look.
 */
interface Rect {
  x: number
  y: number
  w: number
  h: number
}

/** What the pages put on their window, see client/bench/load.ts. */
interface Bench {
  ready: number
  whole(): Rect
  cell(): Rect
  others(frame: number, moves: number, texts: number): void
}

declare global {
  interface Window {
    bench?: Bench
  }
}
interface Camera {
  x: number
  y: number
  z: number
}
type Figures = Record<string, number>
type Name = 'ours' | 'stock'

const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise)
}
const runs = Number(option('runs', '3'))
const seconds = Number(option('seconds', '4'))
const screen = { width: 1280, height: 800 }

const say = (line: string) => process.stdout.write(`${line}\n`)

/** The built pages on a port of their own. */
async function serve(): Promise<{ url: string; close(): void }> {
  const root = join(import.meta.dirname, '../../client/bench/dist')
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    const file = createReadStream(join(root, path))
    file.once('open', () => response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream'))
    file.once('error', () => response.writeHead(404).end())
    file.pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, close: () => void server.close() }
}

/** Moves the camera once per animation frame and counts the frames. */
async function frames(page: Page, kind: 'pan' | 'zoom' | 'rest', around: Rect, others?: { moves: number; texts: number }): Promise<number> {
  return page.evaluate(
    ({ kind, around, others, seconds }) =>
      new Promise<number>((resolve) => {
        const { editor } = window as unknown as { editor: { setCamera(camera: Camera, options: object): void } }
        const z = Math.min((innerWidth - 140) / around.w, (innerHeight - 120) / around.h, 1)
        const place = (shift: number, by: number) => {
          const zoom = z * by
          editor.setCamera(
            { x: (innerWidth / 2 + shift) / zoom - around.x - around.w / 2, y: (innerHeight / 2 + shift / 2) / zoom - around.y - around.h / 2, z: zoom },
            { immediate: true },
          )
        }
        let warm = 20
        let count = 0
        let began = 0
        const step = () => {
          if (warm > 0) warm--
          else if (!began) began = performance.now()
          else count++
          const now = performance.now()
          if (began && now - began > seconds * 1000) return resolve((count * 1000) / (now - began))
          const t = count / 60
          if (kind === 'pan') place(Math.sin(t * 2) * 60, 1)
          else if (kind === 'zoom') place(0, 1 - 0.35 * (1 - Math.cos(t * 2)))
          else if (count === 0) place(0, 1)
          if (others) window.bench?.others(count + 20 - warm, others.moves, others.texts)
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    { kind, around, others, seconds },
  )
}

/** Pans at 100 % through one cell, so far that notes come and go. */
const panInside = (page: Page, cell: Rect) =>
  page.evaluate(
    ({ cell, seconds }) =>
      new Promise<number>((resolve) => {
        const { editor } = window as unknown as { editor: { setCamera(camera: Camera, options: object): void } }
        const room = { x: Math.max(0, cell.w - innerWidth + 200), y: Math.max(0, cell.h - innerHeight + 200) }
        let count = -20
        let began = 0
        const step = () => {
          const now = performance.now()
          if (count === 0) began = now
          if (began && now - began > seconds * 1000) return resolve((count * 1000) / (now - began))
          const t = count / 60
          editor.setCamera(
            { x: 120 - cell.x - (room.x * (1 - Math.cos(t))) / 2, y: 60 - cell.y - (room.y * (1 - Math.cos(t * 0.7))) / 2, z: 1 },
            { immediate: true },
          )
          count++
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    { cell, seconds },
  )

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

/** From a key press to the frame in which its letter stands in the note, while forty others type five letters a second each. */
async function typing(page: Page): Promise<number> {
  const cell = await page.evaluate(() => window.bench?.cell())
  if (!cell) throw new Error('no cell')
  await page.evaluate((cell) => {
    const { editor } = window as unknown as { editor: { setCamera(camera: Camera, options: object): void } }
    editor.setCamera({ x: 160 - cell.x, y: 120 - cell.y, z: 1 }, { immediate: true })
    let frame = 0
    Object.assign(window, { typists: setInterval(() => window.bench?.others(frame++, 0, 10), 50) })
  }, cell)
  await page.mouse.dblclick(160 + 16 + 100, 120 + 56 + 30)
  await page.locator('textarea').waitFor()
  const waits: number[] = []
  for (let i = 0; i < 40; i++) {
    await page.evaluate(() => {
      let done: (wait: number) => void = () => {}
      Object.assign(window, {
        glyph: new Promise<number>((resolve) => {
          done = resolve
        }),
      })
      document.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const field = document.querySelector('textarea')
          const before = field?.value.length ?? 0
          const look = () => {
            if ((field?.value.length ?? 0) <= before) return void requestAnimationFrame(look)
            // The message comes after the frame has been painted.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => done(performance.now() - timeStamp)
            port2.postMessage(0)
          }
          requestAnimationFrame(look)
        },
        { once: true, capture: true },
      )
    })
    await page.keyboard.press('x')
    waits.push(await page.evaluate(() => (window as unknown as { glyph: Promise<number> }).glyph))
  }
  await page.evaluate(() => clearInterval((window as unknown as { typists: number }).typists))
  return median(waits)
}

async function measure(browser: Browser, url: string, name: Name, notes: number): Promise<Figures> {
  const page = await browser.newPage({ viewport: screen, reducedMotion: 'reduce' })
  try {
    // The stock library asks for its fonts elsewhere; nobody answers here, and nothing must wait for that.
    await page.route(/cdn\.tldraw\.com/, (route) => route.abort())
    // The runner's compiler gives functions their names by this; those sent to the page need it there.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.goto(`${url}/${name}.html?notes=${notes}`)
    await page.waitForFunction(() => window.bench, undefined, { timeout: 120_000 })
    const { ready, whole, cell } = await page.evaluate(() => ({ ready: window.bench?.ready ?? 0, whole: window.bench?.whole(), cell: window.bench?.cell() }))
    if (!whole || !cell) throw new Error('nothing is shown')
    const heapSize = await heap(page)
    const figures: Figures = {
      'ready ms': ready,
      'heap MB': heapSize,
      'pan all': await frames(page, 'pan', whole),
      'zoom all': await frames(page, 'zoom', whole),
      'pan in a cell': await panInside(page, cell),
      'others, all visible': await frames(page, 'rest', whole, { moves: 20, texts: 5 }),
    }
    if (name === 'ours') figures['key to glyph ms'] = await typing(page)
    return figures
  } finally {
    await page.close()
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const served = await serve()
const browser = await chromium.launch({
  ...(process.env.BROWSER_PATH ? { executablePath: process.env.BROWSER_PATH } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
})
say(`${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, ${browser.version()}, software rendering; medians of ${runs} runs\n`)
for (const notes of option('notes', '600,5000').split(',').map(Number)) {
  const found: Record<Name, Figures[]> = { ours: [], stock: [] }
  for (let i = 0; i < runs; i++)
    for (const name of option('only', 'ours,stock').split(',') as Name[]) found[name].push(await measure(browser, served.url, name, notes))
  say(`| ${notes} notes | ours | stock | ratio |\n| --- | --: | --: | --: |`)
  for (const column of Object.keys(found.ours[0] ?? found.stock[0] ?? {})) {
    const of = (name: Name) => median(found[name].map((figures) => figures[column] ?? Number.NaN))
    const [ours, stock] = [of('ours'), of('stock')]
    say(`| ${column} | ${ours.toFixed(1)} | ${stock ? stock.toFixed(1) : ''} | ${stock ? (ours / stock).toFixed(2) : ''} |`)
  }
  say('')
}
await browser.close()
served.close()
