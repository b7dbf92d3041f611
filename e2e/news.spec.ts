import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

test('[W212] what others add is read out at the pace that is chosen, which a reload keeps', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  const { page } = facilitator
  await page.clock.install()
  await page.goto(`${url}/s/${id}?lens=table`)
  const other = await Person.join(browser, started, 'Ana')
  await other.page.goto(`${url}/s/${id}?lens=table`)

  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'News of others…' }).click()
    const choice = page.getByRole('radio', { name })
    await choice.click({ force: true })
    await expect(choice).toBeChecked()
    await look(page, 'news')
    await page.keyboard.press('Escape')
    await expect(choice).toBeHidden()
  }

  await choose('Every half minute')
  await page.reload()
  await facilitator.isSaved()
  await other.paste('Practice, Barriers', ['one', 'two', 'three'])
  await expect(facilitator.note('three')).toBeVisible()
  await page.clock.runFor(15_000)
  await expect(facilitator.readOut('new notes')).toHaveCount(0)
  await other.write('Practice, Barriers', 'four')
  await expect(facilitator.note('four')).toBeVisible()
  await page.clock.runFor(16_000)
  await expect(facilitator.readOut('4 new notes in Practice, Barriers')).toHaveCount(1)

  await choose('Never')
  await expect(facilitator.readOut('new note')).toHaveCount(0)
  await other.write('Practice, Barriers', 'five')
  await expect(facilitator.note('five')).toBeVisible()
  await page.clock.runFor(120_000)
  await expect(facilitator.readOut('new note')).toHaveCount(0)

  await choose('At once')
  await other.write('Practice, Barriers', 'six')
  await expect(facilitator.note('six')).toBeVisible()
  await page.clock.runFor(11_000)
  await expect(facilitator.readOut('1 new note in Practice, Barriers')).toHaveCount(1)
})
