import { type Browser, expect, type Page, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { showBy, startStocktake } from './start.ts'

/** Two people in one note, each in a browser of their own. */

const server = serverOfFile()

/** The facilitator at the table and a participant at the canvas, both with their caret in the same new note. */
async function inOneNote(browser: Browser, text: string) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  await showBy(started, 'named')
  const anna = await Person.join(browser, started, 'Anna')
  await anna.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.showEverything()
  const { x, y } = await anna.spot('Practice, Current')
  await anna.page.mouse.dblclick(x, y)
  await anna.page.keyboard.type(text)
  await facilitator.note(text).getByText(text).click()
  const hers = anna.page.locator('.tl-shape textarea')
  const theirs = facilitator.page.getByRole('textbox', { name: /^Edit the note/ })
  const bothRead = async (value: string) => {
    await expect(hers).toHaveValue(value)
    await expect(theirs).toHaveValue(value)
  }
  return { anna, facilitator, hers, theirs, bothRead }
}

const input = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  return {
    compose: (text: string) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    insert: (text: string) => session.send('Input.insertText', { text }),
    /** What a menu of the browser asks of the field, as the shaking of a phone does. */
    command: async (name: string) => {
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Unidentified', commands: [name] })
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Unidentified' })
    },
  }
}

test('[W141] a word composed while somebody else types stands where it was written, and nothing of theirs is lost', async ({ browser }) => {
  const { anna, hers, theirs, bothRead } = await inOneNote(browser, 'plan of care')
  await hers.press('Home')
  for (let i = 0; i < 4; i++) await hers.press('ArrowRight')
  const ime = await input(anna.page)
  await ime.compose('にほ')
  await theirs.press('Control+Home')
  await theirs.pressSequentially('Our ')
  await expect(theirs).toHaveValue(/^Our plan/)
  // The field is left alone while the word is open, and what is composed so far arrives all the same.
  await expect(theirs).toHaveValue('Our planにほ of care')
  await expect(hers).toHaveValue('planにほ of care')
  await ime.compose('日本')
  await ime.insert('日本')
  await bothRead('Our plan日本 of care')
  await ime.insert('!')
  await bothRead('Our plan日本! of care')
})

test('[W140] [B1] emoji, deletes and right-to-left words of two people stay whole', async ({ browser }) => {
  const { anna, facilitator, hers, theirs, bothRead } = await inOneNote(browser, 'start')
  const ours = await input(anna.page)
  const others = await input(facilitator.page)
  await hers.press('End')
  await theirs.press('Control+Home')
  await Promise.all([ours.insert(' 👨‍👩‍👧‍👦'), others.insert('👍🏽 ')])
  await bothRead('👍🏽 start 👨‍👩‍👧‍👦')
  // One person changes what stands in the midst of what another deletes.
  await theirs.press('Control+End')
  await Promise.all([theirs.press('Backspace'), ours.insert(' שלום')])
  await expect.poll(async () => (await hers.inputValue()) === (await theirs.inputValue())).toBe(true)
  const value = await hers.inputValue()
  expect(value.startsWith('👍🏽 start ') && value.endsWith(' שלום')).toBe(true)
  expect(value).not.toMatch(/\p{Surrogate}/u)
  await theirs.press('Control+Home')
  await theirs.press('Delete')
  await ours.insert('!')
  await expect(hers).toHaveValue(/^ start .*שלום!$/)
  await expect(theirs).toHaveValue(/^ start .*שלום!$/)
})

test('[W142] each sees where the other types, and what is selected', async ({ browser }) => {
  const { anna, facilitator, hers, theirs } = await inOneNote(browser, 'whose plan is this')
  await hers.press('Home')
  await theirs.press('Control+End')
  const annas = facilitator.page.locator('[data-caret="Anna"]')
  await expect(annas).toHaveCount(1)
  const left = async () => (await annas.locator('span').last().boundingBox())?.x ?? Number.NaN
  const box = await theirs.boundingBox()
  await expect.poll(async () => Math.round((await annas.locator(':scope > span').last().boundingBox())?.x ?? 0)).toBeLessThan((box?.x ?? 0) + 3)
  const before = await left()
  await hers.press('Shift+End')
  await expect(annas.locator(':scope > span')).not.toHaveCount(1)
  await expect.poll(left).toBeGreaterThan(before + 20)
  await expect(anna.page.locator('[data-caret]')).toHaveCount(1)
  await hers.press('Escape')
  await expect(annas).toHaveCount(0)
})

test('[B5] undo in a note, from the keyboard or from the browser’s menu, takes back one’s own letters alone', async ({ browser }) => {
  const { facilitator, hers, theirs, bothRead } = await inOneNote(browser, 'plan')
  const others = await input(facilitator.page)
  await theirs.press('Control+End')
  await theirs.pressSequentially(' B')
  await bothRead('plan B')
  await hers.press('Home')
  await hers.pressSequentially('A ')
  await bothRead('A plan B')
  await others.command('undo')
  await bothRead('A plan')
  await theirs.press('Control+Shift+z')
  await bothRead('A plan B')
  await hers.press('Control+z')
  await bothRead('plan B')
  // To take back all of it would take away what the other wrote: the note stays with that.
  await hers.press('Control+z')
  await hers.press('Control+z')
  await bothRead(' B')
})

test('[W144] who types in a note that somebody deletes gets the words back, and puts them back with one press', async ({ browser }) => {
  const { anna, facilitator, hers, theirs } = await inOneNote(browser, 'my words')
  await theirs.press('Escape')
  await hers.press('End')
  await hers.pressSequentially(' and more')
  await expect(facilitator.note('my words and more')).toBeVisible()
  await facilitator
    .note('my words and more')
    .getByRole('button', { name: /^Actions/ })
    .click()
  await facilitator.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(hers).toHaveCount(0)
  await anna.page.getByRole('button', { name: 'Put back in round 1' }).click()
  await expect(facilitator.noteIn('Practice, Current', 'my words and more')).toBeVisible()
})

