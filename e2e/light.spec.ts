import { expect, test } from '@playwright/test'
import { Person, PHONE } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** How much a phone must load before its owner can write. */

/**
 * Kilobytes of script, packed as it goes over the wire, from the join page to the first note. 170 is the promise; this is a
 * little above where we are. React and its DOM take 60 of it, Yjs and its providers 30, words 8, icons 6, and the rest is the page's own.
 */
const SCRIPT = 165

const server = serverOfFile()

test(`[W200] a phone writes its first note after at most ${SCRIPT} kB of script, and nothing of the canvas`, async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const guest = await Person.come(browser, PHONE)
  const { page } = guest
  // Nothing is loaded beforehand for who saves data, so this counts what is needed and not what was quick.
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Network.enable')
  const scripts = new Map<string, { name: string; before: number; bytes: number }>()
  devTools.on('Network.responseReceived', ({ requestId, response: { url, encodedDataLength } }) => {
    if (url.endsWith('.js')) scripts.set(requestId, { name: new URL(url).pathname, before: encodedDataLength, bytes: 0 })
  })
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    // What came before the body are headers.
    if (script) script.bytes = encodedDataLength - script.before
  })
  await page.goto(`${server.url}/j/${started.code}`)
  await page.getByText('Clinicians', { exact: true }).or(page.getByRole('radio').first().locator('xpath=ancestor::label')).first().click()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  const field = page.getByRole('textbox', { name: /^Write a note in/ })
  await field.fill('We phone the ward')
  await field.press('Enter')
  await expect(guest.note('We phone the ward')).toBeVisible()

  const each = [...scripts.values()].sort((a, b) => b.bytes - a.bytes)
  const listed = each.map(({ name, bytes }) => `${bytes} ${name}`).join('\n')
  expect(each.filter(({ name }) => /canvas|tldraw/i.test(name))).toEqual([])
  expect(each.reduce((sum, { bytes }) => sum + bytes, 0) / 1000, listed).toBeLessThanOrEqual(SCRIPT)
  // It did count: the page does not run without this much.
  expect(each.reduce((sum, { bytes }) => sum + bytes, 0) / 1000, listed).toBeGreaterThan(80)
})
