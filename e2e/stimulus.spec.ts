import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** What people look at before they write: put on the shelf, seen, played, replaced. */

const server = serverOfFile()

/** Four seconds of teal, 718 bytes. */
const FILM = join(import.meta.dirname, 'fixtures/film.webm')
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFElEQVR4nGNgYPhPAP0f1TGqg4QOAKxrx0HkR1sRAAAAAElFTkSuQmCC', 'base64')
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n',
)

/** Opens the dialog, says what it is and what it is called, and gives the dialog to fill in the rest. */
async function begin({ page }: Person, kind: string, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add stimulus' }).locator('visible=true').first().click()
  const dialog = page.getByRole('alertdialog', { name: 'Add stimulus' })
  await dialog.getByRole('radio', { name: kind, exact: true }).click({ force: true })
  await dialog.getByLabel('Title', { exact: true }).fill(title)
  return dialog
}

async function putOnShelf(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Put on the shelf/ }).click()
  await expect(dialog).toHaveCount(0)
}

test('[W54] every kind of stimulus is prepared, stays unseen until the round opens, and is then read, looked at and watched', async ({ browser }) => {
  const started = await startStocktake(browser, server.url, { isPrepared: false })
  const { facilitator, id } = started
  const { page } = facilitator
  const anna = await Person.join(browser, started, 'Anna')
  await anna.page.goto(`${server.url}/s/${id}?lens=table`)
  await page.goto(`${server.url}/s/${id}/setup#rounds`)

  await test.step('words: a clinical scenario with a content note, a text, a quotation', async () => {
    const scenario = await begin(facilitator, 'Case or scenario', 'A Friday discharge')
    await scenario.getByLabel('The case, as people will read it').fill('Mr K. goes home at five. His plan stays on the ward.')
    await scenario.getByLabel('Sensitivity (optional)').fill('a death is mentioned')
    await scenario.getByText('This is a content note', { exact: true }).click()
    await scenario.getByLabel('Your own word for the kind (optional)').fill('Clinical scenario')
    await putOnShelf(scenario)
    const text = await begin(facilitator, 'Text', 'Local figures')
    await text.getByRole('textbox', { name: 'Text', exact: true }).fill('Of 40 plans, 9 were read again within a month.')
    await putOnShelf(text)
    const quotation = await begin(facilitator, 'Quotation', 'A carer')
    await quotation.getByLabel('The words quoted').fill('I carry the plan in my handbag.')
    await quotation.getByLabel('Source (optional)').fill('Carers’ meeting, March')
    await putOnShelf(quotation)
  })

  await test.step('a link, once its address can be one', async () => {
    const dialog = await begin(facilitator, 'Link', 'The standard')
    await dialog.getByLabel('Web address').fill('plans')
    await dialog.getByRole('button', { name: /^Put on the shelf/ }).click()
    await expect(dialog.getByText(/address/).last()).toBeVisible()
    await dialog.getByLabel('Web address').fill('https://standards.example/plans')
    await putOnShelf(dialog)
  })

  await test.step('[W36] a file of another type, or too large, is refused in words, and nothing is lost', async () => {
    const dialog = await begin(facilitator, 'Image', 'The form as it is')
    const file = dialog.locator('input[type=file]')
    await dialog.getByRole('button', { name: /^Put on the shelf/ }).click()
    await expect(dialog.getByRole('alert')).toHaveText('Choose a file first.')
    await file.setInputFiles({
      name: 'form.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from('PK'),
    })
    await expect(dialog.getByRole('alert')).toHaveText('That file is of another type. See the types above.')
    await file.setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: Buffer.alloc(26 * 1024 * 1024) })
    await expect(dialog.getByRole('alert')).toHaveText('That file has 26 MB; the limit is 25 MB.')
    await file.setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html>not a picture</html>') })
    await expect(dialog.getByRole('alert')).toHaveText(/^That kind of file is not accepted/)
    await file.setInputFiles({ name: 'renamed.png', mimeType: 'image/png', buffer: PDF })
    await expect(dialog.getByRole('alert')).toHaveText('That file is of another type. See the types above.')
    await expect(dialog.getByLabel('Title', { exact: true })).toHaveValue('The form as it is')
    await file.setInputFiles({ name: 'form.png', mimeType: 'image/png', buffer: PNG })
    await expect(dialog.getByText('Uploaded: form.png')).toBeVisible()
    await dialog.getByLabel('What the image shows, in words').fill('A form with eleven boxes')
    await putOnShelf(dialog)
  })

  await test.step('a PDF and a film with its transcript', async () => {
    const pdf = await begin(facilitator, 'PDF document', 'The guideline')
    await pdf.locator('input[type=file]').setInputFiles({ name: 'guideline.pdf', mimeType: 'application/pdf', buffer: PDF })
    await expect(pdf.getByText('Uploaded: guideline.pdf')).toBeVisible()
    await putOnShelf(pdf)
    const film = await begin(facilitator, 'Video', 'Ward round')
    await film.locator('input[type=file]').setInputFiles(FILM)
    await expect(film.getByText('Uploaded: film.webm')).toBeVisible()
    await film.getByLabel('Transcript').fill('Nurse: Where is the plan?')
    await putOnShelf(film)
  })

  await test.step('one is kept hidden', async () => {
    const dialog = await begin(facilitator, 'Text', 'For later')
    await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('The answer of the trust')
    await dialog.getByText('Keep hidden for now').click()
    await putOnShelf(dialog)
    await expect(page.getByRole('row').filter({ hasText: 'For later' }).getByText('Hidden from participants')).toBeVisible()
  })

  const mirror = anna.page.getByRole('complementary', { name: 'Mirror' }).or(anna.page.getByRole('region', { name: 'Mirror' }))
  await test.step('before the round opens nobody else sees any of it, nor is it sent', async () => {
    await expect(anna.page.getByText('Round 1 has not been opened yet')).toBeVisible()
    const view = await (await anna.page.request.get(`${server.url}/api/stocktakes/${id}`)).text()
    for (const words of ['Friday', 'handbag', 'standards.example', 'guideline', 'Ward round', 'For later']) expect(view).not.toContain(words)
  })

  const parts: number[] = []
  anna.page.on('response', (answer) => /\/files\//.test(answer.url()) && answer.request().resourceType() === 'media' && parts.push(answer.status()))
  await test.step('once it is open everybody reads it, the content note first', async () => {
    await page.getByRole('button', { name: /^Open round 1 for|^Open round 1$/ }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Open round 1/ })
      .click()
    await expect(mirror.getByRole('heading', { name: 'A Friday discharge' })).toBeVisible()
    await expect(mirror.getByText('Content note: a death is mentioned')).toBeVisible()
    await expect(mirror.getByText('Mr K. goes home at five.')).toHaveCount(0)
    await mirror.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(mirror.getByText('Mr K. goes home at five.')).toBeVisible()
    await expect(mirror.getByText('Of 40 plans, 9 were read again within a month.')).toBeVisible()
    await expect(mirror.locator('blockquote')).toHaveText('I carry the plan in my handbag.')
    await expect(mirror.getByRole('link', { name: /The standard/ })).toHaveAttribute('href', 'https://standards.example/plans')
    await expect(mirror.getByRole('img', { name: 'A form with eleven boxes' })).toBeVisible()
    await expect(mirror.getByRole('link', { name: 'Open the document in a new tab' })).toBeVisible()
    await expect(mirror.getByText('For later')).toHaveCount(0)
  })

  await test.step('the film plays in the page, fetched in parts, with its transcript', async () => {
    const film = mirror.locator('video[aria-label="Ward round"]')
    await film.scrollIntoViewIfNeeded()
    await expect(film).toHaveJSProperty('controls', true)
    await film.evaluate((video: HTMLVideoElement) => {
      video.muted = true
      return video.play()
    })
    await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0.2)
    expect(parts).toContain(206)
    expect(new Set(parts)).toEqual(new Set([206]))
    await mirror.getByText('Transcript').click()
    await expect(mirror.getByText('Nurse: Where is the plan?')).toBeVisible()
    const address = await film.getAttribute('src')
    const middle = await anna.page.request.get(`${server.url}${address}`, { headers: { range: 'bytes=100-199' } })
    expect([middle.status(), middle.headers()['content-range'], (await middle.body()).length]).toEqual([206, 'bytes 100-199/718', 100])
  })

  await test.step('a new version says what changed and why, and the old one stands beside it', async () => {
    await page.getByRole('button', { name: 'Actions for Local figures' }).click()
    await page.getByRole('menuitem', { name: 'New version' }).click()
    const dialog = page.getByRole('alertdialog', { name: /^Version 2/ })
    await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('Of 40 plans, 31 were read again within a month.')
    await dialog.getByRole('button', { name: /^Show v2/ }).click()
    await expect(dialog.getByText('Say in a few words what changed and why.')).toBeVisible()
    await dialog.getByLabel('What changed and why').fill('9 was a slip of the pen')
    await dialog.getByRole('button', { name: /^Show v2/ }).click()
    await expect(mirror.getByText('Of 40 plans, 31 were read again within a month.')).toBeVisible()
    await expect(mirror.getByText('9 was a slip of the pen')).toBeVisible()
    await mirror.getByRole('button', { name: 'Compare with 1 earlier version' }).click()
    const versions = anna.page.getByRole('dialog', { name: 'Versions of “Local figures”' })
    await expect(versions.getByText('Of 40 plans, 9 were read again within a month.')).toBeVisible()
    await expect(versions.getByText('Of 40 plans, 31 were read again within a month.')).toBeVisible()
    await anna.page.keyboard.press('Escape')
  })

  await test.step('what was hidden is shown by a press', async () => {
    await page.getByRole('button', { name: 'Actions for For later' }).click()
    await page.getByRole('menuitem', { name: 'Show to participants' }).click()
    await expect(mirror.getByText('The answer of the trust')).toBeVisible()
  })

  await test.step('what somebody wrote becomes stimulus of the next round, with the way back to it', async () => {
    await anna.write('Practice, Current', 'The plan lives in a handbag')
    await anna.isSaved()
    await page.getByRole('button', { name: /^Close round 1/ }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Close round 1/ })
      .click()
    const next = page.getByRole('button', { name: /^Round 2:/ })
    if ((await next.getAttribute('aria-expanded')) === 'false') await next.click()
    await page.getByRole('button', { name: 'From an earlier note' }).locator('visible=true').first().click()
    const dialog = page.getByRole('dialog', { name: 'An earlier note as stimulus' })
    await dialog.getByText('The plan lives in a handbag').click()
    await dialog.getByRole('button', { name: 'Put on the shelf of round 2' }).click()
    await page.getByRole('button', { name: /^Open round 2/ }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Open round 2/ })
      .click()
    await expect(mirror.getByText('The plan lives in a handbag')).toBeVisible()
    await mirror.getByText('Made from 1 note').click()
    await expect(mirror.getByText('The plan lives in a handbag')).toHaveCount(2)
  })
})