/** The facilitator and Anna, both at the canvas. */
async function atTheCanvas(browser: Browser) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  await showBy(started, 'named')
  const anna = await Person.join(browser, started, 'Anna')
  for (const { page } of [facilitator, anna]) await page.goto(`${server.url}/s/${id}?lens=canvas`)
  await facilitator.showEverything()
  await anna.showEverything()
  /** How large a cell is on somebody's screen: the farther in they are, the larger. */
  const sizeOf = async (person: Person, cell: string) => Math.round((await person.page.locator(`[data-cell="${cell}"]`).boundingBox())?.width ?? 0)
  return { started, facilitator, anna, sizeOf }
}

test('[W153] [W154] one sees who is in a cell, follows them from their mark, and stops with the first touch', async ({ browser }) => {
  const { facilitator, anna, sizeOf } = await atTheCanvas(browser)
  const { x, y } = await anna.spot('Culture, Barriers')
  await anna.page.mouse.click(x, y)
  const mark = facilitator.page.locator('[data-cell="culture/barriers"]').getByRole('button', { name: 'Follow Anna' })
  await expect(mark).toBeVisible()
  await mark.click()
  await expect(facilitator.page.getByText('You follow Anna.')).toBeVisible()
  const before = await sizeOf(facilitator, 'culture/barriers')
  await anna.page.getByRole('button', { name: 'Culture, Barriers', exact: true }).click()
  await expect.poll(() => sizeOf(facilitator, 'culture/barriers')).toBeGreaterThan(before * 1.5)
  await facilitator.page.mouse.move(700, 600)
  await facilitator.page.mouse.wheel(0, 40)
  await expect(facilitator.page.getByText('You follow Anna.')).toHaveCount(0)
  const left = await sizeOf(facilitator, 'culture/barriers')
  await anna.showEverything()
  await expect.poll(() => sizeOf(anna, 'culture/barriers')).toBeLessThan(left)
  expect(await sizeOf(facilitator, 'culture/barriers')).toBe(left)
})

test('[W143] [W154] a facilitator brings everybody to a cell; who writes is asked, and who looked elsewhere finds back', async ({ browser }) => {
  const { started, facilitator, anna, sizeOf } = await atTheCanvas(browser)
  const bring = async (cell: string) => {
    await facilitator.showEverything()
    const { x, y } = await facilitator.spot(cell)
    await facilitator.page.mouse.click(x, y, { button: 'right' })
    await facilitator.page.getByRole('menuitem', { name: 'Show this to everybody…' }).click()
    await facilitator.page.getByRole('button', { name: /^Bring/ }).click()
  }
  const before = await sizeOf(anna, 'policy/barriers')
  await bring('Policy, Barriers')
  await expect(anna.page.getByText('The facilitator shows everybody Policy, Barriers.')).toBeVisible()
  await expect.poll(() => sizeOf(anna, 'policy/barriers')).toBeGreaterThan(before * 1.5)
  const there = await sizeOf(anna, 'policy/barriers')

  await anna.showEverything()
  await anna.page.mouse.move(800, 500)
  await anna.page.mouse.wheel(0, 30)
  await anna.page.getByRole('button', { name: 'Go there' }).click()
  await expect.poll(() => sizeOf(anna, 'policy/barriers')).toBe(there)

  await anna.showEverything()
  const { x, y } = await anna.spot('Practice, Current')
  await anna.page.mouse.dblclick(x, y)
  await anna.page.keyboard.type('in the middle of')
  await bring('Technology, Current')
  await expect(anna.page.getByText('The facilitator shows everybody Technology, Current.')).toBeVisible()
  await anna.page.keyboard.type(' a sentence')
  await expect(anna.page.locator('.tl-shape textarea')).toHaveValue('in the middle of a sentence')
  await expect(anna.page.locator('.tl-shape textarea')).toBeFocused()
  await anna.page.getByRole('button', { name: 'Go there' }).click()
  await expect.poll(async () => (await anna.spot('Technology, Current')).y).toBeLessThan(700)
  // A phone goes there too, and finds the way back.
  const ben = await Person.join(browser, started, 'Ben', { viewport: { width: 390, height: 844 } })
  await ben.page.goto(`${server.url}/s/${started.id}`)
  await ben.page
    .getByRole('tab', { name: 'Board' })
    .or(ben.page.getByRole('button', { name: 'Board' }))
    .first()
    .click()
  await expect(ben.page.getByText('The facilitator shows everybody Technology, Current.')).toBeVisible()
  await ben.page.getByRole('button', { name: 'Go there' }).click()
  await expect(ben.cell('Technology, Current').getByRole('button').first()).toBeInViewport()
  await facilitator.page.getByRole('button', { name: 'End', exact: true }).click()
  await expect(ben.page.getByText(/shows everybody/)).toHaveCount(0)
  await expect(anna.page.getByText(/shows everybody/)).toHaveCount(0)
  // A participant has no such thing to press.
  await anna.showEverything()
  const spot = await anna.spot('Policy, Barriers')
  await anna.page.mouse.click(spot.x, spot.y, { button: 'right' })
  await expect(anna.page.getByRole('menuitem', { name: 'Select all' })).toBeVisible()
  await expect(anna.page.getByRole('menuitem', { name: 'Show this to everybody' })).toHaveCount(0)
})
