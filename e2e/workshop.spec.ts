import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { Person, PHONE } from './people.ts'
import { serverOfFile } from './server.ts'

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
  matrix: { dimensions: { id: string; label: string }[]; intelligence_types: { id: string; label: string; short: string }[] }
  stakeholder_groups: { id: string; label: string; raci: object }[]
  rounds: { columns: string[] }[]
  notes: ScenarioNote[]
  expected: {
    notes_unplaced: number
    empty_cells_in_use: Record<string, string[]>
    notes_total: number
    notes_by_round: Record<string, number>
    notes_by_group: Record<string, number>
    fates: Record<string, number>
    carry_actions: Record<string, number>
  }
}

const scenario = async (name: string): Promise<Scenario> => JSON.parse(await readFile(join(import.meta.dirname, '../server/examples', `${name}.json`), 'utf8'))

const server = serverOfFile()

/** The notes of a cell by the words they are shown under, `Parking lot` for those without one. */
const placeOf = ({ matrix }: Scenario, note: Pick<ScenarioNote, 'dimension' | 'type'>) => {
  const row = matrix.dimensions.find(({ id }) => id === note.dimension)?.label
  const column = matrix.intelligence_types.find(({ id }) => id === note.type)?.short
  return row && column ? `${row}, ${column}` : 'Parking lot'
}
const counted = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((other) => other === name).length]))

test('the first round of a real workshop, from the first join to the export, number for number', async ({ browser }) => {
  const file = await scenario('pcsp-mental-health-ics')
  const words = file.notes.filter((note) => note.round === 1)
  const of = (group: string) => words.filter((note) => note.group === group)
  const place = (note: ScenarioNote) => placeOf(file, note)

  const facilitator = await Person.come(browser)
  const { page } = facilitator
  await test.step('the facilitator starts a stocktake', async () => {
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Start a stocktake' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('One shared plan')
    await dialog.getByLabel('Shared object').fill('Better care through one shared, personalised plan')
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await page.waitForURL(/\/setup/)
  })
  const id = /\/s\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  const at = `${server.url}/api/stocktakes/${id}`

  await test.step('gives it the groups and columns of the scenario, and opens round 1', async () => {
    // By hand this is what setup.spec.ts does; here it only takes time.
    const groups = file.stakeholder_groups.map(({ raci: _raci, ...group }) => ({ ...group, short: group.label.slice(0, 24).trim() }))
    expect((await page.request.put(`${at}/groups`, { headers: { origin: server.url }, data: { groups } })).status()).toBe(200)
    // One speaks for each group, and all agreed that their group may be told by itself in what is taken away.
    const smallGroups = Object.fromEntries(groups.map(({ id: group }) => [group, { as: 'shown' }]))
    expect((await page.request.patch(at, { headers: { origin: server.url }, data: { settings: { smallGroups } } })).status()).toBe(200)
    const { columns = [] } = file.rounds[0] ?? {}
    expect((await page.request.patch(`${at}/rounds/1`, { headers: { origin: server.url }, data: { columns } })).status()).toBe(200)
    await facilitator.open('?lens=table')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Open round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Open round 1' }).click()
    await expect(page.getByRole('button', { name: 'Add a note to Policy, Current' })).toBeVisible()
  })

  const { joinCode: code } = await (await page.request.get(at)).json()
  const joined = async (group: string, name: string, options = {}) => {
    const person = await Person.come(browser, options)
    await person.join(server.url, code, file.stakeholder_groups.find((one) => one.id === group)?.label ?? '', name)
    return person
  }
  const anna = await joined('cmht', 'Anna')
  await anna.open('?lens=table')

  await test.step('the table: a note of one is on the other’s screen at once, and saved', async () => {
    const [first] = of('cmht')
    if (!first) throw new Error('the scenario has too few notes')
    await anna.write(place(first), first.text)
    await anna.isSaved()
    await expect(facilitator.noteIn(place(first), first.text)).toBeVisible()
  })

  await test.step('the canvas', async () => {
    const ben = await joined('lived', 'Ben')
    await ben.open('?lens=canvas')
    for (const note of of('lived')) await ben.jot(place(note), note.text)
    await ben.isSaved()
  })

  await test.step('a phone', async () => {
    const phone = await joined('primary', '', PHONE)
    for (const note of of('primary')) await phone.writeOnPhone(place(note), note.text)
    await phone.isSaved()
  })

  await test.step('three more groups at their laptops, one note at a time or many lines at once', async () => {
    for (const group of ['social_vcs', 'digital', 'leaders']) {
      const person = await joined(group, '')
      await person.open('?lens=table')
      await person.bring(of(group).map((note) => ({ cell: place(note), text: note.text })))
      await person.isSaved()
    }
  })

  await test.step('the server dies while Anna writes, comes back, and has everything once', async () => {
    await server.stop('SIGKILL')
    const rest = of('cmht').slice(1)
    await anna.bring(rest.map((note) => ({ cell: place(note), text: note.text })))
    await expect(anna.page.getByText(`Offline: ${rest.length} notes kept on this device`).first()).toBeVisible()
    await server.start()
    await anna.isSaved()
    for (const { text } of words) await expect(facilitator.note(text)).toHaveCount(1)
  })

  await test.step('a reload brings the same person back without asking', async () => {
    await anna.page.reload()
    await expect(anna.note(of('cmht')[0]?.text ?? '')).toBeVisible()
  })

  await test.step('the facilitator decides, closes, and opens the next round', async () => {
    await facilitator.open('/carry')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await expect(page.getByText(`1 of ${words.length} decided`).first()).toBeVisible()
    await page.getByRole('button', { name: 'Close round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1 for everybody' }).click()
    await expect(page.getByText('Round 1 is closed').first()).toBeVisible()
    await page.getByRole('button', { name: 'Open round 2 for everybody' }).click()
    await page.waitForURL(/\/s\/[^/]+$/)
    await expect(anna.page.getByText(/Round 2 is open now/).first()).toBeVisible()
  })

  await test.step('the export has the numbers that the scenario says, and every word', async () => {
    const csv = await page.request.get(`${at}/export.csv?round=all`)
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    const first = rows.filter((row) => row.round === '1')
    const where = ({ row, column }: Record<string, string>) =>
      row && column ? `${row}, ${file.matrix.intelligence_types.find(({ label }) => label === column)?.short ?? column}` : 'Parking lot'
    expect(first).toHaveLength(file.expected.notes_by_round['1'] ?? 0)
    expect(counted(first.map(where))).toEqual(counted(words.map(place)))
    expect(first.filter((row) => where(row) === 'Parking lot')).toHaveLength(file.expected.notes_unplaced)
    expect(counted(first.map((row) => row.group ?? ''))).toEqual(
      counted(words.map(({ group }) => file.stakeholder_groups.find(({ id }) => id === group)?.label ?? '')),
    )
    expect(first.map((row) => row.text).sort()).toEqual(words.map(({ text }) => text).sort())

    const cells = (file.rounds[0]?.columns ?? []).flatMap((type) => file.matrix.dimensions.map(({ id: dimension }) => ({ dimension, type })))
    const filled = new Set(first.map(where))
    const empty = cells.filter((cell) => !filled.has(placeOf(file, cell))).map(({ dimension, type }) => `${dimension}/${type}`)
    expect(empty.sort()).toEqual([...(file.expected.empty_cells_in_use['1'] ?? [])].sort())
    expect(rows.filter((row) => row.round === '2')).toMatchObject([{ 'carry action': 'kept' }])
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
