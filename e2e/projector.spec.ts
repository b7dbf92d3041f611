import { type Browser, expect, type Page, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const NOTHING = { add: false, edit: false, move: false, group: false, vote: false }
const OWN = { ...NOTHING, add: true, edit: true, move: true }
const step = (id: string, kind: string, title: string, may = NOTHING) => ({ id, kind, title, instruction: `What ${title} asks`, minutes: 5, cells: null, may })

/** Everything that reaches a page: answers, and messages of its sockets. */
function eavesdrop(page: Page) {
  const kept: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => kept.push(payload.toString())))
  page.on('response', async (answer) => {
    if (answer.url().includes('/api/')) kept.push(await answer.text().catch(() => ''))
  })
  return () => kept.join('\n')
}

/** A facilitator with a projector in a window of the same browser, and a participant. */
async function withProjector(browser: Browser) {
  const started = await startStocktake(browser, server.url, { isPrepared: false })
  const { facilitator, url, id } = started
  const { request } = facilitator.page
  const headers = { 'sec-fetch-site': 'same-origin' }
  const at = `${url}/api/stocktakes/${id}/rounds/1`
  const steps = [step('o', 'open', 'Welcome'), step('m', 'mirror', 'Meet the mirror'), step('w', 'write', 'Write alone', OWN), step('t', 'talk', 'Talk', OWN)]
  expect((await request.put(`${at}/steps`, { data: { steps }, headers })).status()).toBe(200)
  const stimulus = (title: string) => ({ kind: 'text', title, text: `All about ${title}` })
  expect((await request.post(`${at}/stimulus`, { data: stimulus('Secret hint'), headers })).status()).toBe(201)
  const { stimulus: items } = await (await request.get(`${url}/api/stocktakes/${id}`)).json()
  await request.post(`${at}/stimulus`, { data: stimulus('The case of Jo'), headers })
  const all = await (await request.get(`${url}/api/stocktakes/${id}`)).json()
  const shelf = all.rounds[0].shelf.map((item: { id: string }) => ({ ...item, hidden: item.id === items[0].id }))
  expect((await request.put(`${at}/shelf`, { data: { shelf }, headers })).status()).toBe(200)
  await request.post(`${at}/open`, { data: {}, headers })
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const projector = await facilitator.page.context().newPage()
  await projector.setViewportSize({ width: 1920, height: 1080 })
  const heard = eavesdrop(projector)
  await projector.goto(`${url}/s/${id}/show`)
  const ana = await Person.join(browser, started, 'Ana')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  return { ...started, projector, heard, ana }
}

test('[L36] the projector follows the step and the facilitator, and is sent nothing private', async ({ browser }) => {
  const { facilitator, projector, heard, ana, code, url, id } = await withProjector(browser)
  const onScreen = (text: string | RegExp) => expect(projector.getByText(text).first()).toBeVisible()
  const move = (name: string) => facilitator.page.getByRole('button', { name }).click()
  const isWhole = async () => expect(await projector.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
  await onScreen(code)
  await onScreen('2 people here')
  await isWhole()
  await move('Move 2 people to Meet the mirror')
  await onScreen('All about The case of Jo')
  await move('Move 2 people to Write alone')
  await onScreen('What Write alone asks')
  await facilitator.page.getByRole('button', { name: 'Start the clock for 5 minutes' }).click()
  await onScreen(/04:5\d/)
  await ana.page.getByRole('textbox', { name: /^Write a note in/ }).fill('Nobody may read this yet')
  await ana.page.getByRole('button', { name: 'Add', exact: true }).click()
  await onScreen('1 note by 1 person so far')
  await isWhole()
  expect(heard()).not.toContain('Nobody may read this yet')
  await facilitator.page.getByRole('button', { name: /^Reveal 1 note/ }).click()
  await move('Move 2 people to Talk')
  await onScreen('Nobody may read this yet')
  await isWhole()

  // What everybody is shown stands there large.
  await facilitator.page
    .getByRole('button', { name: /^What to do with: Nobody|^Actions/ })
    .or(facilitator.note('Nobody may read this yet').getByRole('button'))
    .last()
    .click()
  await facilitator.page.getByRole('menuitem', { name: 'Show this to everybody…' }).click()
  await facilitator.page.getByRole('button', { name: /^Bring/ }).click()
  await expect(projector.locator('figure')).toContainText('Nobody may read this yet')
  await facilitator.page.getByRole('button', { name: 'End', exact: true }).click()
  await expect(projector.locator('figure')).toHaveCount(0)

  // By hand, from the facilitator's own window.
  await facilitator.page.getByRole('button', { name: 'Everybody', exact: true }).click()
  await facilitator.page.getByRole('menuitem', { name: 'On the projector…' }).click()
  await facilitator.page.getByRole('radio', { name: 'The join card' }).click({ force: true })
  await onScreen('or scan')
  await facilitator.page.keyboard.press('Escape')

  const all = heard()
  expect(all).toContain('Nobody may read this yet')
  for (const secret of ['Secret hint', '/k/', '"type":"people"', '"byGroup":[']) expect(all).not.toContain(secret)

  // A computer that nobody is signed in on shows the same with the link, until the links are changed.
  const { key } = await (await facilitator.page.request.post(`${url}/api/stocktakes/${id}/projector`, { headers: { 'sec-fetch-site': 'same-origin' } })).json()
  const hall = await Person.come(browser)
  await hall.page.goto(`${url}/s/${id}/show#${key}`)
  await expect(hall.page.getByText('or scan')).toBeVisible()
  await hall.page.goto(`${url}/s/${id}`)
  await expect(hall.page.getByRole('heading', { name: 'You are not in this stocktake on this device' })).toBeVisible()
})
