import { expect, type Page, test } from '@playwright/test'
import { enlargeText, misfits } from './fits.ts'
import { look } from './look.ts'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** What people set in their browser or system: letters and zoom, colours, the direction of their script. */

const server = serverOfFile()

const CELL = 'Practice, Barriers'

test('[W216] with letters of 200 % a laptop has one column, and at a zoom of 400 % one can still write', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.write(CELL, 'Letters arrive late')
  await enlargeText(page, 2)
  await expect(page.getByRole('navigation', { name: 'Parts of the workspace' })).toBeVisible()
  await look(page, 'laptop-200')
  expect(await misfits(page)).toEqual([])
  await enlargeText(page, 1)

  // 1280 by 1024, as WCAG 1.4.10 counts.
  await page.setViewportSize({ width: 320, height: 256 })
  await facilitator.writeOnPhone(CELL, 'Nobody asks us')
  await look(page, 'zoom-400')
  expect(await misfits(page)).toEqual([])
})

test('[W217] in forced colours what is pressed differs from what is not, and the focus can be seen at every stop', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.write(CELL, 'Letters arrive late')
  await page.emulateMedia({ forcedColors: 'active' })
  const ground = (pressed: string) =>
    page
      .getByRole('group', { name: 'View' })
      .or(page.getByRole('radiogroup', { name: 'View' }))
      .locator(pressed)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor)
  await look(page, 'forced-colours')
  expect(await ground('[aria-pressed="true"]')).not.toBe(await ground('[aria-pressed="false"]'))

  const choice = page.locator('label').filter({ hasText: 'Typed for somebody without a device' })
  await expect(choice.locator('svg')).toHaveCount(1)
  await expect(choice.locator('svg')).toBeHidden()
  await choice.click()
  await expect(choice.locator('svg')).toBeVisible()

  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  const unseen: string[] = []
  let stops = 0
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      // A ring around a label or a frame says it as well as one around the field in it.
      for (let each: Element | null = focused, up = 0; each && up < 3; each = each.parentElement, up++) {
        const { outlineStyle, outlineWidth } = getComputedStyle(each)
        if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return { isSeen: true, name: '' }
      }
      return { isSeen: false, name: focused.outerHTML.slice(0, 120) }
    })
    if (stop) stops++
    if (stop && !stop.isSeen) unseen.push(stop.name)
  }
  expect(stops).toBeGreaterThan(20)
  expect(unseen).toEqual([])
})

/** Words in Arabic alone, from right to left, that stand from left to right all the same. */
const wrongWay = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let seen = 0
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const parent = text.parentElement
      if (!parent?.checkVisibility() || !/\p{Script=Arabic}/u.test(text.nodeValue ?? '') || /\p{Script=Latin}/u.test(text.nodeValue ?? '')) continue
      seen++
      if (getComputedStyle(parent).direction !== 'rtl' && parent.closest('[dir="auto"]') === null)
        found.push(`${parent.outerHTML.slice(0, 120)} in ${parent.parentElement?.outerHTML.slice(0, 80)}`)
    }
    return { seen, found }
  })

test('[W219] words from right to left stand from right to left: on the board, in the carry desk, the record, the report and the way in', async ({
  browser,
}) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  const { page } = facilitator
  const headers = { origin: url }
  const at = `${url}/api/stocktakes/${id}`
  const change = async (path: string, data: object) => expect((await page.request.patch(at + path, { headers, data })).status()).toBe(200)
  await page.goto(`${url}/s/${id}?lens=table`)
  await change('', { title: 'جرد الخطة', sharedObject: 'رعاية أفضل من خلال خطة واحدة' })
  await change('/rounds/1', { title: 'أين نحن الآن', question: 'ماذا يحدث اليوم؟' })
  const wrong: Record<string, unknown> = {}
  const check = async (who: Person, state: string, least: number) => {
    await look(who.page, `rtl-${state}`)
    const { seen, found } = await wrongWay(who.page)
    if (found.length > 0 || seen < least) wrong[state] = { seen, found }
  }
  await page.reload()
  await facilitator.write(CELL, 'تصل الرسائل متأخرة')
  await facilitator.write(CELL, 'لا أحد يسألنا')
  await check(facilitator, 'table', 5)
  await facilitator.isSaved()
  const visitor = await Person.come(browser)
  await visitor.page.goto(`${url}/j/${code}`)
  await visitor.page.getByRole('radio').first().waitFor()
  await check(visitor, 'join', 2)
  await facilitator.open('/carry')
  await page.getByText('0 of 2 decided').first().waitFor()
  await check(facilitator, 'carry', 4)
  expect((await page.request.post(`${at}/rounds/1/close`, { headers, data: {} })).status()).toBeLessThan(300)
  for (const path of ['/rounds/1', '/report', '/print?round=1']) {
    await facilitator.open(path)
    await page.getByText('تصل الرسائل متأخرة').first().waitFor()
    await check(facilitator, path.replace(/\W/g, ''), 3)
  }
  await facilitator.open('/setup')
  await page.getByRole('main').waitFor()
  await check(facilitator, 'setup', 2)
  expect(wrong).toEqual({})
})

