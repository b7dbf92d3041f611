import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { everybodyLeaves, Person } from './people.ts'
import { openServer, type TestServer } from './server.ts'

/** The main job: from the first join to the exported matrix, with words of the first scenario. */

interface ScenarioNote {
  id: string
  round: number
  text: string
  dimension: string | null
  type: string | null
  group: string
}
interface Scenario {
  schema: string
  notes: ScenarioNote[]
  expected: {
    notes_total: number
    notes_by_round: Record<string, number>
    notes_by_group: Record<string, number>
    fates: Record<string, number>
    carry_actions: Record<string, number>
  }
}

const scenario = async (name: string): Promise<Scenario> => JSON.parse(await readFile(join(import.meta.dirname, '../server/examples', `${name}.json`), 'utf8'))

let server: TestServer
test.beforeAll(async () => {
  server = await openServer()
})
test.afterEach(everybodyLeaves)
test.afterAll(async () => {
  await server.remove()
})

test('a facilitator, two participants and a phone go from the first join to the export', async ({ browser }) => {
  const { notes } = await scenario('pcsp-mental-health-ics')
  const words = notes.filter((note) => note.round === 1 && note.type !== null && ['current', 'barriers'].includes(note.type))
  const [first, second, third, fourth] = words.map((note) => note.text)
  if (!first || !second || !third || !fourth) throw new Error('the scenario has too few notes')

  const facilitator = await Person.come(browser)
  const { page } = facilitator
  await test.step('the facilitator starts a stocktake and opens round 1', async () => {
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Start a stocktake' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('One shared plan')
    await dialog.getByLabel('Shared object').fill('Better care through one shared, personalised plan')
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await page.waitForURL(/\/setup/)
    await facilitator.open('?lens=table')
    await expect(page.getByText('Better care through one shared, personalised plan').first()).toBeVisible()
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Open round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Open round 1' }).click()
    await expect(page.getByRole('button', { name: 'Add a note to Policy, Current' })).toBeVisible()
  })
  const id = /\/s\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  const view = await (await page.request.get(`${server.url}/api/stocktakes/${id}`)).json()

  const anna = await Person.come(browser)
  const phone = await Person.come(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await test.step('people join with the code: group, join, writing', async () => {
    await anna.join(server.url, view.joinCode, 'Clinicians and practitioners', 'Anna')
    await phone.join(server.url, view.joinCode, 'People who use services and carers')
    await anna.open('?lens=table')
  })

  await test.step('a note of one is in the other’s table at once, and saved', async () => {
    await anna.write('Practice, Current', first)
    await anna.isSaved()
    await expect(facilitator.note(first)).toBeVisible()
    await facilitator.write('Policy, Barriers', second)
    await expect(anna.note(second)).toBeVisible()
  })

  await test.step('the phone writes, and the words arrive', async () => {
    const field = phone.page.getByRole('textbox', { name: /^Write a note in/ })
    await field.fill(third)
    await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(anna.note(third)).toBeVisible()
  })

  await test.step('the server dies while Anna writes, comes back, and has everything once', async () => {
    await server.stop('SIGKILL')
    await anna.write('Practice, Barriers', fourth)
    await expect(anna.page.getByText(/^Offline: 1 note kept on this device/).first()).toBeVisible()
    await server.start()
    await anna.isSaved()
    await expect(facilitator.note(fourth)).toHaveCount(1)
    for (const text of [first, second, third]) await expect(facilitator.note(text)).toHaveCount(1)
  })

  await test.step('a reload brings the same person back without asking', async () => {
    await anna.page.reload()
    await expect(anna.note(first)).toBeVisible()
  })

  await test.step('the facilitator decides, closes, and opens the next round', async () => {
    const at = `${server.url}/api/stocktakes/${id}`
    const decided = await page.request.get(`${at}/rounds/1/carry`)
    expect((await decided.json()).decisions).toEqual([])
    await facilitator.open('/carry')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await expect(page.getByText('1 of 4 decided').first()).toBeVisible()
    await page.getByRole('button', { name: 'Close round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1 for everybody' }).click()
    await expect(page.getByText('Round 1 is closed').first()).toBeVisible()
    await page.getByRole('button', { name: 'Open round 2 for everybody' }).click()
    await page.waitForURL(/\/s\/[^/]+$/)
    await expect(anna.page.getByText(/Round 2 is open now/).first()).toBeVisible()
  })

  await test.step('the export says what happened', async () => {
    const csv = await page.request.get(`${server.url}/api/stocktakes/${id}/export.csv?round=all`)
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    expect(rows).toHaveLength(5)
    const texts = rows.map((row) => row.text)
    for (const text of [first, second, third, fourth]) expect(texts).toContain(text)
    expect(rows.filter((row) => row.round === '2')).toHaveLength(1)
    expect(rows.find((row) => row.round === '2')).toMatchObject({ 'carry action': 'kept' })
  })
})

for (const name of ['information-prescriptions-bilingual', 'pcsp-mental-health-ics'])
  test(`${name}: what is imported is what is exported, number for number`, async ({ request }) => {
    const file = await scenario(name)
    const made = await request.post(`${server.url}/api/import`, { data: file })
    expect(made.status()).toBe(201)
    const { stocktakeId, token } = await made.json()
    const csv = await request.get(`${server.url}/api/stocktakes/${stocktakeId}/export.csv?round=all`, { headers: { authorization: `Bearer ${token}` } })
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    const count = (key: string) => {
      const counts: Record<string, number> = {}
      for (const row of rows) counts[row[key] ?? ''] = (counts[row[key] ?? ''] ?? 0) + 1
      return counts
    }
    expect(rows).toHaveLength(file.expected.notes_total)
    expect(count('round')).toEqual(file.expected.notes_by_round)
    expect(count('carry action')).toEqual(file.expected.carry_actions)
    expect(count('outcome')).toEqual(file.expected.fates)
    expect(Object.values(count('group')).sort()).toEqual(Object.values(file.expected.notes_by_group).sort())
  })

test('the page asks nobody but its own server for anything', async ({ browser }) => {
  const foreign: string[] = []
  const complaints: string[] = []
  const made = await (await browser.newContext()).request.post(`${server.url}/api/import`, { data: await scenario('pcsp-mental-health-ics') })
  const { links } = await made.json()
  const visitor = await Person.come(browser)
  visitor.page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !/^(blob|data):/.test(request.url())) foreign.push(request.url())
  })
  visitor.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await visitor.page.goto(links.facilitator)
  await visitor.page.getByRole('button', { name: 'Come in' }).click()
  await visitor.page.waitForURL(/\/s\//)
  await visitor.open('?lens=canvas')
  await expect(visitor.page.locator('.tl-container')).toBeVisible()
  await visitor.open('?lens=table')
  await expect(visitor.page.getByRole('region', { name: 'Practice, Plans' })).toBeVisible()
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
})
