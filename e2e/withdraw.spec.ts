import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** What somebody takes back after a round is gone from its record, and its place stays. */

const server = serverOfFile()

test('[X50] [X51] a facilitator withdraws a note from a record, after a warning', async ({ browser }) => {
  const { facilitator, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=table`)
  await facilitator.write('Practice, Current', 'Agnes cannot read it')
  await page.keyboard.press('Escape')
  await facilitator.write('Practice, Current', 'It is printed too small')
  await page.keyboard.press('Escape')
  await facilitator.isSaved()
  const closed = await page.request.post(`${server.url}/api/stocktakes/${id}/rounds/1/close`, { headers: { origin: server.url } })
  expect(closed.ok()).toBe(true)

  await page.goto(`${server.url}/s/${id}/rounds/1`)
  await page.getByRole('button', { name: 'Withdraw the note: Agnes cannot read it' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Withdraw this note for good?' })
  await expect(dialog).toContainText('Nobody can undo this.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Agnes cannot read it')).toBeVisible()

  await page.getByRole('button', { name: 'Withdraw the note: Agnes cannot read it' }).press('Enter')
  await dialog.getByRole('button', { name: 'Withdraw for good' }).click()
  await expect(page.getByText('Agnes cannot read it')).toHaveCount(0)
  await expect(page.getByText('1 note withdrawn since')).toBeVisible()
  await expect(page.getByText('2 notes', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('It is printed too small')).toBeVisible()
  await look(page, 'withdrawn')
})
