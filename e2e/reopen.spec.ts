import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** A round is closed, and opened again because somebody was late. */

const server = serverOfFile()

test('[R3] [S3] a round closes and opens again: both records stay, late words wait on their device, nothing is lost', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const { page } = facilitator
  const [ben, late] = [await Person.join(browser, started, 'Ben'), await Person.join(browser, started, 'Late')]
  for (const person of [facilitator, ben, late]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await ben.write('Practice, Current', 'The plan is in a locked cupboard')
  await ben.isSaved()
  await expect(late.note('The plan is in a locked cupboard')).toBeVisible()
  const recordsOf = async (): Promise<{ version: number; hash: string }[]> =>
    (await page.request.get(`${server.url}/api/stocktakes/${id}/rounds/1/records`)).json()
  const closeFromMenu = async () => {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Close round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1', exact: true }).click()
  }

  await test.step('closed: who is here reads on and is told; a half-written word stays', async () => {
    await late.page.context().setOffline(true)
    await late.write('Practice, Barriers', 'Written in the train')
    await expect(late.page.getByText(/^Offline: 1 note kept on this device/).first()).toBeVisible()
    await ben.page.getByRole('textbox', { name: 'New note in Practice, Current' }).fill('Half a tho')
    await closeFromMenu()
    await expect(ben.page.getByText('Round 1 is closed. You can still read it.')).toBeVisible()
    await expect(ben.page.getByText('Read only: round 1 is closed.').first()).toBeVisible()
    await expect(ben.page.getByText('Your half-written words are kept: “Half a tho”')).toBeVisible()
    await expect(ben.note('The plan is in a locked cupboard')).toBeVisible()
    await expect(ben.page.getByRole('button', { name: /^Add a note to/ })).toHaveCount(0)
  })

  await test.step('what comes too late is refused, and kept with its words', async () => {
    await late.page.context().setOffline(false)
    await expect(late.page.getByText('1 note is kept on this device alone').first()).toBeVisible()
    await late.page.getByRole('button', { name: 'Look at the words' }).click()
    const kept = late.page.getByRole('dialog', { name: '1 note is kept on this device alone' })
    await expect(kept.getByText('Written in the train')).toBeVisible()
    await expect(kept.getByText('Round 1, Practice, Barriers. The round had been closed.')).toBeVisible()
    await expect(kept.getByText('No round is open. Once one is, you can put these words back.')).toBeVisible()
    await late.page.keyboard.press('Escape')
    await expect(facilitator.note('Written in the train')).toHaveCount(0)
    await late.page.reload()
    await expect(late.page.getByText('1 note is kept on this device alone').first()).toBeVisible()
  })

  const [first] = await recordsOf()
  await test.step('[W56] opened again, people go on where they were, and the late words go where they belong', async () => {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Open round 1 again…' }).click()
    await expect(page.getByRole('alertdialog').getByText(/The record that was made stays/)).toBeVisible()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Open round 1' }).click()
    await expect(ben.page.getByText('Round 1 is open again: Where we are now')).toBeVisible()
    await expect(ben.page.getByRole('textbox', { name: 'New note in Practice, Current' })).toHaveValue('Half a tho')
    await ben.write('Practice, Current', 'Half a thought, and the rest of it')
    await late.page.getByRole('button', { name: 'Put back in round 1' }).click()
    await expect(late.page.getByText('kept on this device alone')).toHaveCount(0)
    await expect(facilitator.noteIn('Practice, Barriers', 'Written in the train')).toBeVisible()
    await expect(facilitator.noteIn('Practice, Current', 'The plan is in a locked cupboard')).toHaveCount(1)
    await late.isSaved()
    await ben.isSaved()
  })

  await test.step('closed again there are two records, and the first is as it was', async () => {
    await closeFromMenu()
    await expect.poll(async () => (await recordsOf()).length).toBe(2)
    const records = await recordsOf()
    expect(records.find((record) => record.version === 1)).toEqual(first)
    expect(new Set(records.map((record) => record.hash)).size).toBe(2)

    await ben.page.goto(`${server.url}/s/${id}/rounds/1`)
    const matrix = ben.page.getByRole('main')
    await expect(matrix.getByText('Version 2', { exact: true })).toBeVisible()
    for (const text of ['The plan is in a locked cupboard', 'Half a thought, and the rest of it', 'Written in the train'])
      await expect(matrix.getByText(text, { exact: true })).toBeVisible()
    await ben.page.getByRole('button', { name: /^Version 2.*Record$|Record/ }).click()
    await ben.page.getByRole('option', { name: /^Version 1/ }).click()
    await expect(matrix.getByText('Version 1', { exact: true })).toBeVisible()
    await expect(matrix.getByText(first?.hash.slice(0, 12) ?? 'no hash')).toBeVisible()
    await expect(matrix.getByText('Written in the train')).toHaveCount(0)
    await expect(matrix.getByText('The plan is in a locked cupboard')).toBeVisible()
  })

  await test.step('the export tells the round from its newest record', async () => {
    const csv = await page.request.get(`${server.url}/api/stocktakes/${id}/export.csv?round=1`)
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    expect(rows.map((row) => row.text).sort()).toEqual(['Half a thought, and the rest of it', 'The plan is in a locked cupboard', 'Written in the train'])
  })
})