test('[W220] a note says in which language it is: as it is written, from its menu in the table and on the canvas, and to everybody', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=table`)
  const choose = async (language: string, code = '') => {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Language' }).selectOption(language)
    await look(page, 'language')
    if (code) await dialog.getByRole('textbox', { name: 'Code of the language' }).fill(code)
    await dialog.getByRole('button', { name: 'Done' }).click()
  }
  const menuOf = (text: string) => facilitator.note(text).getByRole('button', { name: /^Actions for the note/ })
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Language of my notes…' }).click()
  await choose('cy')
  await expect(page.getByRole('button', { name: 'You write in Welsh' }).first()).toBeVisible()
  await facilitator.write(CELL, 'Does neb yn gofyn')
  await facilitator.write(CELL, 'Te tuku reta')
  await expect(facilitator.note('Te tuku reta')).toContainText('In Welsh')
  await menuOf('Te tuku reta').click()
  await page.getByRole('menuitem', { name: 'Language of the note…' }).click()
  await choose('other', 'not a code')
  await expect(page.getByRole('dialog').getByText('A code is two or three letters')).toBeVisible()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Code of the language' }).fill('mi')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()

  const ben = await Person.join(browser, started, 'Ben')
  await ben.page.goto(`${url}/s/${id}?lens=table`)
  await expect(ben.note('Does neb yn gofyn').getByText('Does neb')).toHaveAttribute('lang', 'cy')
  await expect(ben.note('Te tuku reta').getByText('Te tuku')).toHaveAttribute('lang', 'mi')
  // Somebody else's note is not his to change.
  await ben
    .note('Te tuku reta')
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await expect(ben.page.getByRole('menuitem', { name: 'Group with…' })).toBeVisible()
  await expect(ben.page.getByRole('menuitem', { name: 'Language of the note…' })).toHaveCount(0)
  await ben.page.keyboard.press('Escape')

  await page.goto(`${url}/s/${id}?lens=canvas`)
  await facilitator.showEverything()
  const { x, y } = await facilitator.middleOf('Te tuku reta')
  await page.mouse.click(x, y, { button: 'right' })
  await page.getByRole('menuitem', { name: 'Language of the note…' }).click()
  await choose('none')
  await expect(ben.note('Te tuku reta').getByText('Te tuku')).not.toHaveAttribute('lang')
  await expect(facilitator.shape('Does neb yn gofyn').locator('p').first()).toHaveAttribute('lang', 'cy')
})

test('[W222] beside the canvas stands an outline that keeps up with the board, keeps the place of who reads it, and leads to the note', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  const { page } = facilitator
  const ana = await Person.join(browser, started, 'Ana')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  // So many above that the panel is scrolled.
  await ana.paste(
    'Policy, Current',
    Array.from({ length: 20 }, (_, i) => `Rule ${String.fromCharCode(65 + i)} of the board`),
  )
  await ana.paste(CELL, ['Two forms', 'Letters arrive late', 'Nobody asks us'])
  await ana.isSaved()

  await page.goto(`${url}/s/${id}?lens=canvas`)
  await page.getByRole('navigation', { name: 'Beside the board' }).getByRole('button', { name: 'Outline' }).click()
  const outline = page.getByRole('region', { name: 'Outline' })
  await expect(outline.getByRole('heading', { level: 3, name: 'Practice' })).toBeVisible()
  await expect(outline.getByRole('heading', { level: 4, name: /barriers.* 3 notes/ })).toBeVisible()
  const note = outline.getByRole('button', { name: /^Letters arrive late/ })
  await note.focus()
  const top = () => note.evaluate((element) => element.getBoundingClientRect().top)
  const before = await top()
  await look(page, 'outline')

  // Others write above it and move the very note that is read: it stays, and has the focus.
  await ana.write('Policy, Current', 'A rule that nobody wrote')
  await ana
    .note('Letters arrive late')
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await ana.page.getByRole('menuitem', { name: 'Move to…' }).click()
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Culture, Barriers' }).click()
  await expect(ana.noteIn('Culture, Barriers', 'Letters arrive late')).toHaveCount(1)
  await expect(outline.getByRole('button', { name: /^A rule that nobody wrote/ })).toBeVisible()
  await expect(note).toBeFocused()
  expect(Math.abs((await top()) - before)).toBeLessThan(3)

  await page.keyboard.press('Enter')
  await expect(page.locator('.tl-container')).toBeFocused()
  await expect(facilitator.shape('Letters arrive late')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('.tl-shape textarea')).toHaveValue('Letters arrive late')
})
