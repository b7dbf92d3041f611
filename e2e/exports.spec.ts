import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { look } from './look.ts'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'

/** Files that people take away: made on the server, seen coming, stopped where nobody wants them any more. */

const server = serverOfFile()

async function example(person: Person): Promise<string> {
  const answer = await person.page.request.post(`${server.url}/api/example`, { headers: { origin: server.url } })
  return (await answer.json()).stocktakeId
}

async function openExport({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Export' }).click()
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible()
}

async function about(page: Page, what: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'What it is about' }).click()
  await page.getByRole('option', { name: what }).click()
}

test('[X61] a facilitator takes the files of a round and of all, some notes alone, and stops one that is being made', async ({ browser }) => {
  const ann = await Person.come(browser, { viewport: { width: 1440, height: 900 } })
  const { page } = ann
  const id = await example(ann)
  await page.goto(`${server.url}/s/${id}`)
  await openExport(ann)
  const dialog = page.getByRole('dialog')
  await about(page, /^Round 2: /)
  const take = async (name: RegExp) => {
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name }).click()
    const file = await download
    await expect(dialog.getByRole('status')).toHaveText(`Saved as ${file.suggestedFilename()}`)
    return { name: file.suggestedFilename(), bytes: await readFile((await file.path()) ?? '') }
  }
  const word = await take(/^Download Word: Round 2/)
  expect([word.name.includes('_round-2_pack_'), word.bytes.toString('latin1', 0, 2)]).toEqual([true, 'PK'])

  await dialog.getByText('Only some notes…').click()
  await dialog.getByRole('button', { name: 'Cell' }).click()
  await page.getByRole('option', { name: 'Culture: Real/perceived barriers' }).click()
  const some = (await take(/^Download CSV table: Round 2/)).bytes.toString()
  expect(some).toContain('"Culture"')
  expect(some).not.toContain('"Policy"')

  // Everything is always of all rounds; begun by a key, stopped by another.
  await page.route('**/export.zip*', async (route) => {
    await new Promise((resolve) => page.once('close', resolve))
    await route.abort()
  })
  await dialog.getByRole('button', { name: /^Download ZIP of all files: All rounds/ }).press('Enter')
  await expect(dialog.getByRole('progressbar', { name: 'How far it is' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('ZIP of all files was stopped. Nothing was saved.')
  await page.unroute('**/export.zip*')
  const zip = await take(/^Download ZIP of all files: All rounds/)
  expect([zip.name.includes('_all-rounds_everything_'), zip.bytes.toString('latin1', 0, 2)]).toEqual([true, 'PK'])
})

test('[X60] [X61] the pages of records, reports and the set-up make files in sight, too', async ({ browser }) => {
  const ann = await Person.come(browser, { viewport: { width: 1440, height: 900 } })
  const { page } = ann
  const id = await example(ann)
  const saved = async (press: () => Promise<void>, where = page.getByRole('dialog')) => {
    const download = page.waitForEvent('download')
    await press()
    const name = (await download).suggestedFilename()
    await expect(where.getByRole('status')).toHaveText(`Saved as ${name}`)
    return name
  }
  const open = () => page.getByRole('button', { name: 'Export…' }).click()
  await page.goto(`${server.url}/s/${id}/rounds/2`)
  await open()
  const first = await saved(() =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /^Download CSV table: Round 2/ })
      .click(),
  )
  expect(first).toContain('_round-2_')
  await look(page, 'record-export')
  await page.goto(`${server.url}/s/${id}/setup#export`)
  await open()
  await about(page, 'All rounds')
  expect(
    await saved(() =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: /^Download CSV table: All rounds/ })
        .click(),
    ),
  ).toContain('_all-rounds_')
  await page.goto(`${server.url}/s/${id}/report?show=2`)
  const take = page.getByRole('region', { name: 'Take it as a file' })
  expect(await saved(() => take.getByRole('button', { name: /^Markdown/ }).click(), take)).toContain('_round-2_pack_')
  await look(page, 'report-take')
})

test('[X34] a participant with a phone is offered the tables and the picture', async ({ browser }) => {
  const [ann, guest] = [await Person.come(browser), await Person.come(browser, { viewport: { width: 390, height: 844 } })]
  const id = await example(ann)
  const view = await (await ann.page.request.get(`${server.url}/api/stocktakes/${id}`)).json()
  await guest.join(server.url, view.joinCode, view.groups[0].label)
  await openExport(guest)
  const dialog = guest.page.getByRole('dialog')
  await about(guest.page, /^Round 1: /)
  await expect(dialog.getByRole('button', { name: /^Download / })).toHaveCount(6)
  const download = guest.page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Download Matrix as PNG: Round 1/ }).click()
  expect((await download).suggestedFilename()).toMatch(/_round-1_matrix_.*\.png$/)
  await expect(dialog.getByRole('status')).toHaveText(/^Saved as /)
  const canvas = guest.page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Download Canvas as SVG: Round 1/ }).click()
  expect((await canvas).suggestedFilename()).toMatch(/_round-1_canvas_.*\.svg$/)
  await about(guest.page, 'All rounds')
  await expect(dialog.getByRole('button', { name: /^Download / })).toHaveCount(2)
})
