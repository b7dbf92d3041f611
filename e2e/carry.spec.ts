import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** What a round gave becomes the beginning of the next, with the way back to the first wording. */

const server = serverOfFile()

test('every decision of carry forward reaches the next round, both lenses and the export', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=table`)
  const texts = ['Keep me', 'Refine me', 'Merge one', 'Merge two', 'Split me', 'Answer me', 'Park me', 'Leave me']
  await facilitator.write('Practice, Current', texts.join(' / '))
  await page.keyboard.press('Escape')
  const anna = await Person.join(browser, started, 'Anna')

  await test.step('lines of a message become notes', async () => {
    await page.getByRole('button', { name: /^Actions for the note: Keep me/ }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await facilitator.paste('Practice, Current', texts)
    await facilitator.isSaved()
  })

  const decide = async (text: string, action: string) => {
    await page.getByRole('navigation', { name: 'Notes' }).getByRole('button', { name: text }).click()
    await page.getByRole('button', { name: action, exact: true }).click()
  }
  await test.step('each note is decided in its own way', async () => {
    await page.goto(`${server.url}/s/${id}/carry`)
    await decide('Keep me', 'Keep')
    await decide('Refine me', 'Refine')
    await page.getByLabel('The words that go forward').fill('In better words')
    await page.getByRole('button', { name: 'Carry these words' }).click()
    await decide('Merge one', 'Merge')
    await page.getByRole('checkbox', { name: 'Merge two' }).click({ force: true })
    await page.getByLabel('The words of the merged note').fill('Both at once')
    await page.getByRole('button', { name: 'Merge 2 notes' }).click()
    await decide('Split me', 'Split')
    await page.getByLabel('Part 1').fill('First half')
    if (!(await page.getByLabel('Part 2').isVisible())) await page.getByRole('button', { name: 'Another part' }).click()
    await page.getByLabel('Part 2').fill('Second half')
    await page.getByRole('radio', { name: 'Stimulus to read' }).click({ force: true })
    await page.getByRole('button', { name: 'Split into 2 notes' }).click()
    for (const [text, action, done] of [
      ['Answer me', 'Answered', 'Mark as answered'],
      ['Park me', 'Park', 'Park it'],
      ['Leave me', 'Do not carry', 'Leave it here'],
    ] as const) {
      await decide(text, action)
      await page.getByLabel('Reason, in one line').fill(`Because: ${text}`)
      await page.getByRole('button', { name: done }).click()
    }
    await expect(page.getByText('8 of 8 decided').first()).toBeVisible()
  })

  await test.step('the next round begins with what was carried', async () => {
    await anna.page.goto(`${server.url}/s/${id}?lens=table`)
    await page.getByRole('button', { name: 'Close round 1…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1 for everybody' }).click()
    await page.getByRole('button', { name: 'Open round 2 for everybody' }).click()
    await page.waitForURL(/\/s\/[^/]+$/)
    await anna.page.getByRole('button', { name: 'Round 2: Where we want to be, open' }).waitFor()
    for (const text of ['Keep me', 'In better words', 'Both at once']) await expect(anna.note(text).first()).toBeVisible()
    await expect(anna.page.getByText('First half').first()).toBeVisible()
  })

  await test.step('a press shows the first wording, in the table and on the canvas', async () => {
    await anna.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Both at once' }).getByRole('button', { name: 'From round 1: merged' }).click()
    const lineage = anna.page.getByRole('dialog', { name: 'Where this note comes from' })
    for (const text of ['Merge one', 'Merge two', 'Both at once']) await expect(lineage.getByText(text, { exact: true })).toBeVisible()
    await anna.page.keyboard.press('Escape')
    await anna.page.getByRole('button', { name: 'Canvas' }).click()
    await anna.shape('In better words').getByText('From round 1').click()
    await expect(lineage.getByText('Refine me', { exact: true })).toBeVisible()
  })

  await test.step('old notes never change, and the export says all of it', async () => {
    await anna.page.goto(`${server.url}/s/${id}/rounds/1`)
    for (const text of texts) await expect(anna.page.getByText(text, { exact: true }).first()).toBeVisible()
    const answer = await page.request.get(`${server.url}/api/stocktakes/${id}/export.csv?round=all`)
    const rows: Record<string, string>[] = parse(await answer.body(), { bom: true, columns: true })
    const first = rows.filter((row) => row.round === '1')
    expect(first.map((row) => row.text).sort()).toEqual([...texts].sort())
    const fate = (text: string) => first.find((row) => row.text === text)?.outcome
    expect(texts.map(fate)).toEqual(['carried', 'carried', 'carried', 'carried', 'carried', 'answered', 'parked', 'not_carried'])
  })

  await test.step('what was exported whole is the same stocktake elsewhere', async () => {
    const whole = await (await page.request.get(`${server.url}/api/stocktakes/${id}/export.json`)).json()
    const { stocktakeId, token } = await (await page.request.post(`${server.url}/api/import`, { data: whole })).json()
    const csvOf = async (which: string, headers = {}) =>
      (await page.request.get(`${server.url}/api/stocktakes/${which}/export.csv?round=all`, { headers })).text()
    expect(await csvOf(stocktakeId, { authorization: `Bearer ${token}` })).toBe(await csvOf(id))
  })
})
