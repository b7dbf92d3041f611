import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** The interface in another language; what people wrote stays as they wrote it. */

const server = serverOfFile()

test('[W190] a language is chosen in its own words, stays on the device, and is given back in the workspace', async ({ browser }) => {
  const { facilitator, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Cymraeg' }).click()
  await expect(page.getByRole('heading', { level: 1, name: "Pwyso a mesur gyda'n gilydd" })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Dechrau stocktake' })).toBeVisible()
  expect(await page.locator('html').getAttribute('lang')).toBe('cy')

  await page.goto(`${server.url}/s/${id}?lens=table`)
  await expect(page.getByRole('button', { name: 'Ychwanegu nodyn at Polisi, Presennol' })).toBeVisible()
  await page.getByRole('button', { name: 'Dewislen' }).click()
  await page.getByRole('menuitem', { name: 'Iaith', exact: true }).click()
  await page.getByRole('radio', { name: 'English' }).click({ force: true })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add a note to Policy, Current' })).toBeVisible()
})

test('[W190] [W191] a browser that asks for Welsh gets it, also what a stocktake begins with', async ({ browser }) => {
  const { code } = await startStocktake(browser, server.url)
  const { page } = await Person.come(browser, { locale: 'cy-GB' })
  await page.goto(server.url)
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible()
  await page.getByLabel('Cod y stocktake').fill(code)
  await page.getByRole('button', { name: 'Ymlaen' }).click()
  await expect(page.getByText('Cedwir eich nodiadau ar y gweinydd hwn.')).toBeVisible()
})
