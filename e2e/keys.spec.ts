import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

test('[W211] ? lists the keys of the canvas; switched off, a letter does nothing there, nor on another screen after a reload', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=canvas`)
  const canvas = page.getByRole('region', { name: 'Canvas', exact: true })
  const hand = page
    .getByRole('button', { name: 'Move the view' })
    .or(page.getByRole('radio', { name: 'Move the view' }))
    .first()
  await expect(hand).toBeVisible()
  const { x, y } = await facilitator.spot('Practice, Barriers')
  await page.mouse.click(x, y)
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keys of this screen' })
  await expect(list.getByText('Move the chosen notes to the next cell')).toBeVisible()
  await expect(list.getByText('Write in the note')).toBeVisible()
  await look(page, 'keys-canvas')
  await list.getByRole('checkbox', { name: 'Use single keys, on all screens' }).click({ force: true })
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()

  // N writes no note, Ctrl+A and Enter still work, and ? is a single key too.
  // In another cell: a second click in the same place, soon after, would be a double click, which writes.
  const elsewhere = await facilitator.spot('Policy, Current')
  await page.mouse.click(elsewhere.x, elsewhere.y)
  await page.keyboard.press('n')
  await page.keyboard.press('?')
  await expect(canvas.locator('.tl-shape textarea')).toHaveCount(0)
  await expect(list).toBeHidden()

  await page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.write('Practice, Barriers', 'Typed twice')
  await facilitator.isSaved()
  await page.goto(`${url}/s/${id}/carry`)
  await expect(
    page
      .getByRole('heading', { name: /Typed twice/ })
      .or(page.getByText('Typed twice'))
      .first(),
  ).toBeVisible()
  await page.keyboard.press('k')
  await page.keyboard.press('?')
  await expect(list).toBeHidden()

  const decided = async () => (await (await page.request.get(`${url}/api/stocktakes/${id}/rounds/1/carry`)).json()).decisions.length

  // The menu has the list, where they can be switched on again.
  await page.goto(`${url}/s/${id}?lens=table`)
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Keys…' }).click()
  await expect(list.getByText('Add the note and write the next')).toBeVisible()
  expect(await decided()).toBe(0)
  await look(page, 'keys-table')
  await list.getByRole('checkbox', { name: 'Use single keys, on all screens' }).click({ force: true })
  await page.keyboard.press('Escape')
  await page.goto(`${url}/s/${id}/carry`)
  await expect(page.getByText('Typed twice').first()).toBeVisible()
  await page.keyboard.press('?')
  await expect(list.getByText('Take the decision back')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('k')
  await expect.poll(decided).toBe(1)
})

test('[W211] a question mark in a note is a question mark', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.page.getByRole('button', { name: 'Add a note to Practice, Barriers' }).click()
  await facilitator.page.keyboard.type('Who types it twice?')
  await facilitator.page.keyboard.press('Enter')
  await expect(facilitator.note('Who types it twice?')).toBeVisible()
  await expect(facilitator.page.getByRole('dialog')).toHaveCount(0)
})

test('[W221] J, K and N go from cell to cell of the table, and Alt with an arrow takes the box along; a letter in the box is a letter', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=table`)
  await expect(facilitator.cell('Technology, Barriers')).toBeVisible()
  const goes = async (keys: string[], cell: string) => {
    for (const key of keys) await page.keyboard.press(key)
    await expect(facilitator.cell(cell)).toBeFocused()
  }
  await goes(['j'], 'Policy, Current')
  await goes(['j', 'j'], 'Practice, Current')
  await goes(['Shift+J'], 'Culture, Current')
  await goes(['k'], 'Practice, Barriers')
  await goes(['Shift+K'], 'Policy, Current')
  await goes(['k'], 'Policy, Current')
  await goes(['j'], 'Policy, Barriers')

  await page.keyboard.press('n')
  const box = (cell: string) => page.getByRole('textbox', { name: `New note in ${cell}` })
  await expect(box('Policy, Barriers')).toBeFocused()
  await page.keyboard.type('junk mail')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(box('Practice, Barriers')).toBeFocused()
  await expect(box('Practice, Barriers')).toHaveValue('junk mail')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(box('Practice, Current')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(facilitator.noteIn('Practice, Current', 'junk mail')).toHaveCount(1)
  await page.keyboard.press('Escape')

  // Where one row is on the screen, the row of the box is.
  await page.setViewportSize({ width: 640, height: 800 })
  await page.getByRole('navigation', { name: 'Parts of the workspace' }).getByRole('button', { name: 'Board' }).click()
  await page.getByRole('button', { name: 'Add a note to Policy, Current' }).click()
  await page.keyboard.type('post')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(box('Practice, Current')).toBeFocused()
  await expect(box('Practice, Current')).toHaveValue('post')
})
