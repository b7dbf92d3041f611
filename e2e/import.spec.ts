import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** Notes that come from a file or from copied cells of a spreadsheet. */

const server = serverOfFile()

const CELL = 'Practice, Barriers'

async function openImport({ page }: Person) {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Import notes…' }).click()
  await expect(page.getByRole('dialog', { name: 'Import notes' })).toBeVisible()
}

test('[X76] [X77] a facilitator imports a file on a laptop, mends what was guessed, takes it all back, and pastes a matrix on a phone', async ({ browser }) => {
  const { facilitator, url, id, code } = await startStocktake(browser, server.url)
  const { page } = facilitator
  const ana = await Person.come(browser)
  await ana.join(url, code, 'Clinicians and practitioners')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  await page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.write(CELL, 'Nobody rings back')
  await openImport(facilitator)
  const dialog = page.getByRole('dialog', { name: 'Import notes' })
  const file = (name: string, buffer: Buffer) => dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await file('book.csv', Buffer.from([0x50, 0x4b, 3, 4]))
  await expect(dialog.getByRole('alert')).toContainText('Save its sheet as CSV')
  await look(facilitator, 'wrong')
  const rows = [
    'Row;Column;Note;Group',
    'Practice;Barriers;nobody rings  back;',
    'Culture;Current;Caf\xe9 culture;Clinicians and practitioners',
    ';;Where does this go?;',
  ]
  await file('notes.csv', Buffer.from(rows.join('\r\n'), 'latin1'))

  const preview = page.getByRole('alertdialog', { name: 'Import 3 notes' })
  await expect(preview.getByRole('checkbox', { name: 'Add note 1' })).not.toBeChecked()
  await expect(preview.getByText('Already on the board, in Practice, Barriers.')).toBeVisible()
  await expect(preview.getByRole('combobox', { name: 'Cell of note 2' })).toHaveValue('culture/current')
  await look(facilitator, 'preview')
  // What somebody writes meanwhile is compared as well, and what they take back is not.
  await ana.write('Culture, Current', 'café  culture')
  await expect(preview.getByText('Already on the board, in Culture, Current.')).toBeVisible()
  await expect(preview.getByRole('button', { name: 'Add 1 note' })).toBeVisible()
  await ana.page.keyboard.press('Escape')
  await ana.page.getByRole('button', { name: 'Undo' }).first().click()
  await preview.getByRole('button', { name: 'Add 2 notes' }).click()
  await expect(preview.getByRole('alert')).toContainText('1 note has no cell yet.')
  await expect(preview.getByRole('combobox', { name: 'Cell of note 3' })).toBeFocused()
  await look(facilitator, 'asked')
  await preview.getByRole('combobox', { name: 'Cell of note 3' }).selectOption({ label: 'Culture, Current' })
  await preview.getByRole('textbox', { name: 'Words of note 3' }).fill('Where does it go?')
  await preview.getByRole('button', { name: 'Add 2 notes' }).click()
  await expect(ana.noteIn('Culture, Current', 'Where does it go?')).toBeVisible()
  await expect(ana.noteIn('Culture, Current', 'Café culture').getByText('Clinicians')).toBeVisible()
  await look(facilitator, 'added')
  await page.getByRole('dialog').getByRole('button', { name: 'Take them back' }).click()
  await expect(ana.cell('Culture, Current').getByRole('listitem')).toHaveCount(0)
  await expect(ana.note('Nobody rings back')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()

  await page.setViewportSize({ width: 390, height: 844 })
  await openImport(facilitator)
  await look(facilitator, 'phone-source')
  await dialog.getByRole('textbox', { name: 'Or paste cells here' }).fill('\tCurrent practice\tBarriers\nPolicy\t"• one\n• two"\tthree\nCulture\t\tfour')
  await dialog.getByRole('button', { name: 'Show the notes' }).press('Enter')
  await look(facilitator, 'phone-preview')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Add 4 notes' }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('4 notes were added.')
  for (const [cell, text] of [
    ['Policy, Current', 'one'],
    ['Policy, Current', 'two'],
    ['Policy, Barriers', 'three'],
    ['Culture, Barriers', 'four'],
  ] as const)
    await expect(ana.noteIn(cell, text)).toBeVisible()
})

test('[X76] while people write alone, what is imported waits for the reveal', async ({ browser }) => {
  const { facilitator, url, id, code } = await startStocktake(browser, server.url)
  const { page } = facilitator
  const round = `${url}/api/stocktakes/${id}/rounds/1`
  const headers = { origin: url }
  const may = { add: true, edit: true, move: true, group: false, vote: false }
  const steps = [{ id: 'w', kind: 'write', title: 'Write alone', instruction: '', minutes: 5, cells: null, may }]
  expect((await page.request.put(`${round}/steps`, { data: { steps }, headers })).status()).toBe(200)
  expect((await page.request.post(`${round}/step`, { data: { to: 'w', from: null }, headers })).status()).toBe(200)
  const ana = await Person.come(browser)
  await ana.join(url, code, 'Clinicians and practitioners')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  await page.goto(`${url}/s/${id}?lens=table`)
  await openImport(facilitator)
  await page.getByRole('textbox', { name: 'Or paste cells here' }).fill('Row,Column,Note\nPolicy,Current,from last year')
  await page.getByRole('dialog').getByRole('button', { name: 'Show the notes' }).click()
  const preview = page.getByRole('alertdialog')
  await expect(preview.getByText('These notes stay yours until they are revealed.')).toBeVisible()
  await preview.getByRole('button', { name: 'Add 1 note' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect(facilitator.note('from last year')).toBeVisible()
  await look(facilitator, 'alone')
  await expect(page.getByRole('button', { name: /^Reveal 1 note/ })).toBeVisible()
  await expect(ana.note('from last year')).toHaveCount(0)
  await page.getByRole('button', { name: /^Reveal 1 note/ }).click()
  await expect(ana.noteIn('Policy, Current', 'from last year')).toBeVisible()
})
