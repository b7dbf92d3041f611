import { type Browser, type BrowserContextOptions, expect, test } from '@playwright/test'
import { fingersOn, type Spot } from './fingers.ts'
import { everybodyLeaves, Person, startStocktake } from './people.ts'
import { openServer, type TestServer } from './server.ts'

/** What hands do on the canvas: with the mouse, with keys alone, with fingers and with a pen. */

let server: TestServer
test.beforeAll(async () => {
  server = await openServer()
})
test.afterEach(everybodyLeaves)
test.afterAll(async () => {
  await server.remove()
})

/** A facilitator at the table, who sees what comes of it, and Anna at the canvas. */
async function workshop(browser: Browser, options: BrowserContextOptions = {}) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna', options)
  await anna.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.showEverything()
  return { started, facilitator, anna, page: anna.page }
}

const menuItem = (person: Person, name: string) => person.page.getByRole('menuitem', { name: new RegExp(`^${name}`) })
const by = ({ x, y }: Spot, dx: number, dy: number) => ({ x: x + dx, y: y + dy })

test('[W147] [W150] a mouse moves one note and many, with the cell named that takes them, and undo brings all back at once', async ({ browser }) => {
  const { facilitator, anna, page } = await workshop(browser)
  await anna.add('Practice, Current', 'one')
  await anna.add('Practice, Current', 'two')
  await anna.showEverything()
  const one = await anna.middleOf('one')
  const target = await anna.spot('Culture, Barriers')
  await page.mouse.move(one.x, one.y)
  await page.mouse.down()
  await page.mouse.move(target.x, target.y, { steps: 6 })
  await expect(page.getByText('To Culture, Barriers')).toBeVisible()
  await expect(page.locator('[data-cell="culture/barriers"]')).toHaveAttribute('data-target', '')
  await page.mouse.up()
  await expect(facilitator.noteIn('Culture, Barriers', 'one')).toBeVisible()
  await expect(page.getByText('To Culture, Barriers')).toHaveCount(0)

  await page.keyboard.press('Control+a')
  const two = await anna.middleOf('two')
  await anna.stroke(two, by(await anna.spot('Policy, Barriers'), 0, 0))
  await expect(facilitator.noteIn('Policy, Barriers', 'two')).toBeVisible()
  await expect(facilitator.noteIn('Culture, Barriers', 'one')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(facilitator.noteIn('Practice, Current', 'two')).toBeVisible()
  await expect(facilitator.noteIn('Culture, Barriers', 'one')).toBeVisible()
})

test('[W148] right click opens the menu with what can be done, and each does it', async ({ browser }) => {
  const { facilitator, anna, page } = await workshop(browser)
  for (const text of ['alpha', 'beta', 'gamma']) await anna.add('Practice, Current', text)
  await anna.showEverything()
  const menu = async (text: string) => {
    const { x, y } = await anna.middleOf(text)
    await page.mouse.click(x, y, { button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
  }
  await menu('alpha')
  await expect(page.getByRole('menu')).toContainText('DuplicateCtrl+D')
  await expect(menuItem(anna, 'Lock in place')).toHaveCount(0)
  await menuItem(anna, 'Duplicate').click()
  await expect(facilitator.noteIn('Practice, Current', 'alpha')).toHaveCount(2)
  await page.keyboard.press('Delete')
  await expect(facilitator.noteIn('Practice, Current', 'alpha')).toHaveCount(1)

  await page.keyboard.press('Control+a')
  await menu('beta')
  await menuItem(anna, 'Arrange').hover()
  await menuItem(anna, 'Stack').click()
  const xs = async () => new Set(await Promise.all(['alpha', 'beta', 'gamma'].map(async (text) => (await anna.placeIn('Practice, Current', text)).x)))
  await expect.poll(async () => (await xs()).size).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await xs()).size).toBeGreaterThan(1)

  await page.keyboard.press('Escape')
  await menu('gamma')
  await menuItem(anna, 'Move to').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Policy, Barriers' }).click()
  await expect(facilitator.noteIn('Policy, Barriers', 'gamma')).toBeVisible()
  await menu('gamma')
  await menuItem(anna, 'Delete').click()
  await expect(facilitator.note('gamma')).toHaveCount(0)

  const empty = await anna.spot('Technology, Current')
  await page.mouse.click(empty.x, empty.y, { button: 'right' })
  await menuItem(anna, 'New note here').click()
  await page.keyboard.type('here')
  await expect(facilitator.noteIn('Technology, Current', 'here')).toBeVisible()
})

test('[W148] [W149] all of it works with keys alone', async ({ browser }) => {
  const { facilitator, anna, page } = await workshop(browser)
  await anna.add('Practice, Current', 'first')
  await anna.add('Policy, Current', 'before it')
  await anna.showEverything()
  await page.locator('.tl-container').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('!')
  await page.keyboard.press('Escape')
  await expect(facilitator.noteIn('Policy, Current', 'before it!')).toBeVisible()
  await page.keyboard.press('Tab')
  const before = await anna.placeIn('Practice, Current', 'first')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(async () => (await anna.placeIn('Practice, Current', 'first')).y).toBeGreaterThan(before.y)
  await page.keyboard.press('Control+ArrowRight')
  await expect(facilitator.noteIn('Practice, Current', 'first')).toHaveCount(0)
  await expect(facilitator.note('first')).toHaveCount(1)
  await page.keyboard.press('Control+ArrowLeft')
  await expect(facilitator.noteIn('Practice, Current', 'first')).toBeVisible()
  await page.keyboard.press('Control+ArrowDown')
  await expect(facilitator.noteIn('Culture, Current', 'first')).toBeVisible()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'What to do with this note' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.keyboard.press('ContextMenu')
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  await expect(facilitator.noteIn('Culture, Current', 'first')).toHaveCount(2)
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByRole('button', { name: 'Technology, Barriers' }).focus()
  await page.keyboard.press('Enter')
  await expect(facilitator.noteIn('Technology, Barriers', 'first')).toHaveCount(1)
})

test('[W110] notes go from one stocktake to another, line breaks and all', async ({ browser }) => {
  const { anna, page } = await workshop(browser)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { x, y } = await anna.spot('Practice, Current')
  await page.mouse.dblclick(x, y)
  await page.keyboard.type('two')
  await page.keyboard.press('Enter')
  await page.keyboard.type('lines')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await anna.press('two')
  await page.keyboard.press('Control+c')

  const other = await startStocktake(browser, server.url)
  const { code, groups } = other
  await page.request.post(`${server.url}/api/join`, { data: { code, groupId: groups[0], name: 'Anna' } })
  await page.goto(`${server.url}/s/${other.id}?lens=canvas`)
  await anna.showEverything()
  await expect(anna.shape('two')).toHaveCount(0)
  const there = await anna.spot('Culture, Barriers')
  await page.mouse.move(there.x, there.y)
  await page.mouse.click(there.x, there.y)
  await page.keyboard.press('Control+v')
  await expect(anna.shape('two')).toHaveCount(1)
  await expect(anna.shape('two').locator('p').first()).toHaveText('two\nlines', { useInnerText: true })
})

test('[W145] a facilitator locks a note and a drawing; nobody’s hand moves them until they are unlocked', async ({ browser }) => {
  const { started, facilitator, anna, page } = await workshop(browser)
  const boss = facilitator.page
  await anna.add('Practice, Current', 'stays here')
  await boss.goto(`${server.url}/s/${started.id}?lens=canvas`)
  await facilitator.showEverything()
  await facilitator.press('stays here')
  await boss.keyboard.press('l')
  await expect(anna.shape('stays here')).toContainText('locked')
  for (const person of [anna, facilitator]) {
    await person.showEverything()
    await person.drag('stays here', 'Culture, Barriers')
    await expect(person.page.getByText('This is locked in its place')).toBeVisible()
    await person.press('stays here')
    await person.page.keyboard.press('Delete')
  }
  await page.goto(`${server.url}/s/${started.id}?lens=table`)
  await expect(anna.noteIn('Practice, Current', 'stays here')).toContainText('locked')

  await boss.keyboard.press('Escape')
  const from = await facilitator.spot('Policy, Barriers')
  await boss.getByRole('button', { name: 'Draw freehand' }).click()
  await facilitator.stroke(from, by(from, 60, 30))
  await boss.getByRole('button', { name: 'Select and move' }).click()
  const line = boss.locator('.tl-shape[data-shape-type="draw"]')
  await facilitator.clickOn(line)
  await boss.keyboard.press('l')
  await expect(boss.getByText('Locked in its place')).toBeVisible()
  const before = await line.boundingBox()
  await facilitator.stroke(by(from, 30, 15), by(from, 120, 90))
  expect(await line.boundingBox()).toEqual(before)
  await facilitator.press('stays here')
  await boss.mouse.click((await facilitator.middleOf('stays here')).x, (await facilitator.middleOf('stays here')).y, { button: 'right' })
  await menuItem(facilitator, 'Unlock').click()
  await facilitator.drag('stays here', 'Culture, Barriers')
  await expect(anna.noteIn('Culture, Barriers', 'stays here')).toBeVisible()
})

test('[W152] fingers drag notes, pan, pinch, double-tap and rest; a pen draws', async ({ browser }) => {
  const { facilitator, anna, page } = await workshop(browser, { hasTouch: true, viewport: { width: 1024, height: 768 } })
  const hand = await fingersOn(page)
  const cell = await anna.spot('Practice, Current')
  const useTool = async (name: string) => {
    await page.getByRole('button', { name }).tap()
    await expect(page.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true')
  }

  await test.step('a double tap gives a note with the caret in it', async () => {
    await hand.tap(cell)
    await hand.tap(cell)
    await page.locator('.tl-shape textarea').waitFor()
    await page.keyboard.type('by finger')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(facilitator.noteIn('Practice, Current', 'by finger')).toBeVisible()
  })

  await test.step('one finger on a note drags it', async () => {
    await anna.showEverything()
    await hand.drag([await anna.middleOf('by finger'), await anna.spot('Culture, Barriers')])
    await expect(facilitator.noteIn('Culture, Barriers', 'by finger')).toBeVisible()
  })

  await test.step('one finger on empty space pans, and two fingers pan and zoom', async () => {
    await anna.showEverything()
    const spot = () => anna.spot('Practice, Current')
    const before = await spot()
    await hand.drag([before, by(before, -120, -60)])
    await expect.poll(async () => Math.round((await spot()).x - before.x)).toBeLessThan(-90)
    await expect(page.locator('.tl-brush')).toHaveCount(0)
    await anna.showEverything()
    await expect.poll(async () => Math.round((await spot()).x - before.x)).toBe(0)
    const middle = await anna.spot('Practice, Barriers')
    await hand.drag([by(middle, -40, 0), by(middle, 40, 60)], [by(middle, 40, 0), by(middle, 120, 60)])
    await expect.poll(async () => Math.round((await spot()).y - before.y)).toBeGreaterThan(30)
    await anna.showEverything()
    const width = async () => (await page.locator('[data-cell="practice/current"]').boundingBox())?.width ?? 0
    const small = await width()
    await hand.drag([by(middle, -30, 0), by(middle, -120, 0)], [by(middle, 30, 0), by(middle, 120, 0)])
    await expect.poll(width).toBeGreaterThan(small * 1.5)
    await anna.showEverything()
  })

  await test.step('a finger that rests opens the menu, on a note and beside', async () => {
    await hand.down(await anna.middleOf('by finger'))
    await expect(page.getByRole('menu', { name: 'What to do with this note' })).toBeVisible()
    await hand.up()
    await expect(page.getByRole('menu')).toBeVisible()
    await menuItem(anna, 'Duplicate').tap()
    await expect(facilitator.noteIn('Culture, Barriers', 'by finger')).toHaveCount(2)
    await hand.down(await anna.spot('Technology, Current'))
    await expect(menuItem(anna, 'New note here')).toBeVisible()
    await hand.up()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  })

  await test.step('an arrow drawn by finger holds on to its note when the note is dragged', async () => {
    await page.keyboard.press('Control+z')
    await expect(anna.shape('by finger')).toHaveCount(1)
    await useTool('Arrow')
    const note = await anna.middleOf('by finger')
    await hand.drag([await anna.spot('Policy, Barriers'), note])
    const arrow = page.locator('.tl-shape[data-shape-type="arrow"]')
    await expect(arrow).toHaveCount(1)
    const bottom = async () => {
      const box = await arrow.boundingBox()
      return Math.round((box?.y ?? 0) + (box?.height ?? 0))
    }
    const before = await bottom()
    await useTool('Select and move')
    // Not by its middle, where the arrow's tip is.
    await page.keyboard.press('Escape')
    await hand.drag([by(note, -18, 8), await anna.spot('Technology, Barriers')])
    await expect(facilitator.noteIn('Technology, Barriers', 'by finger')).toBeVisible()
    await expect.poll(bottom).toBeGreaterThan(before + 20)
  })

  await test.step('a pen draws, and from then on fingers move the view and notes', async () => {
    await anna.showEverything()
    await useTool('Draw freehand')
    const at = await anna.spot('Policy, Current')
    const strokes = page.locator('.tl-shape[data-shape-type="draw"]')
    await hand.write(at, by(at, 60, 20))
    await expect(strokes).toHaveCount(1)
    // Not before the hand that holds the pen has certainly been lifted.
    await page.waitForFunction((since) => performance.now() - since > 1100, await page.evaluate(() => performance.now()))
    await hand.drag([by(at, 0, 40), by(at, -80, 60)])
    await expect(strokes).toHaveCount(1)
    await expect.poll(async () => (await anna.spot('Policy, Current')).x - at.x).toBeLessThan(-50)
    await useTool('Select and move')
    await anna.showEverything()
    await hand.drag([await anna.middleOf('by finger'), await anna.spot('Culture, Current')])
    await expect(facilitator.noteIn('Culture, Current', 'by finger')).toBeVisible()
  })
})

/** The smallest PNG: one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('[W151] [W155] pictures dropped, pasted or chosen go onto notes once somebody has said what they show', async ({ browser }) => {
  const { started, facilitator, anna, page } = await workshop(browser)
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
  const { facilitator, anna, page } = await workshop(browser)
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
