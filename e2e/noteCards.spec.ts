import { expect, test } from '@playwright/test'
import { menuItem, workshopAtCanvas } from './atCanvas.ts'
import type { Spot } from './fingers.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** What comes to the canvas from elsewhere: pictures, and addresses of pages. */

const server = serverOfFile()

/** The smallest PNG: one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('[W151] [W155] pictures dropped, pasted or chosen go onto notes once somebody has said what they show', async ({ browser }) => {
  const { started, facilitator, anna, page } = await workshopAtCanvas(browser, server.url)
  await anna.add('Practice, Current', 'the cupboard')
  await anna.showEverything()
  const dialog = page.getByRole('alertdialog', { name: 'A picture for the board' })
  const say = async (words: string) => {
    await dialog.getByRole('button', { name: 'Put it on a note' }).click()
    await expect(dialog.getByText('Say in a few words')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'What does it show?' }).fill(words)
    await dialog.getByRole('button', { name: 'Put it on a note' }).click()
    await expect(dialog).toHaveCount(0)
  }
  /** The browser's own event with a file in it, as a drop from the desktop or a paste of a screenshot gives. */
  const give = (kind: 'drop' | 'paste', { x, y }: Spot, type = 'image/png') =>
    page.evaluate(
      ({ kind, x, y, type, png }) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))], 'picture.png', { type }))
        const target = kind === 'drop' ? document.elementFromPoint(x, y) : document
        const at = { bubbles: true, cancelable: true, clientX: x, clientY: y }
        target?.dispatchEvent(
          kind === 'drop' ? new DragEvent('drop', { ...at, dataTransfer: data }) : new ClipboardEvent('paste', { ...at, clipboardData: data }),
        )
      },
      { kind, x, y, type, png: PNG },
    )

  await give('drop', await anna.middleOf('the cupboard'))
  await say('A cupboard with a padlock')
  await expect(anna.shape('the cupboard').getByRole('img', { name: 'A cupboard with a padlock' })).toBeVisible()
  await expect(facilitator.noteIn('Practice, Current', 'the cupboard').getByRole('img', { name: 'A cupboard with a padlock' })).toBeVisible()
  const isLoaded = (img: HTMLImageElement | SVGElement) => (img as HTMLImageElement).naturalWidth > 0
  await expect.poll(() => facilitator.page.getByRole('img', { name: 'A cupboard with a padlock' }).evaluate(isLoaded)).toBe(true)

  await page.keyboard.press('Escape')
  const beside = await anna.spot('Culture, Barriers')
  await page.mouse.click(beside.x, beside.y)
  await give('paste', beside)
  await say('A form in three copies')
  await expect(facilitator.cell('Culture, Barriers').getByRole('img', { name: 'A form in three copies' })).toBeVisible()

  await give('drop', await anna.spot('Policy, Barriers'), 'application/pdf')
  await expect(dialog.getByText('Only PNG, JPEG, GIF and WebP')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Put it on a note' })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: /mirror/ })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  const rows = await facilitator.page.request.get(`${server.url}/api/stocktakes/${started.id}/export.csv?round=all`)
  expect(await rows.text()).toContain('[Picture: A cupboard with a padlock]')
  await page.keyboard.press('Control+z')
  await expect(facilitator.page.getByRole('img', { name: 'A form in three copies' })).toHaveCount(0)
})

test('[W155] a facilitator’s picture can become stimulus, hidden until it is wanted', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { page } = started.facilitator
  await page.goto(`${server.url}/s/${started.id}?lens=canvas`)
  await started.facilitator.showEverything()
  const { x, y } = await started.facilitator.spot('Practice, Current')
  await page.mouse.click(x, y, { button: 'right' })
  const choosing = page.waitForEvent('filechooser')
  await menuItem(started.facilitator, 'Add a picture').click()
  await (await choosing).setFiles({ name: 'ward.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
  await page.getByRole('textbox', { name: 'What does it show?' }).fill('The ward at night')
  await page.getByRole('button', { name: 'Put it on the mirror' }).click()
  await expect(page.getByRole('heading', { name: 'The ward at night' }).or(page.getByText('The ward at night')).first()).toBeVisible()
})

test('[W156] an address pasted becomes a card, and nothing is asked of its host', async ({ browser }) => {
  const { facilitator, anna, page } = await workshopAtCanvas(browser, server.url)
  const asked: string[] = []
  page.on('request', (request) => void (request.url().startsWith(server.url) || asked.push(request.url())))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('The guideline: https://guideline.example/ng42'))
  const { x, y } = await anna.spot('Policy, Current')
  await page.mouse.click(x, y)
  await page.keyboard.press('Control+v')
  const card = anna.shape('The guideline').getByRole('link', { name: 'Open guideline.example in a new tab' })
  await expect(card).toHaveAttribute('href', 'https://guideline.example/ng42')
  await expect(card).toHaveAttribute('rel', /noopener/)
  await expect(facilitator.noteIn('Policy, Current', 'The guideline').getByRole('link', { name: /guideline\.example/ })).toBeVisible()
  expect(asked.filter((address) => !address.startsWith('blob:') && !address.startsWith('data:'))).toEqual([])
})
