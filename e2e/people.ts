import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test'

const contexts: BrowserContext[] = []

/** Everybody closes their browser: pages of an earlier test would take the time of the next. */
export const everybodyLeaves = async () => void (await Promise.all(contexts.splice(0).map((context) => context.close())))

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Somewhere on their screen it says so. */
export const sees = (person: Person, text: string | RegExp) => expect(person.page.getByText(text).first()).toBeVisible()

/** The people of a workshop, each with a browser of their own, doing what people do, in the words they see. */
export class Person {
  constructor(readonly page: Page) {}

  static async come(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    contexts.push(context)
    return new Person(await context.newPage())
  }

  /** Joins without the page, for the second group; the browser has the cookie afterwards. */
  static async join(
    browser: Browser,
    { url, code, groups }: { url: string; code: string; groups: readonly string[] },
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const person = await Person.come(browser, options)
    const answer = await person.page.request.post(`${url}/api/join`, { data: { code, groupId: groups[1], name } })
    expect(answer.status()).toBe(201)
    return person
  }

  /** Types the code on the start page, picks a group, joins. */
  async join(url: string, code: string, group: string, name = ''): Promise<void> {
    const { page } = this
    await page.goto(url)
    await page.getByLabel('Code of the stocktake').fill(code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('radio', { name: group }).click({ force: true })
    if (name) await page.getByLabel('Your name (optional)').fill(name)
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.waitForURL(/\/s\//)
  }

  async open(path: string): Promise<void> {
    const { origin, pathname } = new URL(this.page.url())
    const id = /\/s\/([^/]+)/.exec(pathname)?.[1]
    await this.page.goto(`${origin}/s/${id}${path}`)
  }

  cell(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  note(text: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text })
  }

  /** Writes a note into a cell of the table. */
  async write(cell: string, text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: `New note in ${cell}` })
    if (!(await field.isVisible())) await this.page.getByRole('button', { name: `Add a note to ${cell}` }).click()
    await field.fill(text)
    await field.press('Enter')
    await expect(this.note(text)).toBeVisible()
  }

  async isSaved(): Promise<void> {
    await this.isTold('Saved')
  }

  /** Their status line says so. */
  async isTold(words: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('banner').getByText(words, { exact: true }).first()).toBeVisible()
  }

  /** What a screen reader reads out when it comes, in its own time. */
  readOut(words: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: words })
  }

  /** Listens from now on: gives all that their status line has said since. */
  async listenToStatus(): Promise<() => Promise<string[]>> {
    await this.page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      const line = document.querySelector('[data-tone]')
      const note = () => said.push(line?.textContent ?? '')
      if (line) new MutationObserver(note).observe(line, { subtree: true, childList: true, characterData: true })
    })
    return () => this.page.evaluate(() => (window as unknown as { said: string[] }).said)
  }

  /** Opens a note of the table for typing. */
  async edit(text: string): Promise<Locator> {
    await this.note(text).getByText(text).click()
    return this.page.getByRole('textbox', { name: /^Edit the note/ })
  }

  /** Another tab in the same browser, so the same person. */
  async anotherTab(): Promise<Person> {
    return new Person(await this.page.context().newPage())
  }

  /** From now on pages load and sockets do not get through, as behind some proxies. */
  async loseSockets(): Promise<{ regain: () => void }> {
    let isLost = true
    await this.page.routeWebSocket(/\/sync\//, (socket) => void (isLost ? socket.close() : socket.connectToServer()))
    await this.page.reload()
    return {
      regain: () => {
        isLost = false
      },
    }
  }

  // The table

  noteIn(cell: string, text: string): Locator {
    return this.cell(cell).getByRole('listitem').filter({ hasText: text })
  }

  /** Notes for several cells: one is typed, several for the same cell are pasted as lines of a text. */
  async bring(notes: readonly { cell: string; text: string }[]): Promise<void> {
    for (const cell of new Set(notes.map((note) => note.cell))) {
      const texts = notes.filter((note) => note.cell === cell).map((note) => note.text)
      if (texts.length > 1) await this.paste(cell, texts)
      else for (const text of texts) await this.write(cell, text)
    }
  }

  async paste(cell: string, lines: readonly string[]): Promise<void> {
    const field = this.page.getByRole('textbox', { name: `New note in ${cell}` })
    if (!(await field.isVisible())) await this.page.getByRole('button', { name: `Add a note to ${cell}` }).click()
    await field.evaluate((area, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, lines.join('\n'))
    await this.page.getByRole('button', { name: `Add ${lines.length} notes` }).click()
    for (const line of lines) await expect(this.note(line)).toHaveCount(1)
  }

  /** The bar at the foot of a phone: row, column, words, Add. */
  async writeOnPhone(cell: string, text: string): Promise<void> {
    const { page } = this
    const [row = '', column] = cell.split(', ')
    const choose = async (what: 'Row' | 'Column', name: string) => {
      await page.getByRole('combobox', { name: what, exact: true }).selectOption({ label: name })
    }
    await choose('Row', row)
    if (column) await choose('Column', column)
    await page.getByRole('textbox', { name: `Write a note in ${cell}` }).fill(text)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(this.note(text)).toBeVisible()
  }

  // The set-up

  async setUp(part: 'about' | 'matrix' | 'groups' | 'rounds' | 'people'): Promise<void> {
    const id = /\/s\/([^/?#]+)/.exec(this.page.url())?.[1]
    await this.page.goto(`${new URL(this.page.url()).origin}/s/${id}/setup#${part}`)
  }

  /** The items of a list of the set-up, in their order; each has its name in its first field. */
  items(list: string): Locator {
    return this.page.getByRole('list', { name: list, exact: true }).getByRole('listitem')
  }

  async names(list: string): Promise<string[]> {
    return this.items(list).evaluateAll((items) => items.map((item) => item.querySelector('input')?.value ?? ''))
  }

  async itemCalled(list: string, name: string): Promise<Locator> {
    await expect.poll(() => this.names(list)).toContain(name)
    return this.items(list).nth((await this.names(list)).indexOf(name))
  }

  /** Drags an item of a list by its handle onto another one. */
  async dragItem(list: string, name: string, onto: string): Promise<void> {
    const item = await this.itemCalled(list, name)
    const target = await this.itemCalled(list, onto)
    // Both in view, and neither under the bar that saves.
    await target.evaluate((element) => element.scrollIntoView())
    await this.stroke(await middle(item.locator('[draggable]')), await middle(target))
  }

  async save(what: string): Promise<void> {
    await this.page.getByRole('button', { name: `Save: ${what}` }).click()
    await expect(
      this.page
        .getByText('Everything here is saved')
        .or(this.page.getByText('Saved', { exact: true }))
        .locator('visible=true')
        .first(),
    ).toBeVisible()
  }

  // The canvas

  shape(text: string): Locator {
    return this.page.locator('.tl-shape').filter({ hasText: text })
  }

  /** The middle of a cell on the screen. */
  async spot(cell: string): Promise<{ x: number; y: number }> {
    return middle(this.page.locator('[data-cell]').filter({ has: this.page.getByRole('button', { name: cell, exact: true }) }))
  }

  async showEverything(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show everything' }).last().click()
  }

  /** Writes a note where a cell has room for it: a double click, the words, Escape. */
  async jot(cell: string, text: string): Promise<void> {
    await this.showEverything()
    const { x, y } = await this.spot(cell)
    await this.page.mouse.dblclick(x, y)
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
    await expect(this.shape(text)).toBeVisible()
  }

  /** Writes a note into free space of a cell, however many are there: a click into it, N, the words, Escape. */
  async add(cell: string, text: string): Promise<void> {
    await this.showEverything()
    const { x, y } = await this.spot(cell)
    await this.page.mouse.click(x, y)
    await this.page.keyboard.press('n')
    await this.page.locator('.tl-shape textarea').waitFor()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
    await expect(this.shape(text)).toBeVisible()
  }

  async drag(text: string, cell: string): Promise<void> {
    const from = await middle(this.shape(text))
    const to = await this.spot(cell)
    await this.stroke(from, to)
  }

  /** Where a note stands within its cell, in parts of the cell's width: the same at any zoom and wherever the cell is. */
  async placeIn(cell: string, text: string): Promise<{ x: number; y: number }> {
    const box = await this.page
      .locator('[data-cell]')
      .filter({ has: this.page.getByRole('button', { name: cell, exact: true }) })
      .boundingBox()
    const note = await this.shape(text).boundingBox()
    if (!box || !note) throw new Error('nothing to be seen there')
    return { x: Math.round((100 * (note.x - box.x)) / box.width), y: Math.round((100 * (note.y - box.y)) / box.width) }
  }

  /** Whether the second cell stands below the first or beside it. */
  async order(first: string, second: string): Promise<'below' | 'beside' | 'before'> {
    const [a, b] = [await this.spot(first), await this.spot(second)]
    if (b.y > a.y + 1) return 'below'
    return b.x > a.x ? 'beside' : 'before'
  }

  /** Where a hand would take a note. */
  middleOf(text: string): Promise<{ x: number; y: number }> {
    return middle(this.shape(text).first())
  }

  async clickOn(locator: Locator): Promise<void> {
    const { x, y } = await middle(locator)
    await this.page.mouse.click(x, y)
  }

  async press(text: string): Promise<void> {
    const { x, y } = await middle(this.shape(text))
    await this.page.mouse.click(x, y)
  }

  async stroke(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(to.x, to.y, { steps: 6 })
    await mouse.up()
  }
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await expect(locator).toBeVisible()
  const box = await locator.boundingBox()
  if (!box) throw new Error('nothing to be seen there')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
